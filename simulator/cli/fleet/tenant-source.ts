import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import type { TenantSource } from '../../fleet/life-story.ts';
import { diskIo } from '../../scenario/load.ts';
import { documentsOf, resolveReference } from '../../source/documents.ts';
import { shippedScenarios } from '../../source/package-root.ts';
import { entryOf, isMapping, type Plain, toPlain } from '../../source/tree.ts';
import { onDisk } from '../library.ts';
import type { Terminal } from '../terminal.ts';

const isMap = (value: Plain): value is { readonly [key: string]: Plain } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const slashes = (path: string): string => (sep === '/' ? path : path.replaceAll(sep, '/'));

/** A path as a file in `folder` would name it; what the package ships has a name everywhere. */
const seenFrom = (folder: string, path: string): string => {
  const shipped = slashes(relative(shippedScenarios, path));
  if (!shipped.startsWith('..') && !isAbsolute(shipped)) return `muster:${shipped}`;
  const seen = slashes(relative(folder, path));
  return seen.startsWith('.') || isAbsolute(seen) ? seen : `./${seen}`;
};

const namesUnderUse = (value: Plain): readonly string[] => {
  const list = Array.isArray(value) ? value : [value];
  return list.filter((name) => typeof name === 'string');
};

/**
 * Where a fleet's tenant is written, as a scenario in another folder would bring it in.
 *
 * @param profile path as on the command line; `muster:` for a shipped one
 * @param tenant file that stands in for the profile's own tenant, if any
 * @param folder where the scenario will stand
 */
export const tenantSourceOf = (
  profile: string,
  tenant: string | null,
  folder: string,
  terminal: Terminal,
): TenantSource => {
  if (tenant !== null) {
    return { use: [seenFrom(folder, onDisk(terminal, tenant))], given: {} };
  }
  const documents = documentsOf(diskIo({ directory: terminal.cwd }));
  const file = profile.startsWith('muster:')
    ? (resolveReference('', profile, documents.shipped) ?? profile)
    : profile;
  const { tree } = documents.open(file);
  if (tree === null || !isMapping(tree)) return { use: [], given: {} };
  const used = entryOf(tree, 'use');
  const given = entryOf(tree, 'given');
  const names = used === undefined ? [] : namesUnderUse(toPlain(used.value));
  const parts = given === undefined ? {} : toPlain(given.value);
  return {
    use: names.map((name) =>
      name.startsWith('muster:')
        ? name
        : seenFrom(folder, join(dirname(onDisk(terminal, file)), name)),
    ),
    given: isMap(parts) ? parts : {},
  };
};
