import type { Readings } from '../../core/readings.ts';
import type { CaseResult } from '../../reports/result.ts';
import type { Target } from '../port/target.ts';
import type { Case } from '../scenario/case.ts';
import { inProcessTarget } from '../target/in-process.ts';
import { runCase } from './run-case.ts';

/** Targets that a thread can open by itself. */
export type TargetName = 'in-process';

/** Part of a run, as plain data, because it may cross to another thread. */
export interface Share {
  readonly cases: readonly Case[];
  readonly target: TargetName;
  readonly readings: Readings;
  readonly turned: Partial<Readings>;
  /** Keeps how each case went, for its picture. */
  readonly stories?: boolean;
}

export const targetNamed: Readonly<Record<TargetName, Target>> = { 'in-process': inProcessTarget };

/** Plays one share in the thread it is called in. */
export const runShare = async (share: Share): Promise<readonly CaseResult[]> => {
  const target = targetNamed[share.target];
  const results: CaseResult[] = [];
  for (const kase of share.cases) {
    results.push(await runCase(kase, target, share.readings, share.turned, share.stories));
  }
  return results;
};
