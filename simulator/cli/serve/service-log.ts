import type { FastifyBaseLogger } from 'fastify';
import { pino } from 'pino';
import type { Terminal } from '../terminal.ts';

/** Names under which a request carries something secret. */
const secrets = ['authorization', 'client_secret', 'client_assertion', 'access_token', 'cookie'];
const redact = secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `*.*.*.${name}`]);

/** What breaks inside the service, as JSON lines on standard error, without anything secret. */
export const serviceLog = (terminal: Terminal): FastifyBaseLogger =>
  pino(
    { level: 'error', base: null, redact },
    { write: (line: string) => terminal.complain(line.trimEnd()) },
  );
