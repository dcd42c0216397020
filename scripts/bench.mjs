import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, npmFile, root, runNode } from './toolbox.mjs';

/**
 * `npm run bench`: the figures of bench/README.md. `npm run bench -- decisions`, `-- startup` or
 * `-- fleets` takes one of them.
 */
const wanted = process.argv.slice(2);
const wants = (name) => wanted.length === 0 || wanted.includes(name);
const engines = join(root, 'bench', 'engines');
const compiled = join(root, 'node_modules', '.cache', 'muster-bench');

const must = (args, options) => {
  const code = runNode(args, options);
  if (code !== 0) process.exit(code);
};

const compile = () => {
  rmSync(compiled, { recursive: true, force: true });
  must([
    join(root, 'node_modules', 'typescript', 'bin', 'tsc'),
    '-p',
    join('bench', 'tsconfig.json'),
  ]);
  writeFileSync(join(compiled, 'package.json'), '{ "type": "module" }\n');
};

ensureInstalled();
if (wants('decisions')) {
  if (!existsSync(join(engines, 'node_modules', '.package-lock.json'))) {
    process.stdout.write('installing the other engines (npm ci in bench/engines)\n');
    must([npmFile(), 'ci', '--no-audit', '--no-fund'], { cwd: engines });
  }
  compile();
  must([join(compiled, 'bench', 'decisions.js')], { env: { MUSTER_BENCH_ENGINES: engines } });
}
if (wants('load')) {
  must(['--import', 'tsx', join('bench', 'load.ts')]);
}
if (wants('startup')) {
  ensureBuilt();
  must([join('bench', 'startup.mjs')]);
}
if (wants('fleets')) {
  ensureBuilt();
  compile();
  must([join(compiled, 'bench', 'fleets.js')]);
}
