import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isGuid } from '../contract/object-id.ts';

export interface RequestIds {
  readonly 'request-id': string;
  readonly 'client-request-id': string;
}

declare module 'fastify' {
  interface FastifyRequest {
    requestIds?: RequestIds | null;
  }
}

/** Ours, and the caller's own where it sent one; the same for one request, however often asked. */
export const requestIdsOf = (request: FastifyRequest): RequestIds => {
  if (request.requestIds) return request.requestIds;
  const id = randomUUID();
  const sent = request.headers['client-request-id'];
  const own = typeof sent === 'string' && isGuid(sent) ? sent : id;
  const ids: RequestIds = { 'request-id': id, 'client-request-id': own };
  request.requestIds = ids;
  return ids;
};

/** Every answer carries them. */
export const addRequestIds = (app: FastifyInstance): void => {
  app.decorateRequest('requestIds', null);
  app.addHook('onRequest', (request, reply, done) => {
    const ids = requestIdsOf(request);
    reply.header('request-id', ids['request-id']);
    reply.header('client-request-id', ids['client-request-id']);
    done();
  });
};
