import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packageRoot } from '../source/package-root.ts';

/** Whether this program runs from its sources, through a loader that reads TypeScript. */
export const runsFromSource: boolean = import.meta.url.endsWith('.ts');

/** The file of a thread, by its path under `simulator/` without extension, e.g. `run/worker`. */
export const workerFile = (path: string): string =>
  runsFromSource
    ? join(packageRoot, 'simulator', `${path}.ts`)
    : join(packageRoot, 'dist', 'simulator', `${path}.js`);

/** tsx is found from this file: the bare name would be looked for from the working directory. */
export const loaderFor = (worker: string): string[] => {
  if (!worker.endsWith('.ts')) return [];
  const tsx = createRequire(import.meta.url).resolve('tsx');
  return ['--import', pathToFileURL(tsx).href];
};
