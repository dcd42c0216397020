import { createServer as createPlain } from 'node:http';
import { createServer as createTls } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { generate } from 'selfsigned';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { checkSetUp } from '../../../../simulator/target/http/check/check.ts';
import type { Finding } from '../../../../simulator/target/http/check/finding.ts';
import { portalLabels } from '../../../../simulator/target/http/check/probe.ts';
import { findOwn } from '../../../../simulator/target/http/find-own.ts';
import type { TargetSetup } from '../../../../simulator/target/http/setup.ts';
import { connectorSettingFields } from '../../../../simulator/tenant/connector-entry.ts';
import { canary, foreignSetup } from './setups.ts';

const origin = 'https://intune.example';
const setup = foreignSetup(origin);

const tokenWith = (claims: object): string =>
  `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.sig`;

const graphRoles = [
  'DeviceManagementServiceConfig.Read.All',
  'DeviceManagementManagedDevices.Read.All',
];
const rolesOf = (client: string | null): readonly string[] =>
  client === 'admin' ? graphRoles : ['update_device_health'];

const token = http.post(`${origin}/:tenant/token`, async ({ request }) => {
  const form = new URLSearchParams(await request.text());
  const roles = rolesOf(form.get('client_id'));
  return HttpResponse.json({ access_token: tokenWith({ roles }) });
});
const root = http.get(`${origin}/`, () => new HttpResponse('hello', { status: 404 }));
const reset = http.post(`${origin}/control/tenants/:id/reset`, () =>
  HttpResponse.json(null, { status: 204 }),
);
const clock = http.patch(`${origin}/control/tenants/:id/clock`, async ({ request }) => {
  const { advanceTo } = (await request.json()) as { advanceTo: number };
  return HttpResponse.json({ now: advanceTo });
});
const connectorPath = `${origin}/beta/deviceManagement/mobileThreatDefenseConnectors/:id`;
const switches = Object.fromEntries(Object.keys(portalLabels).map((name) => [name, true]));
const connector = http.get(connectorPath, () =>
  HttpResponse.json({ ...switches, partnerState: 'enabled' }),
);
const partner = http.get(`${origin}/partner/v1/tenants/:id/connector`, () =>
  HttpResponse.json({ state: 'enabled' }),
);

const service = setupServer(token, root, reset, clock, connector, partner);
beforeAll(() => service.listen({ onUnhandledRequest: 'bypass' }));
afterEach(() => service.resetHandlers());
afterAll(() => service.close());

const look = (given: TargetSetup = setup, waiting = 300) =>
  checkSetUp(given, { timeout: 700, waiting });

const faults = (findings: readonly Finding[]): readonly string[] =>
  findings.filter(({ isGood }) => isGood === false).map(({ said }) => said);

describe('a foreign service that is well', () => {
  it('is found so, in what it says of itself', async () => {
    const findings = await look();
    expect(faults(findings)).toEqual([]);
    expect(findings.map(({ what }) => what)).toEqual([
      'reachable',
      'tenant',
      'credentials of the admin',
      'roles of the admin',
      'connector Lookout for Work',
      'switches of Lookout for Work',
      'credentials of Lookout for Work',
      'roles of Lookout for Work',
      'partner surface for Lookout for Work',
      'clock',
    ]);
  });

  it('is waited for where it says 429 and when, in seconds or as a date', async () => {
    let asked = 0;
    const answers = [
      () => new HttpResponse(null, { status: 429, headers: { 'retry-after': '0' } }),
      () => {
        const date = new Date(Date.now()).toUTCString();
        return new HttpResponse(null, { status: 503, headers: { 'retry-after': date } });
      },
    ];
    service.use(http.get(connectorPath, () => answers[asked++]?.() ?? undefined));
    expect(faults(await look())).toEqual([]);
    expect(asked).toBe(3);
  });
});

describe('a foreign service that is not', () => {
  const answers = (answer: () => Response | Promise<Response>) => http.get(connectorPath, answer);

  it.each([
    [
      '429 that asks for an hour',
      answers(() => new HttpResponse(null, { status: 429, headers: { 'retry-after': '3600' } })),
      '429; it asks for 3600 s, and 0.3 s are waited at most',
    ],
    [
      '429 without a word of when',
      answers(() => new HttpResponse(null, { status: 429 })),
      '429; it says nothing of when, and 0.3 s are waited at most',
    ],
    ['503', answers(() => new HttpResponse(null, { status: 503 })), '503; it says nothing of when'],
    [
      'an answer that comes too late',
      answers(async () => {
        await new Promise((resolve) => setTimeout(resolve, 1_500));
        return HttpResponse.json({});
      }),
      'no answer within 0.7 s',
    ],
    ['no answer at all', answers(() => HttpResponse.error()), 'Graph does not show the connector'],
    [
      'a body that is no JSON',
      answers(() => HttpResponse.html('<h1>Sign in</h1>')),
      '200 with a body that is no JSON object',
    ],
    [
      'a list where an object belongs',
      answers(() => HttpResponse.json([1, 2])),
      '200 with a body that is no JSON object',
    ],
    [
      'a redirection, which a token does not follow',
      answers(() => HttpResponse.redirect('https://elsewhere.example/', 302)),
      '302, a redirection elsewhere',
    ],
    [
      'a refusal',
      answers(() =>
        HttpResponse.json({ error: { code: 'Forbidden', message: 'no' } }, { status: 403 }),
      ),
      '403 (Forbidden)',
    ],
    [
      'a tenant without the connector',
      answers(() => HttpResponse.json({}, { status: 404 })),
      'the tenant that was loaded has no connector of Lookout for Work',
    ],
    [
      'a connector nobody consented to',
      answers(() => HttpResponse.json({ ...switches, partnerState: 'notSetUp' })),
      'the connector is notSetUp, although it was loaded as set up',
    ],
    [
      'a switch that is off, by its label in the portal',
      answers(() => HttpResponse.json({ ...switches, iosEnabled: false, partnerState: 'enabled' })),
      '"Connect iOS/iPadOS devices to Lookout for Work" is off, although loaded as on',
    ],
  ])('says so of %s', async (_what, handler, expected) => {
    service.use(handler);
    const [said, ...others] = faults(await look());
    expect(said).toContain(expected);
    expect(others).toEqual([]);
  });

  it('says whose credentials are refused, and repeats no secret', async () => {
    service.use(
      http.post(`${origin}/:tenant/token`, async ({ request }) => {
        const error_description = `AADSTS7000215: Invalid secret in ${await request.text()}`;
        return HttpResponse.json({ error: 'invalid_client', error_description }, { status: 401 });
      }),
    );
    const findings = await look();
    expect(faults(findings)).toEqual([
      expect.stringContaining('gives the admin no token: 401 (invalid_client: AADSTS7000215'),
      expect.stringContaining('gives Lookout for Work no token: 401 (invalid_client'),
    ]);
    expect(JSON.stringify(findings)).not.toContain(canary);
  });

  it('names the role that a token lacks, and where to grant it', async () => {
    service.use(
      http.post(`${origin}/:tenant/token`, () =>
        HttpResponse.json({ access_token: tokenWith({ roles: ['Device.Read.All'] }) }),
      ),
    );
    const findings = await look();
    expect(faults(findings)).toEqual([
      'the token of the admin lacks the role DeviceManagementManagedDevices.Read.All (to read devices) and DeviceManagementServiceConfig.Read.All (to read connectors)',
      'the token of Lookout for Work lacks the role update_device_health (to send messages)',
    ]);
    expect(findings.find(({ what }) => what === 'roles of the admin')?.help).toContain(
      'Grant admin consent',
    );
  });

  it('does not guess at roles it cannot see', async () => {
    service.use(
      http.post(`${origin}/:tenant/token`, () => HttpResponse.json({ access_token: 'opaque' })),
    );
    const findings = await look();
    expect(faults(findings)).toEqual([]);
    expect(findings.filter(({ isGood }) => isGood === null)).toHaveLength(2);
  });

  it.each([
    [
      'stands still',
      () => HttpResponse.json({ now: 0 }),
      /the clock was set and then stands -?\d+ s off/,
    ],
    ['says nothing', () => HttpResponse.json({}), /the clock was set and then says no `now`/],
    ['is not there', () => new HttpResponse(null, { status: 404 }), /the clock cannot be set: 404/],
  ])('says that its clock %s', async (_what, answer, expected) => {
    service.use(http.patch(`${origin}/control/tenants/:id/clock`, answer));
    expect(faults(await look())).toEqual([expect.stringMatching(expected)]);
  });

  it('says how far its own clock is off, where that runs by itself', async () => {
    const clockAt = (ahead: number) => {
      const date = new Date(Date.now() + ahead).toUTCString();
      return http.get(`${origin}/`, () => new HttpResponse('', { headers: { date } }));
    };
    const running = { kind: 'running', factor: 1, atMost: 0, apart: 1000 } as const;
    service.use(clockAt(900_000));
    const [said] = faults(await look(foreignSetup(origin, { clock: running })));
    expect(said).toMatch(/its clock is \d+ s ahead of this machine's/);
    service.use(clockAt(0));
    expect(faults(await look(foreignSetup(origin, { clock: running })))).toEqual([]);
  });

  it('stops where no tenant can be loaded: everything else would only follow from that', async () => {
    service.use(http.post(`${origin}/control/tenants/:id/reset`, () => HttpResponse.text('?')));
    service.use(
      http.post(`${origin}/control/tenants/:id/reset`, () =>
        HttpResponse.json({ title: 'no such tenant' }, { status: 404 }),
      ),
    );
    const findings = await look();
    expect(faults(findings)).toEqual(['no tenant can be reset for a case: 404 (no such tenant)']);
    expect(findings.at(-1)?.what).toBe('tenant');
  });
});

const listening = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};

describe('an address', () => {
  it('where nobody listens', async () => {
    const server = createPlain();
    const port = await listening(server);
    await new Promise((resolve) => server.close(resolve));
    const [said] = faults(await look(foreignSetup(`http://127.0.0.1:${port}`)));
    expect(said).toContain(`nobody answers at http://127.0.0.1:${port}: nobody listens there`);
  });

  it('with a certificate that nobody knows, which no retry makes better', async () => {
    const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }]);
    const server = createTls({ key, cert }, (_request, response) => response.end());
    const port = await listening(server);
    const findings = await look(foreignSetup(`https://127.0.0.1:${port}`));
    const own = await findOwn(`https://127.0.0.1:${port}`);
    server.close();
    expect(own).toMatchObject({ help: expect.stringContaining('NODE_EXTRA_CA_CERTS') });
    const tls = findings.find(({ isGood }) => isGood === false);
    expect(tls?.what).toBe('TLS');
    expect(tls?.said).toContain('its certificate is not accepted: it is signed by itself');
    expect(tls?.help).toContain('NODE_EXTRA_CA_CERTS');
  });

  it('that speaks no TLS although https is written', async () => {
    const server = createPlain((_request, response) => response.end());
    const port = await listening(server);
    const findings = await look(foreignSetup(`https://127.0.0.1:${port}`));
    server.close();
    const tls = findings.find(({ isGood }) => isGood === false);
    expect(tls?.what).toBe('TLS');
    expect(tls?.said).toContain('does not speak TLS');
  });

  it('of a service that is not ours, which needs a file', async () => {
    service.use(http.get(`${origin}/.well-known/muster`, () => HttpResponse.text('hello')));
    expect(await findOwn(origin)).toMatchObject({
      because: expect.stringContaining('is no stand-in of Muster'),
      help: expect.stringContaining('--target-file'),
    });
  });
});

describe('the words', () => {
  it.each(Object.entries(portalLabels))('of %s are those that tenant files show', (name, label) => {
    const field = Object.entries(connectorSettingFields).find(([key]) => key === name)?.[1];
    expect(field?.description).toContain(`"${label}"`);
  });
});
