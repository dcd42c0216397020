import type { FastifyInstance } from 'fastify';
import type { ServiceContext } from '../context.ts';
import { type Fault, faultKinds } from '../fault.ts';
import { sendProblem } from '../problem.ts';

const body = {
  type: 'object',
  additionalProperties: false,
  required: ['kind'],
  properties: {
    kind: { type: 'string', enum: faultKinds },
    status: { type: 'integer', minimum: 400, maximum: 599 },
    retryAfter: { type: 'integer', minimum: 0 },
    delay: { type: 'integer', minimum: 0, maximum: 600_000 },
    settled: { type: 'integer', minimum: 0, maximum: 600_000 },
    within: { type: 'integer', minimum: 0, maximum: 3_600_000 },
    carriedOut: { type: 'boolean' },
    path: { type: 'string' },
    method: { type: 'string' },
    tenant: { type: 'string' },
    client: { type: 'string' },
    times: { type: 'integer', minimum: 1 },
  },
};

/**
 * Faults on demand: 429 and 503 with and without `Retry-After`, late and dropped answers, and
 * answers that are wrong, stale or lost, for whoever tests whether they are found.
 */
export const faultRoutes = (app: FastifyInstance, { faults, journal }: ServiceContext): void => {
  app.get('/_control/faults', async () => ({ value: faults.list() }));
  app.post<{ Body: Fault }>('/_control/faults', { schema: { body } }, async (request, reply) =>
    reply.code(201).send({ id: faults.add(request.body) }),
  );
  app.delete<{ Params: { id: string } }>('/_control/faults/:id', async (request, reply) => {
    if (faults.remove(request.params.id)) return reply.code(204).send();
    const title = 'There is no such fault';
    return sendProblem(request, reply, 'muster', { type: 'unknown-fault', status: 404, title });
  });
  app.delete('/_control/faults', async (_request, reply) => {
    faults.clear();
    return reply.code(204).send();
  });
  app.get<{ Querystring: { tenant?: string; since?: string } }>(
    '/_control/transcript',
    async ({ query }) => ({
      value: journal.since(Number(query.since ?? 0) || 0, query.tenant?.toLowerCase()),
    }),
  );
};
