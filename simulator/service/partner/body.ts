import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Body } from './desk.ts';

/** Levels of maps and lists; a message has seven. */
const deepest = 16;

const isDeeper = (value: unknown, left: number): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  return left === 0 || Object.values(value).some((part) => isDeeper(part, left - 1));
};

declare module 'fastify' {
  interface FastifyRequest {
    /** SHA-256 of the body as it came. */
    bodyHash?: string | null;
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** A body that cannot be read; the error handler makes a problem of it. */
const malformed = (message: string): Error =>
  Object.assign(new Error(message), { statusCode: 400 });

const parse = (bytes: Buffer): unknown => {
  const json: unknown = JSON.parse(utf8.decode(bytes));
  if (isDeeper(json, deepest)) throw malformed(`it nests deeper than ${deepest} levels`);
  return json;
};

/** Bodies as JSON, together with the hash of the bytes that came. */
export const readBodies = (app: FastifyInstance, bodyLimit: number): void => {
  app.decorateRequest('bodyHash', null);
  app.removeAllContentTypeParsers();
  const options = { parseAs: 'buffer' as const, bodyLimit };
  app.addContentTypeParser<Buffer>('application/json', options, (request, read, done) => {
    try {
      request.bodyHash = createHash('sha256').update(read).digest('hex');
      done(null, read.length === 0 ? undefined : parse(read));
    } catch {
      done(malformed('it is no JSON in UTF-8'), undefined);
    }
  });
};

/** Null where the request has none. */
export const bodyOf = ({ bodyHash, body }: FastifyRequest): Body | null =>
  typeof bodyHash !== 'string' || body === undefined ? null : { json: body, hash: bodyHash };
