import { type PartnerKey, partnerKeys } from '../../../core/partners.ts';
import type { ConnectorSettings } from '../../../core/tenant.ts';
import type { Instant } from '../../../core/time.ts';
import type { PartnerState } from '../../../core/vocabulary.ts';
import {
  anyPlatformToggle,
  gate,
  isIgnored,
  isSetUp,
  isSilent,
  partnerState,
  silenceOf,
} from './connector.ts';
import { type History, happeningAt, type Moment, remembered } from './history.ts';
import { messagesOf } from './message.ts';
import { tenantThen } from './tenant-then.ts';

/** What has happened to a connector, without asking what time it is. */
export interface ConnectorThen {
  readonly settings: ConnectorSettings;
  readonly deprovisioned: boolean;
  readonly somethingOwed: boolean;
  readonly errorCode: boolean;
  /** Line 1: contact(c); minus infinity where there never was any. */
  readonly contact: Instant;
}

const atStart = (history: History, partner: PartnerKey) => {
  const connector = history.tenant.connectors[partner];
  if (connector === undefined) {
    // Added on the timeline, if at all: both steps are owed (G1).
    return { deprovisioned: false, provisioned: false, consented: false, contact: -Infinity };
  }
  const contact = connector.setUp === 'setUp' ? history.start : -Infinity;
  return {
    deprovisioned: connector.setUp === 'unavailable',
    provisioned: connector.setUp !== 'unavailable',
    consented: connector.setUp !== 'notSetUp',
    contact: connector.lastHeartbeatDateTime ?? contact,
  };
};

const walk = (history: History, done: number, about: string): ConnectorThen | null => {
  const partner = partnerKeys.find((key) => key === about);
  if (partner === undefined) return null;
  const settings = tenantThen(history, done).connectors[partner];
  if (settings === undefined) return null;

  let { deprovisioned, provisioned, consented, contact } = atStart(history, partner);
  let errorCode = false;
  for (let i = 0; i < done; i += 1) {
    const { at, operation } = happeningAt(history, i);
    const setUpBefore = !deprovisioned && provisioned && consented;
    if ('partner' in operation && operation.partner === partner) {
      if (operation.do === 'provision') [deprovisioned, provisioned] = [false, true];
      if (tenantThen(history, i).connectors[partner] !== undefined) {
        if (operation.do === 'deprovision') [deprovisioned, provisioned] = [true, false];
        if (operation.do === 'revokeConsent') consented = false;
        if (operation.do === 'raiseError') errorCode = true;
        if (operation.do === 'clearError') errorCode = false;
        if (operation.do === 'heartbeat') [errorCode, contact] = [false, at];
      }
      if (operation.do === 'consent') consented = true;
    }
    const setUpNow = !deprovisioned && provisioned && consented;
    if (setUpNow && !setUpBefore) contact = at;
    const { serviceRelease, connectors } = tenantThen(history, i);
    for (const message of messagesOf(history, i)) {
      if (message.partner !== partner || connectors[partner] === undefined) continue;
      const somethingOwed = !provisioned || !consented;
      if (gate({ deprovisioned, somethingOwed }, 'deviceThreat', serviceRelease) !== null) continue;
      if (history.tenant.devices[message.device] === undefined) continue;
      contact = at;
    }
  }
  return { settings, deprovisioned, somethingOwed: !provisioned || !consented, errorCode, contact };
};

const walked = remembered(walk);

/** Null where the tenant has no such connector. */
export const connectorThen = (
  history: History,
  done: number,
  partner: PartnerKey,
): ConnectorThen | null => walked(history, done, partner);

/** Lines 1 to 8 of one connector at one moment. */
export interface ConnectorFacts {
  readonly setUp: boolean;
  readonly silent: boolean;
  readonly ignored: boolean;
  readonly partnerState: PartnerState;
}

export const connectorFacts = (
  history: History,
  moment: Moment,
  partner: PartnerKey,
): ConnectorFacts | null => {
  const c = connectorThen(history, moment.done, partner);
  if (c === null) return null;
  const { readings } = history;
  const n = silenceOf(c.settings);
  const silent = isSilent(c.contact, n, moment.at, readings);
  return {
    setUp: isSetUp(c),
    silent,
    ignored: isIgnored(c.contact, n, moment.at, readings),
    partnerState: partnerState(
      { ...c, silent, anyToggle: anyPlatformToggle(c.settings) },
      readings,
    ),
  };
};

/** The connectors of the tenant then, A to Z. */
export const connectorKeys = (history: History, done: number): PartnerKey[] =>
  partnerKeys.filter((key) => tenantThen(history, done).connectors[key] !== undefined);
