import { connectorDefaults } from '../../core/connector-defaults.ts';
import type { PartnerKey } from '../../core/partners.ts';
import { defaultReadings, type Readings } from '../../core/readings.ts';
import type {
  AppProtectionPolicy,
  CompliancePolicy,
  Connector,
  DeviceFacts,
  Tenant,
} from '../../core/tenant.ts';
import type { Instant } from '../../core/time.ts';
import type { DeviceObservation } from '../../simulator/port/observation.ts';
import type { Operation } from '../../simulator/port/operation.ts';
import type { Session } from '../../simulator/port/target.ts';
import { inProcessTarget } from '../../simulator/target/in-process.ts';

/** A small tenant for tests: one user, one Android phone under a threat-level policy. */
export const connector = (settings: Partial<Connector> = {}): Connector => ({
  ...connectorDefaults,
  androidEnabled: true,
  setUp: 'setUp',
  lastHeartbeatDateTime: null,
  ...settings,
});

export const policy = (settings: Partial<CompliancePolicy> = {}): CompliancePolicy => ({
  type: 'androidWorkProfileCompliancePolicy',
  deviceThreatProtectionEnabled: true,
  deviceThreatProtectionRequiredSecurityLevel: 'low',
  advancedThreatProtectionRequiredSecurityLevel: 'notSet',
  otherSettings: [],
  actions: [],
  assignedTo: ['staff'],
  excludedGroups: [],
  ...settings,
});

export const appPolicy = (settings: Partial<AppProtectionPolicy> = {}): AppProtectionPolicy => ({
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

const pixel = (facts: Partial<DeviceFacts> = {}): DeviceFacts => ({
  managementType: 'androidWorkProfile',
  ownership: 'personal',
  osVersion: '15',
  user: 'ada',
  groups: [],
  registered: true,
  broker: true,
  checkedIn: true,
  mtdApps: { lookout: { installed: true, activated: true } },
  unmetControls: [],
  clientAppType: 'mobileAppsAndDesktopClients',
  ...facts,
});

export const office = (
  connectors: Partial<Record<PartnerKey, Connector>>,
  parts: Partial<Tenant> = {},
): Tenant => ({
  settings: { secureByDefault: false, deviceComplianceCheckinThresholdDays: 30 },
  cloud: 'public',
  serviceRelease: 2601,
  recalculationDelay: 0,
  connectors,
  compliancePolicies: { limit: policy() },
  appProtectionPolicies: {},
  conditionalAccessPolicies: {},
  users: { ada: { groups: ['staff'], roles: [], licensed: true } },
  devices: { pixel: pixel() },
  ...parts,
});

/** Opens the tenant at instant 0 and plays the operations, each at its instant. */
export const play = async (
  tenant: Tenant,
  operations: readonly (readonly [Instant, Operation])[],
  readings: Partial<Readings> = {},
): Promise<Session> => {
  const session = await inProcessTarget.open(tenant, { ...defaultReadings, ...readings }, 0);
  for (const [at, operation] of operations) {
    await session.advanceTo(at);
    await session.perform(operation);
  }
  return session;
};

/** The verdict on the phone now, as one word and its reasons. */
export const verdictOf = async (session: Session): Promise<string> => {
  const seen = (await session.observe({
    kind: 'device',
    device: 'pixel',
    fields: ['complianceState', 'reasons'],
    resources: [],
  })) as DeviceObservation;
  return [seen.complianceState, ...(seen.reasons ?? [])].join(' ');
};

export const launchOf = async (session: Session): Promise<string> => {
  await session.perform({ do: 'launch', device: 'pixel', app: 'outlook' });
  const seen = (await session.observe({
    kind: 'device',
    device: 'pixel',
    fields: ['apps', 'appReasons'],
    resources: [],
  })) as DeviceObservation;
  return [seen.apps?.['outlook'], ...(seen.appReasons?.['outlook'] ?? [])].join(' ');
};
