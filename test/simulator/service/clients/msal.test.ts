import { X509Certificate } from 'node:crypto';
import { ConfidentialClientApplication, type Configuration, ServerError } from '@azure/msal-node';
import { Client } from '@microsoft/microsoft-graph-client';
import { exportJWK, importX509 } from 'jose';
import { generate } from 'selfsigned';
import { Agent, fetch as strictFetch } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isFailure } from '../../../../simulator/service/token.ts';
import { admin, lookout, secretFor, tenantId } from '../service-under-test.ts';
import { type TlsStand, tlsStand } from './tls-stand.ts';

let stand: TlsStand;
beforeAll(async () => {
  stand = await tlsStand();
});
afterAll(() => stand.close());

const graph = { scopes: ['https://graph.microsoft.com/.default'] };
const intune = { scopes: ['https://api.manage.microsoft.com//.default'] };

const application = (auth: Partial<Configuration['auth']>): ConfidentialClientApplication =>
  new ConfidentialClientApplication({
    auth: {
      clientId: admin,
      authority: `${stand.base}/${tenantId}`,
      knownAuthorities: [new URL(stand.base).host],
      ...auth,
    },
  });

/** Paths the service is asked for while something is done. */
const asked = async (done: () => Promise<unknown>): Promise<string[]> => {
  const paths: string[] = [];
  const stop = stand.context.journal.listen(({ url }) => paths.push(url.split('?')[0] ?? ''));
  await done();
  stop();
  return paths;
};

const discovery = `/${tenantId}/v2.0/.well-known/openid-configuration`;
const tokens = `/${tenantId}/oauth2/v2.0/token`;

const rolesOf = async (
  token: string | undefined,
  resource: 'graph' | 'intune',
): Promise<readonly string[]> => {
  const caller = await stand.context.tokens.check(`Bearer ${token ?? ''}`, resource);
  return isFailure(caller) ? [] : caller.roles;
};

const errorOf = async (done: Promise<unknown>): Promise<ServerError> => {
  try {
    await done;
  } catch (error) {
    if (error instanceof ServerError) return error;
    throw error;
  }
  throw new Error('a token was had');
};

describe('msal, over TLS', () => {
  it('finds the token endpoint, shows a secret, and keeps the token', async () => {
    const app = application({ clientSecret: secretFor(stand.tenant, admin) });
    let token: string | undefined;
    const paths = await asked(async () => {
      token = (await app.acquireTokenByClientCredential(graph))?.accessToken;
    });
    expect(paths).toEqual([discovery, tokens]);
    expect(await rolesOf(token, 'graph')).toContain('DeviceManagementServiceConfig.ReadWrite.All');
    let again: { readonly accessToken: string; readonly fromCache: boolean } | null = null;
    expect(
      await asked(async () => {
        again = await app.acquireTokenByClientCredential(graph);
      }),
    ).toEqual([]);
    expect(again).toMatchObject({ accessToken: token, fromCache: true });
    const fresh = await app.acquireTokenByClientCredential({ ...graph, skipCache: true });
    expect(fresh).toMatchObject({ fromCache: false, tokenType: 'Bearer' });
    expect(fresh?.accessToken).not.toBe(token);
  });

  it('asks nothing first where it is told the endpoints', async () => {
    const answer = await fetch(`${stand.base}${discovery}`);
    const app = application({
      clientSecret: secretFor(stand.tenant, admin),
      authorityMetadata: await answer.text(),
    });
    expect(await asked(() => app.acquireTokenByClientCredential(graph))).toEqual([tokens]);
  });

  it('signs with a certificate, for the role of a partner', async () => {
    const made = await generate([{ name: 'commonName', value: 'connector' }], {
      keySize: 2048,
      algorithm: 'sha256',
    });
    const known = stand.tenant.clients.get(lookout);
    if (known === undefined) throw new Error('no lookout');
    const key = await exportJWK(await importX509(made.cert, 'PS256', { extractable: true }));
    stand.tenant.clients.set(lookout, { ...known, keys: [key] });
    const thumbprintSha256 = new X509Certificate(made.cert).fingerprint256.replaceAll(':', '');
    const certificate = { thumbprintSha256, privateKey: made.private };
    const app = application({ clientId: lookout, clientCertificate: certificate });
    const result = await app.acquireTokenByClientCredential(intune);
    expect(await rolesOf(result?.accessToken, 'intune')).toContain('update_device_health');
    // msal shows one assertion for as long as it is good; it is taken once for each resource.
    expect(await app.acquireTokenByClientCredential(graph)).toMatchObject({ fromCache: false });
    const replayed = app.acquireTokenByClientCredential({ ...intune, skipCache: true });
    expect((await errorOf(replayed)).errorMessage).toContain('AADSTS700027');

    const stranger = await generate([{ name: 'commonName', value: 'stranger' }], {
      keySize: 2048,
      algorithm: 'sha256',
    });
    const wrong = application({
      clientId: lookout,
      clientCertificate: { thumbprintSha256, privateKey: stranger.private },
    });
    const error = await errorOf(wrong.acquireTokenByClientCredential(intune));
    expect(error.errorCode).toBe('invalid_client');
    expect(error.errorMessage).toContain('AADSTS700027');
  });

  it.each([
    ['a wrong secret', { clientSecret: 'guess' }, 'invalid_client', 7000215],
    [
      'an application nobody knows',
      { clientId: '6f1d0b0e-0000-4000-8000-000000000001', clientSecret: 'guess' },
      'unauthorized_client',
      700016,
    ],
  ])('understands why it gets none: %s', async (_why, auth, code, number) => {
    const app = application(auth);
    const error = await errorOf(app.acquireTokenByClientCredential(graph));
    expect(error.errorCode).toBe(code);
    expect(Number(error.errorNo)).toBe(number);
    expect(error.errorMessage).toContain(`AADSTS${number}: `);
    expect(error.errorMessage).toMatch(/Correlation ID: [0-9a-f-]{36}/);
    expect(error.errorMessage).not.toContain('guess');
  });

  it('understands that a scope is none, and that a tenant is none', async () => {
    const clientSecret = secretFor(stand.tenant, admin);
    const scope = { scopes: ['https://else.example/.default'] };
    const error = await errorOf(
      application({ clientSecret }).acquireTokenByClientCredential(scope),
    );
    expect(error.errorMessage).toContain('AADSTS70011');
    const elsewhere = application({
      clientSecret,
      authority: `${stand.base}/6f1d0b0e-0000-4000-8000-000000000001`,
    });
    await expect(elsewhere.acquireTokenByClientCredential(graph)).rejects.toThrow(
      /endpoints_resolution_error|AADSTS90002/,
    );
  });
});

describe('the whole chain', () => {
  it('goes from a secret to connectors, policies and devices', async () => {
    const app = application({ clientSecret: secretFor(stand.tenant, admin) });
    const client = Client.initWithMiddleware({
      baseUrl: `${stand.base}/`,
      customHosts: new Set(['127.0.0.1']),
      authProvider: {
        getAccessToken: async () =>
          (await app.acquireTokenByClientCredential(graph))?.accessToken ?? '',
      },
    });
    const connectors = await client.api('/deviceManagement/mobileThreatDefenseConnectors').get();
    expect(connectors.value[0]).toMatchObject({ id: lookout, partnerState: 'enabled' });
    const policies = await client
      .api('/deviceManagement/deviceCompliancePolicies')
      .expand('assignments')
      .get();
    const { assignments } = policies.value[0];
    expect(assignments[0].target['@odata.type']).toBe('#microsoft.graph.groupAssignmentTarget');
    const protections = await client
      .api('/deviceAppManagement/iosManagedAppProtections')
      .version('beta')
      .expand('apps,assignments')
      .get();
    expect(protections.value[0].assignments[0].target.groupId).toBe(assignments[0].target.groupId);
    const devices = '/deviceManagement/managedDevices';
    const [pixel] = (await client.api(devices).get()).value;
    expect(pixel).toMatchObject({ deviceName: 'pixel', complianceState: 'inGracePeriod' });
    const report = { partner: 'lookout', device: 'pixel', state: 'secured' } as const;
    stand.tenant.perform({ do: 'report', ...report });
    expect(await client.api(`${devices}/${pixel.id}`).get()).toMatchObject({
      complianceState: 'compliant',
      partnerReportedThreatState: 'secured',
    });
  });

  it('does not begin with a certificate that nobody vouches for', async () => {
    const strict = new Agent();
    const asked = strictFetch(`${stand.base}${discovery}`, { dispatcher: strict });
    await expect(asked).rejects.toMatchObject({
      cause: { code: expect.stringMatching(/^(?:UNABLE_TO|SELF_SIGNED|DEPTH_ZERO)/) },
    });
    await strict.close();
  });
});
