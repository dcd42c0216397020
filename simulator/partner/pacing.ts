/** How a connector waits; tests let time pass in another way. */
export interface Pacing {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** From 0 up to but not including 1. */
  readonly chance: () => number;
}

export const realPacing: Pacing = {
  now: Date.now,
  sleep: (milliseconds) => new Promise((wake) => setTimeout(wake, milliseconds)),
  chance: Math.random,
};

const firstDelay = 1_000;
const longestDelay = 300_000;

/** The wait before another try: anything up to a limit that doubles each time. */
export const backOff = (attempt: number, { chance }: Pacing): number => {
  const limit = Math.min(longestDelay, firstDelay * 2 ** Math.min(attempt, 20));
  return Math.max(50, Math.floor(chance() * limit));
};

/** What `Retry-After` asks for, in milliseconds: seconds or a date; null where it says nothing. */
export const askedWait = (
  headers: Readonly<Record<string, string>>,
  now: number,
): number | null => {
  const value = headers['retry-after'];
  if (value === undefined) return null;
  if (/^\d+$/.test(value.trim())) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
};
