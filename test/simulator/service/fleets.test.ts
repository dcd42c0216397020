import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { partnerKeys } from '../../../core/partners.ts';
import { shownDevices } from '../../../simulator/cli/devices/shown-device.ts';
import { partnerClientId } from '../../../simulator/contract/partner-client.ts';
import { openFleet } from '../../../simulator/fleet/open-profile.ts';
import { diskIo } from '../../../simulator/scenario/load.ts';
import { adminClientId } from '../../../simulator/service/client.ts';
import { createControl } from '../../../simulator/service/control/control-server.ts';
import { createService, type Service } from '../../../simulator/service/server.ts';
import { surfaces } from '../../../simulator/service/surfaces.ts';
import { documentsOf, resolveReference } from '../../../simulator/source/documents.ts';
import { signingKey } from './signing-key.ts';

let service: Service;
let control: ReturnType<typeof createControl>;
beforeAll(async () => {
  service = await createService({ signingKey, surfaces });
  control = createControl(service.context);
});
afterAll(async () => {
  await control.close();
  await service.close();
});

const load = async (payload: object) => {
  const answer = await control.app.inject({
    method: 'POST',
    url: '/_control/tenants',
    headers: { host: 'localhost' },
    payload,
  });
  return { status: answer.statusCode, body: answer.json() };
};

const fleet = 'muster:fleets/small-office';
const size = 2_300;

interface Named {
  readonly deviceEnrollmentType: string;
  readonly isSupervised: boolean;
}

describe('a fleet through the control surface', () => {
  let id = '';
  beforeAll(async () => {
    const clock = { mode: 'stepped', factor: 1 };
    const { status, body } = await load({ fleet, devices: size, seed: 11, clock });
    expect(status).toBe(201);
    expect(body).toMatchObject({ devices: size });
    id = body.id;
  });
  const ask = async (url: string, client: string, resource: 'graph' | 'intune' | 'device') => {
    const tenant = service.context.tenants.get(id);
    const known = tenant?.clients.get(client);
    if (tenant === null || known === undefined) throw new Error('no tenant or client');
    const { accessToken } = await service.context.tokens.issue(id, known, resource);
    const headers = { authorization: `Bearer ${accessToken}`, 'api-version': '2026-01-01' };
    return { tenant, headers, answer: await service.app.inject({ url, headers }) };
  };

  it('is drawn as `muster devices` draws it', async () => {
    const documents = documentsOf(diskIo({ directory: '/' }));
    const file = resolveReference('', `${fleet}.yaml`, documents.shipped) ?? '';
    const opened = openFleet(file, documents, { importFile: null, devices: size, seed: 11 });
    if (opened.fleet === null) throw new Error('no fleet');
    const shown = await shownDevices(opened.fleet.profile, 0, 200);
    const world = service.context.tenants.get(id)?.world();
    const drawn = shown.map(({ number }) => {
      const device = world?.devices.get(`device-${number}`);
      if (device === undefined) throw new Error(`no device ${number}`);
      const { managementType, ownership, osVersion, mtdApps } = device;
      return { managementType, ownership, osVersion, partners: Object.keys(mtdApps) };
    });
    expect(drawn).toEqual(
      shown.map(({ managementType, ownership, osVersion, partners }) => ({
        managementType,
        ownership,
        osVersion,
        partners,
      })),
    );
    expect(new Set(drawn.map(({ osVersion }) => osVersion)).size).toBeGreaterThan(2);
  });

  it('is read at Graph in pages, each managed device once', async () => {
    const seen: string[] = [];
    let url = '/v1.0/deviceManagement/managedDevices?$select=id,deviceName';
    for (let pages = 0; url !== '' && pages < 10; pages++) {
      const { answer } = await ask(url, adminClientId(id), 'graph');
      expect(answer.statusCode).toBe(200);
      const { value, '@odata.nextLink': next = '' } = answer.json();
      seen.push(...value.map(({ deviceName }: { deviceName: string }) => deviceName));
      url = next.replace(/^https?:\/\/[^/]+/, '');
    }
    const world = service.context.tenants.get(id)?.world();
    const managed = [...(world?.devices.values() ?? [])].filter(
      ({ managementType }) => !/Unmanaged$/.test(managementType),
    );
    expect(seen.length).toBeGreaterThan(1_000);
    expect([...seen].sort()).toEqual(managed.map(({ name }) => name).sort());
  });

  it('is there for its partners and on the device side', async () => {
    const { tenant, answer } = await ask('/device/device-7', adminClientId(id), 'device');
    expect(answer.json()).toMatchObject({
      name: 'device-7',
      azureADDeviceId: tenant.names.idOf('entraDevice', 'device-7'),
    });
    const [partner] = Object.keys(tenant.world().connectors) as ['lookout'];
    tenant.perform({
      do: 'setConnector',
      partner,
      settings: { allowPartnerToCollectIOSApplicationMetadata: true },
    });
    const client = partnerClientId(partner);
    const path = `/partner/v1/tenants/${id}/app-sync-requests/6f1d0b0e-5a0e-4f62-9f3e-3f5c7b0c1a11`;
    const { headers } = await ask('/', client, 'intune');
    const asked = await service.app.inject({
      method: 'PUT',
      url: path,
      headers,
      payload: { devices: 'all' },
    });
    const ios = [...tenant.world().devices.values()].filter(({ platform }) => platform === 'ios');
    expect(ios.length).toBeGreaterThan(100);
    expect(asked.json()).toMatchObject({ status: 'ready', deviceCount: ios.length });
  });

  it('shares between devices that are alike what they hold', () => {
    const devices = [...(service.context.tenants.get(id)?.world().devices.values() ?? [])];
    const plans = new Set(devices.map(({ plan }) => plan));
    expect(plans.size).toBeLessThan(20);
  });

  it('begins again as it was', async () => {
    const url = `/_control/tenants/${id}/reset`;
    const answer = await control.app.inject({
      method: 'POST',
      url,
      headers: { host: 'localhost' },
    });
    expect(answer.json()).toMatchObject({ devices: size });
  });
});

describe('a fleet that is none', () => {
  it.each([
    ['a name nobody ships', { fleet: 'muster:fleets/none' }],
    ['a name that leads out of the package', { fleet: 'muster:../package.json' }],
    ['a file with a mistake', { fleet: 'apiVersion: muster/v1\nkind: Fleet\nfrogs: 1\n' }],
    [
      'a file that uses one of this machine',
      { fleet: 'apiVersion: muster/v1\nkind: Fleet\nuse: [/etc/hosts]\n' },
    ],
  ])('%s is told', async (_what, body) => {
    const { status, body: said } = await load(body);
    expect(status).toBe(422);
    expect(said.diagnostics.length).toBeGreaterThan(0);
    expect(JSON.stringify(said)).not.toContain('localhost');
  });

  it.each([{ devices: 0 }, { devices: 1.5 }, { devices: 1_000_001 }, { seed: -1 }])(
    'of %o is refused',
    async (size) => {
      expect((await load({ fleet, ...size })).status).toBe(400);
    },
  );
});

describe('devices of every kind', () => {
  let id = '';
  beforeAll(async () => {
    const clock = { mode: 'stepped', factor: 1 };
    const mixed = { fleet: 'muster:fleets/hundred-thousand-mixed', devices: 600, seed: 3, clock };
    id = (await load(mixed)).body.id;
  });

  it.each(['v1.0', 'beta'])(
    'read the same on %s with metadata and without, as a list and alone',
    async (version) => {
      const tenant = service.context.tenants.get(id);
      const admin = tenant?.clients.get(adminClientId(id));
      if (tenant === null || admin === undefined) throw new Error('no tenant or client');
      const [partner] = partnerKeys.filter((key) => tenant.world().connectors[key] !== undefined);
      for (const [number, state] of (
        ['secured', 'highSeverity', 'compromised'] as const
      ).entries()) {
        const device = `device-${number}`;
        if (partner !== undefined) tenant.perform({ do: 'report', partner, device, state });
      }
      const { accessToken } = await service.context.tokens.issue(id, admin, 'graph');
      const ask = async (url: string, accept = 'application/json') => {
        const headers = { authorization: `Bearer ${accessToken}`, accept };
        return (await service.app.inject({ url, headers })).json();
      };
      const url = `/${version}/deviceManagement/managedDevices`;
      const { value } = await ask(url);
      const plain = await ask(url, 'application/json;odata.metadata=none');
      expect(value).toEqual(plain.value);
      expect(
        new Set(value.map((device: Named) => device.deviceEnrollmentType)).size,
      ).toBeGreaterThan(2);
      expect(new Set(value.map((device: Named) => device.isSupervised)).size).toBe(2);
      expect(await ask(`${url}/${value[0].id}`)).toMatchObject(value[0]);
    },
  );
});
