import { createPublicKey } from 'node:crypto';
import { type CryptoKey, exportJWK, SignJWT } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { second } from '../../../../core/time.ts';
import { partnerClientId } from '../../../../simulator/contract/partner-client.ts';
import { signingKey } from '../signing-key.ts';
import { itemOf, messageOf, openStand, type Stand } from './stand.ts';

let stand: Stand;
beforeEach(async () => {
  stand = await openStand();
  stand.pass(10 * second);
});

const send = (message: ReturnType<typeof messageOf>, headers: Record<string, string> = {}) =>
  stand.call('PUT', `/threat-messages/${message.messageId}`, message, headers);
/** Everything the service decides by and shows, to see that nothing was applied. */
const everything = (): string => {
  const { connectors, devices, shared } = stand.tenant.world();
  const bytes = [...devices.values()].map((device) => [...device.bytes]);
  return JSON.stringify([connectors, bytes, [...shared]]);
};
describe('SA-01: a token that is wrong is refused as such, and nothing is applied', () => {
  const sign = async (
    change: object,
    header: object = {},
    key: CryptoKey | Uint8Array | null = null,
  ) => {
    const good = (await stand.tokenOf('lookout')).split('.');
    const read = (part: string | undefined): object =>
      JSON.parse(Buffer.from(part ?? '', 'base64url').toString());
    const claims = JSON.parse(JSON.stringify({ ...read(good[1]), ...change }));
    const protectedHeader = { alg: 'RS256', ...read(good[0]), ...header };
    return new SignJWT(claims)
      .setProtectedHeader(protectedHeader)
      .sign(key ?? signingKey.privateKey);
  };
  const now = () => Math.floor(stand.service.context.machineNow() / 1000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const pem = () =>
    createPublicKey({ key: publicJwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
  let publicJwk: Awaited<ReturnType<typeof exportJWK>>;
  beforeEach(async () => {
    publicJwk = await exportJWK(signingKey.publicKey);
  });
  const event = { 'https://schemas.openid.net/secevent/caep/event-type/x': {} };

  const wrong: Readonly<Record<string, () => Promise<string>>> = {
    expired: () => sign({ exp: now() - 100_000 }),
    'not valid yet': () => sign({ nbf: now() + 100_000 }),
    'for another resource': () => sign({ aud: 'https://graph.microsoft.com' }),
    'of another issuer': () => sign({ iss: 'https://login.example/v2.0' }),
    'without a tenant': () => sign({ tid: undefined }),
    'without an application': () => sign({ appid: undefined }),
    'without an end': () => sign({ exp: undefined }),
    'with another signature': async () => `${(await sign({})).slice(0, -8)}AAAAAAAA`,
    'with claims changed after signing': async () => {
      const [head, , signature] = (await sign({})).split('.');
      const claims = {
        ...JSON.parse(Buffer.from((await sign({})).split('.')[1] ?? '', 'base64url').toString()),
        roles: ['x'],
      };
      return `${head}.${part(claims)}.${signature}`;
    },
    unsigned: async () => {
      const [, claims] = (await sign({})).split('.');
      return `${part({ alg: 'none', typ: 'JWT' })}.${claims}.`;
    },
    'signed with the public key as a secret': () =>
      sign({}, { alg: 'HS256' }, new TextEncoder().encode(String(pem()))),
    'a security event': () => sign({ events: event }, { typ: 'secevent+jwt' }),
    'a security event that calls itself a token': () => sign({ events: event }),
    'of another kind of JWT': () => sign({}, { typ: 'logout+jwt' }),
  };

  it.each(Object.entries(wrong))('%s', async (_what, token) => {
    const before = everything();
    const message = messageOf(itemOf(stand, 'pixel', 1));
    const answer = await send(message, { authorization: `Bearer ${await token()}` });
    expect(answer).toMatchObject({
      status: 401,
      headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
      json: { type: 'urn:mtd-partner:problem:invalid-token', status: 401 },
    });
    expect(everything()).toBe(before);
    expect((await stand.call('GET', `/threat-messages/${message.messageId}`)).status).toBe(404);
  });

  it('while the same token with nothing wrong is taken', async () => {
    const headers = { authorization: `Bearer ${await sign({})}` };
    expect((await send(messageOf(itemOf(stand, 'pixel', 1)), headers)).status).toBe(200);
  });
});

describe('SA-02: a good token opens only its own door', () => {
  it('not without the role, not to another tenant, and not from an address', async () => {
    const { context } = stand.service;
    const known = stand.tenant.clients.get(partnerClientId('lookout'));
    if (known === undefined) throw new Error('no lookout');
    const bare = { ...known, roles: ['update_device_attributes'] };
    const { accessToken } = await context.tokens.issue(stand.tenant.id, bare, 'intune');
    const other = await openStand();
    const message = messageOf(itemOf(stand, 'pixel', 1));
    const path = `/threat-messages/${message.messageId}`;
    const before = everything();
    const strange = { authorization: `Bearer ${await other.tokenOf('lookout')}` };
    const token = await stand.tokenOf('lookout');
    const seen = [
      await send(message, { authorization: `Bearer ${accessToken}` }),
      await send(message, strange),
      await stand.call('PUT', `${path}?access_token=${token}`, message),
      await stand.call('PUT', `${path}?access%5Ftoken=${token}`, message, { authorization: '' }),
    ];
    expect(seen.map(({ status, json }) => [status, json['type']])).toEqual([
      [403, 'urn:mtd-partner:problem:missing-role'],
      [403, 'urn:mtd-partner:problem:tenant-mismatch'],
      [400, 'urn:mtd-partner:problem:token-in-query'],
      [400, 'urn:mtd-partner:problem:token-in-query'],
    ]);
    expect(everything()).toBe(before);
    for (const { json } of seen) {
      expect(json).not.toHaveProperty('results');
      expect(JSON.stringify(json)).not.toContain(token);
      expect(JSON.stringify(json)).not.toContain('pixel');
    }
    expect((await stand.call('GET', '/connector', undefined, strange)).json).not.toHaveProperty(
      'state',
    );
  });
});
