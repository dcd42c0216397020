import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isGuid } from '../contract/object-id.ts';

export interface RequestIds {
  readonly 'request-id': string;
  readonly 'client-request-id': string;
}

const known = new WeakMap<FastifyRequest, RequestIds>();

/** Ours, and the caller's own where it sent one; the same for one request, however often asked. */
export const requestIdsOf = (request: FastifyRequest): RequestIds => {
  const before = known.get(request);
  if (before !== undefined) return before;
  const id = randomUUID();
  const sent = request.headers['client-request-id'];
  const own = typeof sent === 'string' && isGuid(sent) ? sent : id;
  const ids: RequestIds = { 'request-id': id, 'client-request-id': own };
  known.set(request, ids);
  return ids;
};

/** Every answer carries them. */
export const withRequestIds = (request: FastifyRequest, reply: FastifyReply): void => {
  const ids = requestIdsOf(request);
  reply.header('request-id', ids['request-id']);
  reply.header('client-request-id', ids['client-request-id']);
};
