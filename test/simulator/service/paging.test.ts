import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GraphBody, serviceUnderTest, type UnderTest } from './service-under-test.ts';

const apps = Array.from(
  { length: 7 },
  (_, index) => `com.example.app${index}: { name: App ${index}, managed: true }`,
).join(', ');
const phones = Array.from(
  { length: 5 },
  (_, index) =>
    `  phone${index}: { managementType: iosDeviceEnrollment, ownership: company, user: ada }`,
).join('\n');

const yaml = `
apiVersion: muster/v1
kind: Tenant
users: { ada: {} }
connectors:
  lookout: { iosEnabled: true, allowPartnerToCollectIOSApplicationMetadata: true }
devices:
${phones}
  full: { managementType: iosDeviceEnrollment, ownership: company, user: ada, apps: { ${apps} } }
`;

let service: UnderTest;
beforeAll(async () => {
  service = await serviceUnderTest(yaml);
  service.tenant.perform({ do: 'checkIn', device: 'full' });
});
afterAll(() => service.close());

const pages = async (path: string): Promise<GraphBody[][]> => {
  const found: GraphBody[][] = [];
  let next: string | undefined = path;
  while (next !== undefined) {
    const { body } = await service.graph('GET', next);
    found.push([...body.value]);
    const link: string | undefined = body['@odata.nextLink'];
    expect(link ?? 'http://').toMatch(/^http:\/\//);
    next = link?.replace(/^http:\/\/[^/]+/, '');
  }
  return found;
};

describe('pages', () => {
  it('follow one another by token, each device once', async () => {
    const found = await pages('/v1.0/deviceManagement/managedDevices?$top=4&$select=id');
    expect(found.map(({ length }) => length)).toEqual([4, 2]);
    expect(new Set(found.flat().map(({ id }) => id)).size).toBe(6);
    expect(Object.keys(found[0]?.[0] ?? {})).toEqual(['id']);
    const first = await service.graph('GET', '/v1.0/deviceManagement/managedDevices?$top=4');
    expect(first.body['@odata.nextLink']).toContain('$skiptoken=');
  });

  it('follow one another by number where Intune has it so, and keep what was asked', async () => {
    const path = '/beta/deviceManagement/detectedApps?$top=3&$orderby=displayName desc';
    const found = await pages(encodeURI(path));
    expect(found.map(({ length }) => length)).toEqual([3, 3, 1]);
    expect(found.flat().map(({ displayName }) => displayName)[0]).toBe('App 6');
    const first = await service.graph('GET', '/beta/deviceManagement/detectedApps?$top=3');
    expect(first.body['@odata.nextLink']).toMatch(/\?\$top=3&\$skip=3$/);
    expect(first.body['@odata.count']).toBe(7);
  });

  it('are refused where their size is no number', async () => {
    const answer = await service.graph('GET', '/beta/deviceManagement/detectedApps?$top=all');
    expect(answer.status).toBe(400);
  });
});

describe('what an answer says of itself', () => {
  const path = '/beta/deviceManagement/mobileThreatDefenseConnectors';

  it('counts as text where it is asked for a count alone', async () => {
    const answer = await service.graph('GET', `${path}/$count`);
    expect(answer.headers['content-type']).toBe('text/plain');
    expect(answer.body).toBe(1);
  });

  it('is more or less, as the caller accepts', async () => {
    const accept = (level: string) => ({ accept: `application/json;odata.metadata=${level}` });
    const full = await service.graph('GET', path, undefined, accept('full'));
    expect(full.body.value[0]).toMatchObject({
      '@odata.type': '#microsoft.graph.mobileThreatDefenseConnector',
      'lastHeartbeatDateTime@odata.type': '#DateTimeOffset',
    });
    const none = await service.graph('GET', path, undefined, accept('none'));
    expect(Object.keys(none.body)).toEqual(['value']);
    expect(none.headers['content-type']).toContain('odata.metadata=none');
  });
});
