import { type Conduct, documentedConduct } from './conduct.ts';
import { type DefenderStanding, defenderStandingOf } from './defender/enrolment.ts';
import { documentedInventoryFacts, type InventoryFacts } from './inventory-facts.ts';
import { type PartnerKey, partnerOf } from './partners.ts';
import type { Readings } from './readings.ts';
import { isVerdict, type StoredState } from './rules/threat.ts';
import type { ConnectorSettings } from './tenant.ts';
import { type Duration, day, hour, type Instant } from './time.ts';
import { compareVersions } from './version.ts';
import {
  type AppManagementLevel,
  type AppProtectionPolicyType,
  type CompliancePolicyType,
  type ManagementType,
  managementTypes,
  type Platform,
} from './vocabulary.ts';

/**
 * How raw configuration and elapsed time become the facts that rules are asked about. Kept in one
 * table so that a known-bad variant can replace any of them (see simulator/grade).
 */
export interface Facts extends InventoryFacts, Conduct {
  readonly complianceToggle: (settings: ConnectorSettings, platform: Platform) => boolean;
  readonly appProtectionToggle: (settings: ConnectorSettings, platform: Platform) => boolean;
  readonly blockedOnMissingData: (settings: ConnectorSettings, platform: Platform) => boolean;
  readonly unsupportedOsBlocked: (settings: ConnectorSettings) => boolean;
  readonly anyPlatformToggle: (settings: ConnectorSettings) => boolean;
  readonly protectsApps: (partner: PartnerKey, platform: Platform) => boolean;
  readonly osBelowMinimum: (partner: PartnerKey, platform: Platform, osVersion: string) => boolean;
  readonly policyFits: (type: CompliancePolicyType, managementType: ManagementType) => boolean;
  readonly appPolicyFits: (
    type: AppProtectionPolicyType,
    levels: readonly AppManagementLevel[],
    managementType: ManagementType,
  ) => boolean;
  /** From the last contact to silence, and from the last contact to being ignored. */
  readonly silenceAfter: (settings: ConnectorSettings, readings: Readings) => Duration;
  readonly ignoredAfter: (settings: ConnectorSettings, readings: Readings) => Duration;
  readonly graceLength: (gracePeriodHours: number) => Duration;
  readonly errorHoldLength: () => Duration;
  readonly validityLength: (days: number) => Duration;
  /** How old a verdict may become; infinite where verdicts never age. */
  readonly verdictLength: (readings: Readings) => Duration;
  /** From when a verdict's age counts. */
  readonly verdictSince: (observedAt: Instant, arrivedAt: Instant) => Instant;
  /** What a stored state counts as once the last verdict is too old. */
  readonly outdated: (state: StoredState) => StoredState;
  /** Whether Defender can ever report on such a device (MDE-ENROLL-02). */
  readonly defenderStanding: (managementType: ManagementType, hasUser: boolean) => DefenderStanding;
  /** What a selective wipe takes besides the organisation data of the wiped app (WIPE-01). */
  readonly wipeTakes: () => { readonly otherApps: boolean; readonly personalData: boolean };
}

/** Platform of a management type: its name begins with it. */
export const platformOf = (managementType: ManagementType): Platform => {
  if (managementType.startsWith('android')) return 'android';
  return managementType.startsWith('ios') ? 'ios' : 'windows';
};

const unmanaged: ReadonlySet<ManagementType> = new Set(
  managementTypes.filter((managementType) => managementType.endsWith('Unmanaged')),
);

/** Whether Intune manages the device (COMP-27). */
export const isEnrolled = (managementType: ManagementType): boolean =>
  !unmanaged.has(managementType);

/** The management types each policy type fits (decision-procedure.md, end of section 1; PLAT). */
const fitting: Readonly<Record<CompliancePolicyType, readonly ManagementType[]>> = {
  androidWorkProfileCompliancePolicy: ['androidWorkProfile'],
  androidForWorkCompliancePolicy: ['androidWorkProfile'],
  androidDeviceOwnerCompliancePolicy: [
    'androidFullyManaged',
    'androidCorporateWorkProfile',
    'androidDedicated',
  ],
  androidCompliancePolicy: ['androidDeviceAdministrator'],
  aospDeviceOwnerCompliancePolicy: ['androidAosp'],
  iosCompliancePolicy: ['iosSupervised', 'iosDeviceEnrollment', 'iosUserEnrollment', 'iosShared'],
  windows10CompliancePolicy: ['windowsManaged'],
};

const appPolicyPlatform: Readonly<Record<AppProtectionPolicyType, Platform>> = {
  androidManagedAppProtection: 'android',
  iosManagedAppProtection: 'ios',
  windowsManagedAppProtection: 'windows',
};

/** Graph's word for how the device stands under management (MAM-05). */
export const appManagementLevelOf = (managementType: ManagementType): AppManagementLevel => {
  switch (managementType) {
    case 'androidUnmanaged':
    case 'iosUnmanaged':
    case 'windowsUnmanaged':
      return 'unmanaged';
    case 'androidWorkProfile':
    case 'androidCorporateWorkProfile':
    case 'androidFullyManaged':
      return 'androidEnterprise';
    case 'androidDedicated':
      return 'androidEnterpriseDedicatedDevicesWithAzureAdSharedMode';
    case 'androidAosp':
      return 'androidOpenSourceProjectUserAssociated';
    case 'androidDeviceAdministrator':
    case 'iosSupervised':
    case 'iosDeviceEnrollment':
    case 'iosUserEnrollment':
    case 'iosShared':
    case 'windowsManaged':
      return 'mdm';
  }
};

const byPlatform = <T>(platform: Platform, android: T, ios: T, windows: T): T =>
  platform === 'android' ? android : platform === 'ios' ? ios : windows;

const silenceAfter = (settings: ConnectorSettings, readings: Readings): Duration =>
  settings.partnerUnresponsivenessThresholdInDays * day +
  (readings.unresponsiveBoundary === 'gt' ? 1 : 0);

export const documentedFacts: Facts = {
  ...documentedInventoryFacts,
  ...documentedConduct,
  defenderStanding: (managementType, hasUser) => defenderStandingOf(managementType, hasUser),
  complianceToggle: (s, platform) =>
    byPlatform(platform, s.androidEnabled, s.iosEnabled, s.windowsEnabled),
  appProtectionToggle: (s, platform) =>
    byPlatform(
      platform,
      s.androidMobileApplicationManagementEnabled,
      s.iosMobileApplicationManagementEnabled,
      s.windowsMobileApplicationManagementEnabled,
    ),
  blockedOnMissingData: (s, platform) =>
    byPlatform(
      platform,
      s.androidDeviceBlockedOnMissingPartnerData,
      s.iosDeviceBlockedOnMissingPartnerData,
      s.windowsDeviceBlockedOnMissingPartnerData,
    ),
  unsupportedOsBlocked: (s) => s.partnerUnsupportedOsVersionBlocked,
  anyPlatformToggle: (s) =>
    s.androidEnabled ||
    s.iosEnabled ||
    s.windowsEnabled ||
    s.macEnabled ||
    s.androidMobileApplicationManagementEnabled ||
    s.iosMobileApplicationManagementEnabled ||
    s.windowsMobileApplicationManagementEnabled,
  protectsApps: (partner, platform) => partnerOf(partner).appProtection.includes(platform),
  osBelowMinimum: (partner, platform, osVersion) => {
    const minimum = partnerOf(partner).minimumOs[platform];
    return typeof minimum === 'string' && compareVersions(osVersion, minimum) < 0;
  },
  policyFits: (type, managementType) => fitting[type].includes(managementType),
  appPolicyFits: (type, levels, managementType) =>
    appPolicyPlatform[type] === platformOf(managementType) &&
    managementType !== 'windowsManaged' &&
    (levels.length === 0 || levels.includes(appManagementLevelOf(managementType))),
  silenceAfter,
  ignoredAfter: (settings, readings) =>
    readings.unresponsiveClock === 'twoPhase'
      ? 2 * settings.partnerUnresponsivenessThresholdInDays * day
      : silenceAfter(settings, readings),
  graceLength: (hours) => hours * hour,
  errorHoldLength: () => 7 * day,
  validityLength: (days) => days * day,
  verdictLength: ({ scanAgeing }) =>
    scanAgeing === 'never' ? Number.POSITIVE_INFINITY : scanAgeing,
  verdictSince: (observedAt) => observedAt,
  outdated: (state) => (isVerdict(state) ? 'none' : state),
  wipeTakes: () => ({ otherApps: false, personalData: false }),
};
