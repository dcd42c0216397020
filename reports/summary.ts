import { type Gist, gistOf } from './gist.ts';
import type { Counts, Difference, Outcome, Run, SetUpFinding } from './result.ts';

/** Grows when a field changes its meaning or goes away. */
const summaryVersion = 1;

/** `summary.json`. Nothing in it depends on clock, threads or machine. */
export interface Summary {
  readonly schemaVersion: number;
  readonly tool: string;
  readonly target: string;
  readonly digest: string;
  readonly complete: boolean;
  readonly planned: number;
  readonly counts: Counts;
  readonly notRun: Readonly<Record<string, number>>;
  readonly readings: readonly string[];
  readonly turned: readonly string[];
  /** What was found of the target beforehand; where one is not good, nothing was judged. */
  readonly setUp?: readonly SetUpFinding[];
  /** Every case that was not met, in the order of the plan. */
  readonly cases: readonly SummaryCase[];
}

interface SummaryCase {
  readonly id: string;
  readonly outcome: Outcome;
  readonly because: string | null;
  readonly differences: readonly Difference[];
}

export const summaryFrom = (gist: Gist): Summary => ({
  schemaVersion: summaryVersion,
  tool: gist.plan.tool,
  target: gist.plan.target,
  digest: gist.digest,
  complete: gist.complete,
  planned: gist.plan.cases.length,
  counts: gist.counts,
  notRun: Object.fromEntries(gist.notRun),
  readings: gist.plan.readings,
  turned: gist.plan.turned,
  ...(gist.plan.setUp === undefined ? {} : { setUp: gist.plan.setUp }),
  cases: gist.cases.map(({ id, outcome, because, differences }) => ({
    id,
    outcome,
    because,
    differences,
  })),
});

export const summaryOf = (run: Run): Summary => summaryFrom(gistOf(run));
