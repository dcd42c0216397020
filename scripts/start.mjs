import { join } from 'node:path';
import { cliFile, ensureBuilt, ensureInstalled, root, runNode } from './toolbox.mjs';

/** `npm start`: the whole scenario library in process, and where its report is. */
ensureInstalled();
ensureBuilt();

const out = 'muster-report';
const code = runNode([cliFile, 'run', 'scenarios', '--out', out, ...process.argv.slice(2)]);
process.stdout.write(`\nReport: ${join(root, out, 'report.html')}\n`);
process.exitCode = code;
