import { type Dispatcher, Pool } from 'undici';
import type { Send } from './requester.ts';
import type { Ask, Judged } from './traffic.ts';

export interface Sender {
  readonly send: Send;
  /** Connections now open. */
  readonly sockets: () => number;
  readonly close: () => Promise<void>;
}

const givenUp = new Error('given up');

const codeOf = (error: Error): string => ('code' in error ? String(error.code) : error.message);

/** Reads the body where somebody will judge it. */
const bodyReader = (judge: ((...answer: never[]) => Judged) | null) => {
  if (judge === null) return { take: () => undefined, text: () => '' };
  const chunks: Buffer[] = [];
  return {
    take: (chunk: Buffer) => {
      chunks.push(chunk);
    },
    text: () => (chunks.length === 1 ? String(chunks[0]) : Buffer.concat(chunks).toString()),
  };
};

const jsonHeaders = { 'content-type': 'application/json' };

/** Most requests have no headers of their own, and then nothing is put together for them. */
const headersOf = ({ headers, body }: Ask): Ask['headers'] => {
  if (body === null) return headers;
  return Object.keys(headers).length === 0 ? jsonHeaders : { ...jsonHeaders, ...headers };
};

const optionsOf = (ask: Ask): Dispatcher.DispatchOptions => ({
  method: ask.method,
  path: ask.path,
  headers: headersOf(ask),
  body: ask.body,
});

/**
 * The older form of handler, which the client calls as it is; it wraps every one of the newer form
 * in objects of its own, and reads all headers of the answer for it, which nobody wants here.
 */
type Handler = Required<
  Pick<Dispatcher.DispatchHandler, 'onConnect' | 'onHeaders' | 'onData' | 'onComplete' | 'onError'>
>;

/**
 * Sends over a pool of kept-alive connections. It waits for an answer as long as it takes: who has
 * waited too long is decided by the requester, against the intended start.
 *
 * @param origin such as `http://127.0.0.1:8080`
 */
export const undiciSender = (origin: string, connections: number): Sender => {
  const pool = new Pool(origin, {
    connections,
    pipelining: 1,
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: 60_000,
  });
  const send: Send = (ask, told) => {
    let abort: ((reason: Error) => void) | null = null;
    let isGivenUp = false;
    const body = bodyReader(ask.judge);
    const handler: Handler = {
      onConnect: (stop) => {
        abort = stop;
        if (isGivenUp) stop(givenUp);
        else told.sent();
      },
      onHeaders: (status) => {
        told.head(status);
        return true;
      },
      onData: (chunk) => {
        body.take(chunk);
        return true;
      },
      onComplete: () => told.end(body.text()),
      onError: (error) => told.lose(codeOf(error)),
    };
    pool.dispatch(optionsOf(ask), handler);
    return () => {
      isGivenUp = true;
      abort?.(givenUp);
    };
  };
  return { send, sockets: () => pool.stats.connected, close: () => pool.destroy() };
};
