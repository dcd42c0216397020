import { type Dispatcher, Pool } from 'undici';

/** One call, and what came of it. */
export interface Sent {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Received {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined where the body is no JSON. */
  readonly json: unknown;
}

/** No answer: the connection failed, or nothing came in time. */
export interface Lost {
  readonly lost: string;
  /** Trying again makes no sense. */
  readonly final?: boolean;
}

export type Outcome = Received | Lost;

export const isLost = (outcome: Outcome): outcome is Lost => 'lost' in outcome;

/** The way to one service. Nothing but its own address is ever contacted. */
export interface Wire {
  readonly call: (sent: Sent) => Promise<Outcome>;
  readonly origin: string;
  /** Finishes what is under way. */
  readonly close: () => Promise<void>;
  /** Ends at once. */
  readonly destroy: () => Promise<void>;
}

/** How long an answer may take. */
const longestWait = 30_000;

const headersOf = (headers: Dispatcher.ResponseData['headers']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const reasonOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'no answer';

/**
 * @param ca certificates to trust beside the usual ones, in PEM
 */
export const openWire = (address: string, ca?: string): Wire => {
  const { origin } = new URL(address);
  const pool = new Pool(origin, {
    connections: 4,
    headersTimeout: longestWait,
    bodyTimeout: longestWait,
    ...(ca !== undefined && { connect: { ca } }),
  });
  return {
    origin,
    call: async ({ method, url, headers, body }) => {
      const to = new URL(url);
      if (to.origin !== origin) return { lost: 'another address than the one given' };
      try {
        const answer = await pool.request({
          method,
          path: `${to.pathname}${to.search}`,
          headers: { ...headers },
          ...(body !== undefined && { body }),
        });
        const json = parsed(await answer.body.text());
        return { status: answer.statusCode, headers: headersOf(answer.headers), json };
      } catch (error) {
        return { lost: reasonOf(error) };
      }
    },
    close: () => pool.close(),
    destroy: () => pool.destroy(),
  };
};
