import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createControl } from '../../../simulator/service/control/control-server.ts';
import { admin, serviceUnderTest, tenantId, type UnderTest } from './service-under-test.ts';

let service: UnderTest;
let control: ReturnType<typeof createControl>;
let url: string;
let controlUrl: string;
beforeAll(async () => {
  service = await serviceUnderTest();
  url = await service.listen(0);
  control = createControl(service.context);
  controlUrl = await control.listen(0);
});
afterAll(async () => {
  await control.close();
  await service.close();
});

const addressOf = (server: { address: () => unknown }) =>
  (server.address() as { readonly address: string }).address;

describe('the process', () => {
  it('is reached from this machine alone', () => {
    expect(addressOf(service.app.server)).toBe('127.0.0.1');
    expect(addressOf(control.app.server)).toBe('127.0.0.1');
    expect([url, controlUrl]).toEqual([
      expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    ]);
  });

  it.each(['the service', 'the control surface'])('waits for nobody for ever: %s', (which) => {
    const { server } = which === 'the service' ? service.app : control.app;
    for (const time of ['headersTimeout', 'requestTimeout', 'keepAliveTimeout'] as const) {
      expect([time, server[time]]).toEqual([time, expect.any(Number)]);
      expect(server[time]).toBeGreaterThan(0);
      expect(server[time]).toBeLessThanOrEqual(120_000);
    }
  });

  it('reads no more of a head than 32 KiB', async () => {
    const asked = (bytes: number) =>
      new Promise<string>((resolve, reject) => {
        const { port } = new URL(url);
        const socket = connect(Number(port), '127.0.0.1');
        socket.write(
          `GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\nlong: ${'x'.repeat(bytes)}\r\n\r\n`,
        );
        let text = '';
        socket.setEncoding('utf8').on('data', (part) => {
          text += part;
        });
        socket.on('close', () => resolve(text.split('\r\n')[0] ?? '')).on('error', reject);
      });
    expect(await asked(32_000)).toBe('HTTP/1.1 404 Not Found');
    expect(await asked(33_000)).toMatch(/^HTTP\/1\.1 431 /);
  });

  it.each([
    ['Graph', 4 * 1024 * 1024, '/beta/deviceManagement/deviceCompliancePolicies', 'graph'],
    ['the device side', 4 * 1024 * 1024, '/device/pixel/scan', 'device'],
    ['tokens', 65_536, `/${tenantId}/oauth2/v2.0/token`, null],
  ] as const)('reads no more of a body than it says: %s', async (_where, most, path, resource) => {
    const headers: Record<string, string> = {
      'content-type': resource === null ? 'application/x-www-form-urlencoded' : 'application/json',
    };
    if (resource !== null) {
      headers['authorization'] = `Bearer ${await service.token(admin, resource)}`;
    }
    const ask = (bytes: number) =>
      service.app.inject({
        method: 'POST',
        url: path,
        headers,
        payload: `{"a":"${'x'.repeat(bytes - 8)}"}`,
      });
    expect((await ask(most)).statusCode).not.toBe(413);
    expect((await ask(most + 1)).statusCode).toBe(413);
  });
});

describe('the control surface', () => {
  it.each<[string, Readonly<Record<string, string>>]>([
    ['that calls this machine by another name', { host: 'evil.example' }],
    ['that calls it by a name that begins alike', { host: '127.0.0.1.evil.example' }],
    ['that calls it by a name that ends alike', { host: 'evil-localhost' }],
    ['of another origin', { host: '127.0.0.1:1', origin: 'http://evil.example' }],
    ['of this machine', { host: '127.0.0.1:1', origin: 'http://127.0.0.1:3000' }],
    ['without an origin', { host: '127.0.0.1:1', origin: 'null' }],
    ['that loads it as a picture', { host: '127.0.0.1:1', 'sec-fetch-site': 'cross-site' }],
    ['of another port', { host: '127.0.0.1:1', 'sec-fetch-site': 'same-site' }],
  ])('refuses a page %s', async (_which, headers) => {
    for (const method of ['GET', 'POST'] as const) {
      const answer = await control.app.inject({
        method,
        url: '/_control/tenants',
        headers,
        ...(method === 'POST' && { payload: { file: '' } }),
      });
      expect(answer.statusCode).toBe(403);
      expect(answer.body).not.toContain(tenantId);
    }
  });

  it('is no part of the service', async () => {
    for (const path of ['/_control/tenants', '/_CONTROL/tenants', '/%5fcontrol/tenants']) {
      expect((await fetch(`${url}${path}`)).status).toBe(404);
    }
    expect((await fetch(`${controlUrl}/_control/tenants`)).status).toBe(200);
  });

  it('takes no operation that the port does not know', async () => {
    const ask = async (payload: object) => {
      const path = `/_control/tenants/${tenantId}/operations`;
      const headers = { host: 'localhost' };
      return (await control.app.inject({ method: 'POST', url: path, headers, payload })).statusCode;
    };
    expect(await ask({ do: 'heartbeat', partner: 'lookout' })).toBe(200);
    for (const wrong of [
      { do: 'heartbeat' },
      { do: 'heartbeat', partner: 'nobody' },
      { do: 'heartbeat', partner: 'lookout', more: 1 },
      { do: 'report', partner: 'lookout', device: 'pixel', state: 'fine' },
      { do: 'setConnector', partner: 'lookout', settings: { androidEnabled: 'yes' } },
      { do: 'setPolicy', section: 'compliancePolicies', policy: 'p', value: {} },
      { do: 'setTenant', users: { ada: {} } },
      { do: 'explode' },
    ]) {
      expect([wrong, await ask(wrong)]).toEqual([wrong, 400]);
    }
  });
});
