import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { second } from '../../../../core/time.ts';
import type { Operation } from '../../../../simulator/port/operation.ts';
import { adminClientId } from '../../../../simulator/service/client.ts';
import { openStand, type Stand } from './stand.ts';

let stand: Stand;
beforeEach(async () => {
  stand = await openStand();
  stand.pass(10 * second);
});

const appSync = async (devices: unknown) => {
  const id = randomUUID();
  const asked = await stand.call('PUT', `/app-sync-requests/${id}`, { devices });
  const page = await stand.call('GET', `/app-sync-requests/${id}/devices`);
  return { asked, page, value: page.json['value'] as readonly Record<string, unknown>[] };
};
const toggle = (settings: Extract<Operation, { do: 'setConnector' }>['settings']) =>
  stand.tenant.perform({ do: 'setConnector', partner: 'lookout', settings });
const entra = (device: string) => stand.tenant.names.idOf('entraDevice', device);
const inventoryOn = (on: boolean) => toggle({ allowPartnerToCollectIOSApplicationMetadata: on });
const personalOn = (on: boolean) =>
  toggle({ allowPartnerToCollectIOSPersonalApplicationMetadata: on });

describe('SI-01: inventories are shared as far as the admin opted in', () => {
  const all = () => [entra('iphone'), entra('own-iphone'), entra('pixel')];

  it.each([
    [false, false],
    [false, true],
  ])('not at all with App Sync %s and personal apps %s', async (corporate, personal) => {
    inventoryOn(corporate);
    personalOn(personal);
    for (const devices of [all(), 'all']) {
      const { asked, page } = await appSync(devices);
      expect(asked).toMatchObject({
        status: 403,
        json: { type: 'urn:mtd-partner:problem:app-sync-not-enabled' },
      });
      expect(JSON.stringify([asked, page])).not.toMatch(/contoso|chess|diary|Mail|apps"/);
    }
  });

  it('of the organisation alone with one switch, and of people with both', async () => {
    const { value, page } = await appSync(all());
    expect(value).toMatchObject([
      { ownership: 'corporate', appsWithheld: false },
      { ownership: 'personal', appsWithheld: true, apps: [] },
      { error: { code: 'platform_not_supported' } },
    ]);
    expect(JSON.stringify(page)).not.toContain('diary');
    personalOn(true);
    const both = await appSync(all());
    expect(both.value[1]).toMatchObject({ appsWithheld: false });
    expect(JSON.stringify(both.page)).toContain('diary');
    expect(both.value[2]).toEqual({
      deviceId: entra('pixel'),
      error: { code: 'platform_not_supported' },
    });
  });
});

describe('SI-02: an inventory says what the contract lists, and nothing more', () => {
  const full = {
    version: '1.2',
    shortVersion: '1',
    name: 'App',
    bundleSizeBytes: 1,
    dynamicSizeBytes: 2,
    adHocSigned: true,
    fromAppStore: false,
    beta: true,
    deviceBasedVpp: true,
    validated: true,
    managed: false,
  };
  const put = (device: string, apps: Record<string, unknown>) => {
    const operation: object = { do: 'setInventory', device, apps };
    stand.tenant.perform(operation as Operation);
    stand.tenant.perform({ do: 'checkIn', device });
  };
  const tell = async (apps: object) => {
    const { context, app } = stand.service;
    const admin = stand.tenant.clients.get(adminClientId(stand.tenant.id));
    if (admin === undefined) throw new Error('no admin');
    const { accessToken } = await context.tokens.issue(stand.tenant.id, admin, 'device');
    const headers = { authorization: `Bearer ${accessToken}` };
    const url = '/device/iphone/inventory';
    return app.inject({ method: 'POST', url, headers, payload: { apps } });
  };
  const appsOf = async (device: string) => {
    const { value } = await appSync([entra(device)]);
    const [first] = value;
    expect(Date.parse(String(first?.['inventoryCollectedAt']))).toBeLessThanOrEqual(
      stand.tenant.clock.now(),
    );
    return first?.['apps'] as readonly Record<string, unknown>[];
  };

  it('the twelve items, whatever else a device told', async () => {
    put('iphone', { 'com.app': { ...full, secretNote: 'never' } });
    const [app] = (await appsOf('iphone')).filter(({ appId }) => appId === 'com.app');
    expect(app).toEqual({ appId: 'com.app', ...full });
    expect(Object.keys(app ?? {})).toHaveLength(12);
  });

  it.each([
    ['that was bought for the device is not from the store', { ...full, fromAppStore: true }],
    ['has no fields of its own', { ...full, contacts: ['ada'] }],
    ['has a size in bytes', { ...full, bundleSizeBytes: '1' }],
  ])('an app %s, so a device that says otherwise is refused', async (_rule, app) => {
    expect((await tell({ 'com.app': app })).statusCode).toBe(400);
    expect((await tell({ 'com.app': full })).statusCode).toBe(200);
  });

  it('nothing that iOS did not tell before 11.3', async () => {
    stand = await openStand(
      undefined,
      `apiVersion: muster/v1
kind: Tenant
connectors: { lookout: { iosEnabled: true, allowPartnerToCollectIOSApplicationMetadata: true } }
devices:
  old: { managementType: iosSupervised, osVersion: '10.3', apps: { com.app: { name: App, beta: true, adHocSigned: true, deviceBasedVpp: true, fromAppStore: false, validated: true } } }
`,
    );
    expect(await appsOf('old')).toEqual([
      { appId: 'com.app', name: 'App', validated: true, managed: false },
    ]);
  });
});
