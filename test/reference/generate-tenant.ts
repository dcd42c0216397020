import * as fc from 'fast-check';
import { isThirdParty, type PartnerKey } from '../../core/partners.ts';
import type {
  AppProtectionPolicy,
  CompliancePolicy,
  ConditionalAccessPolicy,
  Connector,
  DeviceFacts,
  Tenant,
  User,
} from '../../core/tenant.ts';
import {
  type Cloud,
  type CompliancePolicyType,
  limits,
  type ManagementType,
  type platforms,
} from '../../core/vocabulary.ts';
import { appProtectionToggle } from './evaluator/connector.ts';
import { platformOf } from './evaluator/words.ts';
import { connector, device } from './fixture.ts';
import { appsArbitrary, certificatesArbitrary } from './generate-inventory.ts';

/** Often the first value, otherwise any: most timelines should be about something else. */
const mostly = <Value>(usual: Value, ...others: Value[]): fc.Arbitrary<Value> =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(usual) }, fc.constantFrom(...others));

const sometimes = mostly(false, true);
const often = mostly(true, false);

export const partnerArbitrary: fc.Arbitrary<PartnerKey> = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom('lookout', 'zimperium', 'defender') },
  { weight: 1, arbitrary: fc.constantFrom('windowsSecurityCenter', 'crowdstrike', 'checkpoint') },
);

/** What an admin may turn on a connector, the MTD role apart. */
export const connectorSettings = {
  androidEnabled: often,
  iosEnabled: often,
  windowsEnabled: sometimes,
  androidDeviceBlockedOnMissingPartnerData: fc.boolean(),
  iosDeviceBlockedOnMissingPartnerData: fc.boolean(),
  androidMobileApplicationManagementEnabled: often,
  iosMobileApplicationManagementEnabled: often,
  windowsMobileApplicationManagementEnabled: fc.boolean(),
  partnerUnsupportedOsVersionBlocked: fc.boolean(),
  allowPartnerToCollectIOSApplicationMetadata: often,
  allowPartnerToCollectIOSPersonalApplicationMetadata: fc.boolean(),
  allowPartnerToCollectIosCertificateMetadata: often,
  allowPartnerToCollectIosPersonalCertificateMetadata: fc.boolean(),
  partnerUnresponsivenessThresholdInDays: mostly(7, 1, 2),
};

/** Added and set up, with nothing switched on for any platform. */
const idle = {
  androidEnabled: false,
  iosEnabled: false,
  windowsEnabled: false,
  androidMobileApplicationManagementEnabled: false,
  iosMobileApplicationManagementEnabled: false,
  windowsMobileApplicationManagementEnabled: false,
};

const connectorArbitrary: fc.Arbitrary<Connector> = fc
  .record({
    ...connectorSettings,
    grantMobileThreatDefensePartnerRole: sometimes,
    setUp: mostly<Connector['setUp']>('setUp', 'notSetUp', 'unavailable'),
    isIdle: sometimes,
  })
  .map(({ isIdle, ...settings }) => connector({ ...settings, ...(isIdle ? idle : {}) }));

/** G16 and TOG-08: one third party for app protection on a platform, one holder of the role. */
const legal = (
  connectors: Partial<Record<PartnerKey, Connector>>,
): Partial<Record<PartnerKey, Connector>> => {
  const result: Partial<Record<PartnerKey, Connector>> = {};
  for (const [key, value] of Object.entries(connectors) as [PartnerKey, Connector][]) {
    const others = Object.entries(result) as [PartnerKey, Connector][];
    const taken = (platform: (typeof platforms)[number]): boolean =>
      isThirdParty(key) &&
      others.some(([other, c]) => isThirdParty(other) && appProtectionToggle(c, platform));
    const role = others.some(([, c]) => c.grantMobileThreatDefensePartnerRole);
    result[key] = {
      ...value,
      ...(taken('android') ? { androidMobileApplicationManagementEnabled: false } : {}),
      ...(taken('ios') ? { iosMobileApplicationManagementEnabled: false } : {}),
      ...(taken('windows') ? { windowsMobileApplicationManagementEnabled: false } : {}),
      ...(role ? { grantMobileThreatDefensePartnerRole: false } : {}),
    };
  }
  return result;
};

const connectorsArbitrary = fc
  .uniqueArray(fc.tuple(partnerArbitrary, connectorArbitrary), {
    minLength: 1,
    maxLength: 3,
    selector: ([key]) => key,
  })
  .map((pairs) => legal(Object.fromEntries(pairs)));

const groups = fc.oneof(
  { weight: 12, arbitrary: fc.constant(['staff']) },
  fc.constantFrom(['kiosks'], ['staff', 'kiosks'], ['allUsers'], ['allDevices'], ['guests'], []),
);
const excluded = fc.oneof(
  { weight: 8, arbitrary: fc.constant([]) },
  fc.constantFrom(['guests'], ['kiosks']),
);

const limitArbitrary = fc.constantFrom(...limits);
const hours = fc.constantFrom(0, 12, 24);

export const otherSettings = ['passcodeRequired', 'storageRequireEncryption'];
export const otherConditions = ['minimumRequiredOsVersion', 'pinRequired'];

const actionsArbitrary = fc
  .tuple(
    fc.option(hours),
    fc.array(
      fc.record({
        actionType: fc.constantFrom(
          'notification',
          'pushNotification',
          'remoteLock',
          'retire',
          'noAction',
        ),
        gracePeriodHours: fc.constantFrom(0, 6, 12, 24),
      }),
      { maxLength: 2 },
    ),
  )
  .map(([grace, extra]): CompliancePolicy['actions'] => [
    ...(grace === null ? [] : [{ actionType: 'block' as const, gracePeriodHours: grace }]),
    ...extra,
  ]);

const typesFitting = (managementType: ManagementType): CompliancePolicyType[] => {
  if (managementType === 'androidWorkProfile') return ['androidWorkProfileCompliancePolicy'];
  if (managementType === 'androidDeviceAdministrator') return ['androidCompliancePolicy'];
  if (managementType === 'androidAosp') return ['aospDeviceOwnerCompliancePolicy'];
  if (managementType.startsWith('android')) return ['androidDeviceOwnerCompliancePolicy'];
  if (managementType.startsWith('ios')) return ['iosCompliancePolicy'];
  return ['windows10CompliancePolicy'];
};

export const compliancePolicyArbitrary = (
  managementTypes: readonly ManagementType[],
): fc.Arbitrary<CompliancePolicy> =>
  fc
    .record({
      type: fc.constantFrom(...managementTypes.flatMap(typesFitting)),
      deviceThreatProtectionEnabled: often,
      deviceThreatProtectionRequiredSecurityLevel: fc.oneof(
        { weight: 8, arbitrary: limitArbitrary },
        fc.constantFrom('unavailable', 'notSet'),
      ),
      advancedThreatProtectionRequiredSecurityLevel: fc.oneof(
        { weight: 3, arbitrary: fc.constant('notSet' as const) },
        limitArbitrary,
      ),
      otherSettings: fc.oneof(fc.constant([]), fc.subarray(otherSettings)),
      actions: actionsArbitrary,
      assignedTo: groups,
      excludedGroups: excluded,
    })
    // The AOSP policy has no threat settings to be set.
    .map(
      (policy): CompliancePolicy =>
        policy.type === 'aospDeviceOwnerCompliancePolicy'
          ? {
              ...policy,
              deviceThreatProtectionEnabled: false,
              deviceThreatProtectionRequiredSecurityLevel: 'unavailable',
              advancedThreatProtectionRequiredSecurityLevel: 'unavailable',
            }
          : policy,
    );

const protectionFitting = (managementType: ManagementType) =>
  `${platformOf(managementType)}ManagedAppProtection` as const;

export const appProtectionPolicyArbitrary = (
  managementTypes: readonly ManagementType[],
): fc.Arbitrary<AppProtectionPolicy> =>
  fc.record({
    type: fc.constantFrom(...managementTypes.map(protectionFitting)),
    maximumAllowedDeviceThreatLevel: fc.oneof(
      { weight: 6, arbitrary: limitArbitrary },
      fc.constant('notConfigured' as const),
    ),
    mobileThreatDefenseRemediationAction: fc.constantFrom('block', 'wipe', 'wipe', 'warn'),
    mobileThreatDefensePartnerPriority: fc.constantFrom(
      null,
      'defenderOverThirdPartyPartner',
      'thirdPartyPartnerOverDefender',
    ),
    otherSettings: fc.oneof(fc.constant([]), fc.subarray(otherConditions)),
    apps: fc.constantFrom(['outlook'], ['outlook', 'teams'], ['allApps']),
    targetedAppManagementLevels: fc.oneof(
      { weight: 9, arbitrary: fc.constant([]) },
      fc.constantFrom<AppProtectionPolicy['targetedAppManagementLevels']>(
        ['unmanaged'],
        ['mdm'],
        ['androidEnterprise', 'unmanaged'],
      ),
    ),
    assignedTo: groups,
    excludedGroups: excluded,
  });

const usually = <Value>(usual: Value[], ...others: Value[][]): fc.Arbitrary<Value[]> =>
  fc.oneof({ weight: 8, arbitrary: fc.constant(usual) }, fc.constantFrom(usual, ...others));

export const conditionalAccessPolicyArbitrary: fc.Arbitrary<ConditionalAccessPolicy> = fc.record({
  state: mostly<ConditionalAccessPolicy['state']>(
    'enabled',
    'disabled',
    'enabledForReportingButNotEnforced',
  ),
  includeUsers: usually(['All'], [], ['ada'], ['None']),
  excludeUsers: usually<string>([], ['bob'], ['ada']),
  includeGroups: usually<string>([], ['staff']),
  excludeGroups: usually<string>([], ['guests']),
  includeRoles: usually<string>([], ['admin']),
  excludeRoles: usually<string>([], ['admin']),
  includeApplications: usually(['exchange'], ['All'], ['sharepoint']),
  excludeApplications: usually<string>([], ['exchange']),
  includePlatforms: usually<string>([], ['all'], ['android'], ['iOS', 'windows']),
  excludePlatforms: usually<string>([], ['android'], ['iOS']),
  clientAppTypes: usually<string>([], ['all'], ['browser'], ['mobileAppsAndDesktopClients']),
  conditionsNotSimulated: usually<string>([], ['signInRiskLevels']),
  operator: fc.constantFrom('AND', 'OR'),
  builtInControls: fc.constantFrom(
    ['compliantDevice'],
    ['compliantApplication'],
    ['compliantDevice', 'compliantApplication'],
    ['compliantDevice', 'mfa'],
    ['mfa', 'compliantApplication'],
    ['block'],
  ),
});

export const userArbitrary: fc.Arbitrary<User> = fc.record({
  groups: fc.oneof(
    { weight: 9, arbitrary: fc.constant(['staff']) },
    fc.constantFrom(['guests'], ['staff', 'guests'], []),
  ),
  roles: usually<string>([], ['admin']),
  licensed: often,
});

export const enrolledTypes = {
  android: [
    'androidWorkProfile',
    'androidCorporateWorkProfile',
    'androidFullyManaged',
    'androidDeviceAdministrator',
    'androidDedicated',
    'androidAosp',
  ],
  ios: ['iosSupervised', 'iosDeviceEnrollment', 'iosUserEnrollment', 'iosShared'],
  windows: ['windowsManaged'],
} as const;

const appArbitrary = mostly(
  { installed: true, activated: true },
  { installed: true, activated: false },
  { installed: false, activated: false },
);

const deviceArbitrary: fc.Arbitrary<DeviceFacts> = fc
  .oneof(
    { weight: 12, arbitrary: fc.constantFrom('android' as const, 'ios' as const) },
    fc.constant('windows' as const),
  )
  .chain((platform) =>
    fc
      .record({
        managementType: fc.oneof(
          { weight: 5, arbitrary: fc.constant(enrolledTypes[platform][0]) },
          { weight: 2, arbitrary: fc.constantFrom(...enrolledTypes[platform]) },
          { weight: 2, arbitrary: fc.constant(`${platform}Unmanaged` as const) },
        ),
        osVersion:
          platform === 'windows'
            ? mostly('10.0.22631', '10.0.19045')
            : mostly('18.1', '5.0', '4.4', '9', '11.4'),
        user: mostly<string | null>('ada', 'bob', null, 'nobody'),
        groups: mostly<string[]>([], ['kiosks']),
        registered: often,
        broker: often,
        checkedIn: often,
        mtdApps: fc.record({
          lookout: appArbitrary,
          zimperium: appArbitrary,
          defender: appArbitrary,
        }),
        unmetControls: mostly<string[]>([], ['mfa']),
        clientAppType: mostly('mobileAppsAndDesktopClients', 'browser'),
        ownership: fc.constantFrom('personal', 'company'),
        apps: appsArbitrary,
        certificates: certificatesArbitrary,
      })
      .map(device),
  );

const named = <Value>(names: readonly string[], arbitrary: fc.Arbitrary<Value>, least: number) =>
  fc
    .array(arbitrary, { minLength: least, maxLength: names.length })
    .map((values) =>
      Object.fromEntries(values.map((value, i) => [names[i] ?? `${i}`, value] as const)),
    );

const anyTenant: fc.Arbitrary<Tenant> = named(['pixel', 'another'], deviceArbitrary, 1)
  .chain((devices) =>
    fc.record({
      settings: fc.record({
        secureByDefault: sometimes,
        deviceComplianceCheckinThresholdDays: mostly(30, 1, 8),
      }),
      cloud: mostly<Cloud>('public', 'gcc', 'gccHigh', 'dod', 'china21Vianet'),
      cloudConnectors: mostly<readonly PartnerKey[] | null>(null, ['lookout', 'defender'], []),
      serviceRelease: mostly(2601, 2307, 2308, 2309, 2512),
      recalculationDelay: mostly(0, 0, 300_000),
      connectors: connectorsArbitrary,
      compliancePolicies: named(
        ['first', 'second'],
        compliancePolicyArbitrary(Object.values(devices).map((d) => d.managementType)),
        1,
      ),
      appProtectionPolicies: named(
        ['mail', 'office'],
        appProtectionPolicyArbitrary(Object.values(devices).map((d) => d.managementType)),
        0,
      ),
      conditionalAccessPolicies: named(['gate', 'wall'], conditionalAccessPolicyArbitrary, 0),
      users: fc.record({ ada: userArbitrary, bob: userArbitrary }),
      devices: fc.constant(devices),
    }),
  )
  .map(({ cloudConnectors, ...tenant }) => ({
    ...tenant,
    ...(cloudConnectors !== null && { cloudConnectors }),
  }));

/** The same tenant with nothing in the way: what partners report decides what happens. */
const healthy = (tenant: Tenant): Tenant => ({
  ...tenant,
  settings: { secureByDefault: false, deviceComplianceCheckinThresholdDays: 30 },
  serviceRelease: 2601,
  recalculationDelay: 0,
  connectors: legal(
    Object.fromEntries(
      Object.entries(tenant.connectors).map(([key, c]) => [
        key,
        { ...c, setUp: 'setUp' as const, partnerUnresponsivenessThresholdInDays: 7 },
      ]),
    ),
  ),
  compliancePolicies: Object.fromEntries(
    Object.entries(tenant.compliancePolicies).map(([key, policy]) => [
      key,
      { ...policy, assignedTo: ['staff'], excludedGroups: [] },
    ]),
  ),
  appProtectionPolicies: Object.fromEntries(
    Object.entries(tenant.appProtectionPolicies).map(([key, policy]) => [
      key,
      { ...policy, assignedTo: ['staff'], excludedGroups: [], targetedAppManagementLevels: [] },
    ]),
  ),
  users: { ada: { groups: ['staff'], roles: [], licensed: true } },
  devices: Object.fromEntries(
    Object.entries(tenant.devices).map(([key, d]) => [key, { ...d, user: 'ada', checkedIn: true }]),
  ),
});

export const tenantArbitrary: fc.Arbitrary<Tenant> = fc
  .tuple(anyTenant, fc.boolean())
  .map(([tenant, isHealthy]) => (isHealthy ? healthy(tenant) : tenant));
