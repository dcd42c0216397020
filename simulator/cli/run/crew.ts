import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import type { Threads } from '../../run/open-pool.ts';
import { workerFile } from '../../run/worker-file.ts';
import { type LoadOptions, lookInto } from '../../scenario/load.ts';
import type { Look } from '../../scenario/look.ts';
import type { Candidate } from '../../scenario/take.ts';
import type { LookTask } from './worker.ts';

/** Threads that look into the files of a run and then play its cases. */
export type Crew = Threads;

/** So many files are worth the time that a thread takes to start. */
const filesPerThread = 60;

/** On fewer cores a second thread costs as much as it saves, because each warms up by itself. */
const leastCores = 4;

/** How many threads a run takes that was told nothing. */
export const threadsWorth = (files: number, cores: number = availableParallelism()): number =>
  cores < leastCores ? 1 : Math.max(1, Math.min(cores, Math.floor(files / filesPerThread)));

const sizeOf = (file: string, directory: string): number => {
  try {
    return statSync(resolve(directory, file)).size;
  } catch {
    return 0;
  }
};

/** Deals files out so that every thread has as much to read, the largest first. */
export const deal = (
  candidates: readonly Candidate[],
  threads: number,
  size: (file: string) => number,
): readonly (readonly Candidate[])[] => {
  const hands = Array.from({ length: threads }, () => ({ files: [] as Candidate[], bytes: 0 }));
  const sized = candidates.map((candidate) => ({ candidate, bytes: size(candidate.file) }));
  for (const { candidate, bytes } of sized.sort((a, b) => b.bytes - a.bytes)) {
    const least = hands.reduce((a, b) => (b.bytes < a.bytes ? b : a));
    least.files.push(candidate);
    least.bytes += bytes;
  }
  return hands.map(({ files }) => files).filter((files) => files.length > 0);
};

/** Opens the threads, unless one is enough. */
export const openCrew = async (threads: number): Promise<Crew | null> => {
  if (threads === 1) return null;
  const { openPool } = await import('../../run/open-pool.ts');
  return openPool(workerFile('cli/run/worker'), threads);
};

/** Looks into files on all threads, or here. */
export const lookWith = async (
  crew: Crew | null,
  candidates: readonly Candidate[],
  options: LoadOptions,
): Promise<readonly Look[]> => {
  if (crew === null) return [lookInto(candidates, options)];
  const directory = options.directory ?? process.cwd();
  const hands = deal(candidates, crew.options.maxThreads, (file) => sizeOf(file, directory));
  return Promise.all(
    hands.map((hand): Promise<Look> => {
      const task: LookTask = { candidates: hand, directory };
      return crew.run(task, { name: 'look' });
    }),
  );
};
