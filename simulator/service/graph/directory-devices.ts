import type { DeviceStatus } from '../../../core/device.ts';
import { isEnrolled } from '../../../core/facts.ts';
import { type CollectionSpec, collectionAnswer, entityAnswer, failure } from './answers.ts';
import type { Entity, GraphCall, GraphRoute } from './call.ts';
import { complianceStateIn } from './managed-devices.ts';
import { roles } from './roles.ts';

export const directorySpec: CollectionSpec = {
  declared: 'device',
  place: 'devices',
  page: 100,
  paging: 'skiptoken',
  filterable: {
    accountEnabled: ['eq', 'or'],
    deviceId: ['eq', 'or'],
    displayName: ['eq', 'startswith', 'or'],
    operatingSystem: ['eq', 'startswith', 'or'],
    operatingSystemVersion: ['eq', 'startswith', 'or'],
    isCompliant: ['eq', 'or'],
    isManaged: ['eq', 'or'],
    trustType: ['eq', 'or'],
  },
  advanced: ['ne', 'endswith', 'contains', 'not'],
  unsupported: 'refused',
};

const systems = { android: 'Android', ios: 'iOS', windows: 'Windows' } as const;
const trust = { android: 'Workplace', ios: 'Workplace', windows: 'AzureAd' } as const;

const entityOf = ({ tenant }: GraphCall, device: DeviceStatus): Entity => {
  const managed = isEnrolled(device.managementType);
  const state = complianceStateIn(tenant, device.name);
  return {
    id: tenant.names.idOf('user', `device ${device.name}`),
    deviceId: tenant.names.idOf('entraDevice', device.name),
    displayName: device.name,
    accountEnabled: true,
    isManaged: managed,
    isCompliant: managed ? state === 'compliant' || state === 'inGracePeriod' : null,
    operatingSystem: systems[device.platform],
    operatingSystemVersion: device.osVersion,
    trustType: trust[device.platform],
  };
};

/** Devices that have registered with Entra; a device that has not is not in the directory. */
const registered = ({ world }: GraphCall): readonly DeviceStatus[] =>
  [...world.devices.values()].filter((device) => device.registered);

export const directoryEntities = (call: GraphCall): readonly Entity[] =>
  registered(call).map((device) => entityOf(call, device));

export const directoryDeviceRoutes: readonly GraphRoute[] = [
  {
    method: 'GET',
    path: 'devices',
    roles: roles.readDirectory,
    answer: (call) => collectionAnswer(call, directoryEntities(call), directorySpec),
  },
  {
    method: 'GET',
    path: 'devices/{id}',
    roles: roles.readDirectory,
    answer: (call, [id = '']) => {
      const found = directoryEntities(call).find((entity) => entity['id'] === id.toLowerCase());
      if (found !== undefined) return entityAnswer(call, found, directorySpec);
      const message = `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`;
      return failure(call, 404, 'Request_ResourceNotFound', message);
    },
  },
];
