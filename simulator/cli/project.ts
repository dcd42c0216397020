import type { Readings } from '../../core/readings.ts';
import { readingsShape } from '../scenario/scenario-shape.ts';
import { list, object, optional, required } from '../source/collection.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import type { Documents } from '../source/documents.ts';
import { collector } from '../source/report.ts';
import { integer, text, word } from '../source/scalar.ts';
import type { Shape } from '../source/shape.ts';
import { largestFile } from '../source/text.ts';

/** Name of the file that holds a folder's own defaults. */
export const projectFile = 'muster.yaml';

/** Where scenarios are looked for, and reports are written, unless somebody says. */
export const defaultPaths: readonly string[] = ['scenarios'];
export const defaultOut = 'muster-report';

/** More threads than this only wait for each other. */
export const threadsMax = 64;

/** What `muster.yaml` says; an option on the command line wins over it. */
export interface Project {
  readonly paths?: readonly string[];
  readonly out?: string;
  readonly threads?: number;
  readonly readings?: Partial<Readings>;
  readonly knownFailing?: string;
}

const path = text('a path');

export const projectShape: Shape<Project> = object('the defaults of this folder', {
  apiVersion: required(word('version', ['muster/v1']), 'Always muster/v1.'),
  kind: required(word('kind', ['Project']), 'Always Project.'),
  paths: optional(list(path), `Files and folders of scenarios. Default: ${defaultPaths}.`),
  out: optional(path, 'Folder that every run writes its reports to. Default: no reports.'),
  threads: optional(
    integer({ least: 1, most: threadsMax }),
    'How many threads read and play. Default: 1; for a large library on four cores or more, one a core.',
  ),
  readings: optional(readingsShape, 'Readings in force where a scenario names none.'),
  knownFailing: optional(path, 'File with the list of known failures.'),
});

export interface OpenedProject {
  readonly project: Project;
  readonly diagnostics: readonly Diagnostic[];
}

/** The defaults of the working directory; none where there is no such file. */
export const openProject = (documents: Documents): OpenedProject => {
  if (documents.contents(projectFile, largestFile).kind === 'missing')
    return { project: {}, diagnostics: [] };
  const { tree, diagnostics } = documents.open(projectFile);
  if (tree === null) return { project: {}, diagnostics };
  const { report, list: reported } = collector();
  const project = projectShape.read(tree, report) ?? {};
  return { project, diagnostics: [...diagnostics, ...reported()] };
};
