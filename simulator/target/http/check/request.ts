import { brokenText, isAboutTls, waitAsked } from '../broken.ts';

/** What came of one request of the set-up check. */
export type Outcome =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: Headers;
      /** Null where the body is no JSON object. */
      readonly json: Readonly<Record<string, unknown>> | null;
      /** Why it was not asked again, where it said to wait. */
      readonly gaveUp: string | null;
    }
  | { readonly kind: 'broken'; readonly said: string; readonly isTls: boolean };

export interface Request {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: object;
  readonly form?: Readonly<Record<string, string>>;
}

/** How long an answer may take, and how long a request may be put off, in milliseconds. */
export interface Patience {
  readonly timeout: number;
  readonly waiting: number;
}

export type Requester = (request: Request) => Promise<Outcome>;

const objectIn = (text: string): Readonly<Record<string, unknown>> | null => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? { ...value }
      : null;
  } catch {
    return null;
  }
};

const initOf = ({ method = 'GET', token, headers, json, form }: Request, timeout: number) => ({
  method,
  // A token is not carried to another host.
  redirect: 'manual' as const,
  signal: AbortSignal.timeout(timeout),
  headers: {
    ...headers,
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(json === undefined ? {} : { 'content-type': 'application/json' }),
  },
  ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
});

const askOnce = async (request: Request, timeout: number): Promise<Outcome> => {
  try {
    const { status, headers, ...answer } = await answered(request, timeout);
    return { kind: 'answer', status, headers, json: objectIn(answer.text), gaveUp: null };
  } catch (error) {
    return { kind: 'broken', said: brokenText(error, timeout), isTls: isAboutTls(error) };
  }
};

const answered = async (request: Request, timeout: number) => {
  const answer = await fetch(request.url, initOf(request, timeout));
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
};

/** How long a service that names no time is left alone before the next try. */
const usualWait = 500;

/**
 * Asks with what Node itself brings. Whoever says 429 or 503 is asked again when it said, as long
 * as all of that together does not become too long.
 */
export const requester =
  ({ timeout, waiting }: Patience): Requester =>
  async (request) => {
    let waited = 0;
    for (let tries = 0; ; tries++) {
      const outcome = await askOnce(request, timeout);
      if (outcome.kind === 'broken') return outcome;
      if (outcome.status !== 429 && outcome.status !== 503) return outcome;
      const header = outcome.headers.get('retry-after') ?? undefined;
      const told = waitAsked(header, Date.now());
      const wait = Math.max(told ?? usualWait * 2 ** tries, 10);
      if (waited + wait > waiting) {
        const asks =
          told === null ? 'says nothing of when' : `asks for ${Math.ceil(wait / 1000)} s`;
        return { ...outcome, gaveUp: `it ${asks}, and ${waiting / 1000} s are waited at most` };
      }
      await new Promise((resolve) => setTimeout(resolve, wait));
      waited += wait;
    }
  };

/** How an answer that does not do is called, with nothing of a body that is not known. */
export const outcomeText = (outcome: Outcome): string => {
  if (outcome.kind === 'broken') return outcome.said;
  const { status, json, gaveUp, headers } = outcome;
  if (status >= 300 && status < 400) {
    return `${status}, a redirection${headers.has('location') ? ' elsewhere' : ''}`;
  }
  if (gaveUp !== null) return `${status}; ${gaveUp}`;
  if (json === null) return `${status} with a body that is no JSON object`;
  const { error, title, error_description: description } = json;
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : error;
  const words = [title, code, description].filter((part) => typeof part === 'string');
  return words.length === 0 ? `${status}` : `${status} (${words.join(': ').slice(0, 200)})`;
};
