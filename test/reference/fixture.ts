import type { PartnerKey } from '../../core/partners.ts';
import { defaultReadings, type Readings } from '../../core/readings.ts';
import type {
  AppProtectionPolicy,
  CompliancePolicy,
  ConditionalAccessPolicy,
  Connector,
  DeviceFacts,
  Tenant,
} from '../../core/tenant.ts';
import type { Instant } from '../../core/time.ts';
import type { Operation } from '../../simulator/port/operation.ts';
import { accessReasonsAt } from './evaluator/accesses.ts';
import { outcomeAt } from './evaluator/calculations.ts';
import { connectorFacts } from './evaluator/connector-then.ts';
import { eventsUntil } from './evaluator/events.ts';
import type { Happening, History, Moment } from './evaluator/history.ts';
import { appStateThen } from './evaluator/launches.ts';
import { replyTo } from './evaluator/reply.ts';

export const start: Instant = Date.UTC(2026, 0, 5, 9);

export const connector = (settings: Partial<Connector> = {}): Connector => ({
  androidEnabled: false,
  iosEnabled: false,
  windowsEnabled: false,
  macEnabled: false,
  androidDeviceBlockedOnMissingPartnerData: false,
  iosDeviceBlockedOnMissingPartnerData: false,
  windowsDeviceBlockedOnMissingPartnerData: false,
  macDeviceBlockedOnMissingPartnerData: false,
  androidMobileApplicationManagementEnabled: false,
  iosMobileApplicationManagementEnabled: false,
  windowsMobileApplicationManagementEnabled: false,
  partnerUnsupportedOsVersionBlocked: false,
  partnerUnresponsivenessThresholdInDays: 7,
  allowPartnerToCollectIOSApplicationMetadata: false,
  allowPartnerToCollectIOSPersonalApplicationMetadata: false,
  allowPartnerToCollectIosCertificateMetadata: false,
  allowPartnerToCollectIosPersonalCertificateMetadata: false,
  microsoftDefenderForEndpointAttachEnabled: false,
  grantMobileThreatDefensePartnerRole: false,
  setUp: 'setUp',
  lastHeartbeatDateTime: null,
  ...settings,
});

export const compliancePolicy = (settings: Partial<CompliancePolicy> = {}): CompliancePolicy => ({
  type: 'androidWorkProfileCompliancePolicy',
  deviceThreatProtectionEnabled: true,
  deviceThreatProtectionRequiredSecurityLevel: 'low',
  advancedThreatProtectionRequiredSecurityLevel: 'notSet',
  otherSettings: [],
  actions: [{ actionType: 'block', gracePeriodHours: 0 }],
  assignedTo: ['staff'],
  excludedGroups: [],
  ...settings,
});

export const appProtectionPolicy = (
  settings: Partial<AppProtectionPolicy> = {},
): AppProtectionPolicy => ({
  type: 'androidManagedAppProtection',
  maximumAllowedDeviceThreatLevel: 'low',
  mobileThreatDefenseRemediationAction: 'block',
  mobileThreatDefensePartnerPriority: null,
  otherSettings: [],
  apps: ['outlook'],
  targetedAppManagementLevels: [],
  assignedTo: ['staff'],
  excludedGroups: [],
  ...settings,
});

export const conditionalAccessPolicy = (
  settings: Partial<ConditionalAccessPolicy> = {},
): ConditionalAccessPolicy => ({
  state: 'enabled',
  includeUsers: [],
  excludeUsers: [],
  includeGroups: ['staff'],
  excludeGroups: [],
  includeRoles: [],
  excludeRoles: [],
  includeApplications: ['exchange'],
  excludeApplications: [],
  includePlatforms: [],
  excludePlatforms: [],
  clientAppTypes: [],
  conditionsNotSimulated: [],
  operator: 'AND',
  builtInControls: ['compliantDevice'],
  ...settings,
});

const allPartners: readonly PartnerKey[] = ['lookout', 'zimperium', 'defender'];

export const device = (settings: Partial<DeviceFacts> = {}): DeviceFacts => ({
  managementType: 'androidWorkProfile',
  ownership: 'personal',
  osVersion: '15',
  user: 'ada',
  groups: [],
  registered: true,
  broker: true,
  checkedIn: true,
  mtdApps: Object.fromEntries(
    allPartners.map((partner) => [partner, { installed: true, activated: true }]),
  ),
  unmetControls: [],
  clientAppType: 'mobileAppsAndDesktopClients',
  ...settings,
});

export const tenant = (parts: Partial<Tenant> = {}): Tenant => ({
  settings: { secureByDefault: false, deviceComplianceCheckinThresholdDays: 30 },
  cloud: 'public',
  serviceRelease: 2601,
  recalculationDelay: 0,
  connectors: { lookout: connector({ androidEnabled: true }) },
  compliancePolicies: { android: compliancePolicy() },
  appProtectionPolicies: {},
  conditionalAccessPolicies: {},
  users: { ada: { groups: ['staff'], roles: [], licensed: true } },
  devices: { pixel: device() },
  ...parts,
});

/** Operations at an offset from the start of the clock. */
export type Entry = readonly [offset: number, ...operations: Operation[]];

export const historyOf = (
  of: Tenant,
  entries: readonly Entry[],
  readings: Partial<Readings> = {},
): History => {
  const happenings: Happening[] = entries.flatMap(([offset, ...operations]) =>
    operations.map((operation) => ({ at: start + offset, operation })),
  );
  return { tenant: of, readings: { ...defaultReadings, ...readings }, start, happenings };
};

/** The moment at an offset, after everything that happens up to then. */
const momentAt = (history: History, offset: number): Moment => ({
  at: start + offset,
  done: history.happenings.filter(({ at }) => at <= start + offset).length,
});

/** State and reasons of pixel at an offset, as one line: `noncompliant scan-missing/lookout`. */
export const verdict = (history: History, offset: number, name = 'pixel'): string => {
  const { complianceState, reasons } = outcomeAt(history, momentAt(history, offset), name);
  return [complianceState, ...reasons].join(' ');
};

/** How the last launch of an app ended, with its reasons, as one line. */
export const launched = (history: History, offset: number, app = 'outlook'): string => {
  const { last } = appStateThen(history, momentAt(history, offset).done, 'pixel', app);
  return last === null ? 'never' : [last.outcome, ...last.reasons].join(' ');
};

export const stateOf = (history: History, offset: number, partner: PartnerKey) =>
  connectorFacts(history, momentAt(history, offset), partner)?.partnerState;

export const accessOf = (history: History, offset: number, resource = 'exchange'): string => {
  const reasons = accessReasonsAt(history, momentAt(history, offset), 'pixel', resource);
  return reasons.length === 0 ? 'granted' : ['denied', ...reasons].join(' ');
};

export const eventsOf = (history: History, offset: number): string[] =>
  eventsUntil(history, momentAt(history, offset)).map(({ event, app, policy }) =>
    [event, app ?? policy].join(' '),
  );

/** The answer to the last operation of a history. */
export const lastReply = (history: History): string => {
  const { result, code } = replyTo(history, history.happenings.length - 1);
  return code === null ? result : `${result} ${code}`;
};

export const report = (
  partner: PartnerKey,
  state: (Operation & { do: 'report' })['state'],
  about = 'pixel',
): Operation => ({ do: 'report', partner, device: about, state });

export const launch = (app = 'outlook'): Operation => ({ do: 'launch', device: 'pixel', app });
