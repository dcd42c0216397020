import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { admin, serviceUnderTest, type UnderTest } from './service-under-test.ts';

let service: UnderTest;
const headers: Record<'graph' | 'device', Readonly<Record<string, string>>> = {
  graph: {},
  device: {},
};
beforeAll(async () => {
  service = await serviceUnderTest();
  for (const resource of ['graph', 'device'] as const) {
    headers[resource] = {
      authorization: `Bearer ${await service.token(admin, resource)}`,
      'content-type': 'application/json',
    };
  }
});
afterAll(() => service.close());

const sets = [
  'deviceManagement',
  'deviceManagement/mobileThreatDefenseConnectors',
  'deviceManagement/deviceCompliancePolicies',
  'deviceManagement/managedDevices',
  'deviceManagement/detectedApps',
  'deviceAppManagement/iosManagedAppProtections',
  'deviceAppManagement/managedAppPolicies',
  'deviceAppManagement/managedAppRegistrations',
  'identity/conditionalAccess/policies',
  'identity/conditionalAccess/evaluate',
  'devices',
  '$batch',
];

/** Names that mean something somewhere, so that bodies get past the first look. */
const names = fc.constantFrom(
  ...['@odata.type', 'id', 'displayName', 'assignments', 'target', 'groupId', 'apps', 'settings'],
  ...['scheduledActionsForRule', 'scheduledActionConfigurations', 'conditions', 'users'],
  ...['includeUsers', 'applications', 'grantControls', 'builtInControls', 'state', 'requests'],
  ...['deviceThreatProtectionEnabled', 'maximumAllowedDeviceThreatLevel', 'signInIdentity'],
  ...['signInContext', 'includeApplications', 'signInConditions', 'url', 'method', 'dependsOn'],
  ...['partner', 'app', 'resource', 'severity', 'threat', 'choose', '__proto__', 'constructor'],
);
const words = fc.constantFrom(
  ...['#microsoft.graph.iosCompliancePolicy', '#microsoft.graph.iosManagedAppProtection'],
  ...['#microsoft.graph.windowsManagedAppProtection', 'enabled', 'All', 'secured', 'block'],
  ...['2c7790de-8b02-4814-85cf-e0c59380dee8', 'pixel', 'outlook', 'lookout', '/deviceManagement'],
);
const { body } = fc.letrec<{ body: unknown }>((tie) => ({
  body: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(words, fc.string(), fc.integer(), fc.boolean(), fc.constant(null)),
    fc.array(tie('body'), { maxLength: 4 }),
    fc.dictionary(names, tie('body'), { maxKeys: 6 }),
  ),
}));

const ids = fc.oneof(words, fc.string({ maxLength: 20 }).map(encodeURIComponent));
const queries = fc.oneof(
  fc.constant(''),
  fc.string({ maxLength: 40 }).map((text) => `?$filter=${encodeURIComponent(text)}`),
  fc.string({ maxLength: 40 }).map((text) => `?$expand=${encodeURIComponent(text)}&$top=x`),
  fc.string({ maxLength: 20 }).map((text) => `?${text.replaceAll(/[^\w$=&%]/g, '%')}`),
);
const paths = fc
  .tuple(fc.constantFrom('v1.0', 'beta'), fc.constantFrom(...sets), fc.option(ids), queries)
  .map(([version, set, id, query]) => `/${version}/${set}${id === null ? '' : `/${id}`}${query}`);
const devicePaths = fc
  .tuple(ids, fc.constantFrom('scan', 'launch', 'tap', 'inventory', 'check-in', 'enroll', 'x'))
  .map(([id, action]) => `/device/${id}/${action}`);
const methods = fc.constantFrom('GET', 'POST', 'PATCH', 'DELETE', 'PUT');
const payloads = fc.oneof(
  { arbitrary: body.map((value) => JSON.stringify(value)), weight: 6 },
  { arbitrary: fc.string(), weight: 1 },
);

const runs = Number(process.env['MUSTER_FUZZ_RUNS'] ?? 1_500);
const sound = (status: number): boolean => status < 500 && status !== 0;

describe('whatever is sent', () => {
  it('never breaks Graph', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(methods, paths, payloads, async (method, url, payload) => {
        const answer = await service.app.inject({
          method: method as 'GET',
          url,
          headers: headers.graph,
          ...(method === 'GET' ? {} : { payload }),
        });
        expect([answer.statusCode, sound(answer.statusCode), answer.payload]).toEqual([
          answer.statusCode,
          true,
          answer.payload,
        ]);
        expect(answer.payload).not.toMatch(/\bat .*\.ts:\d+/);
      }),
      { numRuns: runs },
    );
  });

  it('never breaks the device side', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(methods, devicePaths, payloads, async (method, url, payload) => {
        const answer = await service.app.inject({
          method: method as 'GET',
          url,
          headers: headers.device,
          ...(method === 'GET' ? {} : { payload }),
        });
        expect([url, answer.statusCode, sound(answer.statusCode)]).toEqual([
          url,
          answer.statusCode,
          true,
        ]);
      }),
      { numRuns: runs },
    );
  });
});
