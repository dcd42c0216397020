import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { expect, it } from 'vitest';
import { partnerClientId } from '../../../../simulator/contract/partner-client.ts';
import { tenantOf, tenantText } from '../partner/stand.ts';
import { asKilledNow, type KeptService, keptService, ownFolder } from './kept-service.ts';

const id = randomUUID();
const lookout = partnerClientId('lookout');

it('an assertion that was shown is not taken again after a restart, a new one is', async () => {
  const folder = ownFolder();
  const service = await keptService(folder);
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const tenant = service.context.tenants.add({
    ...{ id, name: 'kept', tenant: tenantOf(tenantText), start: Date.now() },
    clock: { mode: 'real', factor: 1 },
  });
  const known = tenant.clients.get(lookout);
  if (known === undefined) throw new Error('no lookout');
  tenant.clients.set(lookout, { ...known, keys: [await exportJWK(publicKey)] });

  const assertion = () =>
    new SignJWT()
      .setProtectedHeader({ alg: 'ES256' })
      .setIssuer(lookout)
      .setSubject(lookout)
      .setAudience(`${service.context.baseUrl()}/${id}/oauth2/v2.0/token`)
      .setExpirationTime(Math.floor(Date.now() / 1000) + 300)
      .setJti(randomUUID())
      .sign(privateKey);
  const statusOf = async ({ app }: KeptService, client_assertion: string) => {
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: lookout,
      scope: 'https://api.manage.microsoft.com//.default',
      client_assertion,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    });
    const url = `/${id}/oauth2/v2.0/token`;
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await app.inject({ method: 'POST', url, headers, payload: String(form) });
    return answer.statusCode;
  };

  const shown = await assertion();
  expect(await statusOf(service, shown)).toBe(200);
  expect(await statusOf(service, shown)).toBe(401);
  const killed = await keptService(asKilledNow(folder));
  expect(await statusOf(killed, shown)).toBe(401);
  expect(await statusOf(killed, await assertion())).toBe(200);
  await killed.close();
  await service.close();
  const again = await keptService(folder);
  expect(await statusOf(again, shown)).toBe(401);
  expect(await statusOf(again, await assertion())).toBe(200);
  await again.close();
});
