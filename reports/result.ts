import type { Story } from './story.ts';

/** Worst first. Classes are never added together. */
export const verdicts = [
  'error',
  'violated',
  'not-demonstrated',
  'known-failing',
  'interpretive',
  'informational',
  'met',
] as const;
export type Verdict = (typeof verdicts)[number];
/** A verdict, or `not-run`, which is no verdict and is printed in every total. */
export type Outcome = Verdict | 'not-run';

export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

/** One expectation that was not met, or could not be observed. */
export interface Difference {
  readonly place: Place;
  /** Offset of the instant from the start of the scenario, as text. */
  readonly offset: string;
  /** Milliseconds from the start of the scenario. */
  readonly atMs: number;
  /** Whose field, e.g. `pixel`, `lookout`, `events`. */
  readonly subject: string;
  readonly field: string;
  readonly expected: string;
  /** null: the target cannot show it. */
  readonly observed: string | null;
  readonly basis: 'documented' | 'inferred' | 'unspecified';
}

export interface CaseResult {
  readonly id: string;
  readonly scenario: string;
  readonly title: string;
  readonly place: Place;
  readonly tags: readonly string[];
  readonly covers: readonly string[];
  readonly outcome: Outcome;
  /**
   * Why it was not run, what broke, which alternative was recorded, or which turned reading
   * made its differences interpretive; null where the differences say all.
   */
  readonly because: string | null;
  readonly differences: readonly Difference[];
  /** How many expectations were looked at. */
  readonly looked: number;
  /** Readings the file names, `name=value`. */
  readonly readings: readonly string[];
  /** For known-failing: class, owner, issue, until. */
  readonly knownFailing: KnownFailing | null;
  /** Fingerprint of everything observed, which the digest of the run is made of. */
  readonly trace: string;
  /** How it went, for its picture; absent where that was not kept. */
  readonly story?: Story;
}

export interface KnownFailing {
  readonly class: string;
  readonly owner: string;
  readonly issue: string;
  /** ISO date, the last day on which the entry holds. */
  readonly until: string;
}

export type Counts = Readonly<Record<Outcome, number>>;

/** One thing the set-up check of a target looked at, in words for whoever set it up. */
export interface SetUpFinding {
  readonly what: string;
  /** null: it could not be looked at. */
  readonly isGood: boolean | null;
  readonly said: string;
  /** What to do about it, and where. */
  readonly help: string | null;
}

/** What a run set out to do, said before it begins. */
export interface Plan {
  /** Name and version of the tool that ran. */
  readonly tool: string;
  readonly target: string;
  /** Ids of all cases, in the order of the files. */
  readonly cases: readonly string[];
  /** Readings in force where a file does not name its own, `name=value`, A to Z. */
  readonly readings: readonly string[];
  /** Those of the readings that were turned over every file's head. */
  readonly turned: readonly string[];
  /** The catalogue the cases cite, so that a record can be read without it. */
  readonly requirements?: readonly CitedRequirement[];
  /** What the documents leave open, whether or not a case rests on it. */
  readonly questions?: readonly OpenPoint[];
  /** Earlier ids of scenarios and what they are called now. */
  readonly renamed?: Readonly<Record<string, string>>;
  /** The options that name the target on the command line; absent: it is the usual one. */
  readonly targetOptions?: readonly string[];
  /** What was found of the target before anything was judged; where it failed, nothing was. */
  readonly setUp?: readonly SetUpFinding[];
}

/** One thing the documents demand, as a report cites it. */
export interface CitedRequirement {
  readonly id: string;
  readonly group: string;
  readonly statement: string;
  readonly source: string;
  /** ISO date. */
  readonly readOn: string;
  readonly basis: 'documented' | 'inferred' | 'unspecified';
}

/** A reading with what else it could be. */
export interface OpenPoint {
  readonly name: string;
  readonly question: string;
  /** Default first. */
  readonly choices: readonly string[];
  readonly requirements: readonly string[];
}

/** What a person needs beside the difference to understand a case that failed. */
export interface Grounds {
  readonly id: string;
  /** Where the differences stand, as code frames. */
  readonly frames: readonly string[];
  /** What Muster's own rules decide about the subjects at that instant, and why. */
  readonly explanation: string;
}

/** An entry of the list of known failures that no longer says the truth. */
export interface StaleKnownFailing extends KnownFailing {
  readonly pattern: string;
  readonly because: string;
}

/** A whole run, as a record holds it. */
export interface Run {
  readonly plan: Plan;
  /** In the order of the plan. */
  readonly results: readonly CaseResult[];
  readonly digest: string;
  /** False where it was interrupted. */
  readonly complete: boolean;
  /** Of failed cases, the first ones. */
  readonly grounds: readonly Grounds[];
  readonly stale: readonly StaleKnownFailing[];
}
