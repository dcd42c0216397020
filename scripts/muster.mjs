import { cliFile, ensureBuilt, ensureInstalled, runNode } from './toolbox.mjs';

/** `npm run muster -- …`: the command of this clone, in the folder from which npm was called. */
ensureInstalled();
ensureBuilt();
process.exitCode = runNode([cliFile, ...process.argv.slice(2)], {
  cwd: process.env.INIT_CWD ?? process.cwd(),
});
