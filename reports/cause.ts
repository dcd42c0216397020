import type { CaseResult, Outcome, Place } from './result.ts';

/** What several failed cases have in common, so that it is said once. */
export interface CauseShare {
  readonly text: string;
  readonly outcome: Outcome;
  /** Where the first of the cases shows it. */
  readonly place: Place;
  readonly count: number;
  /** Ids of the first cases, in the order of the run. */
  readonly cases: readonly string[];
  /** Requirements that every one of the cases covers. */
  readonly requirements: readonly string[];
}

/** Ids beyond this many are found by looking for the cause. */
const casesMax = 50;

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
  const { subject, field, expected, observed, place } = difference;
  const seen = observed === null ? 'which the target cannot show' : `observed ${observed}`;
  return { text: `${field === '' ? subject : field}: expected ${expected}, ${seen}`, place };
};

interface Gathering {
  readonly text: string;
  readonly outcome: Outcome;
  readonly place: Place;
  count: number;
  readonly cases: string[];
  requirements: readonly string[];
}

/** Gathers causes while cases go by, so that the cases themselves need not be kept. */
export const newCauseList = () => {
  const causes = new Map<string, Gathering>();
  return {
    add: (result: CaseResult): void => {
      if (!failed(result)) return;
      const { text, place } = causeOf(result);
      const { id, outcome, covers } = result;
      const known = causes.get(text);
      if (known === undefined) {
        causes.set(text, { text, outcome, place, count: 1, cases: [id], requirements: covers });
        return;
      }
      known.count += 1;
      if (known.cases.length < casesMax) known.cases.push(id);
      known.requirements = known.requirements.filter((each) => covers.includes(each));
    },
    /** Those that touch most cases first; ties in the order of the run. */
    causes: (): readonly CauseShare[] => [...causes.values()].sort((a, b) => b.count - a.count),
  };
};

/** The causes of failure of a run. */
export const causesOf = (results: Iterable<CaseResult>): readonly CauseShare[] => {
  const list = newCauseList();
  for (const result of results) list.add(result);
  return list.causes();
};
