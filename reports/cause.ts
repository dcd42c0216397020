import type { CaseResult, Place } from './result.ts';

/** What several failed cases have in common, so that it is said once. */
export interface Cause {
  readonly text: string;
  /** Where the first of the cases shows it. */
  readonly place: Place;
  /** Ids of the cases, in the order of the run. */
  readonly cases: readonly string[];
}

const failed = (result: CaseResult): boolean =>
  result.outcome === 'violated' ||
  result.outcome === 'not-demonstrated' ||
  result.outcome === 'error';

/** The first difference is the cause: what follows in the same case mostly follows from it. */
const causeOf = (result: CaseResult): { text: string; place: Place } => {
  const difference =
    result.differences.find(
      ({ basis, observed }) =>
        basis === 'documented' && (observed === null) === (result.outcome === 'not-demonstrated'),
    ) ?? result.differences[0];
  if (result.outcome === 'error' || difference === undefined) {
    return { text: result.because ?? result.outcome, place: result.place };
  }
  const { field, expected, observed, place } = difference;
  const seen = observed === null ? 'which the target cannot show' : `observed ${observed}`;
  return { text: `${field}: expected ${expected}, ${seen}`, place };
};

/** The causes of failure, those that touch most cases first; ties in the order of the run. */
export const causesOf = (results: readonly CaseResult[]): readonly Cause[] => {
  const causes = new Map<string, { text: string; place: Place; cases: string[] }>();
  for (const result of results) {
    if (!failed(result)) continue;
    const { text, place } = causeOf(result);
    const known = causes.get(text);
    if (known === undefined) causes.set(text, { text, place, cases: [result.id] });
    else known.cases.push(result.id);
  }
  return [...causes.values()].sort((a, b) => b.cases.length - a.cases.length);
};
