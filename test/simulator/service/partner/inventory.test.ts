import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { day, hour } from '../../../../core/time.ts';
import { profileOf } from '../../../../simulator/contract/profile.ts';
import { openStand, type Stand, start } from './stand.ts';

let stand: Stand;
beforeEach(async () => {
  stand = await openStand();
  stand.pass(10_000);
});

type Page = { readonly value: readonly Record<string, unknown>[]; readonly nextLink?: string };

const ask = async (of: Stand, devices: unknown, change: object = {}) => {
  const id = randomUUID();
  const asked = await of.call('PUT', `/app-sync-requests/${id}`, { devices, ...change });
  return { id, asked };
};
const pageOf = async (of: Stand, path: string): Promise<Page> => {
  of.pass(1_000);
  const { json, status } = await of.call('GET', path);
  expect(status).toBe(200);
  return json as Partial<Page> as Page;
};
const idOf = (device: string) => stand.tenant.names.idOf('entraDevice', device);
const personal = (on: boolean) =>
  stand.tenant.perform({
    do: 'setConnector',
    partner: 'lookout',
    settings: { allowPartnerToCollectIOSPersonalApplicationMetadata: on },
  });
const switched = (on: boolean) =>
  stand.tenant.perform({
    do: 'setConnector',
    partner: 'lookout',
    settings: { allowPartnerToCollectIOSApplicationMetadata: on },
  });

describe('an App Sync request', () => {
  it('gets what the core shares, device by device', async () => {
    const unknown = randomUUID();
    const devices = [idOf('iphone'), idOf('own-iphone'), idOf('pixel'), unknown];
    const { id, asked } = await ask(stand, devices);
    expect(asked).toMatchObject({
      status: 200,
      json: { status: 'ready', deviceCount: 4, expiresAt: new Date(start + day).toISOString() },
    });
    const { value, nextLink } = await pageOf(stand, `/app-sync-requests/${id}/devices`);
    expect(nextLink).toBeUndefined();
    expect(value).toEqual([
      {
        deviceId: devices[0],
        ownership: 'corporate',
        inventoryCollectedAt: new Date(start).toISOString(),
        appsWithheld: false,
        apps: [
          { appId: 'com.contoso.mail', name: 'Mail', version: '4.1', managed: true },
          { appId: 'org.example.chess', name: 'Chess', version: '2.0', managed: false },
        ],
      },
      expect.objectContaining({ ownership: 'personal', appsWithheld: true, apps: [] }),
      { deviceId: devices[2], error: { code: 'platform_not_supported' } },
      { deviceId: unknown, error: { code: 'device_not_found' } },
    ]);
  });

  it('leaves out what is not managed, and what is not newer, where asked to', async () => {
    const managed = await ask(stand, [idOf('iphone')], { includeApps: 'managed' });
    const { value } = await pageOf(stand, `/app-sync-requests/${managed.id}/devices`);
    expect(value[0]?.['apps']).toHaveLength(1);
    const changedSince = new Date(start).toISOString();
    const none = await ask(stand, [idOf('iphone')], { changedSince });
    expect(none.asked.json['deviceCount']).toBe(0);
  });

  it('shares personal apps only with both toggles', async () => {
    personal(true);
    const { id } = await ask(stand, [idOf('own-iphone')]);
    const { value } = await pageOf(stand, `/app-sync-requests/${id}/devices`);
    expect(value[0]).toMatchObject({ appsWithheld: false, apps: [{ appId: 'org.example.diary' }] });
  });

  it('gets nothing while App Sync is off, also from pages asked for before', async () => {
    const { id } = await ask(stand, 'all');
    switched(false);
    const refused = { status: 403, json: { type: 'urn:mtd-partner:problem:app-sync-not-enabled' } };
    const page = await stand.call('GET', `/app-sync-requests/${id}/devices`);
    expect(page).toMatchObject(refused);
    const { asked } = await ask(stand, [idOf('iphone')]);
    expect(asked).toMatchObject(refused);
    expect(JSON.stringify([page, asked])).not.toContain('com.contoso.mail');
  });

  it('for all devices is of iOS alone, and comes once in four hours', async () => {
    const first = await ask(stand, 'all');
    const { value } = await pageOf(stand, `/app-sync-requests/${first.id}/devices`);
    expect(value.map(({ deviceId }) => deviceId)).toEqual(
      [idOf('iphone'), idOf('own-iphone')].sort(),
    );
    stand.tenant.clock.advanceTo(start + 4 * hour - 1_000);
    expect((await ask(stand, 'all')).asked).toMatchObject({
      status: 503,
      headers: { 'retry-after': '1' },
      json: { type: 'urn:mtd-partner:problem:broad-query-too-often' },
    });
    expect((await ask(stand, [idOf('iphone')])).asked.status).toBe(200);
    stand.tenant.clock.advanceTo(start + 4 * hour);
    expect((await ask(stand, 'all')).asked.status).toBe(200);
  });

  it('is the same again under the same id', async () => {
    const id = randomUUID();
    const body = { devices: [idOf('iphone')] };
    const first = await stand.call('PUT', `/app-sync-requests/${id}`, body);
    const again = await stand.call('PUT', `/app-sync-requests/${id}`, body);
    expect(again.json).toEqual(first.json);
    expect(again.headers).toMatchObject({ 'idempotent-replayed': 'true' });
    const other = await stand.call('PUT', `/app-sync-requests/${id}`, { devices: 'all' });
    expect(other.status).toBe(422);
  });

  it('is blocked with the connector', async () => {
    stand.tenant.perform({ do: 'deprovision', partner: 'lookout' });
    expect((await ask(stand, 'all')).asked).toMatchObject({
      status: 409,
      json: { type: 'urn:mtd-partner:problem:connector-unavailable' },
    });
  });

  it('is read in pages of one moment, each device once, for a day', async () => {
    const names = Array.from({ length: 23 }, (_, index) => `phone-${index}`);
    const devices = names
      .map(
        (name) => `  ${name}: { managementType: iosSupervised, apps: { org.a: { version: "1" } } }`,
      )
      .join('\n');
    const text = `apiVersion: muster/v1
kind: Tenant
connectors: { lookout: { iosEnabled: true, allowPartnerToCollectIOSApplicationMetadata: true } }
devices:
${devices}
`;
    const paged = await openStand(
      profileOf('paged', [{ group: 'limits', name: 'devicesPerPage', value: 5 }]),
      text,
    );
    const { id } = await ask(paged, 'all');
    const seen: unknown[] = [];
    const links: string[] = [];
    let path: string | undefined = `/app-sync-requests/${id}/devices`;
    while (path !== undefined) {
      const page: Page = await pageOf(paged, path);
      seen.push(...page.value.map(({ deviceId, apps }) => [deviceId, apps]));
      paged.tenant.perform({
        do: 'setInventory',
        device: 'phone-3',
        apps: { 'org.b': { version: '2', managed: false } },
      });
      paged.tenant.perform({ do: 'checkIn', device: 'phone-3' });
      path =
        page.nextLink === undefined
          ? undefined
          : new URL(page.nextLink).pathname + new URL(page.nextLink).search;
      if (path !== undefined) links.push(path);
    }
    const ids = names.map((name) => paged.tenant.names.idOf('entraDevice', name));
    const apps = [{ appId: 'org.a', version: '1', managed: false }];
    expect(seen).toEqual(ids.sort().map((each) => [each, apps]));
    expect(links).toHaveLength(4);
    const made = await paged.call('GET', `/app-sync-requests/${id}/devices?cursor=made-up`);
    expect(made.status).toBe(410);
    paged.tenant.clock.advanceTo(start + day);
    expect((await paged.call('GET', links[0] ?? '')).status).toBe(410);
  });

  it.each([
    ['no devices', {}],
    ['too many', { devices: Array.from({ length: 101 }, () => randomUUID()) }],
    ['no ids', { devices: ['pixel'] }],
    ['another word', { devices: 'every' }],
  ])('with %s is no request', async (_name, body) => {
    const answer = await stand.call('PUT', `/app-sync-requests/${randomUUID()}`, body);
    expect(answer).toMatchObject({ status: 422, json: { type: 'urn:mtd-partner:problem:schema' } });
  });
});
