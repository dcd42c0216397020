import { countOutcomes, notRunReasons } from './counts.ts';
import type { Counts, Difference, Outcome, Run } from './result.ts';

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
  /** Every case that was not met, in the order of the plan. */
  readonly cases: readonly SummaryCase[];
}

interface SummaryCase {
  readonly id: string;
  readonly outcome: Outcome;
  readonly because: string | null;
  readonly differences: readonly Difference[];
}

export const summaryOf = (run: Run): Summary => ({
  schemaVersion: summaryVersion,
  tool: run.plan.tool,
  target: run.plan.target,
  digest: run.digest,
  complete: run.complete,
  planned: run.plan.cases.length,
  counts: countOutcomes(run.results),
  notRun: Object.fromEntries(notRunReasons(run.results)),
  readings: run.plan.readings,
  turned: run.plan.turned,
  cases: run.results
    .filter(({ outcome }) => outcome !== 'met')
    .map(({ id, outcome, because, differences }) => ({ id, outcome, because, differences })),
});
