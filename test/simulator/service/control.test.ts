import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { objectId } from '../../../simulator/contract/object-id.ts';
import { createControl } from '../../../simulator/service/control/control-server.ts';
import {
  admin,
  secretFor,
  serviceUnderTest,
  tenantId,
  type UnderTest,
} from './service-under-test.ts';

let service: UnderTest;
let control: ReturnType<typeof createControl>;
beforeAll(async () => {
  service = await serviceUnderTest();
  control = createControl(service.context);
});
afterAll(async () => {
  await control.close();
  await service.close();
});

const turn = async (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object) => {
  const answer = await control.app.inject({
    method,
    url: `/_control${path}`,
    headers: { host: '127.0.0.1:1' },
    ...(body === undefined ? {} : { payload: body }),
  });
  const { payload } = answer;
  return { status: answer.statusCode, body: payload === '' ? null : JSON.parse(payload) };
};

const settings = '/v1.0/deviceManagement/settings';

describe('the clock', () => {
  it('goes forward when it is told to, and never back', async () => {
    const path = `/tenants/${tenantId}/clock`;
    const { body } = await turn('GET', path);
    const later = body.now + 3_600_000;
    expect((await turn('PATCH', path, { advanceTo: later })).body.now).toBe(later);
    expect((await turn('PATCH', path, { advanceTo: body.now })).body.now).toBe(later);
    expect((await turn('PATCH', path, { advanceBy: 1000 })).body.now).toBe(later + 1000);
  });

  it('runs faster where it is scaled', async () => {
    const path = `/tenants/${tenantId}/clock`;
    const before = (await turn('PATCH', path, { mode: 'scaled', factor: 100_000 })).body.now;
    await new Promise((resolve) => setTimeout(resolve, 20));
    const after = (await turn('PATCH', path, { mode: 'stepped' })).body.now;
    expect(after - before).toBeGreaterThan(1_000_000);
    expect((await turn('GET', path)).body.now).toBe(after);
  });
});

describe('tenants', () => {
  it('stand beside each other and share nothing', async () => {
    const file = [
      'apiVersion: muster/v1',
      'kind: Tenant',
      'use: [muster:tenants/phone-one-vendor.yaml]',
      'settings: { secureByDefault: true }',
    ].join('\n');
    const loaded = await turn('POST', '/tenants', { file, name: 'second' });
    expect(loaded.status).toBe(201);
    const { id, clients } = loaded.body;
    const own = clients.find(({ name }: { name: string }) => name === 'admin');
    const token = await service.app.inject({
      method: 'POST',
      url: `/${id}/oauth2/v2.0/token`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: own.id,
        client_secret: own.secret,
        scope: 'https://graph.microsoft.com/.default',
      }).toString(),
    });
    const authorization = `Bearer ${token.json().access_token}`;
    const second = await service.app.inject({ url: settings, headers: { authorization } });
    expect(second.json().secureByDefault).toBe(true);
    const first = await service.graph('GET', settings);
    expect(first.body).toMatchObject({ secureByDefault: false });
    expect((await turn('DELETE', `/tenants/${id}`)).status).toBe(204);
    const gone = await service.app.inject({ url: settings, headers: { authorization } });
    expect(gone.statusCode).toBe(401);
  });

  it('say where a file is wrong', async () => {
    const { status, body } = await turn('POST', '/tenants', { file: 'kind: Tenant\nfrogs: 1' });
    expect(status).toBe(422);
    expect(body.diagnostics.join('\n')).toMatch(/^\d+:\d+: /m);
  });

  it('begin again', async () => {
    const { tenant } = service;
    tenant.perform({ do: 'setTenant', settings: { secureByDefault: true } });
    await turn('POST', `/tenants/${tenantId}/reset`);
    expect((await service.graph('GET', settings)).body).toMatchObject({ secureByDefault: false });
  });
});

describe('faults', () => {
  const connectors = '/beta/deviceManagement/mobileThreatDefenseConnectors';

  it('throttle with and without a hint when to come back', async () => {
    const fault = { kind: 'status', status: 429, path: '/beta', times: 1 };
    await turn('POST', '/faults', { ...fault, retryAfter: 7 });
    const told = await service.graph('GET', connectors);
    expect(told.status).toBe(429);
    expect(told.headers['retry-after']).toBe('7');
    expect(told.body.error.code).toBe('TooManyRequests');
    await turn('POST', '/faults', fault);
    const untold = await service.graph('GET', connectors);
    expect(untold.status).toBe(429);
    expect(untold.headers).not.toHaveProperty('retry-after');
    expect((await service.graph('GET', connectors)).status).toBe(200);
  });

  it('are slow, or lose the answer to what was done', async () => {
    await turn('DELETE', '/faults');
    await service.listen(0);
    const url = `${service.context.baseUrl()}${connectors}`;
    const headers = { authorization: `Bearer ${await service.token()}` };
    await turn('POST', '/faults', { kind: 'slow', delay: 80, times: 1 });
    const before = performance.now();
    expect((await fetch(url, { headers })).status).toBe(200);
    expect(performance.now() - before).toBeGreaterThanOrEqual(75);
    await turn('POST', '/faults', { kind: 'drop', carriedOut: true, times: 1 });
    const body = JSON.stringify({ settings: { secureByDefault: true } });
    const change = fetch(`${service.context.baseUrl()}/beta/deviceManagement`, {
      method: 'PATCH',
      headers: { ...headers, 'content-type': 'application/json' },
      body,
    });
    await expect(change).rejects.toThrow();
    expect((await service.graph('GET', settings)).body).toMatchObject({ secureByDefault: true });
  });
});

describe('the transcript', () => {
  it('holds exchanges of a tenant, and nothing secret', async () => {
    const tenant = service.context.tenants.get(tenantId);
    if (tenant === null) throw new Error('no tenant');
    const secret = secretFor(tenant, admin);
    const form = { grant_type: 'client_credentials', client_id: admin, client_secret: secret };
    await service.app.inject({
      method: 'POST',
      url: `/${tenantId}/oauth2/v2.0/token`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(form).toString(),
    });
    const token = await service.token();
    await service.graph('GET', settings);
    const { body } = await turn('GET', `/transcript?tenant=${tenantId}`);
    const surfaces = body.value.map(({ surface }: { surface: string }) => surface);
    expect(surfaces).toEqual(expect.arrayContaining(['token', 'graph']));
    const text = JSON.stringify(body);
    expect(text).not.toContain(secret);
    expect(text).not.toContain(token.split('.')[2]);
  });
});

describe('the transcript of a planted answer', () => {
  it('holds what was sent, not what is true', async () => {
    const device = `/beta/deviceManagement/managedDevices/${objectId(tenantId, 'device', 'pixel')}`;
    const told = (await service.graph('GET', device)).body;
    await turn('POST', '/faults', { kind: 'wrong', times: 1 });
    const lie = (await service.graph('GET', device)).body;
    expect(lie).not.toEqual(told);
    const { body } = await turn('GET', `/transcript?tenant=${tenantId}`);
    const [before, last] = body.value.slice(-2);
    expect(JSON.parse(before.responseBody)).toEqual(told);
    expect(JSON.parse(last.responseBody)).toEqual(lie);
  });
});

describe('who may turn it', () => {
  it('is nobody from a page, and nobody under another name', async () => {
    const asked = (headers: Readonly<Record<string, string>>) =>
      control.app.inject({ url: '/_control/tenants', headers });
    expect((await asked({ host: 'evil.example' })).statusCode).toBe(403);
    const page = { host: '127.0.0.1', origin: 'http://evil.example' };
    expect((await asked(page)).statusCode).toBe(403);
    expect((await asked({ host: 'localhost:9' })).statusCode).toBe(200);
  });
});
