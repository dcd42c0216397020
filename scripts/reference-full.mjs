import { ensureInstalled, runNode, vitestFile } from './toolbox.mjs';

/** How many random timelines each comparison with the second evaluator plays. */
const runs = process.env.MUSTER_REFERENCE_RUNS ?? '3000';

ensureInstalled();
process.stdout.write(`second opinion: ${runs} random timelines for each comparison\n`);
process.exitCode = runNode(
  [
    vitestFile,
    'run',
    '--project=unit',
    '--testTimeout=900000',
    'test/reference',
    ...process.argv.slice(2),
  ],
  { env: { MUSTER_REFERENCE_RUNS: runs } },
);
