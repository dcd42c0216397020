import type { AppProtectionPolicyType } from '../../core/vocabulary.ts';
import { words } from './words.ts';

/** Of every app protection policy; none of them is a setting. */
export const appProtectionMetadata = new Set(
  words(`id createdDateTime lastModifiedDateTime description displayName version roleScopeTagIds
    roleScopeTags isAssigned deployedAppCount deploymentSummary assignments apps appGroupType
    targetedAppManagementLevels`),
);

const threat = words('maximumAllowedDeviceThreatLevel mobileThreatDefenseRemediationAction');
const mobileThreat = [...threat, 'mobileThreatDefensePartnerPriority'];

/** A Windows policy derives from another base type in Graph, which knows no partner priority. */
export const appThreatProperties: Readonly<Record<AppProtectionPolicyType, readonly string[]>> = {
  androidManagedAppProtection: mobileThreat,
  iosManagedAppProtection: mobileThreat,
  windowsManagedAppProtection: threat,
};

const versionConditions = words(`maximumRequiredOsVersion maximumWarningOsVersion
  maximumWipeOsVersion minimumRequiredAppVersion minimumRequiredOsVersion minimumWarningAppVersion
  minimumWarningOsVersion minimumWipeAppVersion minimumWipeOsVersion
  periodOfflineBeforeAccessCheck periodOfflineBeforeWipeIsEnforced`);

const mobileConditions = words(`deviceComplianceRequired maximumPinRetries pinRequired
  periodOnlineBeforeAccessCheck appActionIfUnableToAuthenticateUser appActionIfAccountIsClockedOut
  gracePeriodToBlockAppsDuringOffClockHours purviewContentEvaluationRequired`);

/**
 * Conditional-launch settings of each type. An `appActionIf…` that only says what another setting
 * does is not among them; one that is a condition of its own is.
 */
export const launchConditions: Readonly<Record<AppProtectionPolicyType, readonly string[]>> = {
  androidManagedAppProtection: [
    ...versionConditions,
    ...mobileConditions,
    ...words(`minimumRequiredPatchVersion minimumWarningPatchVersion minimumWipePatchVersion
      allowedAndroidDeviceManufacturers allowedAndroidDeviceModels deviceLockRequired
      appActionIfDevicePasscodeComplexityLessThanHigh appActionIfDevicePasscodeComplexityLessThanLow
      appActionIfDevicePasscodeComplexityLessThanMedium appActionIfSamsungKnoxAttestationRequired
      appActionIfDeveloperOptionsEnabled blockAfterCompanyPortalUpdateDeferralInDays
      warnAfterCompanyPortalUpdateDeferralInDays wipeAfterCompanyPortalUpdateDeferralInDays
      minimumRequiredCompanyPortalVersion minimumWarningCompanyPortalVersion
      minimumWipeCompanyPortalVersion requiredAndroidSafetyNetAppsVerificationType
      requiredAndroidSafetyNetDeviceAttestationType`),
  ],
  iosManagedAppProtection: [
    ...versionConditions,
    ...mobileConditions,
    ...words(`minimumRequiredSdkVersion minimumWarningSdkVersion minimumWipeSdkVersion
      allowedIosDeviceModels`),
  ],
  windowsManagedAppProtection: [
    ...versionConditions,
    ...words(`appActionIfUnableToAuthenticateUser minimumRequiredSdkVersion
      minimumWipeSdkVersion`),
  ],
};

const dataProtection = words(`allowedDataStorageLocations allowedInboundDataTransferSources
  allowedOutboundClipboardSharingLevel allowedOutboundDataTransferDestinations contactSyncBlocked
  dataBackupBlocked disableAppPinIfDevicePinIsSet fingerprintBlocked managedBrowser
  managedBrowserToOpenLinksRequired minimumPinLength organizationalCredentialsRequired
  periodBeforePinReset periodBeforePinResetRequired pinCharacterSet printBlocked saveAsBlocked
  simplePinBlocked allowedDataIngestionLocations allowedOutboundClipboardSharingExceptionLength
  blockDataIngestionIntoOrganizationDocuments dialerRestrictionLevel notificationRestriction
  pinRequiredInsteadOfBiometric pinRequiredInsteadOfBiometricTimeout previousPinBlockCount
  protectedMessagingRedirectAppType shareWithBrowserVirtualSetting
  appActionIfDeviceComplianceRequired appActionIfMaximumPinRetriesExceeded`);

/** Properties of each type that are no conditional launch: data protection and its like. */
export const appDataProperties: Readonly<Record<AppProtectionPolicyType, readonly string[]>> = {
  androidManagedAppProtection: [
    ...dataProtection,
    ...words(`customBrowserDisplayName customBrowserPackageId
      disableAppEncryptionIfDeviceEncryptionIsEnabled encryptAppData screenCaptureBlocked
      appActionIfAndroidDeviceManufacturerNotAllowed appActionIfAndroidDeviceModelNotAllowed
      appActionIfAndroidSafetyNetAppsVerificationFailed
      appActionIfAndroidSafetyNetDeviceAttestationFailed appActionIfDeviceLockNotSet
      approvedKeyboards biometricAuthenticationBlocked connectToVpnOnLaunch
      customDialerAppDisplayName customDialerAppPackageId exemptedAppPackages
      fingerprintAndBiometricEnabled keyboardsRestricted messagingRedirectAppDisplayName
      messagingRedirectAppPackageId requireClass3Biometrics
      requiredAndroidSafetyNetEvaluationType requirePinAfterBiometricChange`),
  ],
  iosManagedAppProtection: [
    ...dataProtection,
    ...words(`appDataEncryptionType customBrowserProtocol faceIdBlocked allowWidgetContentSync
      appActionIfIosDeviceModelNotAllowed customDialerAppProtocol
      disableProtectionOfManagedOutboundOpenInData exemptedAppProtocols exemptedUniversalLinks
      filterOpenInToOnlyManagedApps genmojiConfigurationState managedUniversalLinks
      messagingRedirectAppUrlScheme protectInboundDataFromUnknownSources
      screenCaptureConfigurationState thirdPartyKeyboardsBlocked writingToolsConfigurationState`),
  ],
  windowsManagedAppProtection: words(`allowedInboundDataTransferSources
    allowedOutboundClipboardSharingLevel allowedOutboundDataTransferDestinations printBlocked
    allowedInboundDataTransferSourceApps allowedOutboundDataTransferDestinationApps`),
};

/** Values that mean "not configured" for one property only. */
export const unsetAppValues: Readonly<Record<string, string | number>> = {
  minimumRequiredPatchVersion: '0000-00-00',
  minimumWarningPatchVersion: '0000-00-00',
  minimumWipePatchVersion: '0000-00-00',
  blockAfterCompanyPortalUpdateDeferralInDays: 0,
  warnAfterCompanyPortalUpdateDeferralInDays: 0,
  wipeAfterCompanyPortalUpdateDeferralInDays: 0,
};
