import { complianceStateOf } from '../../../core/calculation.ts';
import type { DeviceStatus } from '../../../core/device.ts';
import { isEnrolled } from '../../../core/facts.ts';
import {
  type CollectionSpec,
  collectionAnswer,
  entitiesOf,
  entityAnswer,
  failure,
} from './answers.ts';
import type { Entity, GraphCall, GraphRoute } from './call.ts';
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

/** What the name book calls the directory's object of a device, which has an id of its own. */
const objectName = ({ name }: DeviceStatus): string => `device ${name}`;

const entityOf = ({ tenant }: GraphCall, device: DeviceStatus): Entity => {
  const managed = isEnrolled(device.managementType);
  const state = complianceStateOf(device.decision);
  return {
    id: tenant.names.idOf('user', objectName(device)),
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

/** The device a directory object's id is of. */
const deviceWith = (call: GraphCall, id: string): DeviceStatus | undefined => {
  const { names } = call.tenant;
  // An id says nothing of its name before that was asked for.
  if (names.nameOf('user', id) === null) names.learn('user', registered(call).map(objectName));
  const name = names.nameOf('user', id);
  const device = call.world.devices.get(name?.replace(/^device /, '') ?? '');
  const isIt = device?.registered === true && objectName(device) === name;
  return isIt ? device : undefined;
};

export const directoryDeviceRoutes: readonly GraphRoute[] = [
  {
    method: 'GET',
    path: 'devices',
    roles: roles.readDirectory,
    answer: (call) =>
      collectionAnswer(
        call,
        entitiesOf(registered(call), (device) => entityOf(call, device)),
        directorySpec,
      ),
  },
  {
    method: 'GET',
    path: 'devices/{id}',
    roles: roles.readDirectory,
    answer: (call, [id = '']) => {
      const device = deviceWith(call, id);
      if (device !== undefined) return entityAnswer(call, entityOf(call, device), directorySpec);
      const message = `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`;
      return failure(call, 404, 'Request_ResourceNotFound', message);
    },
  },
];
