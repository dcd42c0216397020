import { join } from 'node:path';
import { cliFile, ensureBuilt, ensureInstalled, root, runNode } from './toolbox.mjs';

/**
 * `npm start`: the whole scenario library in process, then a fleet of 5,000 devices for a month,
 * and where their reports are. What follows `--` goes to the library's run.
 */
ensureInstalled();
ensureBuilt();

const out = 'muster-report';
const fleet = 'muster:fleets/hundred-thousand-mixed.yaml';
const jobs = [
  ['run', 'scenarios', '--out', out, ...process.argv.slice(2)],
  ['fleet', fleet, '--devices', '5000', '--out', join(out, 'fleet')],
];
const codes = jobs.map(([command, ...words]) => {
  process.stdout.write(`\n$ muster ${[command, ...words].join(' ')}\n`);
  return runNode([cliFile, command, ...words]);
});
process.stdout.write(`\nScenarios: ${join(root, out, 'report.html')}\n`);
process.stdout.write(`Fleet:     ${join(root, out, 'fleet', 'report.html')}\n`);
process.exitCode = codes.find((code) => code !== 0) ?? 0;
