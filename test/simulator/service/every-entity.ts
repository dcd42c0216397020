import { lookout, type UnderTest } from './service-under-test.ts';

const rule = '{ scheduledActionConfigurations: [{ actionType: block, gracePeriodHours: 24 }] }';
const threat = `deviceThreatProtectionEnabled: true
    deviceThreatProtectionRequiredSecurityLevel: low
    scheduledActionsForRule: [${rule}]
    assignedTo: [staff]`;
const plain = `scheduledActionsForRule: [${rule}]
    assignedTo: [staff]`;

/** A tenant with something of every type that Graph serves here. */
export const everyEntityTenant = `
apiVersion: muster/v1
kind: Tenant
users: { ada: { groups: [staff] } }
connectors:
  lookout:
    androidEnabled: true
    iosEnabled: true
    allowPartnerToCollectIOSApplicationMetadata: true
    iosMobileApplicationManagementEnabled: true
  defender: { partnerState: notSetUp }
compliancePolicies:
  ios:
    '@odata.type': '#microsoft.graph.iosCompliancePolicy'
    passcodeRequired: true
    osMinimumVersion: '17.0'
    advancedThreatProtectionRequiredSecurityLevel: medium
    ${threat}
  android:
    '@odata.type': '#microsoft.graph.androidCompliancePolicy'
    ${threat}
  work-profile:
    '@odata.type': '#microsoft.graph.androidWorkProfileCompliancePolicy'
    ${threat}
  owner:
    '@odata.type': '#microsoft.graph.androidDeviceOwnerCompliancePolicy'
    ${threat}
  aosp:
    '@odata.type': '#microsoft.graph.aospDeviceOwnerCompliancePolicy'
    passwordRequired: true
    ${plain}
  windows:
    '@odata.type': '#microsoft.graph.windows10CompliancePolicy'
    passwordRequired: true
    ${plain}
appProtectionPolicies:
  on-ios:
    '@odata.type': '#microsoft.graph.iosManagedAppProtection'
    maximumAllowedDeviceThreatLevel: secured
    mobileThreatDefenseRemediationAction: block
    periodOfflineBeforeAccessCheck: PT12H
    apps: [outlook]
    assignedTo: [staff]
  on-android:
    '@odata.type': '#microsoft.graph.androidManagedAppProtection'
    maximumAllowedDeviceThreatLevel: low
    mobileThreatDefenseRemediationAction: wipe
    apps: [outlook]
    assignedTo: [staff]
  on-windows:
    '@odata.type': '#microsoft.graph.windowsManagedAppProtection'
    maximumAllowedDeviceThreatLevel: low
    mobileThreatDefenseRemediationAction: block
    apps: [edge]
    assignedTo: [staff]
conditionalAccessPolicies:
  mail:
    state: enabled
    conditions:
      users: { includeUsers: [All] }
      applications: { includeApplications: [exchange] }
    grantControls: { operator: OR, builtInControls: [compliantDevice] }
devices:
  pixel: { managementType: androidWorkProfile, user: ada, mtdApps: [lookout] }
  iphone: { managementType: iosUnmanaged, user: ada, mtdApps: [lookout] }
  handy: { managementType: androidUnmanaged, user: ada }
  laptop: { managementType: windowsManaged, user: ada }
  ipad:
    managementType: iosDeviceEnrollment
    ownership: company
    user: ada
    apps: { com.example.app: { name: An app, version: '1.2', managed: true } }
`;

/** What must have happened for the rest of the types to be there. */
export const liveALittle = ({ tenant }: Pick<UnderTest, 'tenant'>): void => {
  tenant.perform({ do: 'launch', device: 'iphone', app: 'outlook' });
  tenant.perform({ do: 'launch', device: 'handy', app: 'outlook' });
  tenant.perform({ do: 'checkIn', device: 'ipad' });
  tenant.perform({ do: 'report', partner: 'lookout', device: 'pixel', state: 'lowSeverity' });
};

const expand = 'scheduledActionsForRule($expand=scheduledActionConfigurations),assignments';

/** Every set of entities, and the type it is declared with; `beta` where v1.0 has it not. */
export const everySet: readonly (readonly [path: string, type: string, only?: 'beta'])[] = [
  ['deviceManagement/mobileThreatDefenseConnectors', 'mobileThreatDefenseConnector'],
  [`deviceManagement/deviceCompliancePolicies?$expand=${expand}`, 'deviceCompliancePolicy'],
  ['deviceAppManagement/managedAppPolicies', 'managedAppPolicy'],
  [
    'deviceAppManagement/iosManagedAppProtections?$expand=apps,assignments',
    'iosManagedAppProtection',
  ],
  [
    'deviceAppManagement/androidManagedAppProtections?$expand=apps,assignments',
    'androidManagedAppProtection',
  ],
  [
    'deviceAppManagement/windowsManagedAppProtections?$expand=apps,assignments',
    'windowsManagedAppProtection',
    'beta',
  ],
  ['deviceManagement/managedDevices', 'managedDevice'],
  ['deviceAppManagement/managedAppRegistrations', 'managedAppRegistration'],
  ['deviceManagement/detectedApps', 'detectedApp'],
  ['identity/conditionalAccess/policies', 'conditionalAccessPolicy'],
  ['devices', 'device'],
];

/** What a sign-in of the tenant's user to Exchange would meet. */
export const signIn = ({ tenant }: Pick<UnderTest, 'tenant'>): object => ({
  signInIdentity: {
    '@odata.type': '#microsoft.graph.userSignIn',
    userId: tenant.names.idOf('user', 'ada'),
  },
  signInContext: {
    '@odata.type': '#microsoft.graph.applicationContext',
    includeApplications: ['00000002-0000-0ff1-ce00-000000000000'],
  },
  signInConditions: { devicePlatform: 'android', clientAppType: 'browser' },
});

export const lookoutPath = `deviceManagement/mobileThreatDefenseConnectors/${lookout}`;
