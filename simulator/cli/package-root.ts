import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const find = (folder: string): string =>
  existsSync(join(folder, 'package.json')) ? folder : find(dirname(folder));

/** Folder of the installed package, or of the clone; the same from `.ts` and from dist. */
export const packageRoot: string = find(dirname(fileURLToPath(import.meta.url)));

/** What the package ships as scenarios, tenants and schemas. */
export const shippedScenarios: string = join(packageRoot, 'scenarios');

/** `mtd-muster 0.1.0`. */
export const toolName = (): string => {
  const text = readFileSync(join(packageRoot, 'package.json'), 'utf8');
  const { name, version }: { name: string; version: string } = JSON.parse(text);
  return `${name} ${version}`;
};
