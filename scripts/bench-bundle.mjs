import { copyFileSync, existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { root } from './toolbox.mjs';

/** Files of threads, which are started by their path. */
const threads = [
  'simulator/load/fixture-worker',
  'simulator/load/pacer-worker',
  'simulator/load/request-worker',
];

/**
 * Puts programs of the bench together the way the package is, because a loader of TypeScript slows
 * what is measured. Gives the folder they are in.
 */
export const bundleBench = async (programs) => {
  const folder = join(root, 'node_modules', '.cache', 'muster-bench-programs');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(root, 'package.json'), join(folder, 'package.json'));
  symlinkSync(join(root, 'scenarios'), join(folder, 'scenarios'), 'junction');
  const entries = [...programs, ...threads].filter((name) => existsSync(join(root, `${name}.ts`)));
  const bundle = await rolldown({
    cwd: root,
    input: Object.fromEntries(entries.map((name) => [name, join(root, `${name}.ts`)])),
    platform: 'node',
    external: (id, _from, isResolved) => !isResolved && !/^[./]/.test(id) && !/^[a-z]:/i.test(id),
  });
  await bundle.write({
    dir: join(folder, 'dist'),
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'shared/[name]-[hash].js',
  });
  await bundle.close();
  return join(folder, 'dist');
};
