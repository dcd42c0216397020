import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { graphError } from '../graph/error.ts';
import { problemBody } from '../problem.ts';
import { surfaceOf } from '../surface.ts';
import type { Store } from './store.ts';

const status = 503;
const title = 'What was asked for cannot be written to disk';

/** In place of an answer that would promise what a restart forgets. */
const notWritten = (request: FastifyRequest, reply: FastifyReply): string => {
  const isGraph = surfaceOf(request.url) === 'graph';
  reply.code(status);
  reply.header('content-type', isGraph ? 'application/json' : 'application/problem+json');
  const body = isGraph
    ? graphError(request, { status, code: 'ServiceUnavailable', message: title }).body
    : problemBody(request, 'muster', { type: 'not-written', status, title });
  return JSON.stringify(body);
};

/**
 * Lets an answer go once everything that was done before it is written: its own request, and
 * whatever else it may have seen.
 */
export const answerWhenWritten = (app: FastifyInstance, store: Store | null): void => {
  if (store === null) return;
  app.addHook('onSend', (request, reply, payload, done) => {
    if (store.isSettled()) return done(null, payload);
    store.settled().then(
      (written) => done(null, written ? payload : notWritten(request, reply)),
      (error: Error) => done(error),
    );
  });
};
