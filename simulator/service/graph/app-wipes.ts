import type { DeviceStatus } from '../../../core/device.ts';
import type { WipeRequest } from '../../../core/wipe-requests.ts';
import type { Operation } from '../../port/operation.ts';
import { userNamed } from '../user.ts';
import { badRequest, notFound, nothing, valueAnswer } from './answers.ts';
import { type Registration, registrationPlace, registrationWith } from './app-registrations.ts';
import type { Entity, GraphCall, GraphRoute } from './call.ts';
import type { GraphAnswer } from './error.ts';
import { present } from './present.ts';
import { roles } from './roles.ts';

/** What Intune's own list says of a request; Graph's `state` is any text. */
const operationOf = (
  { tenant }: GraphCall,
  { device, app }: Registration,
  { state, since }: Pick<WipeRequest, 'state' | 'since'>,
): Entity => ({
  id: tenant.names.idOf('registration', `${device.name}/${app}/wipe`),
  displayName: 'Wipe',
  lastModifiedDateTime: new Date(since).toISOString(),
  state,
  version: '1',
});

/** The wipe of a registered app as long as it is listed; null: there is none. */
const wipeOf = (call: GraphCall, { device, app }: Registration): Entity | null => {
  const fields = ['wipeRequests'] as const;
  const seen = call.tenant.observe({
    kind: 'device',
    device: device.name,
    fields,
    resources: [],
  });
  const state = 'wipeRequests' in seen ? seen.wipeRequests?.[app] : undefined;
  if (state === undefined) return null;
  const made = device.wipeRequests.find((one) => one.app === app);
  const since = made?.since ?? device.userWipe ?? call.now;
  return operationOf(call, { device, app }, { state, since });
};

const operations: GraphRoute = {
  method: 'GET',
  path: `${registrationPlace}/{id}/operations`,
  roles: roles.readAppParts,
  answer: (call, [id = '']) => {
    const found = registrationWith(call, id.toLowerCase());
    if (found === null) return notFound(call);
    const place = `${registrationPlace}('${id}')/operations`;
    const wipe = wipeOf(call, found);
    const declared = 'managedAppOperation';
    const shown = wipe === null ? [] : [present(call, wipe, { declared, place })];
    return valueAnswer(call, place, shown);
  },
};

/** The user an id or a principal name in a path is of. */
const userWith = ({ tenant, world }: GraphCall, id: string): string | null =>
  Object.keys(world.tenant.users).find((user) => tenant.names.idOf('user', user) === id) ??
  userNamed(tenant, id);

const ofUser = (
  action: string,
  operation: (user: string) => Operation,
  betaOnly: boolean,
): GraphRoute => ({
  method: 'POST',
  path: `users/{id}/${action}`,
  roles: roles.writeAppParts,
  betaOnly,
  answer: (call, [id = '']) => {
    const user = userWith(call, id);
    if (user === null) return notFound(call);
    call.tenant.perform(operation(user));
    return nothing;
  },
});

const taggedDevice = (call: GraphCall, user: string, tag: string): DeviceStatus | undefined =>
  [...call.world.devices.values()].find(
    (device) => device.user === user && call.tenant.names.idOf('registration', device.name) === tag,
  );

/** A request for each app that is registered on one device of the user (WIPE-03). */
const byDeviceTag = (call: GraphCall, id: string): GraphAnswer => {
  const user = userWith(call, id);
  if (user === null) return notFound(call);
  const body: Entity = typeof call.body === 'object' && call.body !== null ? { ...call.body } : {};
  const { deviceTag } = body;
  if (typeof deviceTag !== 'string') return badRequest(call, "'deviceTag' is missing.");
  const device = taggedDevice(call, user, deviceTag);
  if (device === undefined) return notFound(call);
  for (const app of Object.keys(device.launches)) {
    call.tenant.perform({ do: 'wipeRequest', device: device.name, app });
  }
  return nothing;
};

/** What admins ask of protected apps, and what became of it (WIPE-03, WIPE-04). */
export const appWipeRoutes: readonly GraphRoute[] = [
  operations,
  ofUser('wipeAndBlockManagedApps', (user) => ({ do: 'wipeRequest', user }), true),
  ofUser('unblockManagedApps', (user) => ({ do: 'cancelWipe', user }), true),
  {
    method: 'POST',
    path: 'users/{id}/wipeManagedAppRegistrationsByDeviceTag',
    roles: roles.writeAppParts,
    answer: (call, [id = '']) => byDeviceTag(call, id),
  },
];
