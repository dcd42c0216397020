import type { FastifyRequest } from 'fastify';
import { requestIdsOf } from '../request-ids.ts';
import type { Written } from './write.ts';

export interface GraphFailure {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** An answer of Graph before it is written. */
export interface GraphAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Undefined: no body, as with 204. A string is sent as `text/plain`. */
  readonly body?: unknown;
  /** Instead of `body`: one for which there is a shorter way to its JSON. */
  readonly later?: LaterBody;
}

/** A body that is made when somebody asks for it. */
export interface LaterBody {
  readonly whole: () => object;
  /** What `JSON.stringify` would make of it. */
  readonly json: () => Written;
}

export const bodyOf = ({ body, later }: GraphAnswer): unknown => later?.whole() ?? body;

export const graphError = (
  request: FastifyRequest,
  { status, code, message }: GraphFailure,
  at: number = Date.now(),
): GraphAnswer & { readonly body: object } => ({
  status,
  body: {
    error: {
      code,
      message,
      innerError: {
        // Graph writes this date without its zone.
        date: new Date(at).toISOString().slice(0, 19),
        ...requestIdsOf(request),
      },
    },
  },
});
