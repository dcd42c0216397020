import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type TransferListItem, Worker } from 'node:worker_threads';
import { workerFile } from '../run/worker-file.ts';

/** Enough that what a request leaves behind is swept seldom, and little of it survives. */
const maxYoungGenerationSizeMb = 64;

/** A line of JavaScript that imports a file in TypeScript: a bare thread cannot read one. */
const importing = (path: string): string => {
  const tsx = dirname(createRequire(import.meta.url).resolve('tsx'));
  const [api, file] = [join(tsx, 'esm', 'api', 'index.mjs'), path].map((part) =>
    JSON.stringify(pathToFileURL(part).href),
  );
  return `import(${api}).then(({ register }) => { register(); return import(${file}); })`;
};

/**
 * Starts a file in a thread of its own.
 *
 * @param file its path under `simulator/`, without extension
 */
export const startWorker = (
  file: string,
  data: unknown,
  transferList: readonly TransferListItem[] = [],
): Worker => {
  const path = workerFile(file);
  const resourceLimits = { maxYoungGenerationSizeMb };
  const options = { workerData: data, transferList: [...transferList], resourceLimits };
  return path.endsWith('.ts')
    ? new Worker(importing(path), { ...options, eval: true, execArgv: [] })
    : new Worker(path, options);
};
