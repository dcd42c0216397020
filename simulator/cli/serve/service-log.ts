import type { FastifyBaseLogger, FastifyRequest } from 'fastify';
import { pino } from 'pino';
import { redactedUrl } from '../../service/redact.ts';
import type { Terminal } from '../terminal.ts';

/** Names under which something secret goes by. */
const secrets = [
  ...['authorization', 'cookie', 'client_secret', 'client_assertion', 'access_token', 'password'],
  ...['secret', 'token'],
];
const redact = secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `*.*.*.${name}`]);

/** What kind of fault it is. Its stack stays here, and so does what it may quote of a request. */
const faultOf = (error: unknown): object =>
  error instanceof Error
    ? { type: error.name, ...('code' in error && { code: String(error.code) }) }
    : { type: typeof error };

/** What breaks inside the service, as JSON lines on standard error, without anything secret. */
export const serviceLog = (terminal: Pick<Terminal, 'complain'>): FastifyBaseLogger =>
  pino(
    {
      level: 'error',
      base: null,
      redact,
      serializers: {
        err: faultOf,
        error: faultOf,
        req: ({ method, url }: FastifyRequest) => ({ method, url: redactedUrl(url) }),
        res: ({ statusCode }: { readonly statusCode?: number }) => ({ statusCode }),
      },
    },
    { write: (line: string) => terminal.complain(line.trimEnd()) },
  );
