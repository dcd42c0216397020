import { hash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isBody } from '../../graph/body.ts';
import type { Body } from './desk.ts';

/** Levels of maps and lists; a message has seven. */
const deepest = 16;

/** Loops: a message has thousands of parts. */
const isDeeper = (value: unknown, left: number): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  if (left === 0) return true;
  if (Array.isArray(value)) {
    for (const part of value) if (isDeeper(part, left - 1)) return true;
  } else if (isBody(value)) {
    for (const name in value) if (isDeeper(value[name], left - 1)) return true;
  }
  return false;
};

declare module 'fastify' {
  interface FastifyRequest {
    /** SHA-512/256 of the body as it came, quicker than SHA-256 where that has no instructions. */
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
      request.bodyHash = hash('sha512-256', read, 'hex');
      done(null, read.length === 0 ? undefined : parse(read));
    } catch {
      done(malformed('it is no JSON in UTF-8'), undefined);
    }
  });
};

/** Null where the request has none. */
export const bodyOf = ({ bodyHash, body }: FastifyRequest): Body | null =>
  typeof bodyHash !== 'string' || body === undefined ? null : { json: body, hash: bodyHash };
