/** Milliseconds since 1970-01-01T00:00:00Z. There is no local time anywhere in the core. */
export type Instant = number;
/** Milliseconds. A day is exactly 24 hours. */
export type Duration = number;

export const millisecond: Duration = 1;
export const second: Duration = 1_000;
export const minute: Duration = 60 * second;
export const hour: Duration = 60 * minute;
export const day: Duration = 24 * hour;

/**
 * Whether a period that began at `since` is over at `now`: it is once the time elapsed is at
 * least its length (decision-procedure.md, G4).
 */
export const isOver = (since: Instant, length: Duration, now: Instant): boolean =>
  now - since >= length;
