import { compareRefusal, compareRuns } from '../../load/compare.ts';
import type { LoadSummary } from '../../load/summary.ts';
import type { Baseline } from './load-data.ts';

/** What changed from some runs to others, or why nobody can say. */
export const baselineOf = (
  name: string,
  before: readonly LoadSummary[],
  after: readonly LoadSummary[],
): Baseline => {
  const refusal = compareRefusal(before, after);
  const startedAt = before.map(({ provenance }) => provenance.startedAt);
  if (refusal !== null) {
    return { name, startedAt, compared: { kind: 'refused', because: refusal.because } };
  }
  return { name, startedAt, compared: { kind: 'changes', changes: compareRuns(before, after) } };
};
