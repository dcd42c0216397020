import type { ConnectorSettings } from './tenant.ts';

/** A connector as it is when somebody has just added it: everything off, seven days. */
export const connectorDefaults: ConnectorSettings = {
  androidEnabled: false,
  iosEnabled: false,
  windowsEnabled: false,
  macEnabled: false,
  androidDeviceBlockedOnMissingPartnerData: false,
  iosDeviceBlockedOnMissingPartnerData: false,
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
  grantMobileThreatDefensePartnerRole: false,
};
