import type { CompliancePolicyType } from '../../core/vocabulary.ts';
import { words } from './words.ts';

/** Of every compliance policy; none of them is a setting. */
export const complianceMetadata = new Set(
  words(`id createdDateTime lastModifiedDateTime description displayName version roleScopeTagIds
    roleScopeTags localActions assignments scheduledActionsForRule deviceSettingStateSummaries
    deviceStatuses deviceStatusOverview userStatuses userStatusOverview conditionStatementId`),
);

const threatLevel = words(
  'deviceThreatProtectionEnabled deviceThreatProtectionRequiredSecurityLevel',
);
const riskScore = words('advancedThreatProtectionRequiredSecurityLevel');

/** The threat-level properties of each type. AOSP has none, and Windows no separate risk score. */
export const threatProperties: Readonly<Record<CompliancePolicyType, readonly string[]>> = {
  androidWorkProfileCompliancePolicy: [...threatLevel, ...riskScore],
  androidForWorkCompliancePolicy: threatLevel,
  androidDeviceOwnerCompliancePolicy: [...threatLevel, ...riskScore],
  androidCompliancePolicy: [...threatLevel, ...riskScore],
  aospDeviceOwnerCompliancePolicy: [],
  iosCompliancePolicy: [...threatLevel, ...riskScore],
  windows10CompliancePolicy: threatLevel,
};

const androidShared = words(`minAndroidSecurityPatchLevel osMaximumVersion osMinimumVersion
  passwordExpirationDays passwordMinimumLength passwordMinutesOfInactivityBeforeLock
  passwordPreviousPasswordBlockCount passwordRequired passwordRequiredType
  passwordSignInFailureCountBeforeFactoryReset requiredPasswordComplexity
  securityBlockJailbrokenDevices securityDisableUsbDebugging
  securityPreventInstallAppsFromUnknownSources securityRequireCompanyPortalAppIntegrity
  securityRequireGooglePlayServices securityRequireSafetyNetAttestationBasicIntegrity
  securityRequireSafetyNetAttestationCertifiedDevice securityRequireUpToDateSecurityProviders
  securityRequireVerifyApps storageRequireEncryption`);

const workProfile = words(`securityRequiredAndroidSafetyNetEvaluationType
  workProfileInactiveBeforeScreenLockInMinutes workProfilePasswordExpirationInDays
  workProfilePasswordMinimumLength workProfilePasswordRequiredType
  workProfilePreviousPasswordBlockCount workProfileRequiredPasswordComplexity
  workProfileRequirePassword`);

/** The other settings of each type (Graph beta, read 2026-09). */
export const complianceSettings: Readonly<Record<CompliancePolicyType, readonly string[]>> = {
  androidWorkProfileCompliancePolicy: [...androidShared, ...workProfile],
  androidForWorkCompliancePolicy: [...androidShared, ...workProfile],
  androidDeviceOwnerCompliancePolicy: words(`minAndroidSecurityPatchLevel osMaximumVersion
    osMinimumVersion passwordExpirationDays passwordMinimumLength passwordMinimumLetterCharacters
    passwordMinimumLowerCaseCharacters passwordMinimumNonLetterCharacters
    passwordMinimumNumericCharacters passwordMinimumSymbolCharacters
    passwordMinimumUpperCaseCharacters passwordMinutesOfInactivityBeforeLock
    passwordPreviousPasswordCountToBlock passwordRequired passwordRequiredType
    requireNoPendingSystemUpdates securityBlockJailbrokenDevices
    securityRequiredAndroidSafetyNetEvaluationType securityRequireIntuneAppIntegrity
    securityRequireSafetyNetAttestationBasicIntegrity
    securityRequireSafetyNetAttestationCertifiedDevice storageRequireEncryption`),
  androidCompliancePolicy: [
    ...androidShared,
    ...words('restrictedApps securityBlockDeviceAdministratorManagedDevices'),
  ],
  aospDeviceOwnerCompliancePolicy: words(`minAndroidSecurityPatchLevel osMaximumVersion
    osMinimumVersion passwordMinimumLength passwordMinutesOfInactivityBeforeLock passwordRequired
    passwordRequiredType securityBlockJailbrokenDevices storageRequireEncryption`),
  iosCompliancePolicy: words(`managedEmailProfileRequired osMaximumBuildVersion osMaximumVersion
    osMinimumBuildVersion osMinimumVersion passcodeBlockSimple passcodeExpirationDays
    passcodeMinimumCharacterSetCount passcodeMinimumLength passcodeMinutesOfInactivityBeforeLock
    passcodeMinutesOfInactivityBeforeScreenTimeout passcodePreviousPasscodeBlockCount
    passcodeRequired passcodeRequiredType restrictedApps securityBlockJailbrokenDevices`),
  windows10CompliancePolicy: words(`activeFirewallRequired antiSpywareRequired antivirusRequired
    bitLockerEnabled codeIntegrityEnabled configurationManagerComplianceRequired defenderEnabled
    defenderVersion deviceCompliancePolicyScript earlyLaunchAntiMalwareDriverEnabled
    firmwareProtectionEnabled kernelDmaProtectionEnabled memoryIntegrityEnabled
    mobileOsMaximumVersion mobileOsMinimumVersion osMaximumVersion osMinimumVersion
    passwordBlockSimple passwordExpirationDays passwordMinimumCharacterSetCount
    passwordMinimumLength passwordMinutesOfInactivityBeforeLock passwordPreviousPasswordBlockCount
    passwordRequired passwordRequiredToUnlockFromIdle passwordRequiredType
    requireHealthyDeviceReport rtpEnabled secureBootEnabled signatureOutOfDate
    storageRequireEncryption tpmRequired validOperatingSystemBuildRanges
    virtualizationBasedSecurityEnabled wslDistributions`),
};
