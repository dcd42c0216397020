import { join } from 'node:path';
import { packageRoot } from '../source/package-root.ts';

/** Whether this program runs from its sources, through a loader that reads TypeScript. */
export const runsFromSource: boolean = import.meta.url.endsWith('.ts');

/** The file of a thread, by its path under `simulator/` without extension, e.g. `run/worker`. */
export const workerFile = (path: string): string =>
  runsFromSource
    ? join(packageRoot, 'simulator', `${path}.ts`)
    : join(packageRoot, 'dist', 'simulator', `${path}.js`);
