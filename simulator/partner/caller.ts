import { randomUUID } from 'node:crypto';
import type { Access } from './access.ts';
import type { Defect } from './defect.ts';
import { member } from './json-member.ts';
import { askedWait, backOff, type Pacing } from './pacing.ts';
import { isLost, type Outcome, type Received, type Sent, type Wire } from './wire.ts';

export interface CallerParts {
  readonly wire: Wire;
  readonly access: Access;
  readonly pacing: Pacing;
  readonly apiVersion: string;
  readonly defect: Defect | null;
  /** Said to whoever operates the connector. */
  readonly tell: (line: string) => void;
  /** Of the machine: when it gives up on what does not work. */
  readonly giveUpAt: () => number;
}

/** Calls with a token, and again for as long as that makes sense: same address, same body. */
export interface Caller {
  /** Null: it has given up. */
  readonly call: (method: Sent['method'], url: string, body?: unknown) => Promise<Received | null>;
}

const isTrouble = (status: number): boolean =>
  status === 429 || status === 500 || (status >= 502 && status <= 504);

/** Some services answer every error with 200, and a code in the body. */
const withRealStatus = (received: Received): Received => {
  const code = Number(member(received.json, 'errorCode'));
  return received.status === 200 && Number.isInteger(code)
    ? { ...received, status: code }
    : received;
};

/** `new-id-on-retry`: the same message under another id. */
const renamed = (url: string, body: string): { url: string; body: string } => {
  const old = /\/threat-messages\/([0-9a-f-]{36})$/.exec(url)?.[1];
  if (old === undefined) return { url, body };
  const id = randomUUID();
  return { url: url.replace(old, id), body: body.replace(old, id) };
};

export const openCaller = (parts: CallerParts): Caller => {
  const { wire, access, pacing, defect, tell } = parts;
  const once = async (sent: Omit<Sent, 'headers'>, fresh: boolean): Promise<Outcome> => {
    const token = await access.token(fresh);
    if ('refused' in token) return { lost: `no token: ${token.refused}`, final: token.final };
    return wire.call({
      ...sent,
      headers: {
        authorization: `Bearer ${token.token}`,
        'api-version': parts.apiVersion,
        'client-request-id': randomUUID(),
        ...(sent.body !== undefined && { 'content-type': 'application/json' }),
      },
    });
  };
  /** How long to wait before the next try; null where the answer is an answer. */
  const waitAfter = (outcome: Outcome, attempt: number): number | null => {
    if (isLost(outcome)) return backOff(attempt, pacing);
    const { status, headers } = outcome;
    if (status === 401) return attempt === 0 ? 0 : backOff(attempt, pacing);
    if (!isTrouble(status)) return null;
    if (defect === 'ignores-retry-after') return 20;
    return askedWait(headers, pacing.now()) ?? backOff(attempt, pacing);
  };
  return {
    call: async (method, url, body) => {
      let sent = { method, url, ...(body !== undefined && { body: JSON.stringify(body) }) };
      let fresh = false;
      for (let attempt = 0; ; attempt += 1) {
        const outcome = await once(sent, fresh);
        const wait = waitAfter(outcome, attempt);
        if (wait === null && !isLost(outcome)) return withRealStatus(outcome);
        const why = isLost(outcome) ? outcome.lost : `status ${outcome.status}`;
        const isFinal = isLost(outcome) && outcome.final === true;
        if (isFinal || pacing.now() + (wait ?? 0) > parts.giveUpAt()) {
          tell(`gave up on ${method} ${new URL(url).pathname}: ${why}`);
          return null;
        }
        fresh = !isLost(outcome) && outcome.status === 401;
        if ((wait ?? 0) > 0) tell(`${why}, again in ${Math.ceil((wait ?? 0) / 1000)} s`);
        await pacing.sleep(wait ?? 0);
        if (defect === 'new-id-on-retry' && sent.body !== undefined) {
          sent = { ...sent, ...renamed(sent.url, sent.body) };
        }
      }
    },
  };
};
