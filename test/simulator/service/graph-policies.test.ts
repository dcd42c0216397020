import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { normalisePolicy } from '../../../simulator/graph/policy.ts';
import { everyEntityTenant, signIn } from './every-entity.ts';
import {
  type Answered,
  admin,
  serviceUnderTest,
  tenantId,
  type UnderTest,
} from './service-under-test.ts';

let service: UnderTest;
beforeAll(async () => {
  service = await serviceUnderTest(everyEntityTenant);
});
afterAll(() => service.close());

const compliance = '/beta/deviceManagement/deviceCompliancePolicies';
const get = (path: string): Promise<Answered> => service.graph('GET', path);

describe('who writes Conditional Access', () => {
  it('must be able to read policies and applications as well', async () => {
    const known = service.tenant.clients.get(admin);
    if (known === undefined) throw new Error('no admin');
    const ask = async (roles: readonly string[]): Promise<number> => {
      const client = { ...known, id: roles.join(), roles };
      service.tenant.clients.set(client.id, client);
      const { accessToken } = await service.context.tokens.issue(tenantId, client, 'graph');
      const answer = await service.app.inject({
        method: 'POST',
        url: '/v1.0/identity/conditionalAccess/policies',
        headers: { authorization: `Bearer ${accessToken}` },
        payload: { displayName: 'x', state: 'disabled' },
      });
      if (answer.statusCode === 403) {
        expect(answer.json().error.code).toBe('Authorization_RequestDenied');
      }
      return answer.statusCode;
    };
    const writes = 'Policy.ReadWrite.ConditionalAccess';
    expect(await ask([writes])).toBe(403);
    expect(await ask([writes, 'Policy.Read.All'])).toBe(403);
    expect(await ask(['Policy.Read.All', 'Application.Read.All'])).toBe(403);
    // It may: what is wrong then is the body.
    expect(await ask([writes, 'Policy.Read.All', 'Application.Read.All'])).toBe(400);
  });
});

describe('what if somebody signed in', () => {
  const ask = async (part: object) =>
    service.graph('POST', '/v1.0/identity/conditionalAccess/evaluate', {
      ...signIn(service),
      ...part,
    });

  it.each([
    [
      'a service principal',
      { signInIdentity: { '@odata.type': '#microsoft.graph.servicePrincipalSignIn' } },
      'workloadIdentities',
    ],
    [
      'a user action',
      { signInContext: { '@odata.type': '#microsoft.graph.userActionContext' } },
      'userActions',
    ],
    [
      'an authentication context',
      { signInContext: { '@odata.type': '#microsoft.graph.authContext' } },
      'authenticationContext',
    ],
  ])('no policy here is about %s', async (_what, part, reason) => {
    const { body } = await ask(part);
    expect(body.value).toMatchObject([{ policyApplies: false, analysisReasons: reason }]);
    expect((await ask({ ...part, appliedPoliciesOnly: true })).body.value).toEqual([]);
  });

  it('a question without a user or an application is refused', async () => {
    expect((await ask({ signInIdentity: {} })).status).toBe(400);
    expect((await ask({ signInContext: {} })).status).toBe(400);
  });
});

describe('a policy that says nothing of threats', () => {
  it('shows that nothing is required, in the words of live tenants', async () => {
    const block = { scheduledActionConfigurations: [{ actionType: 'block' }] };
    const made = await service.graph('POST', compliance, {
      '@odata.type': '#microsoft.graph.iosCompliancePolicy',
      displayName: 'quiet',
      scheduledActionsForRule: [block],
    });
    expect(made.body).toMatchObject({
      deviceThreatProtectionEnabled: false,
      deviceThreatProtectionRequiredSecurityLevel: 'unavailable',
      advancedThreatProtectionRequiredSecurityLevel: 'unavailable',
    });
    const v1 = await get(`${compliance.replace('beta', 'v1.0')}/${made.body.id}`);
    expect(v1.body).toMatchObject({ deviceThreatProtectionEnabled: false });
    expect(v1.body).not.toHaveProperty('advancedThreatProtectionRequiredSecurityLevel');
    const apps = '/beta/deviceAppManagement/androidManagedAppProtections';
    const type = '#microsoft.graph.androidManagedAppProtection';
    const quiet = await service.graph('POST', apps, { '@odata.type': type, displayName: 'apps' });
    expect(quiet.body).toMatchObject({
      maximumAllowedDeviceThreatLevel: 'notConfigured',
      mobileThreatDefenseRemediationAction: 'block',
      mobileThreatDefensePartnerPriority: null,
    });
    // What it shows is not what it sets: sent back, it still says nothing.
    const { value } = normalisePolicy('compliancePolicies', { ...made.body });
    expect(value?.otherSettings).toEqual([]);
  });
});
