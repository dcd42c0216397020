import { describe, expect, it } from 'vitest';
import { importFiles } from '../../../simulator/graph/import.ts';
import { bytesOf } from './fixture.ts';

const now = Date.UTC(2026, 0, 10);

const warningsOf = (...bodies: readonly object[]): string[] =>
  importFiles(
    bodies.map((body, index) => ({ path: `${index}.json`, bytes: bytesOf(JSON.stringify(body)) })),
    { now },
  ).diagnostics.map(({ code }) => code);

const block = { actionType: 'block', gracePeriodHours: 0 };
const compliance = (more: object, actions: readonly object[] = [block]) => ({
  '@odata.type': '#microsoft.graph.iosCompliancePolicy',
  displayName: 'x',
  assignedTo: ['staff'],
  scheduledActionsForRule: [{ scheduledActionConfigurations: actions }],
  ...more,
});
const level = 'deviceThreatProtectionRequiredSecurityLevel';
const score = 'advancedThreatProtectionRequiredSecurityLevel';
const threat = { deviceThreatProtectionEnabled: true, [level]: 'low' };
const lookout = {
  id: '2c7790de-8b02-4814-85cf-e0c59380dee8',
  partnerState: 'enabled',
  iosEnabled: true,
};
const access = (more: object, controls = ['compliantDevice']) => ({
  displayName: 'access',
  state: 'enabled',
  conditions: { users: { includeUsers: ['All'] }, applications: { includeApplications: ['wifi'] } },
  grantControls: { operator: 'AND', builtInControls: controls },
  ...more,
});
const apps = (more: object) => ({
  '@odata.type': '#microsoft.graph.iosManagedAppProtection',
  maximumAllowedDeviceThreatLevel: 'low',
  apps: ['outlook'],
  assignedTo: ['staff'],
  ...more,
});

describe('compliance policies', () => {
  it.each([
    ['nothing', {}, [block], []],
    [
      'a level that is off',
      { deviceThreatProtectionEnabled: false },
      [block],
      ['threat-level-off'],
    ],
    ['Defender alone', { [level]: 'unavailable', [score]: 'low' }, [block], ['defender-only']],
    ['enabled without a level', { [level]: 'notSet' }, [block], ['enabled-without-level']],
    ['both levels', { [score]: 'low' }, [block], ['both-threat-levels']],
    ['no block action', {}, [], ['no-block-action']],
    ['two block actions', {}, [block, block], ['several-block-actions']],
    ['a grace period', {}, [{ ...block, gracePeriodHours: 1 }], ['grace-period']],
    ['all devices', { assignedTo: ['allDevices'] }, [block], ['device-group-targeting']],
    ['nobody assigned', { assignedTo: [] }, [block], ['not-assigned']],
  ])('%s', (_, more, actions, expected) => {
    expect(warningsOf(lookout, compliance({ ...threat, ...more }, actions))).toStrictEqual(
      expected,
    );
  });

  it('without any threat level', () => {
    expect(warningsOf(compliance({ passcodeRequired: true }))).toStrictEqual(['no-threat-level']);
  });

  it('with a level that no connector feeds', () => {
    const android = { ...lookout, iosEnabled: false, androidEnabled: true };
    const expected = ['threat-level-without-connector'];
    expect(warningsOf(compliance(threat))).toStrictEqual(expected);
    expect(warningsOf(android, compliance(threat))).toStrictEqual(expected);
  });

  it('whose grace a Conditional Access policy grants, unless it is not enforced', () => {
    const policy = compliance(threat, [{ ...block, gracePeriodHours: 24 }]);
    const expected = ['grace-period', 'grace-keeps-access'];
    expect(warningsOf(lookout, policy, access({}))).toStrictEqual(expected);
    const off = access({ state: 'disabled' });
    expect(warningsOf(lookout, policy, off)).not.toContain('grace-keeps-access');
  });
});

describe('app protection policies', () => {
  it.each([
    [{}, []],
    [{ maximumAllowedDeviceThreatLevel: 'notConfigured' }, ['no-threat-level']],
    [{ mobileThreatDefenseRemediationAction: 'warn' }, ['remediation-warn']],
    [{ apps: [] }, ['no-apps']],
    [{ assignedTo: [] }, ['not-assigned']],
  ])('%j', (more, expected) => {
    expect(warningsOf(apps(more))).toStrictEqual(expected);
  });
});

describe('Conditional Access policies', () => {
  const everything = {
    users: { includeUsers: ['All'] },
    applications: { includeApplications: ['All'] },
  };

  it.each([
    [access({}), []],
    [access({ state: 'enabledForReportingButNotEnforced' }), ['report-only']],
    [access({ state: 'disabled' }), ['disabled']],
    [access({ conditions: everything }), ['all-resources']],
    [access({ conditions: everything }, ['mfa']), ['no-mtd-control']],
    [
      access({ grantControls: { operator: 'OR', builtInControls: ['compliantDevice', 'mfa'] } }),
      ['alternative-control'],
    ],
    [
      access({
        grantControls: {
          operator: 'OR',
          builtInControls: ['compliantDevice', 'compliantApplication'],
        },
      }),
      [],
    ],
    [access({}, ['compliantDevice', 'approvedApplication']), ['approved-app-retires']],
  ])('%j', (policy, expected) => {
    expect(warningsOf(policy)).toStrictEqual(expected);
  });
});

describe('connectors', () => {
  const zimperium = { ...lookout, id: '08a8455c-48dd-45ff-ad82-7211355354f3' };
  const crowdstrike = { ...lookout, id: '29ee2d98-e795-475f-a0f8-0802dc3384a9' };
  const checkpoint = { ...lookout, id: 'd3ddeae8-441f-4681-b80f-aef644f7195a' };
  const defender = { ...lookout, id: 'fc780465-2017-40d4-a0c5-307022471b92' };
  const mam = { iosMobileApplicationManagementEnabled: true };
  const heard = (lastHeartbeatDateTime: string) => ({ ...lookout, lastHeartbeatDateTime });

  it.each([
    ['healthy', [lookout], []],
    ['all toggles off', [{ ...lookout, iosEnabled: false }], ['connector-available-only']],
    ['off, but never set up', [{ ...lookout, iosEnabled: false, partnerState: 'notSetUp' }], []],
    ['cannot protect apps', [{ ...crowdstrike, ...mam }], ['app-protection-not-supported']],
    ['perhaps cannot', [{ ...checkpoint, ...mam }], ['app-protection-disputed']],
    ['two on a platform', [lookout, zimperium], ['several-vendors-on-platform']],
    ['one beside Defender', [lookout, defender], []],
    [
      'two protect apps',
      [
        { ...lookout, ...mam, iosEnabled: false },
        { ...zimperium, ...mam, iosEnabled: false },
      ],
      ['second-app-protection-partner'],
    ],
    ['the same partner twice', [lookout, lookout], ['second-connector']],
    [
      'blocks on missing data of nothing',
      [{ ...lookout, androidDeviceBlockedOnMissingPartnerData: true }],
      ['block-without-toggle'],
    ],
    ['heard from just now', [heard('2026-01-09T00:00:01Z')], []],
    ['a day ago', [heard('2026-01-09T00:00:00Z')], ['old-heartbeat']],
    ['seven days ago', [heard('2026-01-03T00:00:00Z')], ['stale-heartbeat']],
    ['never', [heard('0001-01-01T00:00:00Z')], []],
  ])('%s', (_, bodies, expected) => {
    expect(warningsOf(...bodies)).toStrictEqual(expected);
  });
});
