import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * How long a person waits: whole processes of the built command, start-up included, from spawn to
 * exit. The commands take turns; a first round is not counted. See README.md.
 */
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const main = join(root, 'dist', 'simulator', 'cli', 'main.js');
const rounds = 11;
const reports = mkdtempSync(join(tmpdir(), 'muster-bench-'));

const scenarioFiles = readdirSync(join(root, 'scenarios'), { recursive: true })
  .map((name) => join('scenarios', name))
  .filter((name) => name.endsWith('.yaml') && !name.includes('tenants'))
  .sort();
const one = scenarioFiles.find((name) => name.endsWith('missed-second-scan.yaml'));
if (one === undefined) throw new Error('the scenario of the first example is gone');
// The build compiles the library of the package; what lies elsewhere is read and compiled each time.
const copy = join(reports, 'copy');
cpSync(join(root, 'scenarios'), copy, { recursive: true });

const contestants = [
  { name: 'node, an empty program', args: ['--eval', '0'], times: [] },
  { name: `muster run ${relative('scenarios', one)}`, args: [main, 'run', one], times: [] },
  { name: 'muster run, the whole library', args: [main, 'run', 'scenarios'], times: [] },
  {
    name: 'muster run, a copy of the library, compiled anew',
    args: [main, 'run', copy],
    times: [],
  },
  { name: 'muster lint, the whole library', args: [main, 'lint', 'scenarios'], times: [] },
  {
    name: 'muster run, the library with reports',
    args: [main, 'run', 'scenarios', '--out', reports],
    times: [],
  },
];

for (let round = 0; round <= rounds; round++) {
  for (const { args, name, times } of contestants) {
    const began = performance.now();
    const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'ignore' });
    const took = performance.now() - began;
    if (status !== 0) throw new Error(`${name} ended with exit code ${status}`);
    if (round > 0) times.push(took);
  }
}
rmSync(reports, { recursive: true, force: true });

process.stdout.write(`\nwall time, median of ${rounds} (least to most)\n`);
for (const { name, times } of contestants) {
  times.sort((a, b) => a - b);
  const [least, middle, most] = [times[0], times[rounds >> 1], times[rounds - 1]].map(Math.round);
  process.stdout.write(`  ${name.padEnd(58)}${middle} ms  (${least} to ${most})\n`);
}
