import { type Duration, day } from '../../../core/time.ts';
import type { LedgerEntry } from '../../grade/ledger.ts';
import { parseDuration } from '../../source/duration.ts';
import { parseInstant } from '../../source/instant.ts';
import type { Refusal } from '../refusal.ts';

/** When something counts as read too long ago. */
export interface Staleness {
  readonly olderThan: Duration;
  /** ISO date. */
  readonly asOf: string;
}

const startOf = (date: string): number | null => parseInstant(`${date}T00:00:00Z`);

/** Days between the reading and the date in question; negative where it was read later. */
export const daysOld = (readOn: string, asOf: string): number =>
  ((startOf(asOf) ?? 0) - (startOf(readOn) ?? 0)) / day;

const durationOf = (text: string): Duration | Refusal => {
  const parsed = parseDuration(text);
  if (parsed.ok && parsed.total >= 0) return parsed.total;
  const problem = parsed.ok ? 'it is negative' : parsed.problem;
  return { message: `\`${text}\` is no duration: ${problem}`, help: 'e.g. `--stale 180d`' };
};

/** What `--stale` and `--as-of` ask for; null where nothing is asked. */
export const stalenessFrom = (
  stale: string | undefined,
  asOf: string | undefined,
  today: string,
): Staleness | Refusal | null => {
  if (asOf !== undefined && startOf(asOf) === null) {
    return { message: `\`${asOf}\` is no date`, help: 'e.g. `--as-of 2027-06-30`' };
  }
  if (stale === undefined) {
    return asOf === undefined
      ? null
      : { message: '`--as-of` says nothing without `--stale`', help: 'e.g. `--stale 180d`' };
  }
  const olderThan = durationOf(stale);
  if (typeof olderThan !== 'number') return olderThan;
  return { olderThan, asOf: asOf ?? today };
};

/** Those that were read longer ago than the duration, the oldest first. */
export const staleAmong = (
  entries: readonly LedgerEntry[],
  { olderThan, asOf }: Staleness,
): readonly LedgerEntry[] =>
  entries
    .filter(({ requirement }) => daysOld(requirement.readOn, asOf) * day > olderThan)
    .sort((a, b) => a.requirement.readOn.localeCompare(b.requirement.readOn));
