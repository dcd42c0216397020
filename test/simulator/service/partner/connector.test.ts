import { createHash, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { day, hour, minute } from '../../../../core/time.ts';
import { profileOf } from '../../../../simulator/contract/profile.ts';
import { itemOf, messageOf, openStand, type Stand, start } from './stand.ts';

let stand: Stand;
beforeEach(async () => {
  stand = await openStand();
  stand.pass(minute);
});

const beat = (change: object = {}) => ({
  sentAt: new Date(start).toISOString(),
  connectorVersion: '1.0',
  status: 'ok',
  queueDepth: 0,
  ...change,
});
const about = { partnerName: 'Lookout', platforms: ['android', 'ios'], capabilities: ['threat'] };
const asZimperium = async () => ({ authorization: `Bearer ${await stand.tokenOf('zimperium')}` });

describe('the connector of a partner', () => {
  it('is set up by provisioning and consent, and says what is missing', async () => {
    const headers = await asZimperium();
    stand.tenant.perform({ do: 'deprovision', partner: 'zimperium' });
    const shown = await stand.call('GET', '/connector', undefined, headers);
    expect(shown.json).toMatchObject({ state: 'unavailable', missing: ['adminConsent'] });
    const put = { provisioned: true, ...about };
    const first = await stand.call('PUT', '/connector', put, headers);
    expect(first).toMatchObject({
      status: 200,
      json: { state: 'notSetUp', missing: ['adminConsent'] },
    });
    const { app } = stand.service;
    const { id } =
      [...stand.tenant.clients.values()].find(({ partner }) => partner === 'zimperium') ?? {};
    const consent = await app.inject(
      `/${stand.tenant.id}/adminconsent?client_id=${id}&state=s%26t&redirect_uri=${encodeURIComponent('http://127.0.0.1:9/back?a=1')}`,
    );
    expect(consent.statusCode).toBe(302);
    expect(consent.headers.location).toBe(
      `http://127.0.0.1:9/back?a=1&admin_consent=True&tenant=${stand.tenant.id}&state=s%26t`,
    );
    const again = await stand.call('PUT', '/connector', put, headers);
    expect(again.json).toMatchObject({ state: 'enabled', missing: [] });
    const off = await stand.call('PUT', '/connector', { provisioned: false }, headers);
    expect(off.json).toMatchObject({ state: 'unavailable' });
  });

  it('that the admin never added is unavailable', async () => {
    const headers = { authorization: `Bearer ${await stand.tokenOf('jamf')}` };
    const { json } = await stand.call('GET', '/connector', undefined, headers);
    expect(json).toMatchObject({
      state: 'unavailable',
      missing: ['connectorNotAdded', 'adminConsent'],
    });
    const sent = messageOf(itemOf(stand, 'pixel', 1));
    const message = await stand.call('PUT', `/threat-messages/${sent.messageId}`, sent, headers);
    expect(message).toMatchObject({ status: 409, json: { action: 'provision' } });
    expect((await stand.call('PUT', '/heartbeat', beat(), headers)).status).toBe(200);
  });

  it('sends nobody who consents to another machine', async () => {
    const { id } =
      [...stand.tenant.clients.values()].find(({ partner }) => partner === 'zimperium') ?? {};
    const answer = await stand.service.app.inject(
      `/${stand.tenant.id}/adminconsent?client_id=${id}&state=s&redirect_uri=https%3A%2F%2Fevil.example%2F`,
    );
    expect(answer.statusCode).toBe(400);
    expect(stand.tenant.world().connectors.zimperium?.consented).toBe(false);
  });

  it('is changed only as it was last seen, where the partner asks for that', async () => {
    const { json, headers } = await stand.call('GET', '/connector');
    expect(headers['etag']).toBe(json['etag']);
    const put = { provisioned: true, ...about };
    const matching = { 'if-match': String(json['etag']) };
    expect((await stand.call('PUT', '/connector', put, matching)).status).toBe(200);
    expect(await stand.call('PUT', '/connector', put, matching)).toMatchObject({
      status: 412,
      json: { type: 'urn:mtd-partner:problem:etag-mismatch' },
    });
    expect((await stand.call('PUT', '/connector', put, { 'if-none-match': '*' })).status).toBe(412);
    expect((await stand.call('PUT', '/connector', put)).status).toBe(200);
  });

  it('falls silent, is ignored, and is back with a heartbeat or an accepted message', async () => {
    const state = async () => (await stand.call('GET', '/connector')).json['state'];
    stand.tenant.clock.advanceTo(start + 7 * day - 1);
    expect(await state()).toBe('enabled');
    stand.tenant.clock.advanceTo(start + 7 * day);
    expect(await state()).toBe('unresponsive');
    await stand.call('PUT', `/threat-messages/${randomUUID()}`, { items: [] });
    await stand.call('PUT', '/heartbeat', { sentAt: 'now' });
    expect(await state(), 'refused calls are no contact').toBe('unresponsive');
    expect((await stand.call('PUT', '/heartbeat', beat())).json).toMatchObject({
      connectorState: 'enabled',
      messagesBlocked: { deviceThreat: false, appSync: false },
      toggles: { android: true, ios: true, windows: false, appSync: true },
      unresponsiveAfterDays: 7,
      heartbeatIntervalSeconds: hour / 1000,
      messageErrors: [],
    });
    expect(await state()).toBe('enabled');
    expect(stand.tenant.world().connectors.zimperium?.contact, 'of another').toBeLessThan(
      start + day,
    );
  });

  it('shows its own error until it is cleared, and takes messages meanwhile', async () => {
    const error = { code: 'cloud_down', detail: 'no scans', since: new Date(start).toISOString() };
    expect((await stand.call('PUT', '/connector/error', error)).json).toEqual({ state: 'error' });
    expect((await stand.call('GET', '/connector')).json).toMatchObject({
      state: 'error',
      lastError: error,
    });
    const message = messageOf(itemOf(stand, 'pixel', 1));
    expect((await stand.call('PUT', `/threat-messages/${message.messageId}`, message)).status).toBe(
      200,
    );
    expect((await stand.call('GET', '/connector')).json['state']).toBe('error');
    expect((await stand.call('DELETE', '/connector/error')).json).toEqual({ state: 'enabled' });
    expect((await stand.call('GET', '/connector')).json['lastError']).toBeNull();
    const long = await stand.call('PUT', '/connector/error', { ...error, detail: 'x'.repeat(501) });
    expect(long).toMatchObject({ status: 422, json: { type: 'urn:mtd-partner:problem:schema' } });
  });
});

describe('a call', () => {
  const cases: readonly (readonly [
    string,
    () => Promise<Record<string, string>>,
    number,
    string,
  ])[] = [
    ['without a token', async () => ({ authorization: '' }), 401, 'invalid-token'],
    [
      'with a token of nobody',
      async () => ({ authorization: 'Bearer a.b.c' }),
      401,
      'invalid-token',
    ],
    ['without a version', async () => ({ 'api-version': '' }), 400, 'unsupported-api-version'],
    [
      'of another tenant',
      async () => ({ authorization: `Bearer ${await (await openStand()).tokenOf('lookout')}` }),
      403,
      'tenant-mismatch',
    ],
    [
      'without the role',
      async () => {
        const client = [...stand.tenant.clients.values()].find(
          ({ partner }) => partner === 'lookout',
        );
        if (client === undefined) throw new Error('no client');
        const bare = { ...client, roles: [] };
        const { accessToken } = await stand.service.context.tokens.issue(
          stand.tenant.id,
          bare,
          'intune',
        );
        return { authorization: `Bearer ${accessToken}` };
      },
      403,
      'missing-role',
    ],
    [
      'with a token made from a shared secret',
      async () => {
        const token = await new SignJWT({ tid: stand.tenant.id })
          .setProtectedHeader({ alg: 'HS256' })
          .setExpirationTime('1h')
          .sign(new TextEncoder().encode('x'.repeat(32)));
        return { authorization: `Bearer ${token}` };
      },
      401,
      'invalid-token',
    ],
  ];
  it.each(cases)('%s is refused before anything is read', async (_name, headers, status, type) => {
    const answer = await stand.call('PUT', '/connector', { provisioned: false }, await headers());
    expect(answer).toMatchObject({ status, json: { type: `urn:mtd-partner:problem:${type}` } });
    if (status === 401) expect(String(answer.headers['www-authenticate'])).toMatch(/^Bearer/);
    expect(Object.keys(answer.json)).not.toContain('state');
    expect(stand.tenant.world().connectors.lookout?.deprovisioned).toBe(false);
  });

  it('with a token in its address is refused', async () => {
    const token = await stand.tokenOf('lookout');
    const answer = await stand.call('GET', `/connector?access_token=${token}`);
    expect(answer).toMatchObject({
      status: 400,
      json: { type: 'urn:mtd-partner:problem:token-in-query' },
    });
    expect(JSON.stringify(answer)).not.toContain(token);
  });

  it('that comes too often waits; another partner does not', async () => {
    const many = await Promise.all(
      Array.from({ length: 25 }, () => stand.call('GET', '/connector')),
    );
    const refused = many.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(5);
    expect(refused[0]).toMatchObject({
      headers: { 'retry-after': '1' },
      json: { type: 'urn:mtd-partner:problem:rate-limited' },
    });
    expect((await stand.call('GET', '/connector', undefined, await asZimperium())).status).toBe(
      200,
    );
    stand.pass(1_000);
    expect((await stand.call('GET', '/connector')).status).toBe(200);
  });

  it('finds the services of its tenant', async () => {
    const path = "/v1.0/servicePrincipals/appId='c161e42e-d4df-4a3d-9b42-e7a3c31f59d4'/endpoints";
    const { status, json } = await stand.call('GET', path);
    expect(status).toBe(200);
    const value = json['value'] as readonly {
      providerName: string;
      uri: string;
      capability: string;
    }[];
    expect(value.map(({ providerName }) => providerName)).toEqual([
      'MtdTenantService',
      'MtdThreatService',
      'MtdAppSyncService',
    ]);
    for (const { uri } of value) {
      expect(uri.endsWith(`/partner/v1/tenants/${stand.tenant.id}`)).toBe(true);
    }
    const other = path.replace('c161e42e', '00000000');
    expect((await stand.call('GET', other)).status).toBe(404);
    expect((await stand.call('GET', path, undefined, { authorization: '' })).status).toBe(401);
  });

  it('leaves nothing secret in the journal', async () => {
    const secret = stand.secretOf('lookout');
    const client = [...stand.tenant.clients.values()].find(({ partner }) => partner === 'lookout');
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: client?.id ?? '',
      client_secret: secret,
      scope: 'https://api.manage.microsoft.com//.default',
    });
    const { app, context } = stand.service;
    context.journal.keep();
    const answer = await app.inject({
      method: 'POST',
      url: `/${stand.tenant.id}/oauth2/v2.0/token`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: form.toString(),
    });
    const { access_token: token } = answer.json<{ access_token: string }>();
    const sent = messageOf(itemOf(stand, 'pixel', 1));
    const headers = { authorization: `Bearer ${token}` };
    const taken = await stand.call('PUT', `/threat-messages/${sent.messageId}`, sent, headers);
    expect(taken.status).toBe(200);
    const written = JSON.stringify(context.journal.since(0));
    expect(written).toContain(sent.messageId);
    for (const hidden of [secret, token, createHash('sha256').update(secret).digest('hex')]) {
      expect(written).not.toContain(hidden);
    }
  });
});

describe('a contract profile', () => {
  it('says how long tokens last, and how much may be asked at once', async () => {
    const own = await openStand(
      profileOf('short', [
        { group: 'times', name: 'tokenLifetime', value: minute },
        { group: 'times', name: 'clockSkew', value: 1_000 },
        { group: 'limits', name: 'burst', value: 1 },
        { group: 'statuses', name: 'rateLimited', value: 503 },
      ]),
    );
    expect((await own.call('GET', '/connector')).status).toBe(200);
    expect((await own.call('GET', '/connector')).status).toBe(503);
    own.pass(minute + 2_000);
    expect((await own.call('GET', '/connector')).status).toBe(401);
  });
});
