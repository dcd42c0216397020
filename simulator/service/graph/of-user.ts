import { isEnrolled } from '../../../core/facts.ts';
import { userNamed } from '../user.ts';
import { collectionAnswer, failure } from './answers.ts';
import { registrationEntities, registrationSpec } from './app-registrations.ts';
import type { GraphCall, GraphRoute } from './call.ts';
import type { GraphAnswer } from './error.ts';
import { managedDeviceEntity, managedDeviceSpec } from './managed-devices.ts';
import { roles } from './roles.ts';

/** The user an id or a principal name is of. */
const userWith = ({ tenant, world }: GraphCall, id: string): string | null => {
  const name = tenant.names.nameOf('user', id);
  if (name !== null && Object.hasOwn(world.tenant.users, name)) return name;
  return userNamed(tenant, id);
};

const ofUser =
  (answer: (call: GraphCall, user: string) => GraphAnswer): GraphRoute['answer'] =>
  (call, [id = '']) => {
    const user = userWith(call, id);
    if (user !== null) return answer(call, user);
    const message = `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`;
    return failure(call, 404, 'Request_ResourceNotFound', message);
  };

/** What Intune knows of one user. */
export const ofUserRoutes: readonly GraphRoute[] = [
  {
    method: 'GET',
    path: 'users/{id}/managedDevices',
    roles: roles.readOfUser,
    answer: ofUser((call, user) => {
      const entities = [...call.world.devices.values()]
        .filter((device) => device.user === user && isEnrolled(device.managementType))
        .map((device) => managedDeviceEntity(call, device));
      return collectionAnswer(call, entities, managedDeviceSpec);
    }),
  },
  {
    method: 'GET',
    path: 'users/{id}/managedAppRegistrations',
    roles: roles.readOfUser,
    answer: ofUser((call, user) =>
      collectionAnswer(
        call,
        registrationEntities(call, (device) => device.user === user),
        registrationSpec,
      ),
    ),
  },
];
