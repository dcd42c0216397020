import { countOutcomes, notRunReasons, outcomes } from './counts.ts';
import type { CaseResult, Counts } from './result.ts';

/**
 * `41 met, 0 violated, …, 6 not run (needs flows)`. Every class is named, also where it is
 * empty, and none is added to another.
 */
export const countsSentence = (counts: Counts, notRun: ReadonlyMap<string, number>): string =>
  outcomes
    .map((outcome) =>
      outcome === 'not-run'
        ? `${counts[outcome]} not run${inBrackets(notRun)}`
        : `${counts[outcome]} ${outcome}`,
    )
    .join(', ');

export const closingSentence = (results: readonly CaseResult[]): string =>
  countsSentence(countOutcomes(results), notRunReasons(results));

const inBrackets = (reasons: ReadonlyMap<string, number>): string => {
  if (reasons.size === 0) return '';
  const only = reasons.size === 1;
  const texts = [...reasons].map(([reason, n]) => (only ? reason : `${n} ${reason}`));
  return ` (${texts.join('; ')})`;
};
