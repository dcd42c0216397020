import type { Instant } from '../../core/time.ts';

const pattern = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,7}))?Z$/;

/**
 * Reads `2026-01-05T09:00:00Z`: UTC, seconds, and fractions as Graph writes them (anything below
 * a millisecond is cut off). Null where there is no such date.
 */
export const parseInstant = (text: string): Instant | null => {
  const match = pattern.exec(text);
  if (match === null) return null;
  const instant = Date.parse(`${text.slice(0, 19)}Z`);
  if (Number.isNaN(instant)) return null;
  // A date such as 30 February rolls over into the next month instead of failing.
  if (new Date(instant).toISOString().slice(0, 19) !== text.slice(0, 19)) return null;
  return instant + Number((match[7] ?? '0').padEnd(3, '0').slice(0, 3));
};

export const formatInstant = (instant: Instant): string =>
  new Date(instant).toISOString().replace('.000Z', 'Z');
