import { ensureBuilt, ensureInstalled, runNode, vitestFile } from './toolbox.mjs';

/** How often `muster serve --data` is killed in the middle of a stream and started again. */
const kills = process.env.MUSTER_KILLS ?? '100';

ensureInstalled();
ensureBuilt();
process.stdout.write(`kill -9, ${kills} times\n`);
process.exitCode = runNode(
  [vitestFile, 'run', '--project=dist', 'test/dist/kill.test.ts', ...process.argv.slice(2)],
  { env: { MUSTER_KILLS: kills } },
);
