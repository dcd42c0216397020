import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everyEntityTenant, liveALittle } from './every-entity.ts';
import {
  type Answered,
  admin,
  lookout,
  serviceUnderTest,
  type UnderTest,
} from './service-under-test.ts';

let service: UnderTest;
beforeAll(async () => {
  service = await serviceUnderTest(everyEntityTenant);
  liveALittle(service);
});
afterAll(() => service.close());

const connectors = '/v1.0/deviceManagement/mobileThreatDefenseConnectors';
const compliance = '/beta/deviceManagement/deviceCompliancePolicies';
const devices = '/v1.0/deviceManagement/managedDevices';
const get = (path: string, headers = {}): Promise<Answered> =>
  service.graph('GET', path, undefined, headers);

const raw = async (method: 'HEAD' | 'OPTIONS' | 'PUT', url: string) =>
  service.app.inject({
    method,
    url,
    headers: { authorization: `Bearer ${await service.token()}` },
  });

describe('methods', () => {
  it('HEAD is answered as GET, without what it would send', async () => {
    const head = await raw('HEAD', connectors);
    expect([head.statusCode, head.payload]).toEqual([200, '']);
    expect(head.headers['content-type']).toContain('odata.metadata=minimal');
    expect((await raw('HEAD', `${connectors}/nobody`)).statusCode).toBe(404);
  });

  it('OPTIONS says which there are, and nothing to pages of other origins', async () => {
    const options = await raw('OPTIONS', `${connectors}/${lookout}`);
    expect(options.statusCode).toBe(204);
    expect(options.headers['allow']).toBe('GET, PATCH, DELETE, OPTIONS');
    expect(Object.keys(options.headers).join()).not.toContain('access-control');
  });

  it('others are refused as Graph does', async () => {
    const put = await raw('PUT', connectors);
    expect(put.statusCode).toBe(400);
    expect(put.json().error.message).toBe('No method match route template');
    const actions = `${compliance.replace('beta', 'v1.0')}`;
    const [policy] = (await get(actions)).body.value;
    const rules = await get(`${actions}/${policy.id}/scheduledActionsForRule`);
    expect(rules.status).toBe(400);
    expect(rules.body.error.message).toContain('No OData route exists');
    expect((await get(`${compliance}/${policy.id}/scheduledActionsForRule`)).status).toBe(200);
  });
});

describe('what a caller prefers', () => {
  it('is heeded, and said to be: a minimal answer, a small page, members it may not know', async () => {
    const path = `${connectors}/${lookout}`;
    const body = { partnerUnresponsivenessThresholdInDays: 5 };
    const minimal = await service.graph('PATCH', path, body, { prefer: 'return=minimal' });
    expect(minimal).toMatchObject({ status: 204, body: '' });
    expect(minimal.headers['preference-applied']).toBe('return=minimal');
    expect((await get(path)).body).toMatchObject(body);
    const page = await get(devices, { prefer: 'odata.maxpagesize=2' });
    expect(page.body.value).toHaveLength(2);
    expect(page.body['@odata.nextLink']).toContain('$skiptoken=');
    expect(page.headers['preference-applied']).toBe('odata.maxpagesize=2');
    const open = await get(connectors, { prefer: 'include-unknown-enum-members' });
    expect(open.headers['preference-applied']).toBe('include-unknown-enum-members');
  });
});

describe('what can be expanded', () => {
  it.each([
    `${devices}?$expand=toasters`,
    '/beta/deviceAppManagement/managedAppPolicies?$expand=assignments',
    `${connectors}/${lookout}?$expand=partner`,
  ])('is no more than there is: %s', async (path) => {
    const { status, body } = await get(path);
    expect(status).toBe(400);
    expect(body.error.message).toMatch(/^Parsing OData Select and Expand failed: .*'#?microsoft/);
  });
});

describe('odata.metadata=full', () => {
  const full = { accept: 'application/json;odata.metadata=full' };

  it('adds types, places, links and actions, as tools export them', async () => {
    const [policy] = (await get(compliance, full)).body.value;
    const place = `deviceManagement/deviceCompliancePolicies('${policy.id}')`;
    expect(policy).toMatchObject({
      '@odata.type': '#microsoft.graph.iosCompliancePolicy',
      '@odata.id': place,
      '@odata.editLink': `${place}/microsoft.graph.iosCompliancePolicy`,
      'createdDateTime@odata.type': '#DateTimeOffset',
      'deviceThreatProtectionRequiredSecurityLevel@odata.type':
        '#microsoft.graph.deviceThreatProtectionLevel',
      'roleScopeTagIds@odata.type': '#Collection(String)',
    });
  });

  it('leads to where its links say', async () => {
    const [policy] = (await get(compliance, full)).body.value;
    const more = new Map<string, unknown>(Object.entries(policy));
    const link = String(more.get('assignments@odata.navigationLink'));
    const assignments = await get(link.slice(link.indexOf('/beta/')));
    expect(assignments.body.value[0]).toHaveProperty('target');
    const { target } = more.get('#microsoft.graph.assign') as { target: string };
    const action = target.slice(target.indexOf('/beta/'));
    const assigned = await service.graph('POST', action, { assignments: assignments.body.value });
    expect(assigned.status).toBe(200);
  });

  it('is not needed to ask for one type of several', async () => {
    const of = async (type: string) =>
      (await get(`${compliance}/microsoft.graph.${type}`)).body.value.map(
        ({ displayName }) => displayName,
      );
    expect(await of('iosCompliancePolicy')).toEqual(['ios']);
    expect(await of('macOSCompliancePolicy')).toEqual([]);
  });
});

describe('devices of the directory', () => {
  const advanced = (filter: string, count = '&$count=true') =>
    `/v1.0/devices?$filter=${encodeURIComponent(filter)}${count}`;
  const eventual = { ConsistencyLevel: 'eventual' };

  it('are filtered by advanced operators for who asks for a count and eventual answers', async () => {
    const path = advanced("displayName ne 'pixel'");
    const refused = await get(path);
    expect(refused.status).toBe(400);
    expect(refused.body.error.code).toBe('Request_UnsupportedQuery');
    expect((await get(advanced("displayName ne 'pixel'", ''), eventual)).status).toBe(400);
    const found = await get(path, eventual);
    expect(found.status).toBe(200);
    expect(found.body['@odata.count']).toBe(found.body.value.length);
    const names = found.body.value.map(({ displayName }) => displayName);
    expect(names).not.toContain('pixel');
    const not = await get(advanced("not(startswith(displayName,'p'))"), eventual);
    expect(not.body.value.map(({ displayName }) => displayName)).toEqual(names);
  });

  it('tell what has changed since, and begin anew for who is lost', async () => {
    const first = await get('/v1.0/devices/delta?$select=id,displayName,isCompliant');
    expect(first.body.value).toHaveLength(5);
    const link = (answer: Answered): string => {
      const text = String(new Map(Object.entries(answer.body)).get('@odata.deltaLink'));
      return text.slice(text.indexOf('/v1.0/'));
    };
    const nothing = await get(link(first));
    expect(nothing.body.value).toEqual([]);
    service.tenant.perform({
      do: 'report',
      partner: 'lookout',
      device: 'pixel',
      state: 'highSeverity',
    });
    service.tenant.clock.advanceTo(service.tenant.clock.now() + 25 * 3_600_000);
    const changed = await get(link(nothing));
    expect(changed.body.value).toMatchObject([
      { displayName: 'pixel', isCompliant: false },
      { displayName: 'ipad', isCompliant: false },
    ]);
    expect((await get('/v1.0/devices/delta?$deltatoken=lost')).status).toBe(410);
  });
});

describe('batches', () => {
  it('want to know what a body is', async () => {
    const part = { id: '1', method: 'PATCH', url: '/deviceManagement', body: { settings: {} } };
    const untyped = await service.graph('POST', '/v1.0/$batch', { requests: [part] });
    expect(untyped.status).toBe(400);
    expect(untyped.body.error.message).toContain('Write request id : 1 does not contain');
    const headers = { 'Content-Type': 'application/json' };
    const typed = await service.graph('POST', '/v1.0/$batch', { requests: [{ ...part, headers }] });
    expect(typed.body.responses[0].status).toBe(200);
  });

  it('answer what waits for others in its order, and have no body where there is none', async () => {
    const headers = { 'Content-Type': 'application/json' };
    const [device] = (await get(devices)).body.value;
    const requests = [
      { id: 'c', method: 'GET', url: 'deviceManagement/detectedApps', dependsOn: ['b'] },
      {
        id: 'b',
        method: 'POST',
        url: `/deviceManagement/managedDevices/${device.id}/syncDevice`,
        dependsOn: ['A'],
      },
      { id: 'a', method: 'PATCH', url: `/${connectors.slice(6)}/${lookout}`, headers, body: {} },
    ];
    const { body } = await service.graph('POST', '/v1.0/$batch', { requests });
    const [c, b, a] = body.responses;
    expect([c?.status, b?.status, a?.status]).toEqual([200, 204, 200]);
    expect(b).not.toHaveProperty('body');
    const around = [
      { id: '1', method: 'GET', url: '/deviceManagement', dependsOn: ['2'] },
      { id: '2', method: 'GET', url: '/deviceManagement', dependsOn: ['1'] },
    ];
    expect((await service.graph('POST', '/v1.0/$batch', { requests: around })).status).toBe(400);
  });
});

describe('how devices stand to policies', () => {
  it('is told by policy and by device', async () => {
    const list = (await get(compliance)).body.value;
    const policy = list.find(({ displayName }) => displayName === 'work-profile');
    const statuses = await get(`${compliance}/${policy?.id}/deviceStatuses`);
    expect(statuses.body.value).toMatchObject([
      { deviceDisplayName: 'pixel', status: 'nonCompliant', userName: 'ada' },
    ]);
    const overview = await get(`${compliance}/${policy?.id}/deviceStatusOverview`);
    expect(overview.body).toMatchObject({ failedCount: 1, successCount: 0, pendingCount: 0 });
    const pixel = (await get(`${devices}?$filter=deviceName eq 'pixel'`)).body.value[0];
    const states = await get(`${devices}/${pixel.id}/deviceCompliancePolicyStates`);
    expect(states.body.value).toMatchObject([
      { displayName: 'work-profile', state: 'nonCompliant', platformType: 'androidForWork' },
    ]);
  });

  it('comes fifty-one at a time, as a live tenant has it', async () => {
    const phones = Array.from(
      { length: 60 },
      (_, index) => `  p${index}: { managementType: iosDeviceEnrollment, user: ada }`,
    );
    const many = await serviceUnderTest(
      everyEntityTenant.replace('devices:\n', `devices:\n${phones.join('\n')}\n`),
    );
    const list = (await many.graph('GET', compliance)).body.value;
    const ios = list.find(({ displayName }) => displayName === 'ios');
    const path = `${compliance}/${ios?.id}/deviceStatuses`;
    const { body } = await many.graph('GET', `${path}?$count=true`);
    expect([body['@odata.count'], body.value.length]).toEqual([61, 51]);
    await many.close();
  });

  it('is counted for all devices', async () => {
    const below = '/v1.0/deviceManagement';
    const summary = await get(`${below}/deviceCompliancePolicyDeviceStateSummary`);
    const list = (await get(devices)).body.value;
    expect(
      Object.values(summary.body)
        .filter(Number)
        .reduce((sum, of) => sum + Number(of), 0),
    ).toBe(list.length);
    const overview = await get(`${below}/managedDeviceOverview`);
    expect(overview.body).toMatchObject({
      enrolledDeviceCount: list.length,
      deviceOperatingSystemSummary: { androidCount: 1, iosCount: 1, windowsCount: 1 },
    });
  });
});

describe('what belongs to a user', () => {
  it('is found by id and by principal name', async () => {
    const id = service.tenant.names.idOf('user', 'ada');
    const own = await get(`/v1.0/users/${id}/managedDevices`);
    const named = await get('/v1.0/users/ada@muster.example/managedDevices?$select=deviceName');
    expect(named.body.value).toEqual([
      { deviceName: 'pixel' },
      { deviceName: 'laptop' },
      { deviceName: 'ipad' },
    ]);
    expect(own.body.value).toHaveLength(3);
    const registrations = await get(`/v1.0/users/${id}/managedAppRegistrations`);
    expect(registrations.body.value).toHaveLength(2);
    const nobody = await get('/v1.0/users/nobody/managedDevices');
    expect([nobody.status, nobody.body.error.code]).toEqual([404, 'Request_ResourceNotFound']);
  });
});

describe('the audit log of Intune', () => {
  it('has every change, with who made it, and can be filtered', async () => {
    const path = `${connectors}/${lookout}`;
    await service.graph('PATCH', path, { partnerUnresponsivenessThresholdInDays: 9 });
    await service.graph('PATCH', path, { androidEnabled: 'yes' });
    const events = '/v1.0/deviceManagement/auditEvents';
    const filter = encodeURIComponent("componentName eq 'MobileThreatDefense'");
    const found = await get(`${events}?$filter=${filter}&$orderby=activityDateTime desc`);
    const [last] = found.body.value;
    expect(last).toMatchObject({
      activityOperationType: 'Patch',
      activityResult: 'Success',
      actor: { applicationId: admin, auditActorType: 'Application' },
      resources: [
        {
          resourceId: lookout,
          modifiedProperties: [
            { displayName: 'partnerUnresponsivenessThresholdInDays', newValue: '9' },
          ],
        },
      ],
    });
    expect(JSON.stringify(found.body)).not.toContain('yes');
    expect((await get(`${events}/${last.id}`)).body).toMatchObject({ id: last.id });
  });
});

describe('sets that are empty here', () => {
  it.each([
    '/v1.0/deviceManagement/notificationMessageTemplates',
    '/v1.0/identity/conditionalAccess/namedLocations',
    '/beta/deviceAppManagement/managedAppStatuses',
    '/v1.0/deviceAppManagement/managedAppRegistrations/getUserIdsWithFlaggedAppRegistration()',
  ])('are answered all the same: %s', async (path) => {
    const { status, body } = await get(path);
    expect([status, body.value]).toEqual([200, []]);
  });
});
