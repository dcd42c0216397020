import type { CaseResult, Counts, Difference, Outcome, Place } from './result.ts';

/** Grows when a field changes its meaning or goes away. */
export const surveyVersion = 1;

/**
 * `readings.json`: what every single reading decides in a suite. Nothing in it depends on clock,
 * threads or machine.
 */
export interface ReadingSurvey {
  readonly schemaVersion: number;
  readonly tool: string;
  readonly target: string;
  /** Fingerprint of the run that everything is compared with. */
  readonly digest: string;
  /** False where it was interrupted. */
  readonly complete: boolean;
  readonly cases: number;
  readonly counts: Counts;
  readonly readings: readonly SurveyedReading[];
}

export interface SurveyedReading {
  readonly name: string;
  readonly question: string;
  /** Ids of requirements and of open questions. */
  readonly concerns: readonly string[];
  /** False where no result of any case changes with it. */
  readonly noticed: boolean;
  /** Each value it was turned to, the default first where some file departs from it. */
  readonly turns: readonly ReadingTurn[];
}

export interface ReadingTurn {
  readonly value: string;
  readonly isDefault: boolean;
  /** How many cases it was turned for: those that have another value. */
  readonly played: number;
  readonly changed: readonly ChangedCase[];
}

export interface ChangedCase {
  readonly id: string;
  readonly place: Place;
  readonly was: Outcome;
  readonly is: Outcome;
  /** The reading it rests on, and the value it has for the case, `name=value`. */
  readonly restsOn: string;
  readonly results: readonly ChangedResult[];
}

/** One expectation that is answered in another way. */
export interface ChangedResult {
  readonly place: Place;
  readonly offset: string;
  readonly subject: string;
  readonly field: string;
  readonly expected: string;
  /** null: the target cannot show it. */
  readonly was: string | null;
  readonly is: string | null;
}

const keyOf = ({ place, offset, subject, field, expected }: Difference): string =>
  JSON.stringify([place.file, place.line, place.column, offset, subject, field, expected]);

const byKey = (differences: readonly Difference[]): ReadonlyMap<string, Difference> =>
  new Map(differences.map((difference) => [keyOf(difference), difference]));

/** What differs between two results of one case; an expectation without a difference is met. */
const changedResults = (before: CaseResult, after: CaseResult): readonly ChangedResult[] => {
  const was = byKey(before.differences);
  const is = byKey(after.differences);
  return [...new Map([...was, ...is])].flatMap(([key, difference]) => {
    const { place, offset, subject, field, expected } = difference;
    const earlier = was.get(key);
    const later = is.get(key);
    const change = {
      was: earlier === undefined ? expected : earlier.observed,
      is: later === undefined ? expected : later.observed,
    };
    if (change.was === change.is) return [];
    return [{ place, offset, subject, field, expected, ...change }];
  });
};

/** What a turned reading changes in one case; null where nothing that the case looks at. */
export const changedCase = (
  before: CaseResult,
  after: CaseResult,
  restsOn: string,
): ChangedCase | null => {
  const results = changedResults(before, after);
  if (results.length === 0 && before.outcome === after.outcome) return null;
  const { id, place } = before;
  return { id, place, was: before.outcome, is: after.outcome, restsOn, results };
};

export const resultsIn = (changed: readonly ChangedCase[]): number =>
  changed.reduce((sum, { results }) => sum + Math.max(1, results.length), 0);
