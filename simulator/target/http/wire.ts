import { Pool } from 'undici';
import { brokenText, isCut, waitAsked } from './broken.ts';

/** What a service answered. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Parsed where it is JSON, else null. */
  readonly json: Readonly<Record<string, unknown>> | null;
  /** Why it was not asked again, where it said to wait. */
  readonly gaveUp?: string;
}

export interface Ask {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the address of the surface. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: object;
  readonly form?: Readonly<Record<string, string>>;
  /** Texts that are blotted out wherever the answer repeats them. */
  readonly secrets?: readonly string[];
}

/** One address of a service. */
export interface Wire {
  readonly ask: (ask: Ask) => Promise<Answer>;
}

/** Connections to a service that stay open, shared by all addresses of one host. */
export interface Wires {
  /** @param address with whatever comes before the paths of the surface */
  readonly to: (address: string) => Wire;
  readonly close: () => Promise<void>;
}

/** How long a request is tried again that was told to wait, in milliseconds. */
const longestWaiting = 60_000;
const mostTries = 8;
/** No answer that is looked at comes near this, in bytes. */
const largestAnswer = 16 * 1024 * 1024;

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

/** What is shorter can be no secret, and may stand in any answer. */
const shortestSecret = 6;

const withoutSecrets = (text: string, secrets: readonly string[]): string => {
  let clean = text;
  for (const secret of secrets) {
    if (secret.length < shortestSecret) continue;
    const asJson = JSON.stringify(secret).slice(1, -1);
    clean = clean.replaceAll(secret, '(secret)').replaceAll(asJson, '(secret)');
  }
  return clean;
};

const bodyOf = ({ json, form }: Ask): { type: Record<string, string>; body: string | null } => {
  if (json !== undefined) {
    return { type: { 'content-type': 'application/json' }, body: JSON.stringify(json) };
  }
  if (form === undefined) return { type: {}, body: null };
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  return { type, body: new URLSearchParams(form).toString() };
};

const sleep = (time: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, time));

/** Before the next try, or why there is none. */
const waitBefore = (answer: Answer, tries: number, waited: number): number | string => {
  const told = waitAsked(answer.headers['retry-after'], Date.now());
  if (tries >= mostTries) return `it was asked ${tries + 1} times`;
  const wait = Math.max(told ?? 200 * 2 ** tries, 20);
  if (waited + wait <= longestWaiting) return wait;
  const seconds = Math.ceil(wait / 1000);
  return told === null
    ? `it was asked for ${Math.round(waited / 1000)} s`
    : `it asks for another ${seconds} s, and a request waits ${longestWaiting / 1000} s at most`;
};

const openPool = (origin: string, timeout: number): Pool =>
  new Pool(origin, {
    connections: 4,
    headersTimeout: timeout,
    bodyTimeout: timeout,
    keepAliveTimeout: 2_000,
    maxResponseSize: largestAnswer,
  });

const askOnce = async (pool: Pool, before: string, ask: Ask, timeout: number): Promise<Answer> => {
  const { type, body } = bodyOf(ask);
  const answer = await pool.request({
    method: ask.method,
    path: before + ask.path,
    headers: { ...type, ...ask.headers },
    body,
    signal: AbortSignal.timeout(timeout),
  });
  const text = withoutSecrets(await answer.body.text(), ask.secrets ?? []);
  return { status: answer.statusCode, headers: answer.headers, json: parsed(text) };
};

/** A connection may have been closed at its other end meanwhile; what can be said twice is. */
const askTwice = (pool: Pool, before: string, ask: Ask, timeout: number): Promise<Answer> =>
  askOnce(pool, before, ask, timeout).catch((error: unknown) => {
    if (ask.method === 'POST' || !isCut(error)) throw error;
    return askOnce(pool, before, ask, timeout);
  });

const askPatiently = async (once: () => Promise<Answer>): Promise<Answer> => {
  let waited = 0;
  for (let tries = 0; ; tries++) {
    const answer = await once();
    if (answer.status !== 429 && answer.status !== 503) return answer;
    const wait = waitBefore(answer, tries, waited);
    if (typeof wait === 'string') return { ...answer, gaveUp: wait };
    await sleep(wait);
    waited += wait;
  }
};

/** @param timeout for a whole answer, in milliseconds */
export const openWires = (timeout: number): Wires => {
  const pools = new Map<string, Pool>();
  return {
    to: (address) => {
      const { origin, pathname } = new URL(address);
      const pool = pools.get(origin) ?? openPool(origin, timeout);
      pools.set(origin, pool);
      const before = pathname.replace(/\/+$/, '');
      const once = (ask: Ask): Promise<Answer> =>
        askTwice(pool, before, ask, timeout).catch((error: unknown) => {
          throw new Error(`${nameOf(ask)}: ${brokenText(error, timeout)}`);
        });
      return { ask: (ask) => askPatiently(() => once(ask)) };
    },
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.close()));
    },
  };
};

const nameOf = ({ method, path }: Ask): string => `${method} ${path.split('?')[0]}`;

/** What breaks a case: an answer that no well-behaved service gives here. */
export const unexpected = (ask: Ask, { status, json, gaveUp }: Answer): Error => {
  const { error, title, detail } = json ?? {};
  const said = [title, detail, typeof error === 'object' ? JSON.stringify(error) : error];
  const told = said.filter((part) => typeof part === 'string').join(': ');
  const text = json === null && status < 300 ? 'with a body that is no JSON object' : told;
  const end = gaveUp === undefined ? '' : `; ${gaveUp}`;
  return new Error(`${nameOf(ask)} answered ${status} ${text}`.trimEnd() + end);
};
