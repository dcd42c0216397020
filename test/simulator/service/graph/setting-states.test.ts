import { afterAll, beforeAll, expect, it } from 'vitest';
import { objectId } from '../../../../simulator/contract/object-id.ts';
import { serviceUnderTest, tenantId, type UnderTest } from '../service-under-test.ts';

const policy = (name: string, settings: string) => `
  ${name}:
    '@odata.type': '#microsoft.graph.androidWorkProfileCompliancePolicy'
${settings
  .split('; ')
  .map((line) => `    ${line}`)
  .join('\n')}
    assignedTo: [staff]
    scheduledActionsForRule:
      - scheduledActionConfigurations:
          - { actionType: block, gracePeriodHours: 0 }`;

const level = (limit: string): string =>
  `deviceThreatProtectionEnabled: true; deviceThreatProtectionRequiredSecurityLevel: ${limit}`;

const tenant = `
apiVersion: muster/v1
kind: Tenant
users:
  ada: { groups: [staff] }
connectors:
  lookout: { androidEnabled: true }
compliancePolicies:${policy('lax', `${level('high')}; passwordRequired: true; storageRequireEncryption: true`)}${policy('strict', level('secured'))}
devices:
  pixel: { managementType: androidWorkProfile, user: ada, mtdApps: [lookout] }
`;

let service: UnderTest;
beforeAll(async () => {
  service = await serviceUnderTest(tenant);
});
afterAll(() => service.close());

const prefix = 'AndroidWorkProfileCompliancePolicy.';

/** By policy: the state of each of its settings. */
const states = async (): Promise<object> => {
  const id = objectId(tenantId, 'device', 'pixel');
  const path = `/beta/deviceManagement/managedDevices/${id}/deviceCompliancePolicyStates`;
  const { body } = await service.graph('GET', path);
  const policies: readonly {
    readonly id: string;
    readonly displayName: string;
    readonly state: string;
    readonly settingCount: number;
    readonly settingStates: readonly { setting: string; state: string; sources: object[] }[];
  }[] = JSON.parse(JSON.stringify(body.value));
  for (const { id: own, displayName, settingCount, settingStates } of policies) {
    expect(settingStates).toHaveLength(settingCount);
    for (const { sources } of settingStates)
      expect(sources).toMatchObject([{ id: own, displayName }]);
  }
  return Object.fromEntries(
    policies.map(({ displayName, state, settingStates }) => [
      displayName,
      {
        state,
        ...Object.fromEntries(
          settingStates.map((one) => [one.setting.replace(prefix, ''), one.state]),
        ),
      },
    ]),
  );
};

const threatLevel = 'DeviceThreatProtectionRequiredSecurityLevel';

it('settings are told apart within a policy, and a limit by the policy that sets it', async () => {
  service.tenant.perform({ do: 'heartbeat', partner: 'lookout' });
  const report = (state: 'secured' | 'mediumSeverity') =>
    service.tenant.perform({ do: 'report', partner: 'lookout', device: 'pixel', state });
  report('secured');
  const fine = { PasswordRequired: 'compliant', StorageRequireEncryption: 'compliant' };
  expect(await states()).toEqual({
    lax: { state: 'compliant', [threatLevel]: 'compliant', ...fine },
    strict: { state: 'compliant', [threatLevel]: 'compliant' },
  });
  const settings = { passwordRequired: 'nonCompliant' } as const;
  service.tenant.perform({ do: 'checkIn', device: 'pixel', settings });
  report('mediumSeverity');
  expect(await states()).toEqual({
    lax: {
      state: 'nonCompliant',
      [threatLevel]: 'compliant',
      ...fine,
      PasswordRequired: 'nonCompliant',
    },
    strict: { state: 'nonCompliant', [threatLevel]: 'nonCompliant' },
  });
});

it('a device that has not checked in holds no policy', async () => {
  service.tenant.perform({ do: 'enroll', device: 'pixel', managementType: 'androidWorkProfile' });
  expect(await states()).toEqual({});
});
