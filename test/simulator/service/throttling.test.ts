import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createControl } from '../../../simulator/service/control/control-server.ts';
import { throttlingIn } from '../../../simulator/service/control/throttling-setting.ts';
import { setThrottling } from '../../../simulator/service/graph/manners.ts';
import { createThrottle } from '../../../simulator/service/graph/throttle.ts';
import {
  limitedPartOf,
  publishedLimits,
  type ThrottleAnswer,
  type Throttling,
  throttleAnswers,
} from '../../../simulator/service/graph/throttle-limits.ts';
import { type Answered, serviceUnderTest, tenantId, type UnderTest } from './service-under-test.ts';

const told: Throttling = { ...publishedLimits, answer: 'told' };
const path = (text: string): string[] => text.split('/');

/** How many of a kind of request get through, until one is told to wait. */
const capacity = (
  asked: { method: string; path: string },
  clients: readonly string[],
): { let: number; wait: number } => {
  const throttle = createThrottle(() => 1_000_000);
  for (let count = 0; count < 200_000; count++) {
    const client = clients[count % clients.length] ?? '';
    const caller = { tenant: 'one', client };
    const segments = path(asked.path);
    const wait = throttle.wait({ method: asked.method, segments, caller }, told);
    if (wait !== null) return { let: count, wait };
  }
  throw new Error('nobody was told to wait');
};

const apps = ['a', 'b', 'c', 'd'];

describe('published limits', () => {
  it.each([
    ['GET', 'deviceManagement/managedDevices', 2000, 4000],
    ['POST', 'deviceManagement/managedDevices/x/syncDevice', 200, 400],
    ['GET', 'deviceManagement/detectedApps', 2000, 4000],
    ['GET', 'deviceManagement/mobileThreatDefenseConnectors', 1000, 2000],
    ['PATCH', 'deviceManagement/mobileThreatDefenseConnectors/x', 100, 200],
    ['GET', 'deviceManagement/deviceCompliancePolicies', 1000, 2000],
    ['DELETE', 'deviceAppManagement/iosManagedAppProtections/x', 100, 200],
    ['GET', 'identity/conditionalAccess/policies', 1, 1],
  ])('let through %s %s: %i of one application, %i of all', (method, place, one, all) => {
    expect(capacity({ method, path: place }, ['a']).let).toBe(one);
    expect(capacity({ method, path: place }, apps).let).toBe(all);
  });

  it('let through so much of one application, whatever it asks for', () => {
    expect(capacity({ method: 'GET', path: 'devices' }, ['a'])).toEqual({ let: 130_000, wait: 10 });
  });

  it('count each part, each tenant and each window by itself', () => {
    let now = 0;
    const throttle = createThrottle(() => now);
    const ask = (place: string, tenant = 'one') =>
      throttle.wait(
        { method: 'GET', segments: path(place), caller: { tenant, client: 'a' } },
        told,
      );
    for (let count = 0; count < 1000; count++) ask('deviceManagement/deviceCompliancePolicies');
    now = 12_500;
    expect(ask('deviceManagement/deviceCompliancePolicies')).toBe(8);
    expect(ask('deviceManagement/mobileThreatDefenseConnectors')).toBe(null);
    expect(ask('deviceManagement/deviceCompliancePolicies', 'two')).toBe(null);
    now = 20_000;
    expect(ask('deviceManagement/deviceCompliancePolicies')).toBe(null);
  });

  it('know a part by its path, whatever its case', () => {
    expect(limitedPartOf(path('DeviceManagement/ManagedDevices/x'))).toBe('devices');
    expect(limitedPartOf(path('users/x/managedAppRegistrations'))).toBe('appProtection');
    expect(limitedPartOf(['devices'])).toBe(null);
  });
});

describe('a service that throttles', () => {
  let service: UnderTest;
  let now = Date.now();
  beforeAll(async () => {
    service = await serviceUnderTest(undefined, {
      throttling: throttlingIn({ parts: { devices: { application: { all: 2 } } } }),
      machineNow: () => now,
    });
  });
  beforeEach(() => {
    now += 60_000;
  });
  afterAll(() => service.close());

  const devices = '/v1.0/deviceManagement/managedDevices';
  const third = async (): Promise<Answered> => {
    await service.graph('GET', devices);
    await service.graph('GET', devices);
    return service.graph('GET', devices);
  };

  it('says how long to wait, and lets through after that', async () => {
    const refused = await third();
    expect(refused.status).toBe(429);
    expect(refused.headers['retry-after']).toBe('20');
    expect(refused.body.error.code).toBe('TooManyRequests');
    expect((await service.graph('GET', '/beta/deviceManagement')).status).toBe(200);
    now += 20_000;
    expect((await service.graph('GET', devices)).status).toBe(200);
  });

  it.each([
    ['withheld', 429, 'TooManyRequests'],
    ['server-error', 500, 'InternalServerError'],
  ] as const)(
    'does so as Intune often has it: %s',
    async (answer: ThrottleAnswer, status, code) => {
      const parts = { devices: { application: { all: 2 } } };
      setThrottling(service.tenant, throttlingIn({ parts, answer }));
      const refused = await third();
      expect(refused.status).toBe(status);
      expect(refused.headers).not.toHaveProperty('retry-after');
      expect(refused.body.error.code).toBe(code);
      if (answer === 'server-error') expect(refused.body.error.message).toContain('Rate limit');
      setThrottling(service.tenant, throttlingIn({ parts }));
    },
  );

  it('throttles each request of a batch alone', async () => {
    const request = (id: string, url: string) => ({ id, method: 'GET', url });
    const requests = [
      request('1', '/deviceManagement/managedDevices'),
      request('2', '/deviceManagement/managedDevices?$top=1'),
      request('3', '/deviceManagement/managedDevices?$top=2'),
      request('4', '/deviceManagement/settings'),
    ];
    const { status, body } = await service.graph('POST', '/v1.0/$batch', { requests });
    expect(status).toBe(200);
    expect(body.responses.map((part) => part.status)).toEqual([200, 200, 429, 200]);
    const part = body.responses.find((each) => each.status === 429);
    expect(part?.headers).toMatchObject({ 'Retry-After': '20' });
  });

  it('leaves off, and takes other numbers, at its control port', async () => {
    const control = createControl(service.context);
    const base = await control.listen(0);
    const set = (body: object) =>
      fetch(`${base}/_control/tenants/${tenantId}/manners`, {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    expect((await set({ throttling: null })).status).toBe(200);
    expect((await third()).status).toBe(200);
    const parts = { devices: { tenant: { all: 2, seconds: 5 } } };
    expect((await set({ throttling: { parts } })).status).toBe(200);
    expect((await third()).headers['retry-after']).toBe('5');
    expect((await set({ throttling: { parts: { toasters: {} } } })).status).toBe(400);
    expect((await set({ throttling: { parts: { devices: { tenant: { all: 0 } } } } })).status).toBe(
      400,
    );
    await control.close();
  });

  it('does not throttle unless it is asked to', async () => {
    const plain = await serviceUnderTest();
    const statuses = new Set<number>();
    for (let count = 0; count < 5; count++) {
      statuses.add((await plain.graph('GET', '/v1.0/identity/conditionalAccess/policies')).status);
    }
    expect([...statuses]).toEqual([200]);
    await plain.close();
  });
});

describe('the guide', () => {
  it('has a table with the numbers that are counted by', () => {
    const guide = readFileSync(new URL('../../../docs/serve.md', import.meta.url), 'utf8');
    const { parts, overall } = publishedLimits;
    const rows = [parts.devices, parts.compliance, parts.enrolment].map(
      ({ tenant, application }) =>
        `| ${tenant.seconds} | ${tenant.all} | ${tenant.writes} | ${application?.all} | ${application?.writes} |`,
    );
    const { tenant } = parts.access;
    rows.push(`| ${tenant.seconds} | ${tenant.all} | ${tenant.writes} | – | – |`);
    rows.push(`| ${overall.seconds} | – | – | ${overall.all} | – |`);
    for (const row of rows) expect(guide).toContain(row);
    for (const answer of throttleAnswers) expect(guide).toContain(`| \`${answer}\` |`);
  });
});
