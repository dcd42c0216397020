import type { Evaluator } from './evaluator.ts';
import type { Connector, ConnectorSettings } from './tenant.ts';
import { type Instant, isOver } from './time.ts';
import type { PartnerState } from './vocabulary.ts';

/** Where one connector stands now. What it shows is derived, never stored (G14). */
export interface ConnectorStatus {
  readonly settings: ConnectorSettings;
  readonly deprovisioned: boolean;
  readonly provisioned: boolean;
  readonly consented: boolean;
  readonly errorCode: boolean;
  /** Latest of set-up completed, heartbeat, accepted threat message; line 1. */
  readonly contact: Instant;
}

/** A partner that was never in contact; it counts from its first sign of life. */
const never: Instant = Number.NEGATIVE_INFINITY;

export const connectorAtStart = (connector: Connector, start: Instant): ConnectorStatus => ({
  settings: connector,
  deprovisioned: connector.setUp === 'unavailable',
  provisioned: connector.setUp !== 'unavailable',
  consented: connector.setUp !== 'notSetUp',
  errorCode: false,
  contact: connector.lastHeartbeatDateTime ?? (connector.setUp === 'setUp' ? start : never),
});

/** A connector first added on the timeline owes everything (G1). */
export const connectorAdded = (settings: ConnectorSettings): ConnectorStatus => ({
  settings,
  deprovisioned: false,
  provisioned: false,
  consented: false,
  errorCode: false,
  contact: never,
});

export const isSetUp = (status: ConnectorStatus): boolean => status.provisioned && status.consented;

export type ConnectorChange =
  | 'provision'
  | 'deprovision'
  | 'consent'
  | 'revokeConsent'
  | 'heartbeat'
  | 'raiseError'
  | 'clearError'
  | 'threatMessage';

const changed = (status: ConnectorStatus, change: ConnectorChange): ConnectorStatus => {
  switch (change) {
    case 'provision':
      return { ...status, deprovisioned: false, provisioned: true };
    case 'deprovision':
      return { ...status, deprovisioned: true, provisioned: false };
    case 'consent':
      return { ...status, consented: true };
    case 'revokeConsent':
      return { ...status, consented: false };
    case 'heartbeat':
    case 'clearError':
      return { ...status, errorCode: false };
    case 'raiseError':
      return { ...status, errorCode: true };
    case 'threatMessage':
      return status;
  }
};

/**
 * The status after something happened to the connector, itself where nothing of it is new.
 * Completing set-up is contact.
 */
export const applyToConnector = (
  status: ConnectorStatus,
  change: ConnectorChange,
  now: Instant,
): ConnectorStatus => {
  const next = changed(status, change);
  const completed = isSetUp(next) && !isSetUp(status);
  const contact = completed || change === 'heartbeat' || change === 'threatMessage';
  return contact && next.contact !== now ? { ...next, contact: now } : next;
};

/** When silence starts to show, and when it makes the partner's data ignored. */
export const silenceOf = (
  evaluator: Evaluator,
  status: ConnectorStatus,
  now: Instant,
): { readonly silent: boolean; readonly ignored: boolean; readonly flips: readonly Instant[] } => {
  const { facts, readings } = evaluator;
  const shown = facts.silenceAfter(status.settings, readings);
  const left = facts.ignoredAfter(status.settings, readings);
  return {
    silent: isOver(status.contact, shown, now),
    ignored: isOver(status.contact, left, now),
    flips: [status.contact + shown, status.contact + left],
  };
};

/** Whether nothing came of a change but a later contact, with a connector that was not silent. */
export const isHeardAgain = (
  evaluator: Evaluator,
  before: ConnectorStatus,
  after: ConnectorStatus,
  now: Instant,
): boolean => {
  const isSame =
    before.settings === after.settings &&
    before.deprovisioned === after.deprovisioned &&
    before.provisioned === after.provisioned &&
    before.consented === after.consented &&
    before.errorCode === after.errorCode;
  if (!isSame) return false;
  const { silent, ignored } = silenceOf(evaluator, before, now);
  return !silent && !ignored;
};

/** Key of the question which state the connector shows. */
export const connectorKey = (evaluator: Evaluator, status: ConnectorStatus, now: Instant): number =>
  evaluator.stages.connector.key({
    deprovisioned: status.deprovisioned,
    owed: !isSetUp(status),
    errorCode: status.errorCode,
    silent: silenceOf(evaluator, status, now).silent,
    toggleOn: evaluator.facts.anyPlatformToggle(status.settings),
  });

/** decision-procedure.md, lines 6 to 8: read off the mask. */
export const partnerStateOf = (
  evaluator: Evaluator,
  status: ConnectorStatus,
  now: Instant,
): PartnerState => {
  const { stages } = evaluator;
  const violated = stages.connector.violated(connectorKey(evaluator, status, now));
  const bit = stages.connector.bit;
  if (violated & bit.provisioned) return 'unavailable';
  if (violated & bit['set-up']) return 'notSetUp';
  if (violated & bit['no-error-code']) return 'error';
  if (violated & bit['partner-in-contact']) return 'unresponsive';
  return violated & bit['platform-toggle-on'] ? 'available' : 'enabled';
};
