import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ServiceContext } from './context.ts';
import { redacted, redactedHeaders, redactedUrl } from './redact.ts';
import { claimedBy, surfaceOf } from './surface.ts';

/** Longer bodies are cut in the journal. */
const mostBody = 65_536;

const textOf = (payload: unknown): string | null => {
  if (typeof payload === 'string') return payload.slice(0, mostBody);
  return Buffer.isBuffer(payload) ? payload.toString('utf8', 0, mostBody) : null;
};

/** Writes down what goes over the wire. */
export const addJournalHooks = (app: FastifyInstance, context: ServiceContext): void => {
  const answers = new WeakMap<FastifyRequest, string | null>();
  app.addHook('onSend', async (request, _reply, payload) => {
    answers.set(request, textOf(payload));
    return payload;
  });
  app.addHook('onResponse', async (request, reply) => {
    const surface = surfaceOf(request.url);
    const isToken = surface === 'token';
    const claimed = claimedBy(request);
    context.journal.record({
      at: context.machineNow(),
      tenantAt: context.tenants.get(claimed.tenant ?? '')?.clock.now() ?? null,
      surface,
      ...claimed,
      method: request.method,
      url: redactedUrl(request.url),
      requestHeaders: redactedHeaders(request.headers),
      requestBody: isToken ? null : redacted(request.body ?? null),
      status: reply.statusCode,
      responseHeaders: redactedHeaders(reply.getHeaders()),
      responseBody: isToken ? null : (answers.get(request) ?? null),
      milliseconds: reply.elapsedTime,
    });
  });
};
