import { setImmediate } from 'node:timers/promises';
import type { CaseResult } from '../../reports/result.ts';
import type { Threads } from './open-pool.ts';
import { runCase } from './run-case.ts';
import { openTarget, type Share } from './share.ts';

export interface RunOptions {
  /** One plays in this thread and loads no pool. */
  readonly threads: number;
  /** Threads that are open and stay so; without them their own are opened and closed. */
  readonly pool?: Threads | null;
  /** Called once for each case as it ends; on several threads in any order. */
  readonly onResult: (result: CaseResult) => void;
  /** Stops between two cases; what was not reached has no result. */
  readonly signal?: AbortSignal;
}

/** For several playings of cases: `place` is that of the share a result belongs to. */
export interface SharesOptions extends Omit<RunOptions, 'onResult'> {
  readonly onResult: (result: CaseResult, place: number) => void;
}

/** Plays all cases of a run, here or on threads; what they come to is the same. */
export const runCases = (share: Share, options: RunOptions): Promise<void> =>
  runShares([share], options);

/** The same for several shares, one after the other in this thread or all on the same threads. */
export const runShares = async (
  shares: readonly Share[],
  options: SharesOptions,
): Promise<void> => {
  if (options.threads > 1) {
    const { runOnThreads } = await import('./pool.ts');
    await runOnThreads(shares, options);
    return;
  }
  for (const [place, share] of shares.entries()) {
    const onResult = (result: CaseResult): void => options.onResult(result, place);
    await runHere(share, { ...options, onResult });
  }
};

const runHere = async (share: Share, options: RunOptions): Promise<void> => {
  const { target, close } = await openTarget(share.target);
  try {
    for (const kase of share.cases) {
      if (options.signal?.aborted === true) return;
      options.onResult(await runCase(kase, target, share.readings, share.turned, share.stories));
      // A target in this thread never waits, and an interrupt is only heard between two tasks.
      await setImmediate();
    }
  } finally {
    await close();
  }
};
