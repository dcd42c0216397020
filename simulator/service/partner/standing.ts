import { isSetUp, partnerStateOf } from '../../../core/connector.ts';
import type { ConnectorSettings } from '../../../core/tenant.ts';
import type { MessageType, PartnerState } from '../../../core/vocabulary.ts';
import { gateOf } from '../../target/gate.ts';
import { isShown } from '../../target/world.ts';
import { type Answer, problem } from './answer.ts';
import type { Desk } from './desk.ts';

/** What the connector shows; one that the tenant does not have is unavailable. */
export const stateOf = ({ tenant, partner }: Desk): PartnerState => {
  const { connectors, evaluator, now } = tenant.world();
  const status = connectors[partner];
  return status === undefined ? 'unavailable' : partnerStateOf(evaluator, status, now);
};

/** The tenant's cloud has no place for the connector, and nothing anybody does helps (CLOUD-01). */
const notInCloud = 'connectorNotInCloud';

/** What is still to be done before the connector is set up. */
export const missingOf = ({ tenant, partner }: Desk): readonly string[] => {
  const status = tenant.world().connectors[partner];
  if (status === undefined) {
    const { evaluator, tenant: configured } = tenant.world();
    const shown = isShown(evaluator, configured, partner);
    return shown ? ['connectorNotAdded', 'adminConsent'] : ['connectorNotAdded', notInCloud];
  }
  return isSetUp(status) || status.consented ? [] : ['adminConsent'];
};

export const isBlocked = ({ tenant, partner }: Desk, message: MessageType): boolean =>
  gateOf(tenant.world(), partner, message) === 'blocked';

/** The answer to a message that is blocked now (contract, 6.7). */
export const blockedAnswer = (desk: Desk): Answer => {
  const connectorState = stateOf(desk);
  const unavailable = connectorState === 'unavailable';
  const types = ['deviceThreat', 'appSync'] as const;
  return problem(unavailable ? 'connector-unavailable' : 'connector-not-set-up', undefined, {
    connectorState,
    blockedMessageTypes: types.filter((type) => isBlocked(desk, type)),
    action: unavailable ? 'provision' : 'completeSetup',
    missing: missingOf(desk),
  });
};

const settingsOf = ({ tenant, partner }: Desk): ConnectorSettings | null =>
  tenant.world().connectors[partner]?.settings ?? null;

/** What the admin has switched on. */
export const togglesOf = (desk: Desk): Readonly<Record<string, boolean>> => {
  const settings = settingsOf(desk);
  return {
    android: settings?.androidEnabled ?? false,
    ios: settings?.iosEnabled ?? false,
    windows: settings?.windowsEnabled ?? false,
    mac: settings?.macEnabled ?? false,
    androidAppProtection: settings?.androidMobileApplicationManagementEnabled ?? false,
    iosAppProtection: settings?.iosMobileApplicationManagementEnabled ?? false,
    windowsAppProtection: settings?.windowsMobileApplicationManagementEnabled ?? false,
    appSync: settings?.allowPartnerToCollectIOSApplicationMetadata ?? false,
    personalAppSync: settings?.allowPartnerToCollectIOSPersonalApplicationMetadata ?? false,
  };
};

/** Days without contact after which the partner counts as silent. */
export const unresponsiveAfterDays = (desk: Desk): number | null =>
  settingsOf(desk)?.partnerUnresponsivenessThresholdInDays ?? null;
