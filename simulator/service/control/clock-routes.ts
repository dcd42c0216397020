import type { FastifyInstance } from 'fastify';
import { type ClockSettings, clockModes } from '../clock.ts';
import type { ServiceContext } from '../context.ts';
import type { ServedTenant } from '../tenants.ts';
import { type InTenant, ofTenant } from './of-tenant.ts';

const path = '/_control/tenants/:tenant/clock';

interface Turned {
  readonly mode?: ClockSettings['mode'];
  readonly factor?: number;
  /** Milliseconds since 1970. */
  readonly advanceTo?: number;
  readonly advanceBy?: number;
}

const body = {
  type: 'object',
  additionalProperties: false,
  properties: {
    mode: { type: 'string', enum: clockModes },
    factor: { type: 'number', exclusiveMinimum: 0, maximum: 1e6 },
    advanceTo: { type: 'number', minimum: 0, maximum: 8.64e15 },
    advanceBy: { type: 'number', minimum: 0, maximum: 8.64e15 },
  },
};

const shown = ({ clock, world }: ServedTenant): object => {
  const { now } = world();
  return { ...clock.settings(), now, date: new Date(now).toISOString() };
};

const turn = ({ clock }: ServedTenant, turned: Turned): void => {
  const { mode, factor } = turned;
  if (mode !== undefined || factor !== undefined) {
    const before = clock.settings();
    clock.set({ mode: mode ?? before.mode, factor: factor ?? before.factor });
  }
  if (turned.advanceTo !== undefined) clock.advanceTo(turned.advanceTo);
  if (turned.advanceBy !== undefined) clock.advanceTo(clock.now() + turned.advanceBy);
};

/** A tenant's clock: `real`, `scaled` or `stepped`, and forward to any later instant. */
export const clockRoutes = (app: FastifyInstance, context: ServiceContext): void => {
  app.get<InTenant>(path, ofTenant(context, shown));
  app.patch<InTenant & { Body: Turned }>(path, { schema: { body } }, async (request, reply) =>
    ofTenant(context, (tenant) => {
      turn(tenant, request.body);
      return shown(tenant);
    })(request, reply),
  );
};
