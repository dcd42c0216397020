import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ServiceContext } from '../context.ts';
import { type Problem, sendProblem } from '../problem.ts';
import type { ServedTenant } from '../tenants.ts';

export type InTenant = { Params: { tenant: string } };

const unknownTenant: Problem = {
  type: 'unknown-tenant',
  status: 404,
  title: 'There is no such tenant',
};

/** Answers for a tenant of the service, or says that it is none. */
export const ofTenant =
  <Request extends FastifyRequest<InTenant>>(
    context: ServiceContext,
    answer: (tenant: ServedTenant, request: Request, reply: FastifyReply) => unknown,
  ) =>
  async (request: Request, reply: FastifyReply): Promise<unknown> => {
    const tenant = context.tenants.get(request.params.tenant);
    if (tenant === null) return sendProblem(request, reply, 'muster', unknownTenant);
    return answer(tenant, request, reply);
  };
