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

const optionsOf = ({ method, path, headers, body }: Ask): Dispatcher.DispatchOptions => ({
  method,
  path,
  headers: body === null ? headers : { 'content-type': 'application/json', ...headers },
  body,
});

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
    let controller: Dispatcher.DispatchController | null = null;
    let isGivenUp = false;
    const body = bodyReader(ask.judge);
    pool.dispatch(optionsOf(ask), {
      onRequestStart: (started) => {
        controller = started;
        if (isGivenUp) started.abort(givenUp);
        else told.sent();
      },
      onResponseStart: (_, status) => told.head(status),
      onResponseData: (_, chunk) => body.take(chunk),
      onResponseEnd: () => told.end(body.text()),
      onResponseError: (_, error) => told.lose(codeOf(error)),
    });
    return () => {
      isGivenUp = true;
      controller?.abort(givenUp);
    };
  };
  return { send, sockets: () => pool.stats.connected, close: () => pool.destroy() };
};
