import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleBench } from './bench-bundle.mjs';
import { ensureBuilt, ensureInstalled, npmFile, root, runNode } from './toolbox.mjs';

/**
 * `npm run bench`: the figures of bench/README.md. `npm run bench -- decisions`, `-- startup`,
 * `-- load`, `-- service` or `-- fleets` takes one of them; `-- load freeze cost` takes parts.
 */
const wanted = process.argv.slice(2);
const wants = (name) => wanted.length === 0 || wanted.includes(name);
const engines = join(root, 'bench', 'engines');
const loadTools = join(root, 'bench', 'load-tools');
const serviceParts = ['routes', 'layers', 'devices', 'overload'];
const loadParts = ['freeze', 'pace', 'cost', 'rate', 'held'];
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

/** What we are measured against is no dependency of ours, and installed only for that. */
const install = (folder) => {
  if (existsSync(join(folder, 'node_modules', '.package-lock.json'))) return;
  process.stdout.write(`installing what we are measured against (npm ci in ${folder})\n`);
  must([npmFile(), 'ci', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: folder });
};

ensureInstalled();
if (wants('decisions')) {
  install(engines);
  compile();
  must([join(compiled, 'bench', 'decisions.js')], { env: { MUSTER_BENCH_ENGINES: engines } });
}
if (wants('load')) {
  install(loadTools);
  const programs = ['load', 'load-driver', 'load-peer', 'load-server', 'load-held'];
  const folder = await bundleBench(programs.map((name) => `bench/${name}`));
  const parts = wanted.filter((name) => loadParts.includes(name));
  must([join(folder, 'bench', 'load.js'), ...parts], {
    env: { MUSTER_BENCH_LOAD_TOOLS: loadTools },
  });
}
if (wants('service')) {
  const programs = ['service', 'service-server', 'service-client', 'service-layers', 'load-driver'];
  const folder = await bundleBench(programs.map((name) => `bench/${name}`));
  const parts = wanted.filter((name) => serviceParts.includes(name));
  must([join(folder, 'bench', 'service.js'), ...parts]);
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
