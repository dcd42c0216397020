import type { Instant } from '../../../core/time.ts';
import { member } from '../json-member.ts';
import { askedWait } from '../pacing.ts';

/** One exchange as the stand-in's transcript has it; further members do not matter here. */
export interface HeardExchange {
  readonly number: number;
  /** Of the machine, in milliseconds since 1970: when the answer had gone out. */
  readonly at: number;
  /** What the tenant's own clock said then, where that is known. */
  readonly tenantAt?: Instant | null;
  readonly surface: string;
  readonly tenant: string | null;
  readonly client: string | null;
  readonly method: string;
  readonly url: string;
  readonly requestBody: unknown;
  readonly status: number;
  readonly responseHeaders: Readonly<Record<string, string>>;
  readonly responseBody: string | null;
  readonly milliseconds: number;
}

export const endpoints = [
  'discovery',
  'connector',
  'error',
  'heartbeat',
  'message',
  'request',
  'pages',
  'graph',
  'other',
] as const;
export type Endpoint = (typeof endpoints)[number];

/** A call as the checks look at it. */
export interface Call {
  readonly number: number;
  readonly endpoint: Endpoint;
  readonly method: string;
  /** Of the message or request in the address; else null. */
  readonly id: string | null;
  /** Of the machine. */
  readonly startedAt: number;
  readonly endedAt: number;
  readonly tenantAt: Instant | null;
  /** Null where it was not read, e.g. because the call came too often. */
  readonly body: unknown;
  /** The status, or the code that the body has in its place. */
  readonly status: number;
  readonly answer: unknown;
  /** Milliseconds that the answer asks to wait; null: it asks for nothing. */
  readonly wait: number | null;
}

const places: readonly (readonly [RegExp, Endpoint])[] = [
  [/\/threat-messages\/([^/?]+)$/, 'message'],
  [/\/app-sync-requests\/([^/?]+)\/devices$/, 'pages'],
  [/\/app-sync-requests\/([^/?]+)$/, 'request'],
  [/\/heartbeat$/, 'heartbeat'],
  [/\/connector\/error$/, 'error'],
  [/\/connector$/, 'connector'],
  [/^\/v1\.0\/servicePrincipals\/[^/]+\/endpoints$/i, 'discovery'],
];

const placeOf = (url: string, surface: string): { endpoint: Endpoint; id: string | null } => {
  const path = url.replace(/[?#].*$/, '');
  for (const [pattern, endpoint] of places) {
    const match = pattern.exec(path);
    if (match !== null) return { endpoint, id: match[1]?.toLowerCase() ?? null };
  }
  return { endpoint: surface === 'graph' ? 'graph' : 'other', id: null };
};

const parsed = (text: string | null): unknown => {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
};

export const callOf = (exchange: HeardExchange): Call => {
  const { number, at, milliseconds, method, status, responseHeaders } = exchange;
  const answer = parsed(exchange.responseBody);
  const inside = Number(member(answer, 'errorCode'));
  return {
    ...placeOf(exchange.url, exchange.surface),
    number,
    method,
    startedAt: at - milliseconds,
    endedAt: at,
    tenantAt: exchange.tenantAt ?? null,
    body: exchange.requestBody,
    status: status === 200 && Number.isInteger(inside) ? inside : status,
    answer,
    wait: askedWait(responseHeaders, at),
  };
};
