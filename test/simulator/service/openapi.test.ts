import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closedSchemas } from './closed-schemas.ts';
import { serviceUnderTest, type UnderTest } from './service-under-test.ts';

const folder = join(import.meta.dirname, '../../../../shared/data/graph');
const present = existsSync(folder);
const reason = present ? '' : ' (skipped: ../shared/data/graph is not there)';

const versions = [
  ['v1.0', 'graph-openapi-slice.yaml'],
  ['beta', 'graph-openapi-slice-beta.yaml'],
] as const;

let service: UnderTest;
beforeAll(async () => {
  service = await serviceUnderTest();
  const { tenant } = service;
  tenant.perform({
    do: 'setConnector',
    partner: 'lookout',
    settings: {
      allowPartnerToCollectIOSApplicationMetadata: true,
    },
  });
  tenant.perform({ do: 'launch', device: 'iphone', app: 'outlook' });
});
afterAll(() => service.close());

const expand = 'scheduledActionsForRule($expand=scheduledActionConfigurations),assignments';
const lists = [
  ['deviceManagement/mobileThreatDefenseConnectors', 'mobileThreatDefenseConnector'],
  [`deviceManagement/deviceCompliancePolicies?$expand=${expand}`, 'deviceCompliancePolicy'],
  [
    'deviceAppManagement/iosManagedAppProtections?$expand=apps,assignments',
    'iosManagedAppProtection',
  ],
  ['deviceManagement/managedDevices', 'managedDevice'],
  ['deviceAppManagement/managedAppRegistrations', 'managedAppRegistration'],
  ['identity/conditionalAccess/policies', 'conditionalAccessPolicy'],
] as const;

describe.skipIf(!present).each(versions)(`what Graph %s answers${reason}`, (version, file) => {
  const check = present ? closedSchemas(join(folder, file)) : null;

  it.each(lists)('is as its OpenAPI describes: %s', async (path, type) => {
    const answer = await service.graph('GET', `/${version}/${path}`);
    expect(answer.status).toBe(200);
    expect(answer.body.value.length).toBeGreaterThan(0);
    const validate = check?.(type);
    for (const entity of answer.body.value) {
      const valid = validate?.(entity);
      expect([
        valid,
        validate?.errors?.map(
          ({ instancePath, message, params }) =>
            `${instancePath} ${message} ${JSON.stringify(params)}`,
        ),
      ]).toEqual([true, undefined]);
    }
  });

  it('is so for the settings and for What-If', async () => {
    const settings = await service.graph('GET', `/${version}/deviceManagement/settings`);
    const validate = check?.('deviceManagementSettings');
    expect([validate?.(settings.body), validate?.errors]).toEqual([true, null]);
    const evaluated = await service.graph(
      'POST',
      `/${version}/identity/conditionalAccess/evaluate`,
      {
        signInIdentity: { userId: service.tenant.names.idOf('user', 'ada') },
        signInContext: { includeApplications: ['00000002-0000-0ff1-ce00-000000000000'] },
        signInConditions: {},
      },
    );
    const result = check?.('whatIfAnalysisResult');
    expect([result?.(evaluated.body.value[0]), result?.errors]).toEqual([true, null]);
  });

  it('would not pass with a wrong type, member or name', () => {
    const validate = check?.('mobileThreatDefenseConnector');
    expect(validate?.({ androidEnabled: 'yes' })).toBe(false);
    expect(validate?.({ partnerState: 'merry' })).toBe(false);
    expect(validate?.({ fridgeEnabled: true })).toBe(false);
  });
});
