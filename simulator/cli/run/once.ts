import { defaultReadings, type Readings } from '../../../core/readings.ts';
import { countOutcomes } from '../../../reports/counts.ts';
import type { CaseResult, Plan, Run } from '../../../reports/result.ts';
import { digestOf } from '../../run/digest.ts';
import { excuse, type KnownFailingEntry, staleEntries } from '../../run/known-failing.ts';
import { readingTexts } from '../../run/readings-in-force.ts';
import { runCases } from '../../run/run-cases.ts';
import { shuffled } from '../../run/shuffle.ts';
import type { Case } from '../../scenario/case.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { type Library, onDisk, openLibrary } from '../library.ts';
import { toolName } from '../package-root.ts';
import { progressOn } from '../progress.ts';
import { defaultOut } from '../project.ts';
import { complain, isRefusal, type Refusal } from '../refusal.ts';
import { exitOfRun } from '../run-exit.ts';
import { select } from '../selection.ts';
import type { Terminal } from '../terminal.ts';
import { failedBefore } from './failed-before.ts';
import { openReportsFolder, type ReportsFolder } from './reports-folder.ts';
import type { RunRequest } from './request.ts';
import { tell } from './tell.ts';

/** How a run ended, and the files a change of which would make it end otherwise. */
export interface RunOutcome {
  readonly exit: ExitCode;
  readonly files: readonly string[];
}

/** Everything that has to be settled before the first case is played. */
interface Prepared {
  readonly library: Library;
  readonly cases: readonly Case[];
  readonly readings: Readings;
  readonly threads: number;
  /** As the user wrote it. */
  readonly out: string | null;
  readonly entries: readonly KnownFailingEntry[];
}

const chooseCases = (
  library: Library,
  request: RunRequest,
  terminal: Terminal,
): readonly Case[] | Refusal | 'nothing' => {
  const selection = select(library.cases, request.filters);
  if (selection.kind === 'refused') return selection.refusal;
  if (!request.onlyFailed) return selection.cases;
  const folder = request.out ?? library.project.out ?? defaultOut;
  const failed = failedBefore(onDisk(terminal, folder));
  if (!('has' in failed)) return failed;
  const cases = selection.cases.filter(({ id }) => failed.has(id));
  return cases.length === 0 ? 'nothing' : cases;
};

const play = async (
  prepared: Prepared,
  request: RunRequest,
  plan: Plan,
  folder: ReportsFolder | null,
  terminal: Terminal,
): Promise<Run> => {
  const { cases, readings, threads, entries } = prepared;
  const results = new Map<string, CaseResult>();
  const progress = progressOn(terminal, cases.length);
  const interrupt = new AbortController();
  const stopListening = terminal.onInterrupt(() => interrupt.abort());
  const order = request.shuffle === null ? cases : shuffled(cases, request.shuffle);
  const share = { cases: order, target: 'in-process', readings, turned: request.turned } as const;
  try {
    await runCases(share, {
      threads,
      signal: interrupt.signal,
      onResult: (found) => {
        const result = excuse(entries, found, terminal.today);
        results.set(result.id, result);
        folder?.ended(result);
        if (!request.json) progress.ended(result.outcome);
      },
    });
  } finally {
    stopListening();
    if (!request.json) progress.finish();
  }
  const inOrder = plan.cases.flatMap((id) => results.get(id) ?? []);
  const complete = inOrder.length === plan.cases.length;
  return { plan, results: inOrder, digest: digestOf(inOrder), complete };
};

const planOf = ({ cases, readings }: Prepared, { turned }: RunRequest): Plan => ({
  tool: toolName(),
  target: 'in-process',
  cases: cases.map(({ id }) => id),
  readings: readingTexts({ ...readings, ...turned }),
  turned: readingTexts(turned),
});

const playAndTell = async (
  prepared: Prepared,
  request: RunRequest,
  terminal: Terminal,
): Promise<ExitCode> => {
  const plan = planOf(prepared, request);
  const { out, library, entries } = prepared;
  const folder = out === null ? null : openReportsFolder(onDisk(terminal, out), plan);
  if (folder !== null && isRefusal(folder)) {
    complain(terminal, folder);
    return exitCodes.usage.code;
  }
  let run: Run;
  try {
    run = await play(prepared, request, plan, folder, terminal);
    folder?.finish(run);
  } catch (error) {
    folder?.abandon();
    throw error;
  }
  const stale = staleEntries(entries, run.results, library.cases, terminal.today);
  tell({ run, stale, out, seed: request.shuffle, sources: library.sources }, request, terminal);
  return exitOfRun({
    counts: countOutcomes(run.results),
    planned: plan.cases.length,
    staleEntries: stale.length,
    interrupted: !run.complete,
  });
};

const usage = (files: readonly string[]): RunOutcome => ({ exit: exitCodes.usage.code, files });

/** Reads the files, plays what was asked for and says how it went. */
export const runOnce = async (request: RunRequest, terminal: Terminal): Promise<RunOutcome> => {
  const opened = openLibrary(request.paths, terminal, {
    knownFailing: request.knownFailing,
  });
  const { library, files } = opened;
  if (library === null) return usage(files);
  const cases = chooseCases(library, request, terminal);
  if (cases === 'nothing') {
    terminal.print('nothing failed in the last run, so there is nothing to run again');
    return { exit: exitCodes.nothingRan.code, files };
  }
  if ('message' in cases) {
    complain(terminal, cases);
    return usage(files);
  }
  const { project, knownFailing } = library;
  const prepared: Prepared = {
    library,
    cases,
    readings: { ...defaultReadings, ...project.readings },
    threads: request.threads ?? project.threads ?? 1,
    out: request.out ?? project.out ?? null,
    entries: knownFailing,
  };
  return { exit: await playAndTell(prepared, request, terminal), files };
};
