import type { Readings } from '../../core/readings.ts';
import type { CaseResult } from '../../reports/result.ts';
import type { Target } from '../port/target.ts';
import type { Case } from '../scenario/case.ts';
import type { TargetSetup } from '../target/http/setup.ts';
import { inProcessTarget } from '../target/in-process.ts';
import { runCase } from './run-case.ts';

/** Targets that a thread can open by itself: the core, or a service by how it is reached. */
export type TargetChoice = 'in-process' | TargetSetup;

/** Part of a run, as plain data, because it may cross to another thread. */
export interface Share {
  readonly cases: readonly Case[];
  readonly target: TargetChoice;
  readonly readings: Readings;
  readonly turned: Partial<Readings>;
  /** Keeps how each case went, for its picture. */
  readonly stories?: boolean;
}

interface Opened {
  readonly target: Target;
  readonly close: () => Promise<void>;
}

export const openTarget = async (choice: TargetChoice): Promise<Opened> => {
  if (choice === 'in-process') return { target: inProcessTarget, close: async () => undefined };
  const { targetOf } = await import('../target/http/http-target.ts');
  const target = targetOf(choice);
  return { target, close: target.close };
};

/** Plays one share in the thread it is called in. */
export const runShare = async (share: Share): Promise<readonly CaseResult[]> => {
  const { target, close } = await openTarget(share.target);
  const results: CaseResult[] = [];
  for (const kase of share.cases) {
    results.push(await runCase(kase, target, share.readings, share.turned, share.stories));
  }
  await close();
  return results;
};
