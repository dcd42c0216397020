import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deviceActions } from '../../../simulator/service/device/device-actions.ts';
import { admin, lookout, serviceUnderTest, type UnderTest } from './service-under-test.ts';

let service: UnderTest;
beforeAll(async () => {
  service = await serviceUnderTest();
});
afterAll(() => service.close());

const act = async (path: string, body?: object) => {
  const authorization = `Bearer ${await service.token(admin, 'device')}`;
  const answer = await service.app.inject({
    method: body === undefined ? 'GET' : 'POST',
    url: `/device${path}`,
    headers: { authorization },
    ...(body === undefined ? {} : { payload: body }),
  });
  return { status: answer.statusCode, type: answer.headers['content-type'], body: answer.json() };
};

describe('the device side', () => {
  it('plays a device from scan to token', async () => {
    expect((await act('/pixel/scan', {})).body).toEqual({ result: 'done', code: null });
    expect((await act('/pixel')).body).toMatchObject({
      complianceState: 'compliant',
      threatState: { lookout: 'secured' },
    });
    await act('/pixel/raise-threat', { threat: 'trojan', severity: 'high' });
    await act('/pixel/scan', {});
    service.tenant.clock.advanceTo(service.tenant.clock.now() + 86_400_000);
    const seen = await act('/pixel?resource=exchange');
    expect(seen.body).toMatchObject({
      complianceState: 'noncompliant',
      reasons: ['threat-above-limit/lookout'],
      access: { exchange: 'denied' },
    });
    const token = await act('/pixel/request-token', { resource: 'exchange' });
    expect(token.body).toEqual({ result: 'denied', code: 'device-not-compliant' });
  });

  it('tells how an app opened', async () => {
    const opened = await act('/iphone/launch', { app: 'outlook' });
    expect(opened.body).toMatchObject({
      result: 'done',
      app: { outcome: 'blocked', reasons: ['scan-missing/lookout'] },
    });
  });

  it('knows a device by any of its ids', async () => {
    const { body } = await act('');
    const pixel = body.value.find(({ name }: { name: string }) => name === 'pixel');
    expect((await act(`/${pixel.id}`)).body.name).toBe('pixel');
    expect((await act(`/${pixel.azureADDeviceId}`)).body.name).toBe('pixel');
  });

  it('says what is wrong as a problem', async () => {
    const unknown = await act('/nobody/scan', {});
    expect(unknown).toMatchObject({
      status: 404,
      type: expect.stringContaining('application/problem+json'),
    });
    expect(unknown.body).toMatchObject({ code: 'device-unknown', status: 404 });
    expect((await act('/iphone/check-in', {})).body).toMatchObject({
      status: 409,
      code: 'device-not-enrolled',
    });
    expect((await act('/pixel/install', { partner: 'acme' })).status).toBe(400);
    expect((await act('/pixel/scan', { extra: true })).status).toBe(400);
  });

  it('asks for its own role', async () => {
    const none = await service.app.inject({ url: '/device' });
    expect(none.statusCode).toBe(401);
    const authorization = `Bearer ${await service.token(lookout, 'device')}`;
    const partner = await service.app.inject({ url: '/device', headers: { authorization } });
    expect(partner.statusCode).toBe(403);
  });

  it('is described in OpenAPI, every action of it', async () => {
    const document = (await service.app.inject({ url: '/device/openapi.json' })).json();
    expect(document.openapi).toBe('3.0.3');
    for (const { path } of deviceActions) {
      expect(document.paths).toHaveProperty([`/device/{device}/${path}`, 'post']);
    }
  });
});
