import { words } from '../../graph/words.ts';

/** Types that v1.0 does not know, with the nearest ancestor it does know (graph.md 1, 2). */
export const ancestorInV1: Readonly<Record<string, string>> = {
  androidDeviceOwnerCompliancePolicy: 'deviceCompliancePolicy',
  aospDeviceOwnerCompliancePolicy: 'deviceCompliancePolicy',
  androidForWorkCompliancePolicy: 'deviceCompliancePolicy',
  windowsManagedAppProtection: 'managedAppPolicy',
};

const appProtection = words(`appGroupType targetedAppManagementLevels allowedDataIngestionLocations
  allowedOutboundClipboardSharingExceptionLength appActionIfDeviceComplianceRequired
  appActionIfMaximumPinRetriesExceeded appActionIfUnableToAuthenticateUser
  blockDataIngestionIntoOrganizationDocuments dialerRestrictionLevel
  gracePeriodToBlockAppsDuringOffClockHours maximumAllowedDeviceThreatLevel
  maximumRequiredOsVersion maximumWarningOsVersion maximumWipeOsVersion minimumWipeAppVersion
  minimumWipeOsVersion mobileThreatDefensePartnerPriority mobileThreatDefenseRemediationAction
  notificationRestriction pinRequiredInsteadOfBiometricTimeout previousPinBlockCount
  protectedMessagingRedirectAppType purviewContentEvaluationRequired`);

const scopeTags = ['roleScopeTagIds'];

/** Properties of each type that only beta has. */
const properties: Readonly<Record<string, readonly string[]>> = {
  mobileThreatDefenseConnector: words(`allowPartnerToCollectIosCertificateMetadata
    allowPartnerToCollectIosPersonalCertificateMetadata macDeviceBlockedOnMissingPartnerData
    macEnabled windowsMobileApplicationManagementEnabled grantMobileThreatDefensePartnerRole
    launchMobileThreatDefensePartnerOnSetupEnabled partnerDisplayName
    partnerMinimumSupportedAndroidVersion partnerMinimumSupportedIosVersion
    partnerMinimumSupportedMacVersion partnerMinimumSupportedWindowsVersion
    partnerSupportsAndroidMam partnerSupportsIosCertificateSync partnerSupportsIosMam
    partnerSupportsWindowsMam`),
  deviceCompliancePolicy: scopeTags,
  iosCompliancePolicy: words(`advancedThreatProtectionRequiredSecurityLevel osMaximumBuildVersion
    osMinimumBuildVersion passcodeMinutesOfInactivityBeforeScreenTimeout restrictedApps
    roleScopeTagIds`),
  androidCompliancePolicy: words(`advancedThreatProtectionRequiredSecurityLevel
    conditionStatementId passwordSignInFailureCountBeforeFactoryReset requiredPasswordComplexity
    restrictedApps securityBlockDeviceAdministratorManagedDevices roleScopeTagIds`),
  androidWorkProfileCompliancePolicy: words(`advancedThreatProtectionRequiredSecurityLevel
    passwordSignInFailureCountBeforeFactoryReset requiredPasswordComplexity
    securityRequiredAndroidSafetyNetEvaluationType workProfileInactiveBeforeScreenLockInMinutes
    workProfilePasswordExpirationInDays workProfilePasswordMinimumLength
    workProfilePasswordRequiredType workProfilePreviousPasswordBlockCount
    workProfileRequiredPasswordComplexity workProfileRequirePassword roleScopeTagIds`),
  windows10CompliancePolicy: words(`activeFirewallRequired antiSpywareRequired antivirusRequired
    configurationManagerComplianceRequired defenderEnabled defenderVersion
    deviceCompliancePolicyScript deviceThreatProtectionEnabled
    deviceThreatProtectionRequiredSecurityLevel firmwareProtectionEnabled
    kernelDmaProtectionEnabled memoryIntegrityEnabled rtpEnabled signatureOutOfDate tpmRequired
    validOperatingSystemBuildRanges virtualizationBasedSecurityEnabled wslDistributions
    roleScopeTagIds`),
  managedAppPolicy: scopeTags,
  iosManagedAppProtection: [
    ...appProtection,
    ...words(`allowedIosDeviceModels allowWidgetContentSync appActionIfAccountIsClockedOut
      appActionIfIosDeviceModelNotAllowed customDialerAppProtocol
      disableProtectionOfManagedOutboundOpenInData exemptedAppProtocols exemptedUniversalLinks
      filterOpenInToOnlyManagedApps genmojiConfigurationState managedUniversalLinks
      messagingRedirectAppUrlScheme minimumWarningSdkVersion minimumWipeSdkVersion
      protectInboundDataFromUnknownSources screenCaptureConfigurationState
      thirdPartyKeyboardsBlocked writingToolsConfigurationState roleScopeTagIds`),
  ],
  androidManagedAppProtection: [
    ...appProtection,
    ...words(`allowedAndroidDeviceManufacturers allowedAndroidDeviceModels
      appActionIfAccountIsClockedOut appActionIfAndroidDeviceManufacturerNotAllowed
      appActionIfAndroidDeviceModelNotAllowed appActionIfAndroidSafetyNetAppsVerificationFailed
      appActionIfAndroidSafetyNetDeviceAttestationFailed appActionIfDeviceLockNotSet
      appActionIfDevicePasscodeComplexityLessThanHigh
      appActionIfDevicePasscodeComplexityLessThanLow
      appActionIfDevicePasscodeComplexityLessThanMedium appActionIfSamsungKnoxAttestationRequired
      approvedKeyboards biometricAuthenticationBlocked
      blockAfterCompanyPortalUpdateDeferralInDays connectToVpnOnLaunch customDialerAppDisplayName
      customDialerAppPackageId deviceLockRequired exemptedAppPackages
      fingerprintAndBiometricEnabled keyboardsRestricted messagingRedirectAppDisplayName
      messagingRedirectAppPackageId minimumRequiredCompanyPortalVersion
      minimumWarningCompanyPortalVersion minimumWipeCompanyPortalVersion minimumWipePatchVersion
      requireClass3Biometrics requiredAndroidSafetyNetAppsVerificationType
      requiredAndroidSafetyNetDeviceAttestationType requiredAndroidSafetyNetEvaluationType
      requirePinAfterBiometricChange warnAfterCompanyPortalUpdateDeferralInDays
      wipeAfterCompanyPortalUpdateDeferralInDays appActionIfDeveloperOptionsEnabled
      roleScopeTagIds`),
  ],
  managedDevice: words(`aadRegistered autopilotEnrolled azureActiveDirectoryDeviceId
    bootstrapTokenEscrowed chassisType deviceType enrolledByUserPrincipalName joinType
    lostModeState managementFeatures ownerType processorArchitecture roleScopeTagIds
    securityPatchLevel skuFamily skuNumber specificationVersion usersLoggedOn`),
  managedAppRegistration: words('azureADDeviceId deviceManufacturer deviceModel managedDeviceId'),
  iosManagedAppRegistration: words(
    'azureADDeviceId deviceManufacturer deviceModel managedDeviceId',
  ),
  androidManagedAppRegistration: words(
    'patchVersion azureADDeviceId deviceManufacturer deviceModel managedDeviceId',
  ),
  deviceManagementSettings: words(`androidDeviceAdministratorEnrollmentEnabled
    derivedCredentialProvider derivedCredentialUrl deviceInactivityBeforeRetirementInDay
    enableAutopilotDiagnostics enableDeviceGroupMembershipReport
    enableEnhancedTroubleshootingExperience enableLogCollection enhancedJailBreak
    ignoreDevicesForUnsupportedSettingsEnabled m365AppDiagnosticsEnabled`),
};

const sets = new Map(Object.entries(properties).map(([type, names]) => [type, new Set(names)]));
const none: ReadonlySet<string> = new Set();

export const betaOnlyProperties = (type: string): ReadonlySet<string> => sets.get(type) ?? none;

/** What a policy of a type that v1.0 does not know keeps there: the properties of its ancestor. */
export const baseProperties: ReadonlySet<string> = new Set(
  words('id createdDateTime lastModifiedDateTime description displayName version'),
);
