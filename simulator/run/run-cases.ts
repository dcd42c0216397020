import { setImmediate } from 'node:timers/promises';
import type { CaseResult } from '../../reports/result.ts';
import { runCase } from './run-case.ts';
import { type Share, targetNamed } from './share.ts';

export interface RunOptions {
  /** One plays in this thread and loads no pool. */
  readonly threads: number;
  /** Called once for each case as it ends; on several threads in any order. */
  readonly onResult: (result: CaseResult) => void;
  /** Stops between two cases; what was not reached has no result. */
  readonly signal?: AbortSignal;
}

/** Plays all cases of a run, here or on threads; what they come to is the same. */
export const runCases = async (share: Share, options: RunOptions): Promise<void> => {
  if (options.threads > 1) {
    const { runOnThreads } = await import('./pool.ts');
    await runOnThreads(share, options);
    return;
  }
  const target = targetNamed[share.target];
  for (const kase of share.cases) {
    if (options.signal?.aborted === true) return;
    options.onResult(await runCase(kase, target, share.readings, share.turned));
    // A target in this thread never waits, and an interrupt is only heard between two tasks.
    await setImmediate();
  }
};
