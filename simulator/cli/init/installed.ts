import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../source/package-root.ts';
import type { Installed } from './templates.ts';

type Manifest = Readonly<Record<string, unknown>>;

const manifestIn = (folder: string): Manifest => {
  try {
    const found: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return typeof found === 'object' && found !== null ? (found as Manifest) : {};
  } catch {
    return {};
  }
};

const names = (dependencies: unknown, name: string): boolean =>
  typeof dependencies === 'object' && dependencies !== null && Object.hasOwn(dependencies, name);

/** How the folder would get this Muster on another machine. */
export const installedIn = (folder: string): Installed => {
  const own = manifestIn(packageRoot);
  const name = String(own['name']);
  const { dependencies, devDependencies } = manifestIn(folder);
  if (names(dependencies, name) || names(devDependencies, name)) return { from: 'dependencies' };
  return { from: 'tarball', file: `${name}-${String(own['version'])}.tgz` };
};
