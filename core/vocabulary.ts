/** Graph's own names wherever Graph has one; our own, explained ones where it has none. */

export const platforms = ['android', 'ios', 'windows'] as const;
export type Platform = (typeof platforms)[number];

/** How a device stands under management; the platform follows from it. */
export const managementTypes = [
  'androidWorkProfile',
  'androidCorporateWorkProfile',
  'androidFullyManaged',
  'androidDedicated',
  'androidDeviceAdministrator',
  'androidAosp',
  'androidUnmanaged',
  'iosSupervised',
  'iosDeviceEnrollment',
  'iosUserEnrollment',
  'iosShared',
  'iosUnmanaged',
  'windowsManaged',
  'windowsUnmanaged',
] as const;
export type ManagementType = (typeof managementTypes)[number];

export const ownerships = ['personal', 'company'] as const;
export type Ownership = (typeof ownerships)[number];

/** Graph `managedDevicePartnerReportedHealthState`. The index is Graph's numeric value. */
export const threatStates = [
  'unknown',
  'activated',
  'deactivated',
  'secured',
  'lowSeverity',
  'mediumSeverity',
  'highSeverity',
  'unresponsive',
  'compromised',
  'misconfigured',
] as const;
export type ThreatState = (typeof threatStates)[number];

/** Graph `mobileThreatPartnerTenantState`, the six states of domain.md 2.2.1. */
export const partnerStates = [
  'unavailable',
  'notSetUp',
  'error',
  'unresponsive',
  'enabled',
  'available',
] as const;
export type PartnerState = (typeof partnerStates)[number];

/** Graph `deviceThreatProtectionLevel`; `unavailable` and `notSet` both mean no requirement. */
export const deviceThreatProtectionLevels = [
  'unavailable',
  'secured',
  'low',
  'medium',
  'high',
  'notSet',
] as const;
export type DeviceThreatProtectionLevel = (typeof deviceThreatProtectionLevels)[number];

/** Graph `managedAppDeviceThreatLevel`. */
export const managedAppDeviceThreatLevels = [
  'notConfigured',
  'secured',
  'low',
  'medium',
  'high',
] as const;
export type ManagedAppDeviceThreatLevel = (typeof managedAppDeviceThreatLevels)[number];

/** A limit somebody set; the index is its rank. */
export const limits = ['secured', 'low', 'medium', 'high'] as const;
export type Limit = (typeof limits)[number];

/** Other words for a limit, in lower case: the portal says Clear since 2026 (THREAT-07). */
export const limitAliases = { clear: 'secured' } as const satisfies Record<string, Limit>;

/** Graph `managedAppRemediationAction`. */
export const remediationActions = ['block', 'wipe', 'warn', 'blockWhenSettingIsSupported'] as const;
export type RemediationAction = (typeof remediationActions)[number];

/** Graph `mobileThreatDefensePartnerPriority`. */
export const partnerPriorities = [
  'defenderOverThirdPartyPartner',
  'thirdPartyPartnerOverDefender',
] as const;
export type PartnerPriority = (typeof partnerPriorities)[number];

/** Graph `complianceState`, the members Muster produces. */
export const complianceStates = ['unknown', 'compliant', 'inGracePeriod', 'noncompliant'] as const;
export type ComplianceState = (typeof complianceStates)[number];

/** Graph `complianceStatus` of a setting or policy, least severe first, plus the running grace. */
export const complianceStatuses = [
  'notApplicable',
  'compliant',
  'inGracePeriod',
  'nonCompliant',
  'error',
] as const;

/** What a check-in may say of a setting other than the threat levels. */
export const settingStates = ['compliant', 'nonCompliant', 'error'] as const;
export type SettingState = (typeof settingStates)[number];

/** Graph `deviceComplianceActionType`. `block` is the API name of "mark device noncompliant". */
export const noncomplianceActionTypes = [
  'noAction',
  'notification',
  'block',
  'retire',
  'wipe',
  'removeResourceAccessProfiles',
  'pushNotification',
  'remoteLock',
] as const;
export type NoncomplianceActionType = (typeof noncomplianceActionTypes)[number];

export const compliancePolicyTypes = [
  'androidWorkProfileCompliancePolicy',
  'androidForWorkCompliancePolicy',
  'androidDeviceOwnerCompliancePolicy',
  'androidCompliancePolicy',
  'aospDeviceOwnerCompliancePolicy',
  'iosCompliancePolicy',
  'windows10CompliancePolicy',
] as const;
export type CompliancePolicyType = (typeof compliancePolicyTypes)[number];

export const appProtectionPolicyTypes = [
  'androidManagedAppProtection',
  'iosManagedAppProtection',
  'windowsManagedAppProtection',
] as const;
export type AppProtectionPolicyType = (typeof appProtectionPolicyTypes)[number];

/** Graph `appManagementLevel`, without `unspecified`, which is the empty list. */
export const appManagementLevels = [
  'unmanaged',
  'mdm',
  'androidEnterprise',
  'androidEnterpriseDedicatedDevicesWithAzureAdSharedMode',
  'androidOpenSourceProjectUserAssociated',
  'androidOpenSourceProjectUserless',
] as const;
export type AppManagementLevel = (typeof appManagementLevels)[number];

/** Graph `conditionalAccessPolicyState`. */
export const conditionalAccessPolicyStates = [
  'enabled',
  'disabled',
  'enabledForReportingButNotEnforced',
] as const;
export type ConditionalAccessPolicyState = (typeof conditionalAccessPolicyStates)[number];

/** What a report-only policy is logged with; it changes no access (ENUM-10). */
export const reportOnlyResults = [
  'success',
  'failure',
  'userActionRequired',
  'notApplied',
] as const;

export const clouds = ['public', 'gcc', 'gccHigh', 'dod', 'china21Vianet'] as const;
export type Cloud = (typeof clouds)[number];

/** The three kinds of message a partner sends to Intune besides its heartbeat. */
export const messageTypes = ['deviceThreat', 'appSync', 'certificateSync'] as const;
export type MessageType = (typeof messageTypes)[number];

/** How the last launch of a protected app ended, least severe first. */
export const launchOutcomes = ['allowed', 'warned', 'blocked', 'wiped'] as const;
export type LaunchOutcome = (typeof launchOutcomes)[number];

/** Things that happen once; the closed list of decision-procedure.md, G12. */
export const eventNames = [
  'selectiveWipe',
  'mark',
  'notification',
  'pushNotification',
  'remoteLock',
  'addToRetireList',
  'retire',
] as const;
export type EventName = (typeof eventNames)[number];

/** How well a statement is founded. Only `documented` may be a conformance failure. */
export const bases = ['documented', 'inferred', 'unspecified'] as const;
export type Basis = (typeof bases)[number];
