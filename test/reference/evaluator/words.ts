import type {
  AppManagementLevel,
  AppProtectionPolicyType,
  CompliancePolicyType,
  ManagementType,
  Platform,
} from '../../../core/vocabulary.ts';

export const platformOf = (managementType: ManagementType): Platform => {
  if (managementType.startsWith('android')) return 'android';
  if (managementType.startsWith('ios')) return 'ios';
  return 'windows';
};

/** Line 55: under Intune MDM is every management type but the unmanaged ones. */
export const isEnrolled = (managementType: ManagementType): boolean =>
  !managementType.endsWith('Unmanaged');

export const unmanagedTypeOf = (managementType: ManagementType): ManagementType =>
  `${platformOf(managementType)}Unmanaged`;

/** The paragraph after G18: policy type to the management types it fits. */
export const fits = (type: CompliancePolicyType, managementType: ManagementType): boolean => {
  switch (type) {
    case 'androidWorkProfileCompliancePolicy':
    case 'androidForWorkCompliancePolicy':
      return managementType === 'androidWorkProfile';
    case 'androidDeviceOwnerCompliancePolicy':
      return (
        managementType === 'androidFullyManaged' ||
        managementType === 'androidCorporateWorkProfile' ||
        managementType === 'androidDedicated'
      );
    case 'androidCompliancePolicy':
      return managementType === 'androidDeviceAdministrator';
    case 'aospDeviceOwnerCompliancePolicy':
      return managementType === 'androidAosp';
    case 'iosCompliancePolicy':
      return (
        managementType === 'iosSupervised' ||
        managementType === 'iosDeviceEnrollment' ||
        managementType === 'iosUserEnrollment' ||
        managementType === 'iosShared'
      );
    case 'windows10CompliancePolicy':
      return managementType === 'windowsManaged';
  }
};

export const platformOfAppProtection = (type: AppProtectionPolicyType): Platform => {
  if (type === 'androidManagedAppProtection') return 'android';
  if (type === 'iosManagedAppProtection') return 'ios';
  return 'windows';
};

/** MAM-05: the kind of device an app protection policy may be narrowed to. */
export const appManagementLevelOf = (managementType: ManagementType): AppManagementLevel => {
  switch (managementType) {
    case 'androidUnmanaged':
    case 'iosUnmanaged':
    case 'windowsUnmanaged':
      return 'unmanaged';
    case 'androidWorkProfile':
    case 'androidCorporateWorkProfile':
    case 'androidFullyManaged':
      return 'androidEnterprise';
    case 'androidDedicated':
      return 'androidEnterpriseDedicatedDevicesWithAzureAdSharedMode';
    case 'androidAosp':
      return 'androidOpenSourceProjectUserAssociated';
    default:
      return 'mdm';
  }
};
