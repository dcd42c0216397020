import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ServiceContext } from './context.ts';
import type { Fault, FaultAbout } from './fault.ts';
import { graphError } from './graph/error.ts';
import { plantableIn, rememberStates } from './planted-answer.ts';
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

/** Answers with the status of a fault, in the words of the surface that was asked. */
export const answerWithFault = (
  request: FastifyRequest,
  reply: FastifyReply,
  fault: Fault,
): FastifyReply => {
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

const aboutOf = (request: FastifyRequest): FaultAbout => {
  const path = request.url.split('?')[0] ?? '';
  return { path, method: request.method, ...claimedBy(request) };
};

const disturbing = ['status', 'slow', 'drop', 'lost'] as const;
const disturbs = ({ kind }: Fault): boolean => kind !== 'wrong' && kind !== 'stale';

const staleOf = ({ settled = 1_000, within = 30_000 }: Fault) => [settled, within] as const;

/** The answer as it goes out, where a wrong or stale one was asked for. */
const planted = (context: ServiceContext, request: FastifyRequest, payload: unknown): unknown => {
  const about = aboutOf(request);
  const tenant = context.tenants.get(about.tenant ?? '');
  if (tenant === null) return payload;
  const now = context.machineNow();
  rememberStates(tenant, request, now);
  const plantable = plantableIn(tenant, request, payload, now);
  if (plantable === null) return payload;
  const stateFor = (fault: Fault): string | null => {
    if (fault.kind === 'wrong') return plantable.wrong();
    return fault.kind === 'stale' ? plantable.stale(...staleOf(fault)) : null;
  };
  const fault = context.faults.meet(about, (each) => stateFor(each) !== null);
  const state = fault === null ? null : stateFor(fault);
  return state === null ? payload : plantable.with(state);
};

/**
 * Makes happen what was asked for at the control port: 429, 503, slow and dropped answers, and
 * answers that are not true.
 */
export const addFaultHooks = (app: FastifyInstance, context: ServiceContext): void => {
  const dropping = new WeakSet<FastifyRequest>();
  app.addHook('onRequest', (request, reply, done) => {
    const { faults } = context;
    const fault = faults.stands(...disturbing) ? faults.meet(aboutOf(request), disturbs) : null;
    if (fault === null) done();
    else if (fault.kind === 'slow') setTimeout(done, fault.delay ?? 1000);
    else if (fault.kind === 'status') answerWithFault(request, reply, fault);
    else if (fault.carriedOut === true || fault.kind === 'lost') {
      dropping.add(request);
      done();
    } else drop(request, reply);
  });
  app.addHook('onSend', (request, reply, payload, done) => {
    // What nobody gets is no answer that could be wrong.
    if (dropping.has(request)) drop(request, reply);
    else if (context.faults.stands('wrong', 'stale')) {
      return done(null, planted(context, request, payload));
    }
    return done(null, payload);
  });
};
