import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const find = (folder: string): string =>
  existsSync(join(folder, 'package.json')) ? folder : find(dirname(folder));

/** Folder of the installed package, or of the clone; the same from the sources and from dist. */
export const packageRoot: string = find(dirname(fileURLToPath(import.meta.url)));

/** What the package ships as scenarios, tenants and schemas; `muster:` in a file stands for it. */
export const shippedScenarios: string = join(packageRoot, 'scenarios');
