import { resolve } from 'node:path';
import { readExport } from '../graph/read-export.ts';
import type { KnownFailingEntry } from '../run/known-failing.ts';
import type { Compiled } from '../scenario/compile.ts';
import { diskIo, loadScenarios } from '../scenario/load.ts';
import { type Documents, documentsOf } from '../source/documents.ts';
import { hasErrors } from '../source/report.ts';
import { entryOf } from '../source/tree.ts';
import type { ImportFile } from '../tenant/import-file.ts';
import { openTenant } from '../tenant/open.ts';
import { type OpenedList, openKnownFailing } from './known-failing-file.ts';
import { defaultPaths, openProject, type Project, projectFile } from './project.ts';
import { complainAbout } from './refusal.ts';
import type { Terminal } from './terminal.ts';

/** Everything the files of a folder say, all of it sound. */
export interface Library extends Compiled {
  readonly project: Project;
  readonly knownFailing: readonly KnownFailingEntry[];
}

export interface OpenedLibrary {
  /** Null where a file has an error, which has been told by then. */
  readonly library: Library | null;
  /** Every file that was read or looked for, relative to the working directory. */
  readonly files: readonly string[];
}

/** Exported policies as a tenant file takes them in. */
export const importPolicies: ImportFile = readExport;

/** Whether a file that was named says of itself that it is a tenant. */
const isTenant = (documents: Documents, path: string): boolean => {
  if (!/\.ya?ml$/i.test(path)) return false;
  const kind = entryOf(documents.open(path).tree ?? undefined, 'kind')?.value;
  return kind?.kind === 'leaf' && kind.text === 'Tenant';
};

export interface OpenOptions {
  /** The list named on the command line, which wins over the project's. */
  readonly knownFailing?: string | null;
  /** Whether warnings are shown with their frames, or only counted. */
  readonly remarks?: 'shown' | 'counted';
}

const noList: OpenedList = { entries: [], diagnostics: [] };

/**
 * Reads the project, the list of known failures and every scenario; tells all errors of all
 * files in one go.
 *
 * @param paths as given on the command line; without any, those of the project
 */
export const openLibrary = (
  paths: readonly string[],
  terminal: Terminal,
  { knownFailing = null, remarks = 'counted' }: OpenOptions = {},
): OpenedLibrary => {
  const documents = documentsOf(diskIo({ directory: terminal.cwd }));
  const tenants = paths.filter((path) => isTenant(documents, path));
  const ofTenants = tenants.flatMap(
    (path) => openTenant(path, documents, importPolicies).diagnostics,
  );
  const { project, diagnostics: ofProject } = openProject(documents);
  const listed = knownFailing ?? project.knownFailing;
  const list = listed === undefined ? noList : openKnownFailing(documents, listed);
  const chosen =
    paths.length > 0
      ? paths.filter((path) => !tenants.includes(path))
      : (project.paths ?? defaultPaths);
  terminal.log('reading scenarios', { paths: chosen });
  const compiled = loadScenarios(chosen, { directory: terminal.cwd, importFile: importPolicies });
  const diagnostics = [...ofProject, ...ofTenants, ...list.diagnostics, ...compiled.diagnostics];
  const sources = new Map([...documents.sources, ...compiled.sources]);
  const files = [...sources.keys(), projectFile];
  terminal.log('read', { files: files.length, cases: compiled.cases.length });
  complainAbout(terminal, diagnostics, sources, remarks);
  if (hasErrors(diagnostics)) return { library: null, files };
  const library = { ...compiled, sources, project, knownFailing: list.entries };
  return { library, files };
};

/** A path of the command line as the disk knows it. */
export const onDisk = (terminal: Terminal, path: string): string => resolve(terminal.cwd, path);
