import type { CaseResult } from '../../reports/result.ts';
import { listening, openPool, type Threads } from './open-pool.ts';
import { lostCase, messageOf } from './run-case.ts';
import type { Share } from './share.ts';
import { workerFile } from './worker-file.ts';

/** So that one slow share does not leave the other threads idle. */
const sharesPerThread = 4;

export interface PoolOptions {
  readonly threads: number;
  /** Called as parts of shares end, in whatever order they do; `place` is that of the share. */
  readonly onResult: (result: CaseResult, place: number) => void;
  readonly signal?: AbortSignal;
  /** Threads that are open and stay so. */
  readonly pool?: Threads | null;
  /** Another file than `worker.ts`, for trying what happens when one dies. */
  readonly worker?: string;
}

const cut = (share: Share, threads: number): readonly Share[] => {
  const size = Math.max(1, Math.ceil(share.cases.length / (threads * sharesPerThread)));
  const shares: Share[] = [];
  for (let from = 0; from < share.cases.length; from += size) {
    shares.push({ ...share, cases: share.cases.slice(from, from + size) });
  }
  return shares;
};

/** Plays cases on several threads. The cases of a share that dies are errors, never silence. */
export const runOnThreads = async (
  shares: readonly Share[],
  options: PoolOptions,
): Promise<void> => {
  const { threads, onResult, signal, worker = workerFile('run/worker') } = options;
  const pool: Threads = options.pool ?? openPool<Share, readonly CaseResult[]>(worker, threads);
  const manner = listening(signal);
  const play = async (part: Share, place: number): Promise<void> => {
    const results = await pool
      .run(part, manner)
      .catch((error: unknown) =>
        part.cases.map((kase) =>
          lostCase(kase, `the thread that played it died: ${messageOf(error)}`),
        ),
      );
    if (signal?.aborted === true) return;
    for (const result of results) onResult(result, place);
  };
  try {
    await Promise.all(
      shares.flatMap((share, place) => cut(share, threads).map((part) => play(part, place))),
    );
  } finally {
    if (pool !== options.pool) await pool.destroy();
  }
};
