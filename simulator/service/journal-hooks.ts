import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ServiceContext } from './context.ts';
import type { Exchange } from './journal.ts';
import { redacted, redactedHeaders, redactedUrl } from './redact.ts';
import { claimedBy, surfaceOf } from './surface.ts';

/** Longer bodies are cut in the journal. */
const mostBody = 65_536;

const textOf = (payload: unknown): string | null => {
  if (typeof payload === 'string') return payload.slice(0, mostBody);
  return Buffer.isBuffer(payload) ? payload.toString('utf8', 0, mostBody) : null;
};

const exchangeOf = (
  { machineNow, tenants }: ServiceContext,
  request: FastifyRequest,
  reply: FastifyReply,
  answer: string | null,
): Omit<Exchange, 'number'> => {
  const surface = surfaceOf(request.url);
  const isToken = surface === 'token';
  const claimed = claimedBy(request);
  return {
    at: machineNow(),
    tenantAt: tenants.get(claimed.tenant ?? '')?.clock.now() ?? null,
    surface,
    ...claimed,
    method: request.method,
    url: redactedUrl(request.url),
    requestHeaders: redactedHeaders(request.headers),
    requestBody: isToken ? null : redacted(request.body ?? null),
    status: reply.statusCode,
    responseHeaders: redactedHeaders(reply.getHeaders()),
    responseBody: isToken ? null : answer,
    milliseconds: reply.elapsedTime,
  };
};

/**
 * Writes down what goes over the wire, where anybody reads it; to be added after whatever changes
 * an answer.
 */
export const addJournalHooks = (app: FastifyInstance, context: ServiceContext): void => {
  const { journal } = context;
  app.addHook('onSend', (request, reply, payload, done) => {
    if (journal.isRead()) {
      const answer = textOf(payload);
      reply.raw.once('finish', () => journal.record(exchangeOf(context, request, reply, answer)));
    }
    done(null, payload);
  });
};
