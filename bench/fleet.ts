import type { PartnerKey } from '../core/partners.ts';
import { type StoredState, storedStates } from '../core/rules/threat.ts';
import type { Connector, ConnectorSettings, DeviceFacts, Tenant } from '../core/tenant.ts';
import { minute } from '../core/time.ts';

/** The seeded fleet every contestant decides, and the tenant it belongs to. */
export interface BenchFleet {
  readonly tenant: Tenant;
  readonly partners: readonly PartnerKey[];
  /** By policy: the stored states that pass it, for a reader and for the engines. */
  readonly passing: readonly (readonly number[])[];
  /** By partner: what is stored for each device, as an index into `storedStates`. */
  readonly columns: readonly Uint8Array[];
}

const thirdParties: readonly PartnerKey[] = ['lookout', 'sentinelone', 'zimperium'];

/** How many devices in a hundred have each state stored; every state occurs. */
const share: Readonly<Record<StoredState, number>> = {
  none: 3,
  unknown: 2,
  activated: 6,
  deactivated: 2,
  secured: 60,
  lowSeverity: 12,
  mediumSeverity: 6,
  highSeverity: 4,
  unresponsive: 2,
  compromised: 2,
  misconfigured: 1,
};

const hundred = storedStates.flatMap((state, index) => new Array<number>(share[state]).fill(index));

/** A small generator (mulberry32), so that every run and every contestant sees the same fleet. */
const random = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  };
};

const settings: ConnectorSettings = {
  androidEnabled: true,
  iosEnabled: true,
  windowsEnabled: false,
  macEnabled: false,
  androidDeviceBlockedOnMissingPartnerData: true,
  iosDeviceBlockedOnMissingPartnerData: true,
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
  grantMobileThreatDefensePartnerRole: true,
};

const connector: Connector = { ...settings, setUp: 'setUp', lastHeartbeatDateTime: null };

const policy = (level: 'low' | 'high') =>
  ({
    type: 'androidWorkProfileCompliancePolicy',
    deviceThreatProtectionEnabled: true,
    deviceThreatProtectionRequiredSecurityLevel: level,
    advancedThreatProtectionRequiredSecurityLevel: 'notSet',
    otherSettings: [],
    actions: [{ actionType: 'block', gracePeriodHours: 0 }],
    assignedTo: ['staff'],
    excludedGroups: [],
  }) as const;

const device = (user: string, partners: readonly PartnerKey[]): DeviceFacts => ({
  managementType: 'androidWorkProfile',
  ownership: 'personal',
  osVersion: '15',
  user,
  groups: [],
  registered: true,
  broker: true,
  checkedIn: true,
  mtdApps: Object.fromEntries(
    partners.map((partner) => [partner, { installed: true, activated: true }]),
  ),
  unmetControls: [],
  clientAppType: 'mobileAppsAndDesktopClients',
});

const codes = (states: readonly StoredState[]): number[] =>
  states.map((state) => storedStates.indexOf(state)).sort((a, b) => a - b);

const names = (count: number, word: string): string[] =>
  Array.from({ length: count }, (_, i) => `${word}-${i}`);

/**
 * A fleet with one, two or three vendors under two policies, limits Low and High, with missing
 * partner data blocked and no grace.
 */
export const benchFleet = (vendors: 1 | 2 | 3, devices: number): BenchFleet => {
  const partners = thirdParties.slice(0, vendors);
  const users = names(100, 'user');
  const next = random(20_260_105 + vendors);
  const upToLow: StoredState[] = ['secured', 'lowSeverity'];
  const upToHigh: StoredState[] = [...upToLow, 'mediumSeverity', 'highSeverity', 'compromised'];
  if (vendors === 1) upToHigh.push('activated');
  return {
    partners,
    passing: [codes(upToLow), codes(upToHigh)],
    columns: partners.map(() =>
      Uint8Array.from({ length: devices }, () => hundred[next() % hundred.length] ?? 0),
    ),
    tenant: {
      settings: { secureByDefault: false, deviceComplianceCheckinThresholdDays: 30 },
      cloud: 'public',
      serviceRelease: 2601,
      recalculationDelay: 5 * minute,
      connectors: Object.fromEntries(partners.map((partner) => [partner, connector])),
      compliancePolicies: { 'at-or-under-low': policy('low'), 'at-or-under-high': policy('high') },
      appProtectionPolicies: {},
      conditionalAccessPolicies: {},
      users: Object.fromEntries(
        users.map((user) => [user, { groups: ['staff'], roles: [], licensed: true }]),
      ),
      devices: Object.fromEntries(
        names(devices, 'device').map((name, i) => [
          name,
          device(users[i % users.length] ?? 'user-0', partners),
        ]),
      ),
    },
  };
};
