import { documentedFacts, type Facts } from '../../core/facts.ts';
import { partnerOf } from '../../core/partners.ts';
import { day, hour } from '../../core/time.ts';
import type { Platform } from '../../core/vocabulary.ts';
import { type Variant, withFacts } from './variant.ts';

const mistaken: Readonly<Record<Platform, Platform>> = {
  android: 'ios',
  ios: 'android',
  windows: 'android',
};

const variant = (
  id: string,
  requirements: readonly string[],
  mistake: string,
  facts: Partial<Facts>,
): Variant => ({ id: `facts/${id}`, requirements, mistake, parts: withFacts(facts) });

const facts = documentedFacts;

const defender: readonly Variant[] = [
  variant('defender-everywhere', ['MDE-ENROLL-01', 'MDE-ENROLL-02'], 'Defender is on any device', {
    defenderStanding: () => 'supported',
  }),
  variant('defender-without-user', ['MDE-ENROLL-01'], 'Defender needs no user', {
    defenderStanding: (managementType) => facts.defenderStanding(managementType, true),
  }),
];

const periods: readonly Variant[] = [
  variant('silence-one-ms-late', ['CONN-08'], 'silence begins 1 ms too late', {
    silenceAfter: (s, readings) => facts.silenceAfter(s, readings) + 1,
  }),
  variant('silence-one-ms-early', ['CONN-08'], 'silence begins 1 ms too early', {
    silenceAfter: (s, readings) => facts.silenceAfter(s, readings) - 1,
  }),
  variant('ignored-one-ms-late', ['CONN-09'], 'a silent partner is left out 1 ms too late', {
    ignoredAfter: (s, readings) => facts.ignoredAfter(s, readings) + 1,
  }),
  variant('ignored-one-ms-early', ['CONN-09'], 'a silent partner is left out 1 ms too early', {
    ignoredAfter: (s, readings) => facts.ignoredAfter(s, readings) - 1,
  }),
  variant('silence-always-seven-days', ['CONN-08'], 'the configured days are not read', {
    silenceAfter: () => 7 * day,
    ignoredAfter: () => 7 * day,
  }),
  variant('never-ignored', ['CONN-09', 'COMP-12'], 'a silent partner keeps counting', {
    ignoredAfter: () => Number.MAX_SAFE_INTEGER,
  }),
  variant('grace-one-ms-long', ['ACT-02', 'COMP-14'], 'grace runs 1 ms too long', {
    graceLength: (hours) => hours * hour + 1,
  }),
  variant('grace-one-ms-short', ['ACT-02', 'COMP-14'], 'grace ends 1 ms too early', {
    graceLength: (hours) => hours * hour - 1,
  }),
  variant('grace-in-days', ['ACT-02'], 'grace hours are taken for days', {
    graceLength: (hours) => hours * day,
  }),
  variant('error-hold-one-ms-long', ['COMP-15'], 'an Error is held 1 ms too long', {
    errorHoldLength: () => 7 * day + 1,
  }),
  variant('error-hold-one-ms-short', ['COMP-15'], 'an Error is held 1 ms too short', {
    errorHoldLength: () => 7 * day - 1,
  }),
  variant('validity-one-ms-long', ['COMP-18'], 'validity lasts 1 ms too long', {
    validityLength: (days) => days * day + 1,
  }),
  variant('validity-one-ms-short', ['COMP-18'], 'validity ends 1 ms too early', {
    validityLength: (days) => days * day - 1,
  }),
  variant('validity-always-thirty-days', ['COMP-18'], 'the configured validity is not read', {
    validityLength: () => 30 * day,
  }),
];

const toggles: readonly Variant[] = [
  variant('compliance-toggle-of-other-platform', ['TOG-02', 'TOG-03'], 'platforms are mixed up', {
    complianceToggle: (s, platform) => facts.complianceToggle(s, mistaken[platform]),
  }),
  variant('compliance-toggle-of-any-platform', ['TOG-02', 'TOG-03'], 'one platform is enough', {
    complianceToggle: (s) => s.androidEnabled || s.iosEnabled || s.windowsEnabled,
  }),
  variant('compliance-toggle-from-app-protection', ['TOG-02', 'TOG-04'], 'groups are mixed up', {
    complianceToggle: facts.appProtectionToggle,
  }),
  variant('app-toggle-of-other-platform', ['TOG-04'], 'platforms are mixed up', {
    appProtectionToggle: (s, platform) => facts.appProtectionToggle(s, mistaken[platform]),
  }),
  variant('app-toggle-from-compliance', ['TOG-04', 'MAM-04'], 'toggle groups are mixed up', {
    appProtectionToggle: facts.complianceToggle,
  }),
  variant('missing-data-of-other-platform', ['TOG-06'], 'platforms are mixed up', {
    blockedOnMissingData: (s, platform) => facts.blockedOnMissingData(s, mistaken[platform]),
  }),
  variant('missing-data-always-blocks', ['TOG-06'], 'the switch is taken to be on', {
    blockedOnMissingData: () => true,
  }),
  variant('missing-data-never-blocks', ['TOG-06'], 'the switch is not read', {
    blockedOnMissingData: () => false,
  }),
  variant('unsupported-os-always-blocked', ['TOG-07'], 'the switch is taken to be on', {
    unsupportedOsBlocked: () => true,
  }),
  variant('unsupported-os-never-blocked', ['TOG-07'], 'the switch is not read', {
    unsupportedOsBlocked: () => false,
  }),
  variant('enabled-by-compliance-toggles-only', ['CONN-07'], 'app protection does not enable', {
    anyPlatformToggle: (s) => s.androidEnabled || s.iosEnabled || s.windowsEnabled || s.macEnabled,
  }),
  variant('enabled-by-app-sync', ['CONN-07'], 'App Sync counts as a platform toggle', {
    anyPlatformToggle: (s) =>
      facts.anyPlatformToggle(s) || s.allowPartnerToCollectIOSApplicationMetadata,
  }),
];

const firstPart = (version: string): number => Number.parseInt(version, 10);

const kinds: readonly Variant[] = [
  variant('os-compared-as-text', ['TOG-07'], 'versions are compared as text', {
    osBelowMinimum: (partner, platform, osVersion) => {
      const minimum = partnerOf(partner).minimumOs[platform];
      return typeof minimum === 'string' && osVersion < minimum;
    },
  }),
  variant('os-minimum-not-covered', ['TOG-07'], 'the minimum itself counts as below', {
    osBelowMinimum: (partner, platform, osVersion) =>
      facts.osBelowMinimum(partner, platform, osVersion) ||
      partnerOf(partner).minimumOs[platform] === osVersion,
  }),
  variant('os-major-version-only', ['TOG-07'], 'only the first number is compared', {
    osBelowMinimum: (partner, platform, osVersion) => {
      const minimum = partnerOf(partner).minimumOs[platform];
      return typeof minimum === 'string' && firstPart(osVersion) < firstPart(minimum);
    },
  }),
  variant('os-minimum-of-other-platform', ['TOG-07'], 'platforms are mixed up', {
    osBelowMinimum: (partner, platform, osVersion) =>
      facts.osBelowMinimum(partner, mistaken[platform], osVersion),
  }),
  variant('every-partner-protects-apps', ['MAM-11'], 'the capability is not read', {
    protectsApps: () => true,
  }),
  variant('policy-fits-every-device', ['COMP-01'], 'the policy type is not read', {
    policyFits: () => true,
  }),
  variant('app-policy-of-other-platform', ['MAM-05'], 'the policy type is not read', {
    appPolicyFits: (_, levels, managementType) =>
      facts.appPolicyFits('androidManagedAppProtection', levels, managementType) ||
      facts.appPolicyFits('iosManagedAppProtection', levels, managementType),
  }),
  variant('app-management-level-ignored', ['MAM-05'], 'management levels are not read', {
    appPolicyFits: (type, _, managementType) => facts.appPolicyFits(type, [], managementType),
  }),
  variant('wipe-takes-personal-data', ['WIPE-01'], "a selective wipe takes the user's own data", {
    wipeTakes: () => ({ otherApps: false, personalData: true }),
  }),
  variant('wipe-takes-other-apps', ['WIPE-01'], 'a selective wipe empties every protected app', {
    wipeTakes: () => ({ otherApps: true, personalData: false }),
  }),
];

/** Configuration and time taken the wrong way: boundaries moved, platforms mixed up. */
export const factVariants: readonly Variant[] = [...defender, ...periods, ...toggles, ...kinds];
