import { Pool } from 'undici';

/** What a service answered. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Parsed where it is JSON, else null. */
  readonly json: Readonly<Record<string, unknown>> | null;
}

export interface Ask {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: object;
  readonly form?: Readonly<Record<string, string>>;
}

/** One origin, over connections that stay open. */
export interface Wire {
  readonly ask: (ask: Ask) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

/** A service that answers nothing for so long is taken for broken, in milliseconds. */
const patience = 30_000;
/** How often a request is sent again that was told to wait. */
const mostTries = 8;
const longestWait = 10_000;

const parsed = (text: string): Answer['json'] => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? { ...value }
      : null;
  } catch {
    return null;
  }
};

const waitOf = ({ headers }: Answer, tries: number): number => {
  const told = Number(headers['retry-after']);
  const wait = Number.isFinite(told) ? told * 1000 : 200 * 2 ** tries;
  return Math.min(Math.max(wait, 20), longestWait);
};

export const openWire = (origin: string): Wire => {
  const pool = new Pool(origin, {
    connections: 4,
    headersTimeout: patience,
    bodyTimeout: patience,
    keepAliveTimeout: 2_000,
  });
  const once = async ({ method, path, headers, json, form }: Ask): Promise<Answer> => {
    const type =
      json !== undefined
        ? { 'content-type': 'application/json' }
        : form !== undefined
          ? { 'content-type': 'application/x-www-form-urlencoded' }
          : {};
    const body =
      json !== undefined
        ? JSON.stringify(json)
        : form !== undefined
          ? new URLSearchParams(form).toString()
          : null;
    const answer = await pool.request({ method, path, headers: { ...type, ...headers }, body });
    const text = await answer.body.text();
    return { status: answer.statusCode, headers: answer.headers, json: parsed(text) };
  };
  return {
    ask: async (ask) => {
      for (let tries = 0; ; tries++) {
        const answer = await once(ask);
        const waits = answer.status === 429 || answer.status === 503;
        if (!waits || tries >= mostTries) return answer;
        await new Promise((resolve) => setTimeout(resolve, waitOf(answer, tries)));
      }
    },
    close: async () => pool.close(),
  };
};

/** What breaks a case: an answer that no well-behaved service gives here. */
export const unexpected = ({ method, path }: Ask, { status, json }: Answer): Error => {
  const { error, title, detail } = json ?? {};
  const said = [title, detail, typeof error === 'object' ? JSON.stringify(error) : error];
  const text = said.filter((part) => typeof part === 'string').join(': ');
  return new Error(`${method} ${path.split('?')[0]} answered ${status} ${text}`.trimEnd());
};
