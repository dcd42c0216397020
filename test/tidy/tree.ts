import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TidyFile } from './finding.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

const written = /\.(?:ts|mjs|json|jsonc|md|yaml|yml|css|html)$|^LICENSE$|^run$/;
/** Made by a tool, or not ours. */
const skippedFolders = new Set(['node_modules', '.git', 'muster-report', 'coverage']);
const skippedFiles = new Set(['package-lock.json']);

const pathsBelow = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      return skippedFolders.has(entry.name) || path === 'dist' ? [] : pathsBelow(path);
    }
    return written.test(entry.name) && !skippedFiles.has(entry.name) ? [path] : [];
  });

/** Every text file that somebody wrote, by path. */
export const repositoryFiles = (): readonly TidyFile[] =>
  pathsBelow('')
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
