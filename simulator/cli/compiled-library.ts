import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runsFromSource } from '../run/worker-file.ts';
import { packageRoot } from '../source/package-root.ts';

/** Where the build puts the compiled library, relative to the package. */
export const compiledLibraryFile = join('dist', 'scenarios.jsonl');

const file = join(packageRoot, compiledLibraryFile);

/** The library as this very program compiled it; null where nobody did, as in the sources. */
export const compiledLibrary = (): string | null =>
  !runsFromSource && existsSync(file) ? file : null;
