import type { DeviceStatus } from '../../../core/device.ts';
import type { InstalledApp } from '../../../core/tenant.ts';
import { objectId } from '../../contract/object-id.ts';
import { type CollectionSpec, collectionAnswer, entityAnswer, notFound } from './answers.ts';
import type { Entity, GraphCall, GraphRoute } from './call.ts';
import { managedDeviceEntity, managedDeviceSpec, ofDevice } from './managed-devices.ts';
import { roles } from './roles.ts';

const place = 'deviceManagement/detectedApps';

/** The live nextLink of this set is `$skip`, and its count comes unasked (graph.md 5). */
const spec: CollectionSpec = {
  declared: 'detectedApp',
  place,
  page: 50,
  paging: 'skip',
  filterable: {},
  countsUnasked: true,
};

const platforms = { android: 'androidOSP', ios: 'ios', windows: 'windows' } as const;

interface Detected {
  readonly id: string;
  readonly app: string;
  readonly facts: InstalledApp;
  readonly devices: DeviceStatus[];
}

/** What Intune holds of the devices' inventories, each app and version once. */
const detected = ({ tenant, world }: GraphCall): readonly Detected[] => {
  const found = new Map<string, Detected>();
  for (const [name, { collected }] of world.inventories.devices) {
    const device = world.devices.get(name);
    if (device === undefined) continue;
    for (const [app, facts] of Object.entries(collected?.apps ?? {})) {
      const key = `${device.platform}/${app}/${facts.version ?? ''}`;
      const id = objectId(tenant.id, 'app', key);
      const known = found.get(key) ?? { id, app, facts, devices: [] };
      known.devices.push(device);
      found.set(key, known);
    }
  }
  return [...found.values()];
};

const entityOf = ({ id, app, facts, devices }: Detected): Entity => ({
  id,
  displayName: facts.name ?? app,
  version: facts.version ?? facts.shortVersion ?? '',
  sizeInByte: facts.bundleSizeBytes ?? 0,
  deviceCount: devices.length,
  publisher: '',
  platform: platforms[devices[0]?.platform ?? 'ios'],
});

export const detectedAppRoutes: readonly GraphRoute[] = [
  {
    method: 'GET',
    path: place,
    roles: roles.readDevices,
    answer: (call) => collectionAnswer(call, detected(call).map(entityOf), spec),
  },
  {
    method: 'GET',
    path: `${place}/{id}`,
    roles: roles.readDevices,
    answer: (call, [id = '']) => {
      const found = detected(call).find((app) => app.id === id.toLowerCase());
      return found === undefined ? notFound(call) : entityAnswer(call, entityOf(found), spec);
    },
  },
  {
    method: 'GET',
    path: `${place}/{id}/managedDevices`,
    roles: roles.readDevicesOfApp,
    answer: (call, [id = '']) => {
      const found = detected(call).find((app) => app.id === id.toLowerCase());
      if (found === undefined) return notFound(call);
      const entities = found.devices.map((device) => managedDeviceEntity(call, device));
      return collectionAnswer(call, entities, managedDeviceSpec);
    },
  },
  {
    method: 'GET',
    path: 'deviceManagement/managedDevices/{id}/detectedApps',
    betaOnly: true,
    roles: roles.readDevices,
    answer: ofDevice((call, device) => {
      const on = detected(call).filter(({ devices }) => devices.includes(device));
      return collectionAnswer(call, on.map(entityOf), spec);
    }),
  },
];
