import { fileURLToPath } from 'node:url';
import { importPolicies } from '../../../simulator/cli/library.ts';
import { type Loaded, loadScenarios } from '../../../simulator/scenario/load.ts';

const directory = fileURLToPath(new URL('../../..', import.meta.url));

/** The library that the package ships, read once for all tests of a worker that look into it. */
export const shippedLibrary: Loaded = loadScenarios(['scenarios'], {
  directory,
  importFile: importPolicies,
});
