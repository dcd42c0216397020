import type { FastifyInstance } from 'fastify';
import { capabilityOfVerb } from '../../port/capability.ts';
import type { Query } from '../../port/observation.ts';
import type { Operation } from '../../port/operation.ts';
import type { ServiceContext } from '../context.ts';
import { setHidesNewMembers } from '../graph/manners.ts';
import { type InTenant, ofTenant } from './of-tenant.ts';

const below = '/_control/tenants/:tenant';

const operation = {
  type: 'object',
  required: ['do'],
  properties: { do: { type: 'string', enum: Object.keys(capabilityOfVerb) } },
};

const query = {
  type: 'object',
  required: ['kind', 'fields'],
  properties: {
    kind: { type: 'string', enum: ['device', 'connector'] },
    device: { type: 'string' },
    partner: { type: 'string' },
    fields: { type: 'array', items: { type: 'string' } },
    resources: { type: 'array', items: { type: 'string' } },
  },
};

const manners = {
  type: 'object',
  additionalProperties: false,
  properties: { hidesNewMembers: { type: 'boolean' } },
};

/** What no surface offers: any operation and query of the port, events, and Graph's manners. */
export const worldRoutes = (app: FastifyInstance, context: ServiceContext): void => {
  app.post<InTenant & { Body: Operation }>(
    `${below}/operations`,
    { schema: { body: operation } },
    async (request, reply) =>
      ofTenant(context, (tenant) => tenant.perform(request.body))(request, reply),
  );
  app.post<InTenant & { Body: Query }>(
    `${below}/observations`,
    { schema: { body: query } },
    async (request, reply) =>
      ofTenant(context, (tenant) => {
        const asked = request.body;
        return asked.kind === 'device'
          ? tenant.observe({ ...asked, resources: asked.resources ?? [] })
          : tenant.observe(asked);
      })(request, reply),
  );
  app.post<InTenant>(
    `${below}/events`,
    ofTenant(context, (tenant) => ({ value: tenant.takeEvents() })),
  );
  app.patch<InTenant & { Body: { hidesNewMembers?: boolean } }>(
    `${below}/manners`,
    { schema: { body: manners } },
    async (request, reply) =>
      ofTenant(context, (tenant) => {
        const { hidesNewMembers } = request.body;
        if (hidesNewMembers !== undefined) setHidesNewMembers(tenant, hidesNewMembers);
        return { hidesNewMembers };
      })(request, reply),
  );
};
