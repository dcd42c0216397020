import { countOutcomes, notRunReasons, outcomes } from './counts.ts';
import type { CaseResult } from './result.ts';

/**
 * `41 met, 0 violated, …, 6 not run (needs flows)`. Every class is named, also where it is
 * empty, and none is added to another.
 */
export const closingSentence = (results: readonly CaseResult[]): string => {
  const counts = countOutcomes(results);
  const parts = outcomes.map((outcome) => {
    if (outcome !== 'not-run') return `${counts[outcome]} ${outcome}`;
    return `${counts[outcome]} not run${inBrackets(notRunReasons(results))}`;
  });
  return parts.join(', ');
};

const inBrackets = (reasons: ReadonlyMap<string, number>): string => {
  if (reasons.size === 0) return '';
  const only = reasons.size === 1;
  const texts = [...reasons].map(([reason, n]) => (only ? reason : `${n} ${reason}`));
  return ` (${texts.join('; ')})`;
};
