import { relative, sep } from 'node:path';
import { packageRoot } from '../../source/package-root.ts';
import { schemaNames, schemaPath } from '../schema.ts';

/** Which files each schema is for; a schema the package does not ship is left out. */
const filesOf: Readonly<Record<string, readonly string[]>> = {
  scenario: ['scenarios/**/*.yaml', '!scenarios/fleets/**'],
  tenant: ['tenant.yaml', 'tenants/**/*.yaml'],
  fleet: ['scenarios/fleets/*.yaml'],
  muster: ['muster.yaml'],
  'known-failing': ['known-failing.yaml'],
};

const slashes = (path: string): string => path.split(sep).join('/');

/** Relative where the package is installed in the folder, so that the settings can be shared. */
const schemaAddress = (name: string, folder: string): string => {
  const path = schemaPath(name);
  const isInside = !relative(folder, packageRoot).startsWith('..');
  return slashes(isInside ? `./${relative(folder, path)}` : path);
};

/** `.vscode/settings.json`: completion and hover from the installed schema files. */
export const editorSettings = (folder: string): string => {
  const shipped = schemaNames();
  const schemas = Object.entries(filesOf)
    .filter(([name]) => shipped.includes(name))
    .map(([name, files]) => [schemaAddress(name, folder), files]);
  return `${JSON.stringify({ 'yaml.schemas': Object.fromEntries(schemas) }, null, 2)}\n`;
};
