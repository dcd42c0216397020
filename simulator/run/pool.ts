import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Piscina } from 'piscina';
import type { CaseResult } from '../../reports/result.ts';
import { lostCase, messageOf } from './run-case.ts';
import type { Share } from './share.ts';
import { workerFile } from './worker-file.ts';

/** So that one slow share does not leave the other threads idle. */
const sharesPerThread = 4;

export interface PoolOptions {
  readonly threads: number;
  /** Called as shares end, in whatever order they do. */
  readonly onResult: (result: CaseResult) => void;
  readonly signal?: AbortSignal;
  /** Another file than `worker.ts`, for trying what happens when one dies. */
  readonly worker?: string;
}

/** tsx is found from this file: the bare name would be looked for from the working directory. */
const loaderFor = (worker: string): string[] => {
  if (!worker.endsWith('.ts')) return [];
  const tsx = createRequire(import.meta.url).resolve('tsx');
  return ['--import', pathToFileURL(tsx).href];
};

const cut = (share: Share, threads: number): readonly Share[] => {
  const size = Math.max(1, Math.ceil(share.cases.length / (threads * sharesPerThread)));
  const shares: Share[] = [];
  for (let from = 0; from < share.cases.length; from += size) {
    shares.push({ ...share, cases: share.cases.slice(from, from + size) });
  }
  return shares;
};

/** Plays cases on several threads. The cases of a share that dies are errors, never silence. */
export const runOnThreads = async (share: Share, options: PoolOptions): Promise<void> => {
  const { threads, onResult, signal, worker = workerFile('run/worker') } = options;
  const pool = new Piscina<Share, readonly CaseResult[]>({
    filename: worker,
    execArgv: loaderFor(worker),
    minThreads: threads,
    maxThreads: threads,
  });
  const play = async (part: Share): Promise<void> => {
    const results = await pool
      .run(part, signal === undefined ? {} : { signal })
      .catch((error: unknown) =>
        part.cases.map((kase) =>
          lostCase(kase, `the thread that played it died: ${messageOf(error)}`),
        ),
      );
    if (signal?.aborted === true) return;
    for (const result of results) onResult(result);
  };
  try {
    await Promise.all(cut(share, threads).map(play));
  } finally {
    await pool.destroy();
  }
};
