import { describe, expect, it } from 'vitest';
import { normalisePolicy } from '../../../simulator/graph/policy.ts';

const ios = { '@odata.type': '#microsoft.graph.iosCompliancePolicy' };
const mail = { '@odata.type': '#microsoft.graph.iosManagedAppProtection', apps: ['outlook'] };

const codes = (issues: readonly { readonly severity: string; readonly code: string }[]) =>
  issues.map(({ severity, code }) => `${severity} ${code}`);

describe('the type of a policy', () => {
  it.each(['#microsoft.graph.', 'microsoft.graph.', '#', ''])(
    'may be written with `%s`',
    (mark) => {
      const body = { '@odata.type': `${mark}iosCompliancePolicy` };
      const { value, issues } = normalisePolicy('compliancePolicies', body);
      expect(value?.type).toBe('iosCompliancePolicy');
      expect(issues).toStrictEqual([]);
    },
  );

  it('is guessed from the settings, with a warning', () => {
    const body = { passcodeRequired: true, osMinimumVersion: '17' };
    const { value, issues } = normalisePolicy('compliancePolicies', body);
    expect(value?.type).toBe('iosCompliancePolicy');
    expect(codes(issues)).toStrictEqual(['warning guessed-type']);
  });

  it('is not guessed where two types fit equally well', () => {
    const body = { osMinimumVersion: '12', deviceThreatProtectionEnabled: true };
    const { value, issues } = normalisePolicy('compliancePolicies', body);
    expect(value).toBeNull();
    expect(codes(issues)).toStrictEqual(['error missing-type']);
    expect(issues[0]?.allowed).toContain('iosCompliancePolicy');
  });

  it('of a base class counts as none', () => {
    const body = {
      '@odata.type': '#microsoft.graph.deviceCompliancePolicy',
      passcodeRequired: true,
    };
    expect(normalisePolicy('compliancePolicies', body).value?.type).toBe('iosCompliancePolicy');
  });

  it('that is not simulated is an error that names those that are', () => {
    const body = { '@odata.type': '#microsoft.graph.macOSCompliancePolicy' };
    const { issues } = normalisePolicy('compliancePolicies', body);
    expect(issues).toMatchObject([{ code: 'unsupported-type', path: ['@odata.type'] }]);
  });
});

describe('a threat level', () => {
  const level = 'deviceThreatProtectionRequiredSecurityLevel';

  it.each([
    ['clear', 'secured', []],
    ['Clear', 'secured', []],
    ['secured', 'secured', []],
    ['HIGH', 'high', ['warning case-variant']],
    ['unavailable', 'unavailable', []],
    ['notSet', 'notSet', []],
    [null, 'unavailable', []],
    ['', 'unavailable', ['warning empty-value']],
  ])('`%s` is read as `%s`', (written, read, told) => {
    const { value, issues } = normalisePolicy('compliancePolicies', { ...ios, [level]: written });
    expect(value?.[level]).toBe(read);
    expect(codes(issues)).toStrictEqual(told);
  });

  it.each(['none', 'critical', 3, true])('`%s` is an error that names the levels', (written) => {
    const { value, issues } = normalisePolicy('compliancePolicies', { ...ios, [level]: written });
    expect(value).toBeNull();
    expect(issues).toMatchObject([
      {
        severity: 'error',
        code: 'enum',
        path: [level],
        allowed: ['unavailable', 'secured', 'low', 'medium', 'high', 'notSet'],
      },
    ]);
  });

  it('of Defender does not exist on the older Android type, nor any on AOSP', () => {
    const score = { advancedThreatProtectionRequiredSecurityLevel: 'low' };
    const older = { '@odata.type': 'androidForWorkCompliancePolicy', ...score };
    const { value, issues } = normalisePolicy('compliancePolicies', older);
    expect(value?.advancedThreatProtectionRequiredSecurityLevel).toBe('unavailable');
    expect(codes(issues)).toStrictEqual(['warning other-platform-property']);
    const aosp = { '@odata.type': 'aospDeviceOwnerCompliancePolicy', [level]: 'low' };
    expect(normalisePolicy('compliancePolicies', aosp).value?.[level]).toBe('unavailable');
  });
});

describe('other settings of a compliance policy', () => {
  it('are those that ask for something', () => {
    const { value } = normalisePolicy('compliancePolicies', {
      ...ios,
      passcodeRequired: true,
      passcodeMinutesOfInactivityBeforeLock: 0,
      osMinimumVersion: '17',
      osMaximumVersion: '',
      osMinimumBuildVersion: null,
      securityBlockJailbrokenDevices: false,
      passcodeRequiredType: 'deviceDefault',
      restrictedApps: [],
      displayName: 'x',
      version: 3,
      'passcodeRequired@odata.type': '#Boolean',
    });
    expect(value?.otherSettings).toStrictEqual([
      'osMinimumVersion',
      'passcodeMinutesOfInactivityBeforeLock',
      'passcodeRequired',
    ]);
  });

  it('of another platform are ignored with a warning, unknown ones with a suggestion', () => {
    const body = { ...ios, workProfileRequirePassword: true, passcodeRequird: true, zzz: 1 };
    const { value, issues } = normalisePolicy('compliancePolicies', body);
    expect(value?.otherSettings).toStrictEqual([]);
    expect(issues).toMatchObject([
      { code: 'other-platform-property', path: ['workProfileRequirePassword'] },
      { code: 'unknown-property', help: 'did you mean `passcodeRequired`?' },
      { code: 'unknown-property', path: ['zzz'] },
    ]);
    expect(issues[2]).not.toHaveProperty('help');
  });

  it('never come from the prototype', () => {
    const body = JSON.parse(
      '{"@odata.type":"iosCompliancePolicy","__proto__":{"passcodeRequired":true}}',
    );
    const { value, issues } = normalisePolicy('compliancePolicies', body);
    expect(value?.otherSettings).toStrictEqual([]);
    expect(codes(issues)).toStrictEqual(['warning unknown-property']);
  });
});

describe('actions', () => {
  const withAction = (action: object) => ({
    ...ios,
    scheduledActionsForRule: [{ scheduledActionConfigurations: [action] }],
  });
  const path = ['scheduledActionsForRule', 0, 'scheduledActionConfigurations', 0];

  it.each([0, 8760])('may wait %i hours', (gracePeriodHours) => {
    const body = withAction({ actionType: 'block', gracePeriodHours });
    const { value } = normalisePolicy('compliancePolicies', body);
    expect(value?.actions).toStrictEqual([{ actionType: 'block', gracePeriodHours }]);
  });

  it.each([-1, 8761, 1.5, 'soon'])('may not wait `%s` hours', (gracePeriodHours) => {
    const body = withAction({ actionType: 'block', gracePeriodHours });
    const { value, issues } = normalisePolicy('compliancePolicies', body);
    expect(value).toBeNull();
    expect(issues).toMatchObject([{ severity: 'error', path: [...path, 'gracePeriodHours'] }]);
  });

  it('of an unknown kind are errors at their place', () => {
    const { issues } = normalisePolicy('compliancePolicies', withAction({ actionType: 'explode' }));
    expect(issues).toMatchObject([{ code: 'enum', path: [...path, 'actionType'] }]);
  });
});

describe('assignments', () => {
  it('are read from Graph targets, and our own keys win over them', () => {
    const target = (type: string, more = {}) => ({
      target: { '@odata.type': `#microsoft.graph.${type}`, ...more },
    });
    const assignments = [
      target('allLicensedUsersAssignmentTarget'),
      target('allDevicesAssignmentTarget'),
      target('groupAssignmentTarget', { groupId: 'g1', groupName: 'Staff' }),
      target('groupAssignmentTarget', { groupId: 'g2' }),
      target('exclusionGroupAssignmentTarget', { groupId: 'g3' }),
    ];
    const exported = normalisePolicy('compliancePolicies', { ...ios, assignments }).value;
    expect(exported?.assignedTo).toStrictEqual(['allUsers', 'allDevices', 'Staff', 'g2']);
    expect(exported?.excludedGroups).toStrictEqual(['g3']);
    const own = { ...ios, assignments, assignedTo: ['staff'], excludedGroups: [] };
    expect(normalisePolicy('compliancePolicies', own).value).toMatchObject({
      assignedTo: ['staff'],
      excludedGroups: [],
    });
  });

  it('with a filter are taken whole, and that is said', () => {
    const target = {
      '@odata.type': 'allDevicesAssignmentTarget',
      deviceAndAppManagementAssignmentFilterType: 'include',
    };
    const { issues } = normalisePolicy('compliancePolicies', { ...ios, assignments: [{ target }] });
    expect(codes(issues)).toStrictEqual(['warning assignment-filter']);
  });
});

describe('an app protection policy', () => {
  it('has the defaults of Graph', () => {
    expect(normalisePolicy('appProtectionPolicies', mail)).toMatchObject({
      issues: [],
      value: {
        maximumAllowedDeviceThreatLevel: 'notConfigured',
        mobileThreatDefenseRemediationAction: 'block',
        mobileThreatDefensePartnerPriority: null,
        targetedAppManagementLevels: [],
      },
    });
  });

  it.each([
    ['maximumAllowedDeviceThreatLevel', 'unavailable'],
    ['mobileThreatDefenseRemediationAction', 'retire'],
    ['mobileThreatDefensePartnerPriority', 'defenderFirst'],
    ['targetedAppManagementLevels', 'mdm,everything'],
    ['appGroupType', 'someApps'],
  ])('with %s `%s` is refused', (name, written) => {
    const { value, issues } = normalisePolicy('appProtectionPolicies', {
      ...mail,
      [name]: written,
    });
    expect(value).toBeNull();
    expect(issues).toMatchObject([{ severity: 'error', code: 'enum', path: [name] }]);
  });

  it('names apps by key, by bundle id and by package id', () => {
    const identifier = (more: object) => ({ mobileAppIdentifier: more });
    const apps = [
      'wifi-login',
      'com.microsoft.skydrive',
      identifier({ packageId: 'com.microsoft.emmx' }),
      identifier({ bundleId: 'com.microsoft.msedge' }),
      identifier({ windowsAppId: 'com.example.One' }),
    ];
    const { value } = normalisePolicy('appProtectionPolicies', { ...mail, apps });
    expect(value?.apps).toStrictEqual(['wifi-login', 'onedrive', 'edge', 'com-example-one']);
  });

  it.each([
    ['allApps', ['allApps']],
    ['allCoreMicrosoftApps', expect.arrayContaining(['outlook', 'teams', 'word'])],
    ['selectedPublicApps', ['outlook']],
  ])('with appGroupType %s protects them', (appGroupType, apps) => {
    const { value } = normalisePolicy('appProtectionPolicies', { ...mail, appGroupType });
    expect(value?.apps).toStrictEqual(apps);
  });

  it('of Windows has a level and an action, but no partner priority', () => {
    const { value, issues } = normalisePolicy('appProtectionPolicies', {
      '@odata.type': '#microsoft.graph.windowsManagedAppProtection',
      maximumAllowedDeviceThreatLevel: 'medium',
      mobileThreatDefenseRemediationAction: 'wipe',
      mobileThreatDefensePartnerPriority: 'thirdPartyPartnerOverDefender',
      apps: ['edge'],
    });
    expect(value).toMatchObject({
      maximumAllowedDeviceThreatLevel: 'medium',
      mobileThreatDefenseRemediationAction: 'wipe',
      mobileThreatDefensePartnerPriority: null,
    });
    expect(issues).toMatchObject([{ severity: 'warning', code: 'other-platform-property' }]);
  });

  it('splits the flags of targetedAppManagementLevels', () => {
    const body = { ...mail, targetedAppManagementLevels: 'mdm, androidEnterprise' };
    const { value } = normalisePolicy('appProtectionPolicies', body);
    expect(value?.targetedAppManagementLevels).toStrictEqual(['mdm', 'androidEnterprise']);
  });

  it('counts conditions, not what happens on them, nor what is not set', () => {
    const { value } = normalisePolicy('appProtectionPolicies', {
      '@odata.type': 'androidManagedAppProtection',
      apps: ['outlook'],
      deviceComplianceRequired: true,
      appActionIfDeviceComplianceRequired: 'wipe',
      appActionIfUnableToAuthenticateUser: 'block',
      minimumRequiredPatchVersion: '0000-00-00',
      minimumWarningPatchVersion: '2026-01-01',
      blockAfterCompanyPortalUpdateDeferralInDays: 0,
      warnAfterCompanyPortalUpdateDeferralInDays: 5,
      encryptAppData: true,
    });
    expect(value?.otherSettings).toStrictEqual([
      'appActionIfUnableToAuthenticateUser',
      'deviceComplianceRequired',
      'minimumWarningPatchVersion',
      'warnAfterCompanyPortalUpdateDeferralInDays',
    ]);
  });
});

describe('a Conditional Access policy', () => {
  const users = { includeUsers: ['All'] };
  const access = (conditions: object, more: object = {}) => ({
    state: 'enabled',
    conditions: { users, applications: { includeApplications: ['All'] }, ...conditions },
    grantControls: { operator: 'AND', builtInControls: ['compliantDevice'] },
    ...more,
  });

  it.each([
    ['signInRiskLevels', { signInRiskLevels: ['high'] }],
    ['userRiskLevels', { userRiskLevels: ['low', 'high'] }],
    ['insiderRiskLevels', { insiderRiskLevels: 'elevated' }],
    ['servicePrincipalRiskLevels', { servicePrincipalRiskLevels: ['high'] }],
    ['deviceFilter', { devices: { deviceFilter: { mode: 'exclude', rule: 'x' } } }],
    ['authenticationFlows', { authenticationFlows: { transferMethods: 'deviceCodeFlow' } }],
    ['clientApplications', { clientApplications: { includeServicePrincipals: ['x'] } }],
    ['locations', { locations: { includeLocations: ['AllTrusted'] } }],
    ['locations', { locations: { includeLocations: ['All'], excludeLocations: ['x'] } }],
    ['includeUserActions', { applications: { includeUserActions: ['urn:user:registerdevice'] } }],
  ])('says that %s is not simulated', (name, conditions) => {
    const { value, issues } = normalisePolicy('conditionalAccessPolicies', access(conditions));
    expect(value?.conditionsNotSimulated).toStrictEqual([name]);
    expect(codes(issues)).toStrictEqual(['warning condition-not-simulated']);
  });

  it('takes empty conditions, and all locations, as no condition', () => {
    const conditions = {
      signInRiskLevels: [],
      locations: { includeLocations: ['All'], excludeLocations: [] },
      devices: { deviceFilter: null, includeDevices: [] },
      clientApplications: { includeServicePrincipals: [], '@odata.type': 'x' },
      platforms: null,
    };
    const { value, issues } = normalisePolicy('conditionalAccessPolicies', access(conditions));
    expect(value?.conditionsNotSimulated).toStrictEqual([]);
    expect(issues).toStrictEqual([]);
  });

  it('maps well-known applications to resources', () => {
    const includeApplications = [
      '00000002-0000-0ff1-ce00-000000000000',
      '00000003-0000-0FF1-CE00-000000000000',
      'CC15FD57-2C6C-4117-A88C-83B1D56B4BBE',
      'wifi',
      'None',
      'Azure Portal',
    ];
    const body = access({ applications: { includeApplications } });
    const { value } = normalisePolicy('conditionalAccessPolicies', body);
    const keys = ['exchange', 'sharepoint', 'teams', 'wifi', 'azure-portal'];
    expect(value?.includeApplications).toStrictEqual(keys);
  });

  it.each([
    [{ state: 'on' }, ['state']],
    [{ grantControls: { builtInControls: ['health'] } }, ['grantControls', 'builtInControls', 0]],
    [{ grantControls: { operator: 'XOR' } }, ['grantControls', 'operator']],
    [{ conditions: { clientAppTypes: ['fax'] } }, ['conditions', 'clientAppTypes', 0]],
    [
      { conditions: { platforms: { includePlatforms: ['symbian'] } } },
      ['conditions', 'platforms', 'includePlatforms', 0],
    ],
  ])('with %j is refused', (more, path) => {
    const { value, issues } = normalisePolicy('conditionalAccessPolicies', access({}, more));
    expect(value).toBeNull();
    expect(issues).toMatchObject([{ severity: 'error', code: 'enum', path }]);
  });

  it('keeps grant controls that are properties of their own', () => {
    const grantControls = {
      operator: 'OR',
      builtInControls: ['compliantDevice'],
      authenticationStrength: { id: '1', displayName: 'Phishing-resistant' },
      termsOfUse: ['x'],
      customAuthenticationFactors: [],
    };
    const { value } = normalisePolicy('conditionalAccessPolicies', access({}, { grantControls }));
    expect(value).toMatchObject({
      operator: 'OR',
      builtInControls: ['compliantDevice', 'authenticationStrength', 'termsOfUse'],
    });
  });

  it('without grant controls asks for nothing', () => {
    const body = access({}, { grantControls: null });
    const { value } = normalisePolicy('conditionalAccessPolicies', body);
    expect(value?.builtInControls).toStrictEqual([]);
  });
});
