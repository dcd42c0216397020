import type { CaseResult, KnownFailing } from '../../reports/result.ts';

/** One line of a list of known failures: who it is about, and who has promised what until when. */
export interface KnownFailingEntry extends KnownFailing {
  /** A case id, a scenario id, or with `*` for any characters a pattern of ids. */
  readonly pattern: string;
}

/** An entry that no longer says the truth; any of them fails the run. */
export interface StaleEntry {
  readonly entry: KnownFailingEntry;
  readonly because: string;
}

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Whether a case is meant by an id or pattern; a scenario's id means every row of its table. */
export const meansCase = (
  pattern: string,
  { id, scenario }: Pick<CaseResult, 'id' | 'scenario'>,
): boolean => {
  if (!pattern.includes('*')) return pattern === id || pattern === scenario;
  return new RegExp(`^${pattern.split('*').map(escapeRegExp).join('.*')}$`, 's').test(id);
};

const excusable = (result: CaseResult): boolean =>
  result.outcome === 'violated' || result.outcome === 'not-demonstrated';

const isGood = ({ outcome }: CaseResult): boolean =>
  outcome === 'met' || outcome === 'informational' || outcome === 'interpretive';

const whyStale = (
  entry: KnownFailingEntry,
  results: readonly CaseResult[],
  known: readonly Pick<CaseResult, 'id' | 'scenario'>[],
  today: string,
): string | null => {
  if (entry.until < today) return `expired on ${entry.until}`;
  if (!known.some((kase) => meansCase(entry.pattern, kase))) return 'matches no case';
  const good = results.filter((result) => isGood(result) && meansCase(entry.pattern, result));
  const [first] = good;
  if (first === undefined) return null;
  const others = good.length > 1 ? ` and ${good.length - 1} more` : '';
  return `is ${first.outcome} now (${first.id}${others})`;
};

/** The same result, or as `known-failing` where an entry that still holds speaks of it. */
export const excuse = (
  entries: readonly KnownFailingEntry[],
  result: CaseResult,
  today: string,
): CaseResult => {
  if (!excusable(result)) return result;
  const entry = entries.find(({ pattern, until }) => until >= today && meansCase(pattern, result));
  if (entry === undefined) return result;
  const { class: kind, owner, issue, until } = entry;
  return {
    ...result,
    outcome: 'known-failing',
    knownFailing: { class: kind, owner, issue, until },
  };
};

/**
 * The entries that are met, expired or match nothing.
 *
 * @param known every case of the files, also those a filter left out
 * @param today ISO date; an entry holds through the day it names
 */
export const staleEntries = (
  entries: readonly KnownFailingEntry[],
  results: readonly CaseResult[],
  known: readonly Pick<CaseResult, 'id' | 'scenario'>[],
  today: string,
): readonly StaleEntry[] =>
  entries.flatMap((entry): StaleEntry[] => {
    const because = whyStale(entry, results, known, today);
    return because === null ? [] : [{ entry, because }];
  });
