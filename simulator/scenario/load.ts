import { readdirSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { requirementIds } from '../../core/requirements/catalogue.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import { readDisk } from '../source/disk.ts';
import { type Documents, documentsOf, resolveReference } from '../source/documents.ts';
import { shippedScenarios } from '../source/package-root.ts';
import type { DiagnosticCode } from '../source/report.ts';
import { valueUnder } from '../source/tree.ts';
import type { ImportFile } from '../tenant/import-file.ts';
import { openTenant } from '../tenant/open.ts';
import { assemble, type Compiled, type ScenarioIo } from './compile.ts';
import { type Look, lookUp } from './look.ts';
import { type Candidate, type Taken, takeFile } from './take.ts';

export interface LoadOptions {
  /** Folder that paths are relative to, and that they are shown relative to. */
  readonly directory?: string;
  readonly importFile?: ImportFile | null;
  /** Default: the catalogue's. */
  readonly requirementIds?: ReadonlySet<string> | null;
  /** The file of the library that was compiled with this program; without it all is compiled. */
  readonly compiled?: string | null;
  /** Checks a fleet or a load; without it they are only found. Their rooms know how. */
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
  /** Loads at the paths, A to Z. */
  readonly loads: readonly string[];
  /** Every file that was read or looked for. */
  readonly files: readonly string[];
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const slashes = (path: string): string => (sep === '/' ? path : path.replaceAll(sep, '/'));

/** Folders that are never looked into for scenarios. */
const isSkipped = (name: string): boolean => name.startsWith('.') || name === 'node_modules';

const isYaml = (name: string): boolean => /\.ya?ml$/i.test(name);

const yamlUnder = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !isSkipped(name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return yamlUnder(path);
      return (entry.isFile() || entry.isSymbolicLink()) && isYaml(entry.name) ? [path] : [];
    });

/**
 * YAML files under a folder, as they are shown; links to folders are not followed. Throws what the
 * disk throws.
 */
export const filesUnder = (folder: string, directory: string): string[] =>
  yamlUnder(absolute(folder, directory)).map((file) => showPath(file, directory));

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

const pathsBelow = (path: string, directory: string): string[] | Diagnostic | null => {
  const shown = showPath(path, directory);
  try {
    return statSync(absolute(path, directory)).isDirectory() ? filesUnder(path, directory) : null;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? errorAt(shown, 'not-found', `\`${shown}\` does not exist`)
      : errorAt(shown, 'unreadable', `\`${shown}\` cannot be read: ${code}`);
  }
};

/** Files to look into, and the folders they were found in. */
interface Listing {
  readonly candidates: readonly Candidate[];
  readonly folders: readonly { readonly shown: string; readonly files: readonly string[] }[];
  readonly diagnostics: readonly Diagnostic[];
}

const list = (paths: readonly string[], directory: string): Listing => {
  const candidates = new Map<string, Candidate>();
  const folders: Listing['folders'][number][] = [];
  const diagnostics: Diagnostic[] = [];
  for (const path of paths) {
    const shown = showPath(path, directory);
    const below = pathsBelow(path, directory);
    if (below === null) candidates.set(shown, { file: shown, named: true });
    else if ('message' in below) diagnostics.push(below);
    else {
      folders.push({ shown, files: below });
      for (const file of below) {
        candidates.set(file, candidates.get(file) ?? { file, named: false });
      }
    }
  }
  return { candidates: [...candidates.values()], folders, diagnostics };
};

/** Folders in which there is nothing that scenarios are about. */
const emptyFolders = ({ folders }: Listing, taken: ReadonlyMap<string, Taken>): Diagnostic[] =>
  folders
    .filter(({ files }) => files.every((file) => taken.get(file)?.sort === 'other'))
    .map(({ shown }) => errorAt(shown, 'not-found', `there is no scenario under \`${shown}\``));

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

/** Looks into files, wherever that is done: `loadWith` puts together what comes of it. */
export const lookInto = (candidates: readonly Candidate[], options: LoadOptions): Look => {
  const io = diskIo(options);
  const documents = documentsOf(io);
  const taken = candidates.map((candidate) => takeFile(candidate, documents, io));
  return { taken, sources: [...documents.sources], asked: [...documents.asked] };
};

interface Looked {
  readonly listing: Listing;
  readonly taken: readonly Taken[];
  readonly documents: Documents;
  readonly io: ScenarioIo;
}

const loadedFrom = (
  { listing, taken, documents, io }: Looked,
  { checkFleet }: LoadOptions,
): Omit<Loaded, 'files'> => {
  const inOrder = [...taken].sort((a, b) => compareText(a.file, b.file));
  const filesAs = (what: Taken['as']): string[] =>
    inOrder.filter(({ as }) => as === what).map(({ file }) => file);
  const compiled = assemble(
    inOrder.flatMap((each) => each.compiled ?? []),
    io,
    documents,
  );
  const fleets = filesAs('fleet');
  const loads = filesAs('load');
  const unchecked = (file: string): CheckedFleet => ({
    diagnostics: [],
    used: namedBy(file, documents),
  });
  const checked = [...fleets, ...loads].map((file) => (checkFleet ?? unchecked)(file, documents));
  const used = new Set([...compiled.used, ...checked.flatMap((fleet) => fleet.used)]);
  const alone = filesAs('tenant').filter((file) => !used.has(file));
  const ofTenants = alone.flatMap((file) => openTenant(file, documents, io.importFile).diagnostics);
  return {
    ...compiled,
    diagnostics: [
      ...listing.diagnostics,
      ...taken.flatMap(({ complaint }) => complaint ?? []),
      ...emptyFolders(listing, new Map(taken.map((each) => [each.file, each]))),
      ...ofTenants,
      ...checked.flatMap((fleet) => fleet.diagnostics),
      ...compiled.diagnostics,
    ],
    loneTenants: alone,
    fleets,
    loads,
  };
};

const begin = (paths: readonly string[], options: LoadOptions) => {
  const io = diskIo(options);
  const listing = list(paths, options.directory ?? process.cwd());
  return { io, listing, known: lookUp(listing.candidates, io, options.compiled ?? null) };
};

const finish = (
  { io, listing, known }: ReturnType<typeof begin>,
  parts: readonly Look[],
  documents: Documents,
  options: LoadOptions,
): Loaded => {
  const looks = [known, ...parts];
  const found = new Map(looks.flatMap(({ taken }) => taken.map((each) => [each.file, each])));
  const taken = listing.candidates.flatMap(({ file }) => found.get(file) ?? []);
  for (const [file, text] of looks.flatMap(({ sources }) => sources)) documents.keep(file, text);
  const loaded = loadedFrom({ listing, taken, documents, io }, options);
  const asked = looks.flatMap((part) => part.asked);
  return { ...loaded, files: [...new Set([...asked, ...documents.asked])] };
};

/**
 * Compiles the scenarios at the given paths: files, and folders with everything under them, A to Z
 * by code unit whatever the locale. Tenants among them that nothing uses are checked by
 * themselves; files of another kind are skipped in folders and are errors where they are named.
 */
export const loadScenarios = (paths: readonly string[], options: LoadOptions = {}): Loaded => {
  const begun = begin(paths, options);
  const documents = documentsOf(begun.io);
  const taken = begun.known.rest.map((candidate) => takeFile(candidate, documents, begun.io));
  return finish(begun, [{ taken, sources: [], asked: [] }], documents, options);
};

/** Files to look into, out of how many; a file that is as it was needs no looking into. */
export interface LookRequest {
  readonly candidates: readonly Candidate[];
  readonly files: number;
}

/**
 * The same, where the files are looked into elsewhere, on threads.
 *
 * @param look brings what `lookInto` finds in all of them, in parts, in any order
 */
export const loadWith = async (
  paths: readonly string[],
  options: LoadOptions,
  look: (request: LookRequest) => Promise<readonly Look[]>,
): Promise<Loaded> => {
  const begun = begin(paths, options);
  const { rest: candidates } = begun.known;
  const parts = await look({ candidates, files: begun.listing.candidates.length });
  return finish(begun, parts, documentsOf(begun.io), options);
};
