import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { admin, lookout, serviceUnderTest, type UnderTest } from './service-under-test.ts';

let service: UnderTest;
beforeAll(async () => {
  service = await serviceUnderTest();
});
afterAll(() => service.close());

const connectors = 'deviceManagement/mobileThreatDefenseConnectors';
const compliance = 'deviceManagement/deviceCompliancePolicies';

describe('who may ask', () => {
  it('answers 401 as Graph does without a token', async () => {
    const answer = await service.app.inject({ url: `/v1.0/${connectors}` });
    expect(answer.statusCode).toBe(401);
    expect(answer.headers['www-authenticate']).toContain('invalid_token');
    const { error } = answer.json();
    expect(error.code).toBe('InvalidAuthenticationToken');
    expect(error.innerError['request-id']).toBe(answer.headers['request-id']);
    expect(error.innerError.date).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
  });

  it('answers 401 to a token for another resource', async () => {
    const authorization = `Bearer ${await service.token(lookout, 'intune')}`;
    const answer = await service.app.inject({
      url: `/v1.0/${connectors}`,
      headers: { authorization },
    });
    expect(answer.statusCode).toBe(401);
  });

  it('answers 403 with the scopes that would do', async () => {
    const weak = service.tenant.clients.get(admin);
    if (weak === undefined) throw new Error('no admin');
    const client = { ...weak, id: 'reader', roles: ['DeviceManagementServiceConfig.Read.All'] };
    service.tenant.clients.set('reader', client);
    const headers = { authorization: `Bearer ${await service.token('reader')}` };
    const read = await service.app.inject({ url: `/beta/${connectors}`, headers });
    expect(read.statusCode).toBe(200);
    const write = await service.app.inject({
      method: 'POST',
      url: `/beta/${connectors}`,
      headers,
      payload: { id: lookout },
    });
    expect(write.statusCode).toBe(403);
    expect(write.json().error.code).toBe('Forbidden');
    expect(write.json().error.message).toContain('DeviceManagementServiceConfig.ReadWrite.All');
  });

  it('echoes the request id of the caller', async () => {
    const id = '6f1d0b0e-0000-4000-8000-000000000001';
    const answer = await service.graph('GET', `/beta/${connectors}`, undefined, {
      'client-request-id': id,
    });
    expect(answer.headers['client-request-id']).toBe(id);
  });
});

describe('connectors', () => {
  it('shows beta more than v1.0', async () => {
    const beta = await service.graph('GET', `/beta/${connectors}`);
    const v1 = await service.graph('GET', `/v1.0/${connectors}`);
    expect(beta.body.value[0]).toMatchObject({
      id: lookout,
      partnerState: 'enabled',
      androidEnabled: true,
      macEnabled: false,
      partnerUnresponsivenessThresholdInDays: 7,
      partnerDisplayName: 'Lookout for Work',
    });
    expect(v1.body.value[0]).toMatchObject({ id: lookout, androidEnabled: true });
    expect(v1.body.value[0]).not.toHaveProperty('macEnabled');
    expect(v1.body['@odata.context']).toMatch(/v1\.0\/\$metadata#deviceManagement\/mobileThreat/);
    expect(v1.body.value[0]).not.toHaveProperty('@odata.type');
  });

  it('adds, changes and removes one, and is never in contact until it is', async () => {
    const zimperium = 'e7a3a9d9-0a3a-4a0f-8d38-f1ed8e1b5a3a';
    const unknown = await service.graph('POST', `/beta/${connectors}`, { id: zimperium });
    expect(unknown.status).toBe(400);
    const defender = 'fc780465-2017-40d4-a0c5-307022471b92';
    const made = await service.graph('POST', `/beta/${connectors}`, { id: defender });
    expect(made.status).toBe(201);
    expect(made.headers['location']).toContain(defender);
    expect(made.body).toMatchObject({
      lastHeartbeatDateTime: '0001-01-01T00:00:00Z',
      partnerState: 'notSetUp',
    });
    expect((await service.graph('POST', `/beta/${connectors}`, { id: defender })).status).toBe(409);
    const path = `/beta/${connectors}('${defender}')`;
    const changed = await service.graph('PATCH', path, { windowsEnabled: true });
    expect(changed.status).toBe(200);
    expect(changed.body.windowsEnabled).toBe(true);
    const wrong = await service.graph('PATCH', path, { windowsEnabled: 'yes' });
    expect(wrong.status).toBe(400);
    expect((await service.graph('DELETE', path)).status).toBe(204);
    expect((await service.graph('GET', path)).status).toBe(404);
  });

  it('refuses on v1.0 what only beta knows', async () => {
    const path = `/v1.0/${connectors}/${lookout}`;
    const answer = await service.graph('PATCH', path, { macEnabled: true });
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toContain('macEnabled');
  });
});

describe('compliance policies', () => {
  it('keeps scheduled actions for who expands them', async () => {
    const plain = await service.graph('GET', `/beta/${compliance}`);
    expect(plain.body.value[0]).not.toHaveProperty('scheduledActionsForRule');
    expect(plain.body.value[0]['@odata.type']).toBe(
      '#microsoft.graph.androidWorkProfileCompliancePolicy',
    );
    const expand = 'scheduledActionsForRule($expand=scheduledActionConfigurations),assignments';
    const full = await service.graph('GET', `/beta/${compliance}?$expand=${expand}`);
    const [policy] = full.body.value;
    expect(policy.scheduledActionsForRule[0].scheduledActionConfigurations[0]).toMatchObject({
      actionType: 'block',
      gracePeriodHours: 24,
    });
    expect(policy.assignments[0].target['@odata.type']).toBe(
      '#microsoft.graph.groupAssignmentTarget',
    );
    expect(policy.assignments[0].target.groupId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('wants exactly one block action of a new one', async () => {
    const body = { '@odata.type': '#microsoft.graph.iosCompliancePolicy', displayName: 'none' };
    const answer = await service.graph('POST', `/beta/${compliance}`, body);
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toContain('one and only one block scheduled action');
    expect(JSON.parse(answer.body.error.message)).toHaveProperty('_version', 3);
  });

  it('makes one that decides, assigns it, and takes it away', async () => {
    const made = await service.graph('POST', `/beta/${compliance}`, {
      '@odata.type': '#microsoft.graph.androidDeviceOwnerCompliancePolicy',
      displayName: 'Fully managed',
      description: 'kept',
      deviceThreatProtectionEnabled: true,
      deviceThreatProtectionRequiredSecurityLevel: 'medium',
      passwordRequired: true,
      scheduledActionsForRule: [
        { ruleName: 'r', scheduledActionConfigurations: [{ actionType: 'block' }] },
      ],
    });
    expect(made.status).toBe(201);
    const { id } = made.body;
    const path = `/beta/${compliance}/${id}`;
    expect(made.body).toMatchObject({ description: 'kept', passwordRequired: true, version: 1 });
    const group = service.tenant.names.idOf('group', 'staff');
    const target = { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: group };
    const assigned = await service.graph('POST', `${path}/assign`, { assignments: [{ target }] });
    expect(assigned.status).toBe(200);
    const { compliancePolicies } = service.tenant.world().tenant;
    expect(compliancePolicies['fully-managed']).toMatchObject({
      deviceThreatProtectionRequiredSecurityLevel: 'medium',
      assignedTo: ['staff'],
      otherSettings: ['passwordRequired'],
    });
    const hidden = await service.graph('GET', `/v1.0/${compliance}/${id}`);
    expect(hidden.body).toMatchObject({ displayName: 'Fully managed' });
    expect(hidden.body).not.toHaveProperty('@odata.type');
    expect(hidden.body).not.toHaveProperty('passwordRequired');
    const changed = await service.graph('PATCH', path, { passwordRequired: false });
    expect(changed.body).toMatchObject({ version: 3, description: 'kept' });
    expect((await service.graph('DELETE', path)).status).toBe(204);
    expect((await service.graph('GET', path)).status).toBe(404);
  });

  it('refuses a threat level that is none', async () => {
    const list = await service.graph('GET', `/beta/${compliance}`);
    const path = `/beta/${compliance}/${list.body.value[0].id}`;
    const answer = await service.graph('PATCH', path, {
      deviceThreatProtectionRequiredSecurityLevel: 'spotless',
    });
    expect(answer.status).toBe(400);
  });

  it('replaces the scheduled actions by their own action', async () => {
    const list = await service.graph('GET', `/beta/${compliance}`);
    const path = `/beta/${compliance}/${list.body.value[0].id}`;
    const rule = {
      scheduledActionConfigurations: [
        { actionType: 'block', gracePeriodHours: 0 },
        { actionType: 'retire', gracePeriodHours: 72 },
      ],
    };
    const body = { deviceComplianceScheduledActionForRules: [rule] };
    const answer = await service.graph('POST', `${path}/scheduleActionsForRules`, body);
    expect(answer.status).toBe(204);
    expect(service.tenant.world().tenant.compliancePolicies['threat']?.actions).toEqual([
      { actionType: 'block', gracePeriodHours: 0 },
      { actionType: 'retire', gracePeriodHours: 72 },
    ]);
  });
});

describe('managed devices', () => {
  const devices = 'deviceManagement/managedDevices';

  it('shows what the core decides', async () => {
    const all = await service.graph('GET', `/v1.0/${devices}`);
    expect(all.body['@odata.count']).toBe(1);
    const [pixel] = all.body.value;
    expect(pixel).toMatchObject({
      deviceName: 'pixel',
      complianceState: 'inGracePeriod',
      partnerReportedThreatState: 'unknown',
      complianceGracePeriodExpirationDateTime: '2026-03-03T08:00:00.000Z',
    });
    service.tenant.clock.advanceTo(Date.parse('2026-03-03T08:00:00Z'));
    service.tenant.perform({
      do: 'report',
      partner: 'lookout',
      device: 'pixel',
      state: 'highSeverity',
    });
    const one = await service.graph('GET', `/beta/${devices}('${pixel.id}')`);
    expect(one.body).toMatchObject({
      complianceState: 'noncompliant',
      complianceGracePeriodExpirationDateTime: '9999-12-31T23:59:59.9999999Z',
      partnerReportedThreatState: 'highSeverity',
    });
  });

  it('filters by what Intune filters by, and passes over the rest', async () => {
    const of = async (filter: string): Promise<number> =>
      (await service.graph('GET', `/v1.0/${devices}?$filter=${encodeURIComponent(filter)}`)).body
        .value.length;
    expect(await of("deviceName eq 'pixel'")).toBe(1);
    expect(await of("deviceName eq 'nobody'")).toBe(0);
    expect(await of("contains(deviceName,'pix') and userPrincipalName ne 'x'")).toBe(1);
    expect(await of("operatingSystem eq 'nothing'")).toBe(1);
    const broken = await service.graph('GET', `/v1.0/${devices}?$filter=eq%20eq`);
    expect(broken.status).toBe(400);
  });

  it('has no count of its own', async () => {
    const answer = await service.graph('GET', `/v1.0/${devices}/$count`);
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toContain('No OData route exists');
  });
});

describe('the rest of the tenant', () => {
  it('reads and writes the settings', async () => {
    const body = { settings: { secureByDefault: true } };
    const changed = await service.graph('PATCH', '/v1.0/deviceManagement', body);
    expect(changed.status).toBe(200);
    expect(changed.body.settings.secureByDefault).toBe(true);
    const read = await service.graph('GET', '/beta/deviceManagement/settings');
    expect(read.body).toMatchObject({ secureByDefault: true, enableLogCollection: true });
  });

  it('says what a sign-in would meet', async () => {
    const user = service.tenant.names.idOf('user', 'ada');
    const body = {
      signInIdentity: { '@odata.type': '#microsoft.graph.userSignIn', userId: user },
      signInContext: {
        '@odata.type': '#microsoft.graph.applicationContext',
        includeApplications: ['00000002-0000-0ff1-ce00-000000000000'],
      },
      signInConditions: { devicePlatform: 'android' },
    };
    const path = '/v1.0/identity/conditionalAccess/evaluate';
    const hit = await service.graph('POST', path, body);
    expect(hit.body.value[0]).toMatchObject({ policyApplies: true, analysisReasons: 'notSet' });
    const other = {
      ...body,
      signInContext: {
        ...body.signInContext,
        includeApplications: ['00000003-0000-0ff1-ce00-000000000000'],
      },
    };
    const miss = await service.graph('POST', path, other);
    expect(miss.body.value[0]).toMatchObject({
      policyApplies: false,
      analysisReasons: 'application',
    });
  });

  it('tells apps that registered with app protection, and what governs them', async () => {
    service.tenant.perform({ do: 'launch', device: 'iphone', app: 'outlook' });
    const place = '/v1.0/deviceAppManagement/managedAppRegistrations';
    const list = await service.graph('GET', place);
    expect(list.body.value[0]).toMatchObject({
      '@odata.type': '#microsoft.graph.iosManagedAppRegistration',
      appIdentifier: { bundleId: 'com.microsoft.office.outlook' },
    });
    const applied = await service.graph('GET', `${place}/${list.body.value[0].id}/appliedPolicies`);
    expect(applied.body.value[0].displayName).toBe('apps');
  });

  it('knows segments whatever their case, and names the one it does not know', async () => {
    expect((await service.graph('GET', '/v1.0/devicemanagement/DETECTEDAPPS')).status).toBe(200);
    const answer = await service.graph('GET', '/v1.0/deviceManagement/toasters');
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toBe("Resource not found for the segment 'toasters'.");
  });
});

describe('batches', () => {
  it('answers each request by itself', async () => {
    const answer = await service.graph('POST', '/v1.0/$batch', {
      requests: [
        { id: '1', method: 'GET', url: '/deviceManagement/settings' },
        { id: '2', method: 'GET', url: 'nothing', dependsOn: ['1'] },
        { id: '3', method: 'GET', url: '/deviceManagement', dependsOn: ['2'] },
      ],
    });
    const statuses = answer.body.responses.map(({ status }: { status: number }) => status);
    expect(statuses).toEqual([200, 400, 424]);
    expect(answer.body.responses[0].headers['Content-Type']).toBe('application/json');
  });

  it('takes no more than twenty, and every id once', async () => {
    const request = (id: string) => ({ id, method: 'GET', url: '/deviceManagement' });
    const many = Array.from({ length: 21 }, (_, index) => request(String(index)));
    expect((await service.graph('POST', '/beta/$batch', { requests: many })).status).toBe(400);
    const twice = [request('a'), request('A')];
    expect((await service.graph('POST', '/beta/$batch', { requests: twice })).status).toBe(400);
  });
});
