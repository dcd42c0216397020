import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { JWK } from 'jose';
import { defaultReadings, type Readings } from '../../../core/readings.ts';
import type { Tenant } from '../../../core/tenant.ts';
import { type Client, withNewSecret } from '../client.ts';
import { type ClockSettings, clockModes } from '../clock.ts';
import type { ServiceContext } from '../context.ts';
import { sendProblem } from '../problem.ts';
import type { Originals, ServedTenant } from '../tenants.ts';
import { type InTenant, ofTenant } from './of-tenant.ts';
import { fleetFromText, tenantFromText } from './tenant-text.ts';

interface Load {
  readonly id?: string;
  readonly name?: string;
  /** A tenant as the core has it … */
  readonly tenant?: Tenant;
  /** … or a tenant file in YAML … */
  readonly file?: string;
  /** … or the name of a shipped fleet, or a fleet file in YAML. */
  readonly fleet?: string;
  /** Of the fleet: how many, and by which draw. */
  readonly devices?: number;
  readonly seed?: number;
  readonly originals?: Originals;
  /** For services that give ids by another rule than ours. */
  readonly ids?: object;
  readonly readings?: Partial<Readings>;
  readonly start?: number;
  readonly clock?: ClockSettings;
}

const load = {
  type: 'object',
  additionalProperties: false,
  properties: {
    id: { type: 'string', pattern: '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$' },
    name: { type: 'string' },
    tenant: {
      type: 'object',
      required: [
        ...['settings', 'connectors', 'compliancePolicies', 'appProtectionPolicies'],
        ...['conditionalAccessPolicies', 'users', 'devices', 'recalculationDelay'],
      ],
    },
    file: { type: 'string' },
    fleet: { type: 'string', minLength: 1 },
    devices: { type: 'integer', minimum: 1, maximum: 1_000_000 },
    seed: { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
    originals: { type: 'object' },
    ids: { type: 'object' },
    readings: { type: 'object' },
    start: { type: 'number' },
    clock: {
      type: 'object',
      required: ['mode', 'factor'],
      properties: { mode: { enum: clockModes }, factor: { type: 'number', exclusiveMinimum: 0 } },
    },
  },
};

const application = {
  type: 'object',
  additionalProperties: false,
  required: ['id', 'name', 'roles'],
  properties: {
    id: { type: 'string', minLength: 1 },
    name: { type: 'string' },
    roles: { type: 'array', items: { type: 'string' } },
    keys: { type: 'array', items: { type: 'object' } },
  },
};

/** Gives every application of a tenant a secret, which is told this once. */
const withSecrets = (tenant: ServedTenant): readonly object[] =>
  [...tenant.clients.values()].flatMap((client) => {
    const { id, name, partner, roles, isPublic } = client;
    if (isPublic === true) return [];
    const { client: proven, secret } = withNewSecret(client);
    tenant.clients.set(id, proven);
    return [{ id, name, partner, roles, secret }];
  });

const summaryOf = (tenant: ServedTenant): object => ({
  id: tenant.id,
  name: tenant.name,
  clock: tenant.clock.settings(),
  now: tenant.clock.now(),
  devices: tenant.world().devices.size,
});

/** What a body asks to be loaded, or what is wrong with it. */
const readLoad = ({ file, fleet, tenant, devices, seed }: Load) => {
  if (file !== undefined) return tenantFromText(file);
  if (fleet !== undefined) {
    const size = { ...(devices !== undefined && { devices }), ...(seed !== undefined && { seed }) };
    return fleetFromText(fleet, size);
  }
  const diagnostics = ['name a `tenant`, a `file` or a `fleet`'];
  return tenant === undefined ? { tenant: null, diagnostics } : { tenant: { tenant }, diagnostics };
};

const addLoad = (app: FastifyInstance, context: ServiceContext): void => {
  app.post<{ Body: Load }>(
    '/_control/tenants',
    { schema: { body: load } },
    async (request, reply) => {
      const { body } = request;
      const { tenant: from, diagnostics } = readLoad(body);
      if (from === null) {
        return sendProblem(request, reply, 'muster', {
          type: 'tenant',
          status: 422,
          title: 'The tenant cannot be read',
          members: { diagnostics },
        });
      }
      const tenant = context.tenants.add({
        ...from,
        ...(body.originals === undefined ? {} : { originals: body.originals }),
        id: body.id ?? randomUUID(),
        name: body.name ?? 'loaded',
        readings: { ...defaultReadings, ...body.readings },
        start: body.start ?? Date.now(),
        clock: body.clock ?? { mode: 'real', factor: 1 },
      });
      const baseUrl = context.baseUrl();
      const clients = withSecrets(tenant);
      return reply.code(201).send({ ...summaryOf(tenant), baseUrl, clients });
    },
  );
};

/** Tenants come, begin again and go; their applications get secrets. */
export const tenantRoutes = (app: FastifyInstance, context: ServiceContext): void => {
  const { tenants, journal, faults } = context;
  const one = '/_control/tenants/:tenant';
  addLoad(app, context);
  app.get('/_control/tenants', async () => ({ value: tenants.list().map(summaryOf) }));
  app.get<InTenant>(one, ofTenant(context, summaryOf));
  app.delete<InTenant>(
    one,
    ofTenant(context, (tenant, _request, reply) => {
      tenants.remove(tenant.id);
      journal.clear(tenant.id);
      faults.clear(tenant.id);
      return reply.code(204).send();
    }),
  );
  app.post<InTenant>(
    `${one}/reset`,
    ofTenant(context, ({ id }, _request, reply) => {
      const tenant = tenants.reset(id);
      journal.clear(id);
      faults.clear(id);
      return tenant === null ? reply.code(404).send() : summaryOf(tenant);
    }),
  );
  app.post<InTenant & { Body: Pick<Client, 'id' | 'name' | 'roles'> & { keys?: readonly JWK[] } }>(
    `${one}/clients`,
    { schema: { body: application } },
    async (request, reply) =>
      ofTenant(context, (tenant) => {
        const { id, name, roles, keys = [] } = request.body;
        const known = tenant.clients.get(id.toLowerCase());
        const before = known ?? { partner: null, secrets: [] };
        const client = { ...before, id: id.toLowerCase(), name, roles, keys };
        const { client: proven, secret } = withNewSecret(client);
        tenant.clients.set(client.id, proven);
        return reply.code(201).send({ id: client.id, name, roles, secret });
      })(request, reply),
  );
};
