/** One exchange as it went over the wire, without anything secret. */
export interface Exchange {
  readonly number: number;
  /** Of the machine, in milliseconds since 1970. */
  readonly at: number;
  /** What the tenant's own clock said then; null where no tenant is known. */
  readonly tenantAt: number | null;
  readonly surface: 'graph' | 'partner' | 'device' | 'token' | 'other';
  readonly tenant: string | null;
  readonly client: string | null;
  readonly method: string;
  /** Path and query; values of secret parameters are left out. */
  readonly url: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody: unknown;
  readonly status: number;
  readonly responseHeaders: Readonly<Record<string, string>>;
  /** As it was sent; null where there was none, or where it held a token. */
  readonly responseBody: string | null;
  readonly milliseconds: number;
}

export type ExchangeListener = (exchange: Exchange) => void;

export interface Journal {
  /** Whether anybody wants to know of exchanges at all. */
  readonly isRead: () => boolean;
  readonly record: (exchange: Omit<Exchange, 'number'>) => void;
  /** From now on exchanges are kept. Before that only listeners hear of them. */
  readonly keep: () => void;
  /** The last ones that were kept, oldest first, after the one with this number. */
  readonly since: (number: number, tenant?: string) => readonly Exchange[];
  /** Called for each exchange as it ends; what it returns takes the listener away. */
  readonly listen: (listener: ExchangeListener) => () => void;
  readonly clear: (tenant: string) => void;
}

/** How many exchanges are kept for a transcript. */
const mostKept = 20_000;

export const createJournal = (): Journal => {
  let kept: Exchange[] = [];
  let last = 0;
  let keeps = false;
  const listeners = new Set<ExchangeListener>();
  return {
    isRead: () => keeps || listeners.size > 0,
    keep: () => {
      keeps = true;
    },
    record: (exchange) => {
      last += 1;
      const whole: Exchange = { ...exchange, number: last };
      if (keeps) kept.push(whole);
      if (kept.length > mostKept * 2) kept = kept.slice(-mostKept);
      for (const listener of listeners) listener(whole);
    },
    since: (number, tenant) =>
      kept.filter(
        (exchange) =>
          exchange.number > number && (tenant === undefined || exchange.tenant === tenant),
      ),
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    clear: (tenant) => {
      kept = kept.filter((exchange) => exchange.tenant !== tenant);
    },
  };
};
