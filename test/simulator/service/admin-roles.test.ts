import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { partnerClientId } from '../../../simulator/contract/partner-client.ts';
import { adminClientId, signInClientId } from '../../../simulator/service/client.ts';
import { createControl } from '../../../simulator/service/control/control-server.ts';
import { secretFor, serviceUnderTest, tenantId, type UnderTest } from './service-under-test.ts';

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

interface SignIn {
  readonly password: string;
  readonly userPrincipalName: string;
}

const appoint = async (user: string, roles?: readonly string[]) => {
  const answer = await control.app.inject({
    method: 'POST',
    url: `/_control/tenants/${tenantId}/admins`,
    headers: { host: 'localhost' },
    payload: { user, ...(roles !== undefined && { roles }) },
  });
  return { status: answer.statusCode, body: answer.json<SignIn>() };
};

const ask = async (form: Readonly<Record<string, string>>) => {
  const answer = await service.app.inject({
    method: 'POST',
    url: `/${tenantId}/oauth2/v2.0/token`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ grant_type: 'password', ...form }).toString(),
  });
  return { status: answer.statusCode, body: answer.json() };
};

const all = 'https://graph.microsoft.com/.default';

const signIn = async (user: string, roles: readonly string[], scope = all): Promise<string> => {
  const { body } = await appoint(user, roles);
  const { password, userPrincipalName: username } = body;
  const answer = await ask({ client_id: signInClientId, username, password, scope });
  return String(answer.body.access_token);
};

const connectors = '/beta/deviceManagement/mobileThreatDefenseConnectors';
const lookout = `${connectors}/${partnerClientId('lookout')}`;
const iosPolicy = {
  '@odata.type': '#microsoft.graph.iosCompliancePolicy',
  displayName: 'new',
  scheduledActionsForRule: [
    { scheduledActionConfigurations: [{ actionType: 'block', gracePeriodHours: 0 }] },
  ],
};
const conditionalAccess = '/beta/identity/conditionalAccess/policies';

/** Each with a body that means nothing where it is refused. */
const calls = {
  seeConnectors: ['GET', connectors],
  seePolicies: ['GET', '/beta/deviceManagement/deviceCompliancePolicies'],
  seeDevices: ['GET', '/beta/deviceManagement/managedDevices'],
  seeAccess: ['GET', conditionalAccess],
  changeConnector: ['PATCH', lookout, { windowsEnabled: false }],
  changePolicies: ['POST', '/beta/deviceManagement/deviceCompliancePolicies', iosPolicy],
  changeSettings: ['PATCH', '/beta/deviceManagement', { settings: { secureByDefault: false } }],
} as const;
type Call = keyof typeof calls;

const perform = async (call: Call, token: string) => {
  const [method, url, payload] = calls[call];
  return service.app.inject({
    method,
    url,
    headers: { authorization: `Bearer ${token}` },
    ...(payload !== undefined && { payload }),
  });
};

describe('what an admin may do at Graph follows from the roles', () => {
  it.each([
    ['globalAdministrator', Object.keys(calls)],
    [
      'endpointSecurityManager',
      [
        'seeConnectors',
        'seePolicies',
        'seeDevices',
        'changeConnector',
        'changePolicies',
        'changeSettings',
      ],
    ],
    ['readOnlyOperator', ['seeConnectors', 'seePolicies', 'seeDevices']],
    ['conditionalAccessAdministrator', ['seeAccess']],
    ['Microsoft.Intune_MobileThreatDefense_Modify', []],
    ['cleaner', []],
  ])('%s', async (role, allowed) => {
    const token = await signIn(`who-is-${role}`, [role]);
    const seen: string[] = [];
    for (const call of Object.keys(calls) as Call[]) {
      const { statusCode, body } = await perform(call, token);
      if (statusCode < 300) seen.push(call);
      else
        expect([call, statusCode, body]).toEqual([call, 403, expect.stringMatching(/Missing: /)]);
    }
    expect(seen).toEqual(allowed);
  });

  it('and from those of now: they are in no token', async () => {
    const token = await signIn('eve', ['readOnlyOperator']);
    expect((await perform('changeConnector', token)).statusCode).toBe(403);
    await appoint('eve', ['endpointSecurityManager']);
    expect((await perform('changeConnector', token)).statusCode).toBe(200);
    service.tenant.perform({ do: 'setTenant', users: { eve: null } });
    expect((await perform('seeConnectors', token)).statusCode).toBe(403);
  });

  it('and from what the application was allowed: a role adds nothing to the scopes', async () => {
    const scope = 'openid DeviceManagementServiceConfig.Read.All';
    const token = await signIn('root', ['globalAdministrator'], scope);
    expect((await perform('seeConnectors', token)).statusCode).toBe(200);
    const refused = await perform('changeConnector', token);
    expect(refused.statusCode).toBe(403);
    expect(refused.body).toContain('DeviceManagementServiceConfig.ReadWrite.All');
  });

  it('inside a batch too', async () => {
    const token = await signIn('eve', ['readOnlyOperator']);
    const requests = [
      { id: '1', method: 'GET', url: connectors.replace('/beta', '') },
      { id: '2', method: 'DELETE', url: lookout.replace('/beta', '') },
    ];
    const answer = await service.app.inject({
      method: 'POST',
      url: '/beta/$batch',
      headers: { authorization: `Bearer ${token}` },
      payload: { requests },
    });
    const { responses } = answer.json<{ responses: { id: string; status: number }[] }>();
    expect(responses.map(({ id, status }) => [id, status]).sort()).toEqual([
      ['1', 200],
      ['2', 403],
    ]);
  });

  it('and Intune refuses in its own words, which change nothing', async () => {
    const before = JSON.stringify(service.tenant.world().connectors);
    const token = await signIn('eve', ['readOnlyOperator']);
    const { error } = (await perform('changeConnector', token)).json();
    expect(error.code).toBe('Forbidden');
    expect(error.innerError).toHaveProperty('request-id');
    expect(JSON.parse(error.message).Message).toContain('User is not authorized');
    expect(JSON.stringify(service.tenant.world().connectors)).toBe(before);
  });
});

describe('signing in', () => {
  const claimsOf = (token: string) =>
    JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

  it('makes a token with scopes and the roles of Entra, as Graph knows them', async () => {
    const claims = claimsOf(await signIn('root', ['globalAdministrator', 'readOnlyOperator']));
    expect(claims).toMatchObject({
      aud: 'https://graph.microsoft.com',
      tid: tenantId,
      appid: signInClientId,
      idtyp: 'user',
      oid: service.tenant.names.idOf('user', 'root'),
      upn: 'root@muster.example',
      wids: ['62e90394-69f5-4237-9190-012177145e10'],
    });
    expect(claims.scp.split(' ')).toContain('DeviceManagementServiceConfig.ReadWrite.All');
    expect(claims).not.toHaveProperty('roles');
  });

  it('takes a confidential application only with its secret', async () => {
    const { body } = await appoint('root', ['globalAdministrator']);
    const { password, userPrincipalName: username } = body;
    const form = { client_id: adminClientId(tenantId), username, password, scope: all };
    expect((await ask(form)).status).toBe(401);
    const secret = secretFor(service.tenant, adminClientId(tenantId));
    expect((await ask({ ...form, client_secret: secret })).status).toBe(200);
  });

  it.each([
    ['a wrong password', { password: 'guess' }, 'invalid_grant'],
    ['nobody', { username: 'nobody@muster.example' }, 'invalid_grant'],
    ['a user without a password', { username: 'ada@muster.example' }, 'invalid_grant'],
    ['what every object has', { username: 'constructor@muster.example' }, 'invalid_grant'],
    ['a scope of another resource', { scope: 'urn:muster:devices/.default' }, 'invalid_scope'],
    ['no scope', { scope: 'openid' }, 'invalid_scope'],
    ['a scope nobody knows', { scope: 'Mail.Read' }, 'invalid_scope'],
  ])('is refused to %s', async (_who, changed, error) => {
    const { body } = await appoint('root', ['globalAdministrator']);
    const { password, userPrincipalName: username } = body;
    const form = { client_id: signInClientId, username, password, scope: all, ...changed };
    const answer = await ask(form);
    expect(answer).toMatchObject({ status: 400, body: { error } });
    expect(JSON.stringify(answer.body)).not.toMatch(/guess|constructor/);
  });

  it('is not for an application that keeps no secret, on its own behalf', async () => {
    const form = { grant_type: 'client_credentials', client_id: signInClientId, scope: all };
    expect((await ask(form)).status).toBe(401);
    expect((await ask({ ...form, client_secret: '' })).status).toBe(401);
  });

  it('is no way to the partner contract', async () => {
    const token = await signIn('root', ['globalAdministrator']);
    const answer = await service.app.inject({
      url: `/partner/v1/tenants/${tenantId}/connector`,
      headers: { authorization: `Bearer ${token}`, 'api-version': '2026-01-01' },
    });
    expect(answer.statusCode).toBe(401);
  });
});

describe('consent', () => {
  const open = async (user: string | null, roles: readonly string[], back = '') => {
    const token = user === null ? null : await signIn(user, roles);
    const query = new URLSearchParams({ client_id: partnerClientId('lookout'), state: 's-1' });
    if (back !== '') query.set('redirect_uri', back);
    return service.app.inject({
      url: `/${tenantId}/adminconsent?${query}`,
      headers: token === null ? {} : { authorization: `Bearer ${token}` },
    });
  };
  const consented = () => service.tenant.world().connectors.lookout?.consented;
  const revoke = () => service.tenant.perform({ do: 'revokeConsent', partner: 'lookout' });

  it('is that of a Global Administrator where the vendor wants one', async () => {
    revoke();
    const refused = await open('eve', ['entraAdministrator']);
    expect(refused.statusCode).toBe(403);
    expect(refused.json().error).toMatchObject({ code: 'Authorization_RequestDenied' });
    expect(consented()).toBe(false);
    expect((await open('root', ['globalAdministrator'])).statusCode).toBe(200);
    expect(consented()).toBe(true);
  });

  it('is denied on the way back to the partner', async () => {
    revoke();
    const answer = await open('eve', ['endpointSecurityManager'], 'http://localhost:9/done');
    expect(answer.statusCode).toBe(302);
    const back = new URL(String(answer.headers.location));
    expect(back.searchParams.get('error')).toBe('access_denied');
    expect(back.searchParams.get('state')).toBe('s-1');
    expect(consented()).toBe(false);
  });

  it('is given by whoever opens the address without having signed in', async () => {
    revoke();
    expect((await open(null, [])).statusCode).toBe(200);
    expect(consented()).toBe(true);
  });
});

describe('the control surface', () => {
  it('lets nobody sign in whom the tenant does not have', async () => {
    expect((await appoint('stranger')).status).toBe(404);
    expect((await appoint('constructor')).status).toBe(404);
    expect((await appoint('ada')).status).toBe(201);
  });

  it('keeps passwords when the tenant begins again, and never shows one', async () => {
    const { body } = await appoint('ada');
    const { password, userPrincipalName: username } = body;
    const url = `/_control/tenants/${tenantId}/reset`;
    await control.app.inject({ method: 'POST', url, headers: { host: 'localhost' } });
    const form = { client_id: signInClientId, username, password, scope: all };
    expect((await ask(form)).status).toBe(200);
    const transcript = await control.app.inject({
      url: '/_control/transcript',
      headers: { host: 'localhost' },
    });
    expect(transcript.body).toContain('/oauth2/v2.0/token');
    expect(transcript.body).not.toContain(password);
  });
});
