import { setTimeout } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ServiceContext } from './context.ts';
import type { Fault } from './fault.ts';
import { graphError } from './graph/error.ts';
import { sendProblem } from './problem.ts';
import { claimedBy, surfaceOf } from './surface.ts';

const titles: Readonly<Record<number, readonly [code: string, title: string]>> = {
  429: ['TooManyRequests', 'Too many requests'],
  500: ['InternalServerError', 'Internal server error'],
  502: ['BadGateway', 'Bad gateway'],
  503: ['ServiceUnavailable', 'The service is busy'],
  504: ['GatewayTimeout', 'Gateway timeout'],
};
const types: Readonly<Record<number, string>> = { 429: 'rate-limited', 503: 'busy' };

const fail = (request: FastifyRequest, reply: FastifyReply, fault: Fault): FastifyReply => {
  const { status = 503, retryAfter } = fault;
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter));
  const [code, title] = titles[status] ?? ['Fault', 'A fault that was asked for'];
  if (surfaceOf(request.url) === 'graph') {
    const { body } = graphError(request, { status, code, message: title });
    return reply.code(status).header('content-type', 'application/json').send(body);
  }
  const type = types[status] ?? 'fault';
  return sendProblem(request, reply, 'mtd-partner', { type, status, title });
};

const drop = (request: FastifyRequest, reply: FastifyReply): void => {
  reply.hijack();
  request.raw.socket.destroy();
};

/** Makes happen what was asked for at the control port: 429, 503, slow and dropped answers. */
export const addFaultHooks = (app: FastifyInstance, context: ServiceContext): void => {
  const dropping = new WeakSet<FastifyRequest>();
  app.addHook('onRequest', async (request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    const about = { path, method: request.method, ...claimedBy(request) };
    const fault = context.faults.meet(about);
    if (fault === null) return undefined;
    if (fault.kind === 'slow') {
      await setTimeout(fault.delay ?? 1000);
      return undefined;
    }
    if (fault.kind === 'status') return fail(request, reply, fault);
    if (fault.carriedOut === true) dropping.add(request);
    else drop(request, reply);
    return reply.sent ? reply : undefined;
  });
  app.addHook('onSend', async (request, reply, payload) => {
    if (dropping.has(request)) drop(request, reply);
    return payload;
  });
};
