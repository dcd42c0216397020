import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PageAsset } from '../../../reports/html/document.ts';
import { runsFromSource } from '../../run/worker-file.ts';
import { packageRoot } from '../../source/package-root.ts';

interface Texts {
  readonly script: string;
  readonly style: string;
}

interface Builder {
  readonly buildPage: () => Promise<Texts>;
}

/** From the sources the page is built when it is first wanted; a package carries it built. */
const texts = async (): Promise<Texts> => {
  if (runsFromSource) {
    const script = pathToFileURL(join(packageRoot, 'scripts', 'page-asset.mjs')).href;
    const builder = (await import(script)) as Builder;
    return builder.buildPage();
  }
  const read = (name: string): string =>
    readFileSync(join(packageRoot, 'dist', 'reports', name), 'utf8');
  return { script: read('page.js'), style: read('page.css') };
};

const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64');

let loaded: Promise<PageAsset> | null = null;

/** What every page carries, with the hashes its content policy names. */
export const pageAsset = (): Promise<PageAsset> => {
  loaded ??= texts().then(({ script, style }) => ({
    script,
    scriptHash: hashOf(script),
    style,
    styleHash: hashOf(style),
  }));
  return loaded;
};
