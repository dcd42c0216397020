import { resolve } from 'node:path';
import { readExport } from '../graph/read-export.ts';
import type { KnownFailingEntry } from '../run/known-failing.ts';
import {
  type CheckFleet,
  diskIo,
  type Loaded,
  type LoadOptions,
  type LookRequest,
  loadScenarios,
  loadWith,
} from '../scenario/load.ts';
import type { Look } from '../scenario/look.ts';
import { documentsOf } from '../source/documents.ts';
import { hasErrors } from '../source/report.ts';
import type { ImportFile } from '../tenant/import-file.ts';
import { compiledLibrary } from './compiled-library.ts';
import { type OpenedList, openKnownFailing } from './known-failing-file.ts';
import { defaultPaths, openProject, type Project } from './project.ts';
import { complainAbout } from './refusal.ts';
import type { Terminal } from './terminal.ts';

/** Everything the files of a folder say, all of it sound. */
export interface Library extends Loaded {
  readonly project: Project;
  readonly knownFailing: readonly KnownFailingEntry[];
}

export interface OpenedLibrary {
  /** Null where a file has an error, which has been told by then. */
  readonly library: Library | null;
  /** Every file that was read or looked for, relative to the working directory. */
  readonly files: readonly string[];
  /** Files and folders where scenarios were looked for. */
  readonly paths: readonly string[];
}

/** Exported policies as a tenant file takes them in. */
export const importPolicies: ImportFile = readExport;

export interface OpenOptions {
  /** The list named on the command line, which wins over the project's. */
  readonly knownFailing?: string | null;
  /** Whether warnings are shown with their frames, or only counted. */
  readonly remarks?: 'shown' | 'counted';
  /** Without it fleets are passed over. */
  readonly checkFleet?: CheckFleet;
}

const noList: OpenedList = { entries: [], diagnostics: [] };

/** What is read before the scenarios. */
const begin = (
  paths: readonly string[],
  terminal: Terminal,
  { knownFailing = null, checkFleet }: OpenOptions,
) => {
  const documents = documentsOf(diskIo({ directory: terminal.cwd }));
  const { project, diagnostics } = openProject(documents);
  const listed = knownFailing ?? project.knownFailing;
  const list = listed === undefined ? noList : openKnownFailing(documents, listed);
  const chosen = paths.length > 0 ? paths : (project.paths ?? defaultPaths);
  terminal.log('reading scenarios', { paths: chosen });
  const options: LoadOptions = {
    directory: terminal.cwd,
    importFile: importPolicies,
    compiled: compiledLibrary(),
    ...(checkFleet !== undefined && { checkFleet }),
  };
  return {
    documents,
    project,
    list,
    chosen,
    options,
    found: [...diagnostics, ...list.diagnostics],
  };
};

const finish = (
  { documents, project, list, chosen, found }: ReturnType<typeof begin>,
  loaded: Loaded,
  terminal: Terminal,
  { remarks = 'counted' }: OpenOptions,
): OpenedLibrary => {
  const diagnostics = [...found, ...loaded.diagnostics];
  const sources = new Map([...documents.sources, ...loaded.sources]);
  const files = [...new Set([...documents.asked, ...loaded.files])];
  terminal.log('read', { files: files.length, cases: loaded.cases.length });
  complainAbout(terminal, diagnostics, sources, remarks);
  if (hasErrors(diagnostics)) return { library: null, files, paths: chosen };
  const library = { ...loaded, sources, project, knownFailing: list.entries };
  return { library, files, paths: chosen };
};

/**
 * Reads the project, the list of known failures and every scenario; tells all errors of all
 * files in one go.
 *
 * @param paths as given on the command line; without any, those of the project
 */
export const openLibrary = (
  paths: readonly string[],
  terminal: Terminal,
  options: OpenOptions = {},
): OpenedLibrary => {
  const begun = begin(paths, terminal, options);
  return finish(begun, loadScenarios(begun.chosen, begun.options), terminal, options);
};

/**
 * The same, with somebody else looking into the files of scenarios.
 *
 * @param look is told the project, which may say how many threads there are
 */
export const openLibraryWith = async (
  paths: readonly string[],
  terminal: Terminal,
  options: OpenOptions,
  look: (request: LookRequest, project: Project, options: LoadOptions) => Promise<readonly Look[]>,
): Promise<OpenedLibrary> => {
  const begun = begin(paths, terminal, options);
  const loaded = await loadWith(begun.chosen, begun.options, (request) =>
    look(request, begun.project, begun.options),
  );
  return finish(begun, loaded, terminal, options);
};

/** A path of the command line as the disk knows it. */
export const onDisk = (terminal: Terminal, path: string): string => resolve(terminal.cwd, path);
