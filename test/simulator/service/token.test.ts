import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isFailure } from '../../../simulator/service/token.ts';
import {
  admin,
  lookout,
  secretFor,
  serviceUnderTest,
  tenantId,
  type UnderTest,
} from './service-under-test.ts';

let service: UnderTest;
beforeAll(async () => {
  service = await serviceUnderTest();
});
afterAll(() => service.close());

const graph = 'https://graph.microsoft.com/.default';
const intune = 'https://api.manage.microsoft.com//.default';

const ask = async (form: Readonly<Record<string, string>>, headers = {}) => {
  const answer = await service.app.inject({
    method: 'POST',
    url: `/${tenantId}/oauth2/v2.0/token`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: new URLSearchParams({ grant_type: 'client_credentials', ...form }).toString(),
  });
  return { status: answer.statusCode, body: answer.json() };
};

describe('a token by secret', () => {
  it('is one that the service itself takes', async () => {
    const secret = secretFor(service.tenant, admin);
    const { status, body } = await ask({ client_id: admin, client_secret: secret, scope: graph });
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
    const caller = await service.context.tokens.check(`Bearer ${body.access_token}`, 'graph');
    expect(caller).toMatchObject({ client: admin, tenant: tenantId, partner: null });
  });

  it('is had with HTTP Basic as well, and for a resource whose name ends in a slash', async () => {
    const secret = secretFor(service.tenant, lookout);
    const basic = Buffer.from(`${lookout}:${encodeURIComponent(secret)}`).toString('base64');
    const { body } = await ask({ scope: intune }, { authorization: `Basic ${basic}` });
    const caller = await service.context.tokens.check(`Bearer ${body.access_token}`, 'intune');
    expect(caller).toMatchObject({ partner: 'lookout' });
    expect(isFailure(caller) ? [] : caller.roles).toContain('update_device_health');
  });

  it.each([
    ['a wrong secret', { client_id: admin, client_secret: 'guess', scope: graph }, 401],
    ['no proof at all', { client_id: admin, scope: graph }, 401],
    ['an application nobody knows', { client_id: 'x', client_secret: 'y', scope: graph }, 400],
    ['another grant', { grant_type: 'authorization_code', client_id: admin }, 400],
  ])('is refused to %s', async (_who, form, status) => {
    const answer = await ask(form);
    expect(answer.status).toBe(status);
    expect(answer.body.error).toMatch(/^(?:invalid|unauthorized|unsupported)_/);
    expect(JSON.stringify(answer.body)).not.toContain('guess');
  });

  it('is refused for a resource that is none', async () => {
    const secret = secretFor(service.tenant, admin);
    const form = {
      client_id: admin,
      client_secret: secret,
      scope: 'https://else.example/.default',
    };
    expect(await ask(form)).toMatchObject({ status: 400, body: { error: 'invalid_scope' } });
  });
});

describe('a token by a signed assertion', () => {
  it('is had once for each assertion, and by nobody with another key', async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256', { modulusLength: 2048 });
    const other = await generateKeyPair('RS256', { modulusLength: 2048 });
    const known = service.tenant.clients.get(lookout);
    if (known === undefined) throw new Error('no lookout');
    const keys = [{ ...(await exportJWK(publicKey)), alg: 'RS256' }];
    service.tenant.clients.set(lookout, { ...known, keys });
    const assertion = (key: CryptoKey, seconds: number) =>
      new SignJWT()
        .setProtectedHeader({ alg: 'RS256' })
        .setIssuer(lookout)
        .setSubject(lookout)
        .setAudience(`${service.context.baseUrl()}/${tenantId}/oauth2/v2.0/token`)
        .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
        .setJti(crypto.randomUUID())
        .sign(key);
    const form = (client_assertion: string) => ({
      client_id: lookout,
      scope: intune,
      client_assertion,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    });
    const good = form(await assertion(privateKey, 300));
    expect((await ask(good)).status).toBe(200);
    expect((await ask(good)).status).toBe(401);
    expect((await ask(form(await assertion(other.privateKey, 300)))).status).toBe(401);
    expect((await ask(form(await assertion(privateKey, 7200)))).status).toBe(401);
  });
});

describe('a token that is wrong', () => {
  const base = () => ({
    tid: tenantId,
    appid: admin,
    roles: [],
    iss: service.context.tokens.issuerOf(tenantId),
    aud: 'https://graph.microsoft.com',
    iat: Math.floor(Date.now() / 1000),
    exp: Math.floor(Date.now() / 1000) + 600,
    jti: 'j',
  });

  it('is taken for none: without signature, signed by others, altered, or for others', async () => {
    const { privateKey } = await generateKeyPair('RS256', { modulusLength: 2048 });
    const forged = await new SignJWT(base())
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
      .sign(privateKey);
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const unsigned = `${part({ alg: 'none', typ: 'JWT' })}.${part(base())}.`;
    const shared = await new SignJWT(base())
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .sign(new TextEncoder().encode(JSON.stringify(service.context.tokens.keySet())));
    const good = await service.token();
    const altered = `${good.slice(0, -6)}AAAAAA`;
    for (const token of [forged, unsigned, shared, altered]) {
      const caller = await service.context.tokens.check(`Bearer ${token}`, 'graph');
      expect(isFailure(caller)).toBe(true);
    }
    const elsewhere = await service.context.tokens.check(`Bearer ${good}`, 'intune');
    expect(isFailure(elsewhere)).toBe(true);
  });

  it('does not belong into an address', async () => {
    const url = `/v1.0/deviceManagement?access_token=${await service.token()}`;
    const answer = await service.app.inject({ url });
    expect(answer.statusCode).toBe(400);
    expect(answer.json().type).toBe('urn:mtd-partner:problem:token-in-query');
  });
});

describe('what clients read first', () => {
  it('names the endpoints and the key', async () => {
    const at = `/${tenantId}/v2.0/.well-known/openid-configuration`;
    const { token_endpoint: endpoint } = (await service.app.inject({ url: at })).json();
    expect(endpoint).toContain(`/${tenantId}/oauth2/v2.0/token`);
    const keys = (await service.app.inject({ url: `/${tenantId}/discovery/v2.0/keys` })).json();
    expect(keys.keys[0]).not.toHaveProperty('d');
  });
});
