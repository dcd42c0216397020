import type { FastifyInstance } from 'fastify';
import type { User } from '../../../core/tenant.ts';
import { signInClientId } from '../client.ts';
import type { ServiceContext } from '../context.ts';
import { sendProblem } from '../problem.ts';
import type { ServedTenant } from '../tenants.ts';
import { newPassword, principalNameOf, rolesOfUser } from '../user.ts';
import { type InTenant, ofTenant } from './of-tenant.ts';

interface Admin {
  readonly user: string;
  readonly roles?: readonly string[];
}

const admin = {
  type: 'object',
  additionalProperties: false,
  required: ['user'],
  properties: {
    user: { type: 'string', minLength: 1, maxLength: 200 },
    roles: { type: 'array', maxItems: 50, items: { type: 'string', minLength: 1 } },
  },
};

const nobody: User = { groups: [], roles: [], licensed: true };

/** A user with these roles; without any named, one whom the tenant has. */
const appoint = (tenant: ServedTenant, { user, roles }: Admin): boolean => {
  const { users } = tenant.world().tenant;
  const known = Object.hasOwn(users, user) ? users[user] : undefined;
  if (roles === undefined) return known !== undefined;
  tenant.perform({ do: 'setTenant', users: { [user]: { ...(known ?? nobody), roles } } });
  return true;
};

const signInOf = (tenant: ServedTenant, user: string): object => ({
  user,
  roles: rolesOfUser(tenant, user),
  id: tenant.names.idOf('user', user),
  userPrincipalName: principalNameOf(user),
  password: newPassword(tenant, user),
  clientId: signInClientId,
});

/** Users of a tenant who may sign in at Graph; what they may do there follows from their roles. */
export const adminRoutes = (app: FastifyInstance, context: ServiceContext): void => {
  app.post<InTenant & { Body: Admin }>(
    '/_control/tenants/:tenant/admins',
    { schema: { body: admin } },
    async (request, reply) =>
      ofTenant(context, (tenant) => {
        const { user } = request.body;
        if (appoint(tenant, request.body)) return reply.code(201).send(signInOf(tenant, user));
        const title = 'The tenant has no such user; name `roles` to make one';
        return sendProblem(request, reply, 'muster', { type: 'unknown-user', status: 404, title });
      })(request, reply),
  );
};
