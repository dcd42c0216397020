import type { DeviceStatus } from '../../../core/device.ts';
import { policiesFor } from '../../../core/launch.ts';
import type { AppProtectionPolicyType } from '../../../core/vocabulary.ts';
import { writeAppIdentifier } from '../../graph/write-policy.ts';
import { situationOf } from '../../target/world.ts';
import {
  type CollectionSpec,
  collectionAnswer,
  entityAnswer,
  notFound,
  valueAnswer,
} from './answers.ts';
import { appProtectionEntity } from './app-protections.ts';
import type { Entity, GraphCall, GraphRoute } from './call.ts';
import { present } from './present.ts';
import { roles } from './roles.ts';

export const registrationPlace = 'deviceAppManagement/managedAppRegistrations';
const place = registrationPlace;

export const registrationSpec: CollectionSpec = {
  declared: 'managedAppRegistration',
  place,
  page: 1000,
  paging: 'skiptoken',
  filterable: { userId: ['eq'] },
};

const protections = {
  android: 'androidManagedAppProtection',
  ios: 'iosManagedAppProtection',
  windows: 'windowsManagedAppProtection',
} as const satisfies Record<DeviceStatus['platform'], AppProtectionPolicyType>;

const types = {
  android: 'androidManagedAppRegistration',
  ios: 'iosManagedAppRegistration',
  windows: 'windowsManagedAppRegistration',
} as const;

const longAgo = '0001-01-01T00:00:00Z';

export interface Registration {
  readonly device: DeviceStatus;
  readonly app: string;
}

const entityOf = ({ tenant }: GraphCall, { device, app }: Registration): Entity => ({
  '@odata.type': `#microsoft.graph.${types[device.platform]}`,
  id: tenant.names.idOf('registration', `${device.name}/${app}`),
  createdDateTime: longAgo,
  lastSyncDateTime: new Date(tenant.world().now).toISOString(),
  applicationVersion: '1.0',
  managementSdkVersion: '1.0',
  platformVersion: device.osVersion,
  deviceType: device.platform,
  deviceTag: tenant.names.idOf('registration', device.name),
  deviceName: device.name,
  managedDeviceId: tenant.names.idOf('device', device.name),
  azureADDeviceId: tenant.names.idOf('entraDevice', device.name),
  deviceModel: null,
  deviceManufacturer: null,
  flaggedReasons: ['none'],
  userId: device.user === null ? null : tenant.names.idOf('user', device.user),
  appIdentifier: writeAppIdentifier(protections[device.platform], app),
  version: '"1"',
});

/** An app that was opened on a device has registered with app protection. */
const registrations = ({ world }: GraphCall): readonly Registration[] =>
  [...world.devices.values()].flatMap((device) =>
    Object.keys(device.launches).map((app) => ({ device, app })),
  );

export const registrationEntities = (
  call: GraphCall,
  wanted: (device: DeviceStatus) => boolean,
): readonly Entity[] =>
  registrations(call)
    .filter(({ device }) => wanted(device))
    .map((one) => entityOf(call, one));

export const registrationWith = (call: GraphCall, id: string): Registration | null =>
  registrations(call).find(
    ({ device, app }) => call.tenant.names.idOf('registration', `${device.name}/${app}`) === id,
  ) ?? null;

/** The app protection policies that govern a registered app, as the core finds them. */
const policiesOf: (navigation: string) => GraphRoute = (navigation) => ({
  method: 'GET',
  path: `${place}/{id}/${navigation}`,
  roles: roles.readAppParts,
  answer: (call, [id = '']) => {
    const found = registrationWith(call, id.toLowerCase());
    if (found === null) return notFound(call);
    const governing = policiesFor(situationOf(call.world, found.device), found.app);
    const shown = governing.map(([name, policy]) =>
      present(call, appProtectionEntity(call, name, policy), {
        declared: 'managedAppPolicy',
        place: 'deviceAppManagement/managedAppPolicies',
      }),
    );
    return valueAnswer(call, `${place}('${id}')/${navigation}`, shown);
  },
});

export const appRegistrationRoutes: readonly GraphRoute[] = [
  {
    method: 'GET',
    path: place,
    roles: roles.readAppParts,
    answer: (call) =>
      collectionAnswer(
        call,
        registrationEntities(call, () => true),
        registrationSpec,
      ),
  },
  {
    method: 'GET',
    path: `${place}/{id}`,
    roles: roles.readAppParts,
    answer: (call, [id = '']) => {
      const found = registrationWith(call, id.toLowerCase());
      return found === null
        ? notFound(call)
        : entityAnswer(call, entityOf(call, found), registrationSpec);
    },
  },
  policiesOf('appliedPolicies'),
  policiesOf('intendedPolicies'),
];
