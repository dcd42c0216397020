import { type CaseResult, type Counts, type Outcome, verdicts } from './result.ts';

/** Every outcome, in the order in which sentences and tables name them. */
export const outcomes = [
  'met',
  'violated',
  'error',
  'not-demonstrated',
  'known-failing',
  'interpretive',
  'informational',
  'not-run',
] as const satisfies readonly Outcome[];

export const noCounts: Counts = {
  error: 0,
  violated: 0,
  'not-demonstrated': 0,
  'known-failing': 0,
  interpretive: 0,
  informational: 0,
  met: 0,
  'not-run': 0,
};

export const countOutcomes = (results: Iterable<CaseResult>): Counts => {
  const counts = { ...noCounts };
  for (const result of results) counts[result.outcome] += 1;
  return counts;
};

/** How many cases were judged at all: everything but `not-run`. */
export const ran = (counts: Counts): number =>
  verdicts.reduce((sum, verdict) => sum + counts[verdict], 0);

/** How often each reason was given for not running, A to Z by reason. */
export const notRunReasons = (results: Iterable<CaseResult>): ReadonlyMap<string, number> => {
  const reasons = new Map<string, number>();
  for (const result of results) {
    if (result.outcome !== 'not-run') continue;
    const reason = result.because ?? 'no reason given';
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  return new Map([...reasons].sort(([a], [b]) => (a < b ? -1 : 1)));
};
