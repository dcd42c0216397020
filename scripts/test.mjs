import { ensureBuilt, ensureInstalled, runNode, vitestFile } from './toolbox.mjs';

/** `npm test`: every test of the sources and of the built package; arguments go to vitest. */
ensureInstalled();
ensureBuilt();
process.exitCode = runNode([vitestFile, 'run', ...process.argv.slice(2)]);
