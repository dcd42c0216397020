import type { TenantSettings } from '../../core/tenant.ts';
import { type Body, own } from './body.ts';
import { hasError, noRemarks } from './issue.ts';
import type { Normalised } from './normalised.ts';
import { checkProperties } from './property-check.ts';
import { readBoolean, readInteger } from './scalar.ts';
import { words } from './words.ts';

const table = {
  type: 'deviceManagementSettings',
  read: new Set(words('secureByDefault deviceComplianceCheckinThresholdDays')),
  ignored: new Set(
    words(`isScheduledActionEnabled androidDeviceAdministratorEnrollmentEnabled
      derivedCredentialProvider derivedCredentialUrl deviceInactivityBeforeRetirementInDay
      enableAutopilotDiagnostics enableDeviceGroupMembershipReport
      enableEnhancedTroubleshootingExperience enableLogCollection enhancedJailBreak
      ignoreDevicesForUnsupportedSettingsEnabled m365AppDiagnosticsEnabled`),
  ),
  elsewhere: new Map<string, string>(),
};

/** Reads Graph `deviceManagementSettings`: only the settings the body names are in the value. */
export const normaliseTenantSettings = (body: Body): Normalised<Partial<TenantSettings>> => {
  const remarks = noRemarks();
  checkProperties(remarks, body, table);
  const secure = own(body, 'secureByDefault');
  const days = own(body, 'deviceComplianceCheckinThresholdDays');
  const value: Partial<TenantSettings> = {
    ...(secure === undefined || secure === null
      ? {}
      : { secureByDefault: readBoolean(remarks, ['secureByDefault'], secure) }),
    ...(days === undefined || days === null
      ? {}
      : {
          deviceComplianceCheckinThresholdDays: readInteger(
            remarks,
            ['deviceComplianceCheckinThresholdDays'],
            days,
            { least: 1, most: 120, absent: 30 },
          ),
        }),
  };
  return { value: hasError(remarks.issues) ? null : value, ...remarks };
};
