import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ValidateFunction } from 'ajv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setHidesNewMembers } from '../../../simulator/service/graph/manners.ts';
import { graphRouteTable } from '../../../simulator/service/graph/route-table.ts';
import { closedSchemas } from './closed-schemas.ts';
import { everyEntityTenant, everySet, liveALittle, lookoutPath, signIn } from './every-entity.ts';
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
  service = await serviceUnderTest(everyEntityTenant);
  liveALittle(service);
  await service.graph('PATCH', `/v1.0/${lookoutPath}`, { iosEnabled: true });
  // v1.0 shows members of beta as live tenants do; its own description does not know them.
  setHidesNewMembers(service.tenant, true);
});
afterAll(() => service.close());

/** Single entities, and sets below another; `{policy}` and the like are ids of the tenant. */
const parts: typeof everySet = [
  [
    'deviceManagement/deviceCompliancePolicyDeviceStateSummary',
    'deviceCompliancePolicyDeviceStateSummary',
  ],
  ['deviceManagement/managedDeviceOverview', 'managedDeviceOverview'],
  ['deviceManagement/auditEvents', 'auditEvent'],
  [
    'deviceManagement/deviceCompliancePolicies/{policy}/assignments',
    'deviceCompliancePolicyAssignment',
  ],
  [
    'deviceManagement/deviceCompliancePolicies/{policy}/deviceStatuses',
    'deviceComplianceDeviceStatus',
  ],
  [
    'deviceManagement/deviceCompliancePolicies/{policy}/deviceStatusOverview',
    'deviceComplianceDeviceOverview',
  ],
  [
    'deviceManagement/managedDevices/{device}/deviceCompliancePolicyStates',
    'deviceCompliancePolicyState',
  ],
  ['deviceAppManagement/iosManagedAppProtections/{protection}/apps', 'managedMobileApp'],
  [
    'deviceAppManagement/iosManagedAppProtections/{protection}/assignments',
    'targetedManagedAppPolicyAssignment',
  ],
  [
    'deviceAppManagement/managedAppRegistrations/{registration}/appliedPolicies',
    'managedAppPolicy',
  ],
  ['deviceManagement/detectedApps/{app}/managedDevices', 'managedDevice'],
  [
    'deviceManagement/deviceCompliancePolicies/{policy}/scheduledActionsForRule',
    'deviceComplianceScheduledActionForRule',
    'beta',
  ],
  ['deviceManagement/managedDevices/{owned}/detectedApps', 'detectedApp', 'beta'],
  ['users/{user}/managedDevices', 'managedDevice'],
  ['users/{user}/managedAppRegistrations', 'managedAppRegistration'],
];

const firstOf = async (path: string): Promise<string> =>
  (await service.graph('GET', `/beta/${path}`)).body.value[0].id;

const withIds = async (path: string): Promise<string> => {
  const ids: Readonly<Record<string, () => Promise<string>>> = {
    policy: () => firstOf('deviceManagement/deviceCompliancePolicies'),
    device: () => firstOf('deviceManagement/managedDevices'),
    protection: () => firstOf('deviceAppManagement/iosManagedAppProtections'),
    registration: () => firstOf('deviceAppManagement/managedAppRegistrations'),
    app: () => firstOf('deviceManagement/detectedApps'),
    owned: async () => service.tenant.names.idOf('device', 'ipad'),
    user: async () => service.tenant.names.idOf('user', 'ada'),
  };
  const name = /\{(\w+)\}/.exec(path)?.[1];
  return name === undefined ? path : path.replace(`{${name}}`, (await ids[name]?.()) ?? '');
};

describe.skipIf(!present).each(versions)(`what Graph %s answers${reason}`, (version, file) => {
  const schemas = present ? closedSchemas(join(folder, file)) : null;
  const checks = new Map<string, ValidateFunction | undefined>();
  const check = (type: string): ValidateFunction | undefined => {
    if (!checks.has(type)) checks.set(type, schemas?.(type));
    return checks.get(type);
  };
  const paths = [...everySet, ...parts]
    .filter(([, , only]) => only !== 'beta' || version === 'beta')
    .map(([path, type]) => ({ path, type }));

  it.each(paths)('is as its OpenAPI describes: $path', async ({ path, type }) => {
    const { status, body } = await service.graph('GET', `/${version}/${await withIds(path)}`);
    expect(status).toBe(200);
    const entities = Array.isArray(body.value) ? body.value : [body];
    expect(entities.length).toBeGreaterThan(0);
    const validate = check(type);
    for (const entity of entities) {
      const valid = validate?.(entity);
      const wrong = validate?.errors?.map(
        ({ instancePath, message, params }) =>
          `${instancePath} ${message} ${JSON.stringify(params)}`,
      );
      expect([valid, wrong]).toEqual([true, undefined]);
    }
  });

  it('is so for the settings and for What-If', async () => {
    const settings = await service.graph('GET', `/${version}/deviceManagement/settings`);
    const validate = check('deviceManagementSettings');
    expect([validate?.(settings.body), validate?.errors]).toEqual([true, null]);
    const evaluated = await service.graph(
      'POST',
      `/${version}/identity/conditionalAccess/evaluate`,
      signIn(service),
    );
    const result = check('whatIfAnalysisResult');
    expect([result?.(evaluated.body.value[0]), result?.errors]).toEqual([true, null]);
  });

  it('would not pass with a wrong type, member or name', () => {
    const validate = check('mobileThreatDefenseConnector');
    expect(validate?.({ androidEnabled: 'yes' })).toBe(false);
    expect(validate?.({ partnerState: 'merry' })).toBe(false);
    expect(validate?.({ fridgeEnabled: true })).toBe(false);
  });
});

describe('the routes of Graph', () => {
  /** What is looked at above, and what answers with what is looked at there. */
  const seen = [
    ...everySet.map(([path]) => path.split('?')[0] ?? ''),
    ...parts.map(([path]) => path.replace(/\{\w+\}/, '{id}')),
    'deviceManagement',
    'deviceManagement/settings',
    'identity/conditionalAccess/evaluate',
  ];
  /** Empty in every tenant, or refused, or tested for what they say: `graph-manners.test.ts`. */
  const elsewhere = [
    'deviceManagement/notificationMessageTemplates',
    'identity/conditionalAccess/namedLocations',
    'deviceAppManagement/managedAppStatuses',
    'deviceManagement/managedDevices/$count',
    'deviceAppManagement/managedAppRegistrations/getUserIdsWithFlaggedAppRegistration()',
    'deviceAppManagement/managedAppRegistrations/{id}/operations',
    'devices/delta',
    'devices/delta()',
  ];
  const asSeen = (path: string): string =>
    path
      .replace(
        /(?:android|windows)ManagedAppProtections(?=\/)|managedAppPolicies(?=\/)/,
        'iosManagedAppProtections',
      )
      .replace('intendedPolicies', 'appliedPolicies');

  it('are all looked at, but for these', () => {
    const reading = graphRouteTable.filter(({ method }) => method === 'GET');
    const left = reading
      .map(({ path }) => path)
      .filter(
        (path) => !seen.includes(asSeen(path)) && !seen.includes(path.replace(/\/\{id\}$/, '')),
      );
    expect(left.sort()).toEqual(elsewhere.sort());
  });
});
