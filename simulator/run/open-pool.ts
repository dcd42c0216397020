import { setMaxListeners } from 'node:events';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Piscina } from 'piscina';

/** tsx is found from this file: the bare name would be looked for from the working directory. */
const loaderFor = (worker: string): string[] => {
  if (!worker.endsWith('.ts')) return [];
  const tsx = createRequire(import.meta.url).resolve('tsx');
  return ['--import', pathToFileURL(tsx).href];
};

/** Threads that are open, whatever they do. */
export type Threads = Piscina;

/** Threads that each do what one file does; whoever opens them destroys them. */
export const openPool = <Task, Done>(worker: string, threads: number): Piscina<Task, Done> =>
  new Piscina<Task, Done>({
    filename: worker,
    execArgv: loaderFor(worker),
    minThreads: threads,
    maxThreads: threads,
  });

/**
 * How a task listens to an interrupt. All that wait listen to the same one, and there are more of
 * them than Node takes for a mistake.
 */
export const listening = (signal: AbortSignal | undefined): { readonly signal?: AbortSignal } => {
  if (signal === undefined) return {};
  setMaxListeners(0, signal);
  return { signal };
};
