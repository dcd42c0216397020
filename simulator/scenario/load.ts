import { readdirSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { requirementIds } from '../../core/requirements/catalogue.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import { readDisk } from '../source/disk.ts';
import { type Documents, documentsOf, resolveReference } from '../source/documents.ts';
import { didYouMean } from '../source/nearest.ts';
import { shippedScenarios } from '../source/package-root.ts';
import type { DiagnosticCode } from '../source/report.ts';
import { entryOf, isMapping, type Tree, valueUnder } from '../source/tree.ts';
import type { ImportFile } from '../tenant/import-file.ts';
import { openTenant } from '../tenant/open.ts';
import { apiVersion } from '../tenant/tenant-shape.ts';
import { type Compiled, compile, type ScenarioIo } from './compile.ts';

export interface LoadOptions {
  /** Folder that paths are relative to, and that they are shown relative to. */
  readonly directory?: string;
  readonly importFile?: ImportFile | null;
  /** Default: the catalogue's. */
  readonly requirementIds?: ReadonlySet<string> | null;
  /** Checks a fleet; without it fleets are only found. simulator/fleet knows how. */
  readonly checkFleet?: CheckFleet;
}

export interface CheckedFleet {
  readonly diagnostics: readonly Diagnostic[];
  /** Tenant files that the fleet uses. */
  readonly used: readonly string[];
}
export type CheckFleet = (file: string, documents: Documents) => CheckedFleet;

/** What was compiled, and what else lay at the paths. */
export interface Loaded extends Compiled {
  /** Tenants that neither a scenario nor a fleet uses, A to Z; each was checked by itself. */
  readonly loneTenants: readonly string[];
  /** Fleets at the paths, A to Z. */
  readonly fleets: readonly string[];
  /** Every file that was read or looked for. */
  readonly files: readonly string[];
}

/** Files of these kinds can be named; those of the others are found where they belong. */
const kindsToName = ['Scenario', 'Tenant', 'Fleet'];
const kinds = [...kindsToName, 'Project', 'KnownFailing', 'ContractProfile'];

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const slashes = (path: string): string => (sep === '/' ? path : path.replaceAll(sep, '/'));

/** Folders that are never looked into for scenarios. */
const isSkipped = (name: string): boolean => name.startsWith('.') || name === 'node_modules';

const isYaml = (name: string): boolean => /\.ya?ml$/i.test(name);

/** YAML files under a folder; links to folders are not followed. Throws what the disk throws. */
const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !isSkipped(name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesUnder(path);
      return (entry.isFile() || entry.isSymbolicLink()) && isYaml(entry.name) ? [path] : [];
    });

const wholeFile = (file: string) => ({ file, line: 1, column: 1, length: 1 });

const errorAt = (
  file: string,
  code: DiagnosticCode,
  message: string,
  help?: string,
): Diagnostic => ({
  severity: 'error',
  code,
  message,
  span: wholeFile(file),
  ...(help !== undefined && { help }),
});

const scenarioKeys = ['id', 'covers', 'timeline'];

type Sort = 'scenario' | 'tenant' | 'fleet' | 'other' | 'unclear';

const kindOf = (tree: Tree): string | null => {
  const kind = entryOf(tree, 'kind')?.value;
  return kind?.kind === 'leaf' ? kind.text : null;
};

/** What a file is, as far as its first keys say. */
const sortOf = (tree: Tree): Sort => {
  if (!isMapping(tree)) return 'other';
  const name = kindOf(tree);
  if (name === 'Scenario') return 'scenario';
  const version = entryOf(tree, 'apiVersion')?.value;
  const isOurs =
    (version?.kind === 'leaf' && version.text.startsWith('muster/')) ||
    scenarioKeys.every((key) => entryOf(tree, key) !== undefined);
  if (!isOurs) return 'other';
  if (name === 'Tenant') return 'tenant';
  if (name === 'Fleet') return 'fleet';
  return name !== null && kinds.includes(name) ? 'other' : 'unclear';
};

/** The kind of file is misspelt, missing or another one, so that it would be passed over. */
const unclearKind = (file: string, tree: Tree): Diagnostic => {
  const kind = entryOf(tree, 'kind')?.value;
  const name = kind?.kind === 'leaf' ? kind.text : '';
  const help = { help: `begin with \`apiVersion: ${apiVersion}\` and \`kind: Scenario\`` };
  const isOther = kinds.includes(name);
  const message = isOther ? `a \`${name}\` holds no scenario` : `unknown kind of file \`${name}\``;
  return {
    severity: 'error',
    code: 'value',
    message: name === '' ? 'the file has no `kind`' : message,
    span: kind?.span ?? { ...tree.span, file },
    label: `allowed: ${(isOther ? kindsToName : kinds).join(', ')}`,
    ...(name === '' ? help : isOther ? {} : didYouMean(name, kinds)),
  };
};

interface Found {
  readonly scenarios: Set<string>;
  readonly tenants: Set<string>;
  readonly fleets: Set<string>;
  readonly diagnostics: Diagnostic[];
}

/** Sorts a file; `named` tells one that was asked for from one that only lies in a folder. */
const takeUp = (file: string, documents: Documents, found: Found, named: boolean): Sort => {
  const { tree } = documents.open(file);
  // A file that cannot be parsed is compiled as well, for its errors.
  const sort = tree === null ? 'scenario' : sortOf(tree);
  const kind = named && tree !== null ? kindOf(tree) : null;
  if (sort === 'tenant' || kind === 'Tenant') found.tenants.add(file);
  else if (sort === 'fleet' || kind === 'Fleet') found.fleets.add(file);
  // Somebody means a file that is named, so what it is instead is an error.
  else if (named && sort === 'other' && tree !== null && isMapping(tree)) {
    found.diagnostics.push(unclearKind(file, tree));
  } else if (sort === 'scenario' || named) found.scenarios.add(file);
  else if (sort === 'unclear' && tree !== null) found.diagnostics.push(unclearKind(file, tree));
  return sort;
};

const pathsBelow = (path: string, directory: string): string[] | Diagnostic | null => {
  const shown = showPath(path, directory);
  try {
    const onDisk = absolute(path, directory);
    if (!statSync(onDisk).isDirectory()) return null;
    return filesUnder(onDisk).map((file) => showPath(file, directory));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? errorAt(shown, 'not-found', `\`${shown}\` does not exist`)
      : errorAt(shown, 'unreadable', `\`${shown}\` cannot be read: ${code}`);
  }
};

const find = (paths: readonly string[], directory: string, documents: Documents): Found => {
  const found: Found = {
    scenarios: new Set(),
    tenants: new Set(),
    fleets: new Set(),
    diagnostics: [],
  };
  for (const path of paths) {
    const shown = showPath(path, directory);
    const below = pathsBelow(path, directory);
    if (below === null) {
      takeUp(shown, documents, found, true);
    } else if ('message' in below) {
      found.diagnostics.push(below);
    } else {
      const sorts = below.map((file) => takeUp(file, documents, found, false));
      if (sorts.some((sort) => sort !== 'other')) continue;
      const message = `there is no scenario under \`${shown}\``;
      found.diagnostics.push(errorAt(shown, 'not-found', message));
    }
  }
  return found;
};

const absolute = (path: string, directory: string): string =>
  isAbsolute(path) ? path : join(directory, path);

/** A path as it is shown and kept: relative where it lies inside the directory. */
const showPath = (path: string, directory: string): string => {
  const inside = relative(directory, absolute(path, directory));
  return slashes(
    inside === '' ? '.' : /^\.\.([\\/]|$)/.test(inside) ? absolute(path, directory) : inside,
  );
};

/** How scenario files on the disk are reached. */
export const diskIo = (options: LoadOptions = {}): ScenarioIo => {
  const directory = options.directory ?? process.cwd();
  return {
    read: (path, limit) => readDisk(absolute(path, directory), limit),
    shipped: showPath(shippedScenarios, directory),
    requirementIds: options.requirementIds === undefined ? requirementIds : options.requirementIds,
    importFile: options.importFile ?? null,
  };
};

/** Tenants that a fleet names, without looking into any of them. */
const namedBy = (file: string, documents: Documents): readonly string[] => {
  const use = valueUnder(documents.open(file).tree ?? undefined, 'use');
  const items = use?.kind === 'list' ? use.items : [];
  return items.flatMap((item) => {
    const path = item.kind === 'leaf' ? item.text : '';
    return resolveReference(file, path, documents.shipped) ?? [];
  });
};

/**
 * Compiles the scenarios at the given paths: files, and folders with everything under them, A to Z
 * by code unit whatever the locale. Tenants among them that nothing uses are checked by
 * themselves; files of another kind are skipped in folders and are errors where they are named.
 */
export const loadScenarios = (paths: readonly string[], options: LoadOptions = {}): Loaded => {
  const directory = options.directory ?? process.cwd();
  const io = diskIo(options);
  const documents = documentsOf(io);
  const found = find(paths, directory, documents);
  const compiled = compile([...found.scenarios].sort(compareText), io, documents);
  const fleets = [...found.fleets].sort(compareText);
  const unchecked = (file: string): CheckedFleet => ({
    diagnostics: [],
    used: namedBy(file, documents),
  });
  const checked = fleets.map((file) => (options.checkFleet ?? unchecked)(file, documents));
  const used = new Set([...compiled.used, ...checked.flatMap((fleet) => fleet.used)]);
  const alone = [...found.tenants].filter((file) => !used.has(file)).sort(compareText);
  const ofTenants = alone.flatMap((file) => openTenant(file, documents, io.importFile).diagnostics);
  return {
    ...compiled,
    diagnostics: [
      ...found.diagnostics,
      ...ofTenants,
      ...checked.flatMap((fleet) => fleet.diagnostics),
      ...compiled.diagnostics,
    ],
    loneTenants: alone,
    fleets,
    files: [...documents.asked],
  };
};
