import { defaultReadings, type Readings } from '../../../core/readings.ts';
import type { KnownFailingEntry } from '../../run/known-failing.ts';
import type { Case } from '../../scenario/case.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { type Library, openLibraryWith } from '../library.ts';
import { complain } from '../refusal.ts';
import type { Terminal } from '../terminal.ts';
import { chooseCases } from './choose-cases.ts';
import { type Crew, lookWith, openCrew, threadsWorth } from './crew.ts';
import type { RunRequest } from './request.ts';

/** Everything that has to be settled before the first case is played. */
export interface Prepared {
  readonly library: Library;
  readonly cases: readonly Case[];
  readonly readings: Readings;
  readonly threads: number;
  /** As the user wrote it. */
  readonly out: string | null;
  readonly entries: readonly KnownFailingEntry[];
}

export interface Preparation {
  /** Or how the command ends, which has been said by then. */
  readonly prepared: Prepared | ExitCode;
  /** To be destroyed in the end; null where one thread is enough: this one. */
  readonly crew: Crew | null;
  readonly files: readonly string[];
  /** Files and folders where scenarios were looked for. */
  readonly paths: readonly string[];
}

/** The cases to play, or how the command ends. */
const chosenFrom = (
  library: Library,
  request: RunRequest,
  terminal: Terminal,
): readonly Case[] | ExitCode => {
  const cases = chooseCases(library, request, terminal);
  if (cases === 'nothing') {
    terminal.print('nothing failed in the last run, so there is nothing to run again');
    return exitCodes.nothingRan.code;
  }
  if ('message' in cases) {
    complain(terminal, cases);
    return exitCodes.usage.code;
  }
  return cases;
};

/** Reads the files and chooses the cases. */
export const prepare = async (request: RunRequest, terminal: Terminal): Promise<Preparation> => {
  let crew: Crew | null = null;
  let threads = 1;
  const { library, files, paths } = await openLibraryWith(
    request.paths,
    terminal,
    { knownFailing: request.knownFailing },
    async ({ candidates, files: found }, project, options) => {
      // What is played again and again is played fastest where it was played before.
      const worth = request.watch ? 1 : threadsWorth(found);
      threads = request.threads ?? project.threads ?? worth;
      crew = await openCrew(threads);
      return lookWith(crew, candidates, options);
    },
  );
  const found = { crew, files, paths };
  if (library === null) return { ...found, prepared: exitCodes.usage.code };
  const cases = chosenFrom(library, request, terminal);
  if (typeof cases === 'number') return { ...found, prepared: cases };
  const { project, knownFailing } = library;
  const prepared: Prepared = {
    library,
    cases,
    readings: { ...defaultReadings, ...project.readings },
    threads,
    out: request.out ?? project.out ?? null,
    entries: knownFailing,
  };
  return { ...found, prepared };
};
