import type { FastifyInstance } from 'fastify';
import { partnerKeys } from '../../../core/partners.ts';
import { connectorFields, deviceFields, type Query } from '../../port/observation.ts';
import type { Operation } from '../../port/operation.ts';
import type { ServiceContext } from '../context.ts';
import { setHidesNewMembers, setThrottling } from '../graph/manners.ts';
import { type InTenant, ofTenant } from './of-tenant.ts';
import { operationSchema } from './operation-schema.ts';
import { type ThrottlingSetting, throttlingIn, throttlingSchema } from './throttling-setting.ts';

const below = '/_control/tenants/:tenant';

const wordsOf = (words: readonly string[]) => ({
  type: 'array',
  items: { type: 'string', enum: [...words] },
});

const query = {
  type: 'object',
  required: ['kind', 'fields'],
  properties: {
    device: { type: 'string' },
    partner: { type: 'string', enum: [...partnerKeys] },
    resources: { type: 'array', items: { type: 'string' } },
  },
  oneOf: [
    {
      required: ['device'],
      properties: { kind: { const: 'device' }, fields: wordsOf(deviceFields) },
    },
    {
      required: ['partner'],
      properties: { kind: { const: 'connector' }, fields: wordsOf(connectorFields) },
    },
  ],
};

const manners = {
  type: 'object',
  additionalProperties: false,
  properties: { hidesNewMembers: { type: 'boolean' }, throttling: throttlingSchema },
};

interface MannersBody {
  readonly hidesNewMembers?: boolean;
  readonly throttling?: ThrottlingSetting | null;
}

/** What no surface offers: any operation and query of the port, events, and Graph's manners. */
export const worldRoutes = (app: FastifyInstance, context: ServiceContext): void => {
  app.post<InTenant & { Body: Operation }>(
    `${below}/operations`,
    { schema: { body: operationSchema } },
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
  app.patch<InTenant & { Body: MannersBody }>(
    `${below}/manners`,
    { schema: { body: manners } },
    async (request, reply) =>
      ofTenant(context, (tenant) => {
        const { hidesNewMembers, throttling } = request.body;
        if (hidesNewMembers !== undefined) setHidesNewMembers(tenant, hidesNewMembers);
        if (throttling !== undefined) {
          setThrottling(tenant, throttling === null ? null : throttlingIn(throttling));
        }
        return request.body;
      })(request, reply),
  );
};
