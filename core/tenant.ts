import type { PartnerKey } from './partners.ts';
import type { Duration, Instant } from './time.ts';
import type { VendorCloud } from './vendor-cloud.ts';
import type {
  AppManagementLevel,
  AppProtectionPolicyType,
  Cloud,
  CompliancePolicyType,
  ConditionalAccessPolicyState,
  DeviceThreatProtectionLevel,
  ManagedAppDeviceThreatLevel,
  ManagementType,
  NoncomplianceActionType,
  Ownership,
  PartnerPriority,
  RemediationAction,
} from './vocabulary.ts';

/** A tenant as configured at one instant. Plain data: it crosses threads. */
export interface Tenant {
  readonly settings: TenantSettings;
  readonly cloud: Cloud;
  /** Partners that support this sovereign cloud; absent: those of `connectors` (CLOUD-05). */
  readonly cloudConnectors?: readonly PartnerKey[];
  /** Intune service release as YYMM, e.g. 2308 for August 2023. */
  readonly serviceRelease: number;
  /** From an accepted threat message to the calculation it causes (COMP-20). */
  readonly recalculationDelay: Duration;
  readonly connectors: Readonly<Partial<Record<PartnerKey, Connector>>>;
  /** The vendors' clouds that are simulated; others say nothing unless somebody says it for them. */
  readonly clouds?: Readonly<Partial<Record<PartnerKey, VendorCloud>>>;
  readonly compliancePolicies: Readonly<Record<string, CompliancePolicy>>;
  readonly appProtectionPolicies: Readonly<Record<string, AppProtectionPolicy>>;
  readonly conditionalAccessPolicies: Readonly<Record<string, ConditionalAccessPolicy>>;
  readonly users: Readonly<Record<string, User>>;
  readonly devices: Readonly<Record<string, DeviceFacts>>;
}

export interface TenantSettings {
  /** True marks a device without a compliance policy noncompliant (COMP-17). Default false. */
  readonly secureByDefault: boolean;
  /** Compliance status validity period in days, 1 to 120 (COMP-18). Default 30. */
  readonly deviceComplianceCheckinThresholdDays: number;
}

/** What an admin sets on a connector, by Graph property name; everything is off until set. */
export interface ConnectorSettings {
  readonly androidEnabled: boolean;
  readonly iosEnabled: boolean;
  readonly windowsEnabled: boolean;
  readonly macEnabled: boolean;
  readonly androidDeviceBlockedOnMissingPartnerData: boolean;
  readonly iosDeviceBlockedOnMissingPartnerData: boolean;
  readonly windowsDeviceBlockedOnMissingPartnerData: boolean;
  readonly macDeviceBlockedOnMissingPartnerData: boolean;
  readonly androidMobileApplicationManagementEnabled: boolean;
  readonly iosMobileApplicationManagementEnabled: boolean;
  readonly windowsMobileApplicationManagementEnabled: boolean;
  readonly partnerUnsupportedOsVersionBlocked: boolean;
  /** Days without contact before the partner counts as unresponsive (CONN-08). Default 7. */
  readonly partnerUnresponsivenessThresholdInDays: number;
  readonly allowPartnerToCollectIOSApplicationMetadata: boolean;
  readonly allowPartnerToCollectIOSPersonalApplicationMetadata: boolean;
  readonly allowPartnerToCollectIosCertificateMetadata: boolean;
  readonly allowPartnerToCollectIosPersonalCertificateMetadata: boolean;
  readonly microsoftDefenderForEndpointAttachEnabled: boolean;
  readonly grantMobileThreatDefensePartnerRole: boolean;
}

export interface Connector extends ConnectorSettings {
  /** Where the connector stands when the clock starts (G1). */
  readonly setUp: 'setUp' | 'notSetUp' | 'unavailable';
  /** Last contact before the clock starts; null means at its start (G1). */
  readonly lastHeartbeatDateTime: Instant | null;
}

export interface NoncomplianceAction {
  readonly actionType: NoncomplianceActionType;
  /** Hours after the first failure, 0 to 8760 (ACT-02). */
  readonly gracePeriodHours: number;
}

/** Names of groups. `allUsers` and `allDevices` are the two built-in targets. */
export interface Assignment {
  readonly assignedTo: readonly string[];
  readonly excludedGroups: readonly string[];
}

export interface CompliancePolicy extends Assignment {
  readonly type: CompliancePolicyType;
  readonly deviceThreatProtectionEnabled: boolean;
  readonly deviceThreatProtectionRequiredSecurityLevel: DeviceThreatProtectionLevel;
  /** Defender's machine risk score, beta only (COMP-05). */
  readonly advancedThreatProtectionRequiredSecurityLevel: DeviceThreatProtectionLevel;
  /** Graph names of the other settings this policy sets, A to Z. */
  readonly otherSettings: readonly string[];
  readonly actions: readonly NoncomplianceAction[];
}

export interface AppProtectionPolicy extends Assignment {
  readonly type: AppProtectionPolicyType;
  readonly maximumAllowedDeviceThreatLevel: ManagedAppDeviceThreatLevel;
  readonly mobileThreatDefenseRemediationAction: RemediationAction;
  readonly mobileThreatDefensePartnerPriority: PartnerPriority | null;
  /** Graph names of the other conditional-launch settings this policy sets, A to Z. */
  readonly otherSettings: readonly string[];
  /** App keys, or `allApps`. */
  readonly apps: readonly string[];
  /** Empty means every kind of device. */
  readonly targetedAppManagementLevels: readonly AppManagementLevel[];
}

export interface ConditionalAccessPolicy {
  readonly state: ConditionalAccessPolicyState;
  readonly includeUsers: readonly string[];
  readonly excludeUsers: readonly string[];
  readonly includeGroups: readonly string[];
  readonly excludeGroups: readonly string[];
  readonly includeRoles: readonly string[];
  readonly excludeRoles: readonly string[];
  /** Resource keys, or `All`. */
  readonly includeApplications: readonly string[];
  readonly excludeApplications: readonly string[];
  /** Graph `conditionalAccessDevicePlatform`; empty means every platform. */
  readonly includePlatforms: readonly string[];
  readonly excludePlatforms: readonly string[];
  /** Graph `conditionalAccessClientApp`; empty or `all` means every client. */
  readonly clientAppTypes: readonly string[];
  /** Conditions no simulated sign-in ever meets (risk levels, user actions …): it never applies. */
  readonly conditionsNotSimulated: readonly string[];
  readonly operator: 'AND' | 'OR';
  /** Graph `conditionalAccessGrantControl` members, `block` among them. */
  readonly builtInControls: readonly string[];
}

export interface User {
  readonly groups: readonly string[];
  readonly roles: readonly string[];
  readonly licensed: boolean;
}

export interface MtdApp {
  readonly installed: boolean;
  readonly activated: boolean;
}

/**
 * An app on a device, as the device describes it to its management (Apple
 * `InstalledApplicationList`). What is left out the device does not say, which is not `false`.
 */
export interface InstalledApp {
  readonly version?: string;
  readonly shortVersion?: string;
  readonly name?: string;
  readonly bundleSizeBytes?: number;
  readonly dynamicSizeBytes?: number;
  readonly adHocSigned?: boolean;
  readonly fromAppStore?: boolean;
  readonly beta?: boolean;
  readonly deviceBasedVpp?: boolean;
  readonly validated?: boolean;
  /** Deployed through Intune. */
  readonly managed: boolean;
}

/** A certificate on a device. */
export interface InstalledCertificate {
  /** The certificate itself, in base64. */
  readonly data: string;
  /** It has its private key on the device. */
  readonly identity: boolean;
  /** Put there by Intune. */
  readonly managed: boolean;
}

export type InstalledApps = Readonly<Record<string, InstalledApp>>;
export type InstalledCertificates = Readonly<Record<string, InstalledCertificate>>;

/** A device as it stands when the clock starts. */
export interface DeviceFacts {
  readonly managementType: ManagementType;
  readonly ownership: Ownership;
  readonly osVersion: string;
  /** Key of a user, who need not exist any more (COMP-19); null is a device without user. */
  readonly user: string | null;
  readonly groups: readonly string[];
  readonly registered: boolean;
  /** Authenticator on iOS, Company Portal on Android (MAM-13). */
  readonly broker: boolean;
  /** False: enrolled, but it has never checked in (COMP-23). */
  readonly checkedIn: boolean;
  readonly mtdApps: Readonly<Partial<Record<PartnerKey, MtdApp>>>;
  /** Grant controls this device's sign-ins do not meet, e.g. `mfa` (CA-03). */
  readonly unmetControls: readonly string[];
  /** Graph `conditionalAccessClientApp` of its sign-ins. */
  readonly clientAppType: string;
  /** By app id; absent is none. */
  readonly apps?: InstalledApps;
  /** By common name; absent is none. */
  readonly certificates?: InstalledCertificates;
}
