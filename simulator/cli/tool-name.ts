import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../source/package-root.ts';

/** `mtd-muster 0.1.0`. */
export const toolName = (): string => {
  const text = readFileSync(join(packageRoot, 'package.json'), 'utf8');
  const { name, version }: { name: string; version: string } = JSON.parse(text);
  return `${name} ${version}`;
};
