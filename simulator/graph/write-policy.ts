import type {
  AppProtectionPolicy,
  CompliancePolicy,
  ConditionalAccessPolicy,
  NoncomplianceAction,
} from '../../core/tenant.ts';
import type { AppProtectionPolicyType } from '../../core/vocabulary.ts';
import { appIdOf } from './app-keys.ts';
import { appThreatProperties } from './app-protection-properties.ts';
import type { Body } from './body.ts';
import { threatProperties } from './compliance-properties.ts';
import type { PolicyBySection, PolicySection } from './policy.ts';
import { settingThatIsSet } from './setting-sample.ts';

const others = (names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(names.map((name) => [name, settingThatIsSet(name)]));

const typeOf = (type: string): string => `#microsoft.graph.${type}`;

/** A group, or one of the two built-in targets, as Graph assigns to it. */
export const writeTarget = (group: string, excluded: boolean): Body => {
  if (group === 'allUsers') return { '@odata.type': typeOf('allLicensedUsersAssignmentTarget') };
  if (group === 'allDevices') return { '@odata.type': typeOf('allDevicesAssignmentTarget') };
  const kind = excluded ? 'exclusionGroupAssignmentTarget' : 'groupAssignmentTarget';
  return { '@odata.type': typeOf(kind), groupId: group };
};

/** `scheduledActionsForRule`, with the `block` action that Graph asks for (ACT-01). */
export const writeActions = (actions: readonly NoncomplianceAction[]): readonly Body[] => {
  const blocks = actions.some(({ actionType }) => actionType === 'block');
  const all = blocks ? actions : [{ actionType: 'block', gracePeriodHours: 0 }, ...actions];
  return [
    {
      ruleName: null,
      scheduledActionConfigurations: all.map(({ actionType, gracePeriodHours }) => ({
        actionType,
        gracePeriodHours,
        notificationTemplateId: '00000000-0000-0000-0000-000000000000',
        notificationMessageCCList: [],
      })),
    },
  ];
};

const identifiers: Readonly<Record<AppProtectionPolicyType, readonly [string, string]>> = {
  androidManagedAppProtection: ['androidMobileAppIdentifier', 'packageId'],
  iosManagedAppProtection: ['iosMobileAppIdentifier', 'bundleId'],
  windowsManagedAppProtection: ['windowsAppIdentifier', 'windowsAppId'],
};

/** An app as a policy of this type names it. */
export const writeAppIdentifier = (type: AppProtectionPolicyType, app: string): Body => {
  const [kind, property] = identifiers[type];
  return { '@odata.type': typeOf(kind), [property]: appIdOf(app) };
};

const writeCompliance = (policy: CompliancePolicy): Body => ({
  '@odata.type': typeOf(policy.type),
  ...Object.fromEntries(
    threatProperties[policy.type].map((name) => [name, policy[name as keyof CompliancePolicy]]),
  ),
  ...others(policy.otherSettings),
});

const writeAppProtection = (policy: AppProtectionPolicy): Body => ({
  '@odata.type': typeOf(policy.type),
  ...Object.fromEntries(
    appThreatProperties[policy.type].map((name) => [
      name,
      policy[name as keyof AppProtectionPolicy],
    ]),
  ),
  ...others(policy.otherSettings),
  ...(policy.type === 'windowsManagedAppProtection'
    ? {}
    : {
        targetedAppManagementLevels: policy.targetedAppManagementLevels.join(',') || 'unspecified',
        appGroupType: policy.apps.includes('allApps') ? 'allApps' : 'selectedPublicApps',
      }),
});

/** Conditions that are not simulated have no value here, only the fact that they are there. */
const unsimulated = (names: readonly string[]): Body =>
  Object.fromEntries(
    names.map((name) => [
      name,
      name === 'locations' ? { includeLocations: [], excludeLocations: ['AllTrusted'] } : ['low'],
    ]),
  );

const inApplications = new Set([
  'includeUserActions',
  'includeAuthenticationContextClassReferences',
  'applicationFilter',
  'globalSecureAccess',
  'networkAccess',
]);
const inDevices = new Set([
  'deviceFilter',
  'includeDevices',
  'excludeDevices',
  'includeDeviceStates',
  'excludeDeviceStates',
]);

const ownControls = ['authenticationStrength', 'customAuthenticationFactors', 'termsOfUse'];

const ownControl = (name: string): unknown =>
  name === 'authenticationStrength' ? { id: '00000000-0000-0000-0000-000000000002' } : ['1'];

const writeConditionalAccess = (policy: ConditionalAccessPolicy): Body => {
  const { includeUsers, excludeUsers, includeGroups, excludeGroups } = policy;
  const { includeRoles, excludeRoles, includeApplications, excludeApplications } = policy;
  const { includePlatforms, excludePlatforms, conditionsNotSimulated: hidden } = policy;
  const platforms = includePlatforms.length + excludePlatforms.length > 0;
  const ofDevices = hidden.filter((name) => inDevices.has(name));
  const owned = policy.builtInControls.filter((name) => ownControls.includes(name));
  return {
    state: policy.state,
    conditions: {
      users: {
        ...{ includeUsers, excludeUsers, includeGroups, excludeGroups },
        ...{ includeRoles, excludeRoles },
      },
      applications: {
        includeApplications,
        excludeApplications,
        ...unsimulated(hidden.filter((name) => inApplications.has(name))),
      },
      platforms: platforms ? { includePlatforms, excludePlatforms } : null,
      devices: ofDevices.length === 0 ? null : unsimulated(ofDevices),
      clientAppTypes: policy.clientAppTypes.length === 0 ? ['all'] : policy.clientAppTypes,
      ...unsimulated(hidden.filter((name) => !inApplications.has(name) && !inDevices.has(name))),
    },
    grantControls: {
      operator: policy.operator,
      builtInControls: policy.builtInControls.filter((name) => !ownControls.includes(name)),
      ...Object.fromEntries(owned.map((name) => [name, ownControl(name)])),
    },
  };
};

const writers: {
  readonly [Section in PolicySection]: (policy: PolicyBySection[Section]) => Body;
} = {
  compliancePolicies: writeCompliance,
  appProtectionPolicies: writeAppProtection,
  conditionalAccessPolicies: writeConditionalAccess,
};

/**
 * A Graph body that reads as this policy: threat levels as they are, every other setting with some
 * value that counts as set. Assignments, apps and actions are written by themselves.
 */
export const writePolicy = <Section extends PolicySection>(
  section: Section,
  policy: PolicyBySection[Section],
): Body => writers[section](policy);
