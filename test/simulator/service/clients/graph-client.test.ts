import { setTimeout } from 'node:timers/promises';
import {
  BatchRequestContent,
  BatchResponseContent,
  Client,
  GraphError,
  type PageCollection,
  PageIterator,
  RetryHandlerOptions,
} from '@microsoft/microsoft-graph-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { admin, lookout, tenantId } from '../service-under-test.ts';
import { type TlsStand, tlsStand } from './tls-stand.ts';

const phones = Array.from(
  { length: 7 },
  (_, index) => `  phone${index}: { managementType: iosDeviceEnrollment, user: ada }`,
).join('\n');

const yaml = `
apiVersion: muster/v1
kind: Tenant
users: { ada: { groups: [staff] } }
connectors:
  lookout: { iosEnabled: true, partnerUnresponsivenessThresholdInDays: 7 }
compliancePolicies:
  threat:
    '@odata.type': '#microsoft.graph.iosCompliancePolicy'
    deviceThreatProtectionEnabled: true
    deviceThreatProtectionRequiredSecurityLevel: low
    scheduledActionsForRule:
      - scheduledActionConfigurations: [{ actionType: block, gracePeriodHours: 0 }]
    assignedTo: [staff]
devices:
${phones}
`;

let stand: TlsStand;
let client: Client;
beforeAll(async () => {
  stand = await tlsStand(yaml);
  const token = await stand.token();
  client = Client.init({
    baseUrl: `${stand.base}/`,
    customHosts: new Set(['127.0.0.1']),
    authProvider: (done) => done(null, token),
  });
});
afterAll(() => stand.close());

const devices = '/deviceManagement/managedDevices';
const connectors = '/deviceManagement/mobileThreatDefenseConnectors';
const compliance = '/deviceManagement/deviceCompliancePolicies';

/** The error a request ends with. */
const errorOf = async (asked: Promise<unknown>): Promise<GraphError> => {
  try {
    await asked;
  } catch (error) {
    if (error instanceof GraphError) return error;
    throw error;
  }
  throw new Error('it was answered');
};

/** Statuses of what went over the wire while something was done. */
const statusesOf = async (path: string, done: () => Promise<unknown>): Promise<number[]> => {
  const statuses: number[] = [];
  const stop = stand.context.journal.listen(({ url, status }) => {
    if (url.includes(path)) statuses.push(status);
  });
  await done();
  // An exchange is written down a moment after its answer is out.
  await setTimeout(20);
  stop();
  return statuses;
};

describe("Microsoft's Graph client, over TLS", () => {
  it('reads, and follows pages to their end by their own links', async () => {
    const names: string[] = [];
    const readAll = async (): Promise<void> => {
      const first: PageCollection = await client.api(devices).top(3).select('id,deviceName').get();
      expect(first.value).toHaveLength(3);
      const pages = new PageIterator(client, first, (device) => names.push(device.deviceName) > 0);
      await pages.iterate();
      expect(pages.isComplete()).toBe(true);
    };
    expect(await statusesOf(devices, readAll)).toEqual([200, 200, 200]);
    expect(names).toEqual(Array.from({ length: 7 }, (_, index) => `phone${index}`));
  });

  it('filters, counts and expands with its own way of writing', async () => {
    const found = await client
      .api(devices)
      .filter("deviceName eq 'phone3'")
      .select(['deviceName', 'complianceState'])
      .count(true)
      .get();
    expect(found['@odata.count']).toBe(1);
    expect(found.value).toEqual([{ deviceName: 'phone3', complianceState: 'noncompliant' }]);
    expect(await client.api(`${connectors}/$count`).get()).toBe('1');
    const expand = 'assignments,scheduledActionsForRule($expand=scheduledActionConfigurations)';
    const [policy] = (await client.api(compliance).version('beta').expand(expand).get()).value;
    expect(policy).toMatchObject({
      '@odata.type': '#microsoft.graph.iosCompliancePolicy',
      assignments: [{ target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget' } }],
      scheduledActionsForRule: [{ scheduledActionConfigurations: [{ actionType: 'block' }] }],
    });
  });

  it('makes, changes, assigns and removes a policy', async () => {
    const made = await client.api(compliance).post({
      '@odata.type': '#microsoft.graph.iosCompliancePolicy',
      displayName: 'Made by a client',
      passcodeRequired: true,
      scheduledActionsForRule: [
        { ruleName: 'r', scheduledActionConfigurations: [{ actionType: 'block' }] },
      ],
    });
    const one = `${compliance}/${made.id}`;
    const changed = await client.api(one).patch({ passcodeRequired: false });
    expect(changed).toMatchObject({ id: made.id, passcodeRequired: false });
    const target = { '@odata.type': '#microsoft.graph.allDevicesAssignmentTarget' };
    const assigned = await client.api(`${one}/assign`).post({ assignments: [{ target }] });
    expect(assigned.value[0].target).toEqual(target);
    expect(await client.api(one).delete()).toBeUndefined();
    expect((await errorOf(client.api(one).get())).statusCode).toBe(404);
  });

  it('tells what went wrong, with the id under which to ask for it', async () => {
    const error = await errorOf(client.api(`${connectors}/nobody`).get());
    expect(error).toMatchObject({ statusCode: 404, code: 'ResourceNotFound' });
    expect(error.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(error.date).toBeInstanceOf(Date);
    expect(JSON.parse(error.message).Message).toContain(String(error.requestId));
    expect(JSON.parse(error.body).innerError['client-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('batches what is asked at once, and what waits for another', async () => {
    const ask = (path: string, init?: RequestInit) => new Request(`${stand.base}${path}`, init);
    const steps = [
      { id: 'connector', request: ask(`${connectors}/${lookout}`) },
      {
        id: 'change',
        request: ask(`${connectors}/${lookout}`, {
          method: 'PATCH',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ iosDeviceBlockedOnMissingPartnerData: true }),
        }),
        dependsOn: ['connector'],
      },
      { id: 'devices', request: ask(`${devices}?$top=1`), dependsOn: ['change'] },
      { id: 'strange', request: ask('/deviceManagement/toasters'), dependsOn: ['devices'] },
      { id: 'late', request: ask(devices), dependsOn: ['strange'] },
    ];
    const content = await new BatchRequestContent(steps).getContent();
    const answers = new BatchResponseContent(await client.api('/$batch').post(content));
    const statuses = steps.map(({ id }) => answers.getResponseById(id).status);
    expect(statuses).toEqual([200, 200, 200, 400, 424]);
    expect(await answers.getResponseById('change').json()).toMatchObject({
      iosDeviceBlockedOnMissingPartnerData: true,
    });
    expect(await answers.getResponseById('devices').json()).toMatchObject({
      value: [{ complianceState: 'noncompliant' }],
    });
  });

  it('waits as long as a 429 says, and asks again', async () => {
    stand.context.faults.add({ kind: 'status', status: 429, retryAfter: 1, times: 1 });
    const before = performance.now();
    const statuses = await statusesOf(connectors, () => client.api(connectors).get());
    expect(statuses).toEqual([429, 200]);
    expect(performance.now() - before).toBeGreaterThan(990);
  });

  it('asks again by itself where a 429 says nothing, and gives up where that goes on', async () => {
    stand.context.faults.add({ kind: 'status', status: 429, times: 1 });
    const soon = [new RetryHandlerOptions(0, 1)];
    const statuses = await statusesOf(connectors, () =>
      client.api(connectors).middlewareOptions(soon).get(),
    );
    expect(statuses).toEqual([429, 200]);
    const standing = stand.context.faults.add({ kind: 'status', status: 503, retryAfter: 0 });
    const error = await errorOf(client.api(connectors).get());
    stand.context.faults.remove(standing);
    expect(error).toMatchObject({ statusCode: 503, code: 'ServiceUnavailable' });
  });

  it('is told by Graph, in its own words, that a token does not do', async () => {
    const known = stand.tenant.clients.get(admin);
    if (known === undefined) throw new Error('no admin');
    stand.tenant.clients.set('reader', { ...known, id: 'reader', roles: ['Policy.Read.All'] });
    const { accessToken } = await stand.context.tokens.issue(
      tenantId,
      { ...known, id: 'reader', roles: ['Policy.Read.All'] },
      'graph',
    );
    const withToken = (token: string) =>
      Client.init({
        baseUrl: `${stand.base}/`,
        customHosts: new Set(['127.0.0.1']),
        authProvider: (done) => done(null, token),
      });
    const weak = await errorOf(withToken(accessToken).api(connectors).get());
    expect(weak).toMatchObject({ statusCode: 403, code: 'Forbidden' });
    const strange = await errorOf(withToken('nonsense').api(connectors).get());
    expect(strange).toMatchObject({ statusCode: 401, code: 'InvalidAuthenticationToken' });
  });
});
