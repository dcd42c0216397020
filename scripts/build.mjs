import { build, ensureBuilt, ensureInstalled } from './toolbox.mjs';

/** `npm run build`; with `--if-needed`, as before packing, only where the sources have changed. */
ensureInstalled();
if (process.argv.includes('--if-needed')) ensureBuilt();
else build();
