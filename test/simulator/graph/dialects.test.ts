import { describe, expect, it } from 'vitest';
import { importFiles } from '../../../simulator/graph/import.ts';
import { fixture, utf16 } from './fixture.ts';

const staff = '7b6f2f0a-22d5-4e5f-8a59-1f0f6e1f2c33';

describe('each dialect gives the result that was worked out by hand', () => {
  it('Graph response: a list, with one policy whose type v1.0 hides', () => {
    const result = importFiles([fixture('graph-response.json')]);
    expect(result.files).toMatchObject([{ outcome: 'imported', dialects: ['graph'] }]);
    expect(result.policies).toHaveLength(1);
    expect(result.policies[0]).toMatchObject({
      section: 'compliancePolicies',
      key: 'phones-threat-level',
      displayName: 'Phones: threat level',
      ignored: ['id', 'createdDateTime', 'displayName', 'version'],
      span: { line: 4, column: 5 },
    });
    expect(result.policies[0]?.value).toStrictEqual({
      type: 'iosCompliancePolicy',
      deviceThreatProtectionEnabled: true,
      deviceThreatProtectionRequiredSecurityLevel: 'medium',
      advancedThreatProtectionRequiredSecurityLevel: 'notSet',
      otherSettings: ['osMinimumVersion', 'passcodeRequired'],
      actions: [
        { actionType: 'pushNotification', gracePeriodHours: 0 },
        { actionType: 'block', gracePeriodHours: 24 },
      ],
      assignedTo: [staff],
      excludedGroups: ['d3c9d5ab-92c4-4a51-bb0a-4b0c6a6f7e44'],
    });
    expect(result.leftOut).toMatchObject([
      { what: '`Android Enterprise, as v1.0 shows it`', span: { line: 33, column: 5 } },
    ]);
    expect(result.leftOut[0]?.reason).toContain('export from beta');
  });

  it('IntuneManagement: full metadata in UTF-16LE, Defender level only', () => {
    const { bytes, path } = fixture('intune-management.json');
    const wide = utf16(Buffer.from(bytes).toString('utf8'));
    const result = importFiles([{ path, bytes: wide }]);
    expect(result.files).toMatchObject([
      { outcome: 'imported', encoding: 'utf-16le', dialects: ['intune-management'] },
    ]);
    expect(result.policies[0]?.key).toBe('büro-arbeitsprofil');
    expect(result.policies[0]?.value).toStrictEqual({
      type: 'androidWorkProfileCompliancePolicy',
      deviceThreatProtectionEnabled: true,
      deviceThreatProtectionRequiredSecurityLevel: 'unavailable',
      advancedThreatProtectionRequiredSecurityLevel: 'low',
      otherSettings: ['passwordRequiredType'],
      actions: [{ actionType: 'block', gracePeriodHours: 0 }],
      assignedTo: ['allUsers'],
      excludedGroups: [],
    });
    expect(result.diagnostics.map(({ code }) => code)).toStrictEqual(['defender-only']);
  });

  it('IntuneCD: group names for ids, a group of devices by its rule', () => {
    const result = importFiles([fixture('intunecd.json')]);
    expect(result.files).toMatchObject([{ dialects: ['intunecd'] }]);
    expect(result.policies[0]?.value).toStrictEqual({
      type: 'androidDeviceOwnerCompliancePolicy',
      deviceThreatProtectionEnabled: true,
      deviceThreatProtectionRequiredSecurityLevel: 'secured',
      advancedThreatProtectionRequiredSecurityLevel: 'unavailable',
      otherSettings: ['passwordRequired', 'storageRequireEncryption'],
      actions: [{ actionType: 'block', gracePeriodHours: 72 }],
      assignedTo: ['Field staff', 'Scanners'],
      excludedGroups: [],
    });
    expect(result.diagnostics.map(({ code }) => code)).toStrictEqual([
      'grace-period',
      'device-group-targeting',
      'threat-level-without-connector',
    ]);
  });

  it('IntuneBackupAndRestore: assignments in a file of their own', () => {
    const name = 'T_4d1e9d0e-4f0a-4f53-9c3e-0d0e2d8f4a77 - Mail on phones.json';
    const folder = 'App Protection Policies';
    const result = importFiles([
      fixture(`${folder}/Assignments/${name}`),
      fixture(`${folder}/${name}`),
    ]);
    expect(result.files[1]).toMatchObject({ dialects: ['intune-backup-and-restore'] });
    expect(result.diagnostics).toStrictEqual([]);
    expect(result.policies[0]?.value).toStrictEqual({
      type: 'iosManagedAppProtection',
      maximumAllowedDeviceThreatLevel: 'low',
      mobileThreatDefenseRemediationAction: 'wipe',
      mobileThreatDefensePartnerPriority: 'thirdPartyPartnerOverDefender',
      otherSettings: [
        'deviceComplianceRequired',
        'minimumRequiredOsVersion',
        'periodOfflineBeforeWipeIsEnforced',
      ],
      apps: ['outlook', 'com-example-notes'],
      targetedAppManagementLevels: ['unmanaged'],
      assignedTo: [staff],
      excludedGroups: [],
    });
  });

  it('Graph PowerShell SDK: a posture dump with capital names', () => {
    const result = importFiles([fixture('powershell-sdk.json')]);
    expect(result.files).toMatchObject([{ outcome: 'imported', dialects: ['powershell-sdk'] }]);
    const [access, compliance] = result.policies;
    expect(access?.value).toStrictEqual({
      state: 'enabled',
      includeUsers: ['All'],
      excludeUsers: [],
      includeGroups: [],
      excludeGroups: ['d3c9d5ab-92c4-4a51-bb0a-4b0c6a6f7e44'],
      includeRoles: [],
      excludeRoles: [],
      includeApplications: ['exchange', 'sharepoint', 'teams'],
      excludeApplications: [],
      includePlatforms: ['android', 'iOS'],
      excludePlatforms: [],
      clientAppTypes: ['mobileAppsAndDesktopClients', 'browser'],
      conditionsNotSimulated: [],
      operator: 'AND',
      builtInControls: ['compliantDevice', 'mfa'],
    });
    expect(compliance?.value).toStrictEqual({
      type: 'androidCompliancePolicy',
      deviceThreatProtectionEnabled: false,
      deviceThreatProtectionRequiredSecurityLevel: 'notSet',
      advancedThreatProtectionRequiredSecurityLevel: 'unavailable',
      otherSettings: ['storageRequireEncryption'],
      actions: [],
      assignedTo: [],
      excludedGroups: [],
    });
    expect(result.connectors).toHaveLength(1);
    expect(result.connectors[0]).toMatchObject({
      partner: 'lookout',
      value: {
        androidEnabled: true,
        androidDeviceBlockedOnMissingPartnerData: true,
        iosEnabled: false,
        grantMobileThreatDefensePartnerRole: true,
        partnerUnresponsivenessThresholdInDays: 5,
        setUp: 'setUp',
        lastHeartbeatDateTime: 1_767_600_000_000,
      },
    });
    expect(result.diagnostics.filter(({ severity }) => severity === 'error')).toStrictEqual([]);
  });

  it('CIPP: the policy is an escaped string in a wrapper', () => {
    const result = importFiles([fixture('cipp.json')]);
    expect(result.files).toMatchObject([{ dialects: ['cipp'] }]);
    expect(result.policies[0]?.key).toBe('work-profile-strict');
    expect(result.policies[0]?.value).toStrictEqual({
      type: 'androidWorkProfileCompliancePolicy',
      deviceThreatProtectionEnabled: true,
      deviceThreatProtectionRequiredSecurityLevel: 'high',
      advancedThreatProtectionRequiredSecurityLevel: 'unavailable',
      otherSettings: ['securityRequireVerifyApps'],
      actions: [{ actionType: 'block', gracePeriodHours: 0 }],
      assignedTo: [],
      excludedGroups: [],
    });
  });

  it('hand-written template: no type, comments, case variants, placeholders', () => {
    const result = importFiles([fixture('template.json')]);
    expect(result.files).toMatchObject([{ outcome: 'imported', dialects: ['template'] }]);
    expect(result.policies[0]?.key).toBe('ring-work-profile');
    expect(result.policies[0]?.value).toStrictEqual({
      type: 'androidWorkProfileCompliancePolicy',
      deviceThreatProtectionEnabled: true,
      deviceThreatProtectionRequiredSecurityLevel: 'secured',
      advancedThreatProtectionRequiredSecurityLevel: 'unavailable',
      otherSettings: ['passwordRequired', 'workProfileRequirePassword'],
      actions: [{ actionType: 'block', gracePeriodHours: 6 }],
      assignedTo: ['<GROUP>'],
      excludedGroups: [],
    });
    const told = result.diagnostics.map(({ code, span }) => [code, span.line, span.column]);
    expect(told).toStrictEqual([
      ['guessed-type', 2, 1],
      ['unknown-property', 11, 3],
      ['text-for-boolean', 8, 36],
      ['case-variant', 14, 89],
      ['text-for-number', 14, 118],
      ['grace-period', 13, 30],
      ['other-platform-property', 10, 3],
      ['threat-level-without-connector', 2, 1],
    ]);
    expect(result.diagnostics[1]?.help).toBe('did you mean `securityBlockJailbrokenDevices`?');
  });
});

describe('Microsoft365DSC gives the result that was worked out by hand', () => {
  const result = importFiles([fixture('microsoft365dsc.ps1')]);
  const [compliance, apps, access] = result.policies;

  it('compliance policy with embedded instances', () => {
    expect(result.files).toMatchObject([{ outcome: 'imported', dialects: ['microsoft365dsc'] }]);
    expect(compliance).toMatchObject({ key: 'it-s-the-phones', span: { line: 12, column: 9 } });
    expect(compliance?.value).toStrictEqual({
      type: 'iosCompliancePolicy',
      deviceThreatProtectionEnabled: true,
      deviceThreatProtectionRequiredSecurityLevel: 'low',
      advancedThreatProtectionRequiredSecurityLevel: 'unavailable',
      otherSettings: ['osMinimumVersion', 'passcodeRequired'],
      actions: [
        { actionType: 'block', gracePeriodHours: 12 },
        { actionType: 'notification', gracePeriodHours: 0 },
      ],
      assignedTo: ['Staff'],
      excludedGroups: [],
    });
  });

  it('app protection policy', () => {
    expect(apps?.displayName).toBe('Android "apps"');
    expect(apps?.value).toStrictEqual({
      type: 'androidManagedAppProtection',
      maximumAllowedDeviceThreatLevel: 'medium',
      mobileThreatDefenseRemediationAction: 'block',
      mobileThreatDefensePartnerPriority: null,
      otherSettings: [],
      apps: ['teams', 'edge'],
      targetedAppManagementLevels: [],
      assignedTo: [staff],
      excludedGroups: [],
    });
  });

  it('Conditional Access policy, which DSC writes flat', () => {
    expect(access?.value).toStrictEqual({
      state: 'enabledForReportingButNotEnforced',
      includeUsers: [],
      excludeUsers: ['admin-tenantid'],
      includeGroups: ['Staff'],
      excludeGroups: [],
      includeRoles: [],
      excludeRoles: [],
      includeApplications: ['exchange'],
      excludeApplications: [],
      includePlatforms: [],
      excludePlatforms: [],
      clientAppTypes: ['all'],
      conditionsNotSimulated: ['deviceFilter'],
      operator: 'OR',
      builtInControls: ['compliantApplication', 'compliantDevice'],
    });
  });

  it('connector, settings, and what is left out', () => {
    expect(result.connectors).toMatchObject([
      {
        partner: 'zimperium',
        value: {
          setUp: 'notSetUp',
          lastHeartbeatDateTime: null,
          androidEnabled: true,
          partnerUnsupportedOsVersionBlocked: true,
        },
      },
    ]);
    expect(result.settings).toStrictEqual({
      secureByDefault: true,
      deviceComplianceCheckinThresholdDays: 22,
    });
    expect(result.leftOut.map(({ what, reason }) => [what, reason])).toStrictEqual([
      ['`macOSCompliancePolicy` `Macs`', 'macOS is not simulated'],
      ['`IntuneDeviceCompliancePolicyAndroid` `Gone`', 'the block asks for its absence'],
      ['`IntuneDeviceCategory` `Category`', 'it has no bearing on Mobile Threat Defense'],
    ]);
  });
});
