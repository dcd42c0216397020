import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { buildPage } from './page-asset.mjs';
import { root } from './toolbox.mjs';

/**
 * Puts the sources together into few files, which start a third faster than one file for each
 * module. What is started by its path keeps it: the entries and the files of threads.
 */
const entries = [
  'simulator/main',
  'simulator/cli/main',
  'simulator/cli/compile-library',
  'simulator/run/worker',
  'simulator/cli/run/worker',
  'simulator/grade/worker',
  'simulator/fleet/worker',
  'simulator/load/fixture-worker',
  'simulator/load/pacer-worker',
  'simulator/load/request-worker',
];

const bundle = await rolldown({
  cwd: root,
  input: Object.fromEntries(entries.map((name) => [name, join(root, `${name}.ts`)])),
  platform: 'node',
  external: (id, _from, isResolved) => !isResolved && !/^[./]/.test(id) && !/^[a-z]:/i.test(id),
});
await bundle.write({
  dir: join(root, 'dist'),
  format: 'esm',
  entryFileNames: '[name].js',
  chunkFileNames: 'shared/[name]-[hash].js',
});
await bundle.close();

const { script, style } = await buildPage();
mkdirSync(join(root, 'dist', 'reports'), { recursive: true });
writeFileSync(join(root, 'dist', 'reports', 'page.js'), script);
writeFileSync(join(root, 'dist', 'reports', 'page.css'), style);

// The scenarios of the package are compiled here once, so that nobody waits for it again.
const compiler = pathToFileURL(join(root, 'dist', 'simulator', 'cli', 'compile-library.js'));
const { writeCompiledLibrary } = await import(compiler.href);
writeCompiledLibrary();
