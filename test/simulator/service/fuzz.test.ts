import { connect } from 'node:net';
import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { profileOf } from '../../../simulator/contract/profile.ts';
import { capabilityOfVerb } from '../../../simulator/port/capability.ts';
import { assertedBy } from '../../../simulator/service/client-assertion.ts';
import { createControl } from '../../../simulator/service/control/control-server.ts';
import {
  admin,
  lookout,
  serviceUnderTest,
  tenantId,
  type UnderTest,
} from './service-under-test.ts';

/** No limit of calls, so that every request gets further than that. */
const contract = profileOf('fuzz', [
  { group: 'limits', name: 'requestsPerSecond', value: 1_000_000 },
  { group: 'limits', name: 'burst', value: 1_000_000 },
]);

let service: UnderTest;
let control: ReturnType<typeof createControl>;
const headers: Record<'graph' | 'device' | 'intune', Readonly<Record<string, string>>> = {
  graph: {},
  device: {},
  intune: {},
};
beforeAll(async () => {
  service = await serviceUnderTest(undefined, { contract });
  control = createControl(service.context);
  for (const resource of ['graph', 'device', 'intune'] as const) {
    const client = resource === 'intune' ? lookout : admin;
    headers[resource] = {
      authorization: `Bearer ${await service.token(client, resource)}`,
      'content-type': 'application/json',
      'api-version': '2026-01-01',
    };
  }
});
afterAll(async () => {
  await control.close();
  await service.close();
});

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

/** Of all the requests of this file; the long form of `.ci/run` sends 100,000. */
const requests = Number(process.env['MUSTER_FUZZ_REQUESTS'] ?? 2_000);
const share = (part: number) => ({ numRuns: Math.ceil(requests * part) });
const timeout = 60_000 + requests * 20;

/** No server error, and nothing of the inside of the service. */
const expectSound = (
  { statusCode, payload }: { readonly statusCode: number; readonly payload: string },
  ...asked: readonly unknown[]
): void => {
  const isSound = statusCode >= 200 && statusCode < 500;
  expect([isSound, statusCode, ...asked]).toEqual([true, statusCode, ...asked]);
  expect(payload).not.toMatch(/\bat .*\.[jt]s:\d+|node:internal|\/simulator\//);
};

const send = async (
  app: FastifyInstance,
  method: string,
  url: string,
  own: Readonly<Record<string, string>>,
  payload: string,
): Promise<void> => {
  const answer = await app.inject({
    method: method as 'GET',
    url,
    headers: own,
    ...(method === 'GET' ? {} : { payload }),
  });
  expectSound(answer, method, url, payload);
};

const guid = '6f1d0b0e-5a0e-4f62-9f3e-3f5c7b0c1a11';
const partnerPaths = fc
  .tuple(
    fc.constantFrom(
      'connector',
      'connector/error',
      'heartbeat',
      'threat-messages',
      'app-sync-requests',
      'x',
    ),
    fc.option(fc.oneof(fc.constant(guid), ids)),
    fc.constantFrom('', '', '/devices', '/devices?cursor=x', '?cursor='),
  )
  .map(
    ([of, id, rest]) =>
      `/partner/v1/tenants/${tenantId}/${of}${id === null ? '' : `/${id}`}${rest}`,
  );

/** Things a message is made of, in the wrong places too. */
const partnerWords = fc.oneof(
  fc.constantFrom<unknown>(
    ...[guid, '2026-03-02T08:00:00Z', '2026-03-02T08:00:00.000Z', 'android', 'ios', 'activated'],
    ...['pending', 'high', 'secured', 'all', 'reporting', 'active', 'app', 'trojan', 'ok', 'c'],
    ...[1, 0, -1, 2 ** 53, 1e308, true, false, null, [], {}, 'x'.repeat(2_000)],
  ),
  fc.string(),
);
const itemNames = [
  ...['eventId', 'deviceId', 'platform', 'epoch', 'sequence', 'changedAt', 'lastScanAt'],
  ...['activationState', 'reportingState', 'riskLevel', 'compromised', 'threats', '__proto__'],
];
const itemBody = fc.dictionary(fc.constantFrom(...itemNames), partnerWords, { maxKeys: 13 });
const goodItem = {
  eventId: guid,
  deviceId: guid,
  platform: 'android',
  epoch: 1,
  sequence: 1,
  changedAt: '2026-03-02T08:00:00Z',
  activationState: 'activated',
};
const messages = fc
  .array(
    fc.oneof(
      itemBody,
      itemBody.map((change) => ({ ...goodItem, ...change })),
      partnerWords,
    ),
    {
      maxLength: 5,
    },
  )
  .map((items) => ({ messageId: guid, sentAt: '2026-03-02T08:00:00Z', items }));
const partnerNames = fc.constantFrom(
  ...['provisioned', 'partnerName', 'platforms', 'sentAt', 'status', 'queueDepth', 'devices'],
  ...['connectorVersion', 'code', 'detail', 'since', 'changedSince', 'includeApps', 'items'],
);
const partnerBodies = fc
  .oneof(messages, fc.dictionary(partnerNames, partnerWords, { maxKeys: 6 }), body, partnerWords)
  .map((value) => JSON.stringify(value));

const forms = fc
  .dictionary(
    fc.constantFrom(
      ...['grant_type', 'client_id', 'client_secret', 'scope', 'client_assertion', 'username'],
      ...['client_assertion_type', 'password', '__proto__'],
    ),
    fc.oneof(
      fc.constantFrom(
        ...['client_credentials', 'password', admin, lookout, 'ada@muster.example', assertedBy],
        ...['https://graph.microsoft.com/.default', 'a.b.c', 'e30.e30.', 'constructor'],
      ),
      fc.string(),
    ),
  )
  .map((form) => new URLSearchParams(form).toString());
const bearer = fc.oneof(
  fc.string().map((text) => text.replaceAll(/[^\x20-\x7e]/g, '?')),
  fc.constantFrom(
    'Bearer',
    'Bearer ',
    'Bearer a.b.c',
    'Basic Og==',
    'Bearer e30.e30.e30',
    'Basic %',
  ),
);

const verbs = fc.constantFrom(...Object.keys(capabilityOfVerb), 'x');
const operationNames = fc.constantFrom(
  ...['partner', 'device', 'state', 'settings', 'policy', 'section', 'value', 'groups', 'users'],
  ...['app', 'resource', 'threat', 'severity', 'managementType', 'observedAt', 'apps', 'choose'],
);
const operationWords = fc.oneof(
  fc.constantFrom<unknown>(
    ...['lookout', 'pixel', 'iphone', 'secured', 'high', 'outlook', 'compliancePolicies', 'threat'],
    ...['iosUnmanaged', 'androidWorkProfile', {}, [], null, -1, true, ['staff'], { ada: null }],
  ),
  fc.string(),
);
const operations = fc
  .tuple(verbs, fc.dictionary(operationNames, operationWords, { maxKeys: 6 }))
  .map(([verb, rest]) => JSON.stringify({ do: verb, ...rest }));
const controlPaths = fc.constantFrom(
  ...['operations', 'observations', 'events', 'manners', 'clock', 'clients', 'admins', 'devices'],
);

describe('whatever is sent', () => {
  it('never breaks Graph', { timeout }, async () => {
    await fc.assert(
      fc.asyncProperty(methods, paths, payloads, (method, url, payload) =>
        send(service.app, method, url, headers.graph, payload),
      ),
      share(0.35),
    );
  });

  it('never breaks the partner contract', { timeout }, async () => {
    await fc.assert(
      fc.asyncProperty(methods, partnerPaths, partnerBodies, (method, url, payload) =>
        send(service.app, method, url, headers.intune, payload),
      ),
      share(0.3),
    );
  });

  it('never breaks the device side', { timeout }, async () => {
    await fc.assert(
      fc.asyncProperty(methods, devicePaths, payloads, (method, url, payload) =>
        send(service.app, method, url, headers.device, payload),
      ),
      share(0.15),
    );
  });

  it('never breaks the giving out of tokens, or the look at one', { timeout }, async () => {
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    await fc.assert(
      fc.asyncProperty(forms, bearer, async (form, authorization) => {
        const own = { ...type, authorization };
        await send(service.app, 'POST', `/${tenantId}/oauth2/v2.0/token`, own, form);
        await send(service.app, 'GET', '/beta/deviceManagement', { authorization }, '');
      }),
      share(0.05),
    );
  });

  it('never breaks the control surface', { timeout }, async () => {
    const own = { host: 'localhost', 'content-type': 'application/json' };
    await fc.assert(
      fc.asyncProperty(
        methods,
        controlPaths,
        fc.oneof(operations, payloads),
        async (method, path, payload) => {
          await send(control.app, method, `/_control/tenants/${tenantId}/${path}`, own, payload);
        },
      ),
      share(0.1),
    );
  });

  it('and it still answers as before', async () => {
    expect((await service.graph('GET', '/v1.0/deviceManagement/managedDevices')).status).toBe(200);
    expect(
      (await service.graph('GET', '/beta/deviceManagement/deviceCompliancePolicies')).status,
    ).toBe(200);
    expect(
      (await service.graph('GET', '/beta/deviceAppManagement/managedAppPolicies')).status,
    ).toBe(200);
  });
});

describe('bytes that are no HTTP', () => {
  const told = (bytes: string | Buffer): Promise<string> =>
    new Promise((resolve, reject) => {
      const { port } = new URL(service.context.baseUrl());
      const socket = connect(Number(port), '127.0.0.1', () => socket.end(bytes));
      let answer = '';
      socket.setEncoding('utf8').on('data', (text) => {
        answer += text;
      });
      socket.on('close', () => resolve(answer)).on('error', reject);
    });

  it('get 400 or nothing, and break nothing', { timeout }, async () => {
    await service.listen(0);
    const one = `/partner/v1/tenants/${tenantId}/heartbeat`;
    const sent: readonly (string | Buffer)[] = [
      'hello\r\n\r\n',
      'GET\r\n\r\n',
      'GET / HTTP/9.9\r\n\r\n',
      'BREW / HTTP/1.1\r\nhost: x\r\n\r\n',
      'GET / HTTP/1.1\r\n\r\n',
      `PUT ${one} HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\nabc`,
      `PUT ${one} HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n`,
      `PUT ${one} HTTP/1.1\r\nhost: x\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\nabc`,
      `PUT ${one} HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\nabc`,
      `GET / HTTP/1.1\r\nhost: x\r\nlong: ${'x'.repeat(40_000)}\r\n\r\n`,
      `GET /${'x'.repeat(40_000)} HTTP/1.1\r\nhost: x\r\n\r\n`,
      'GET /%ff%fe HTTP/1.1\r\nhost: x\r\n\r\n',
      Buffer.from(Array.from({ length: 500 }, (_, index) => (index * 89) % 256)),
      Buffer.alloc(0),
    ];
    for (const bytes of sent) {
      const answer = await told(bytes);
      expect([bytes, answer]).toEqual([bytes, expect.stringMatching(/^$|^HTTP\/1\.1 4\d\d /)]);
      expect(answer).not.toMatch(/\bat .*\.[jt]s:\d+/);
    }
    expect((await service.graph('GET', '/beta/deviceManagement')).status).toBe(200);
  });
});
