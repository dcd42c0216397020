import { countOutcomes } from '../../../reports/counts.ts';
import type { CaseResult, Plan, Run, StaleKnownFailing } from '../../../reports/result.ts';
import { digestOf } from '../../run/digest.ts';
import { excuse, type StaleEntry, staleEntries } from '../../run/known-failing.ts';
import { runCases } from '../../run/run-cases.ts';
import type { TargetChoice } from '../../run/share.ts';
import { shuffled } from '../../run/shuffle.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { onDisk } from '../library.ts';
import { progressOn } from '../progress.ts';
import { complain, isRefusal } from '../refusal.ts';
import { machineNow } from '../report/machine.ts';
import { exitOfRun } from '../run-exit.ts';
import type { Terminal } from '../terminal.ts';
import type { ReadyTarget } from './check-target.ts';
import type { Crew } from './crew.ts';
import { planOf } from './plan-of.ts';
import { type Prepared, prepare } from './prepare.ts';
import { openReportsFolder, type ReportsFolder } from './reports-folder.ts';
import type { RunRequest } from './request.ts';
import { groundsOfRun } from './run-grounds.ts';
import { tell } from './tell.ts';

/** How a run ended, and the files a change of which would make it end otherwise. */
export interface RunOutcome {
  readonly exit: ExitCode;
  readonly files: readonly string[];
  /** Files and folders where scenarios were looked for. */
  readonly paths: readonly string[];
}

/** In a run of more cases than this only those that are not met keep their story. */
const storiesMax = 5000;

const keepStory = (result: CaseResult, cases: number): CaseResult => {
  if (cases <= storiesMax || result.outcome !== 'met') return result;
  const { story, ...rest } = result;
  return rest;
};

const staleTexts = (stale: readonly StaleEntry[]): readonly StaleKnownFailing[] =>
  stale.map(({ entry, because }) => ({ ...entry, because }));

const play = async (
  prepared: Prepared,
  crew: Crew | null,
  request: RunRequest,
  target: TargetChoice,
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
  const { turned } = request;
  const stories = folder !== null;
  const share = { cases: order, target, readings, turned, stories } as const;
  try {
    await runCases(share, {
      threads: threadsFor(threads, target),
      pool: crew,
      signal: interrupt.signal,
      onResult: (found) => {
        const result = keepStory(excuse(entries, found, terminal.today), cases.length);
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
  const digest = digestOf(inOrder);
  const run = { plan, results: inOrder, digest, complete, grounds: [], stale: [] };
  if (folder === null) return run;
  const force = { readings, turned };
  return { ...run, grounds: await groundsOfRun(run, cases, force, prepared.library.sources) };
};

/** One tenant that everybody resets bears one case at a time. */
const threadsFor = (threads: number, target: TargetChoice): number =>
  target !== 'in-process' && target.tenancy.manner === 'shared' ? 1 : threads;

const playAndTell = async (
  prepared: Prepared,
  crew: Crew | null,
  request: RunRequest,
  target: ReadyTarget,
  terminal: Terminal,
): Promise<ExitCode> => {
  const { out, library, entries, cases, readings } = prepared;
  const plan = planOf(cases, target, readings, request.turned, library.renamed);
  const folder = out === null ? null : openReportsFolder(onDisk(terminal, out), plan);
  if (folder !== null && isRefusal(folder)) {
    complain(terminal, folder);
    return exitCodes.usage.code;
  }
  let run: Run;
  let stale: readonly StaleEntry[];
  const startedAt = Date.now();
  try {
    const played = await play(prepared, crew, request, target.choice, plan, folder, terminal);
    stale = staleEntries(entries, played.results, library.cases, terminal.today);
    run = { ...played, stale: staleTexts(stale) };
    await folder?.finish(run, machineNow(startedAt, prepared.threads));
  } catch (error) {
    folder?.abandon();
    throw error;
  }
  tell({ run, stale, out, seed: request.shuffle, sources: library.sources }, request, terminal);
  return exitOfRun({
    counts: countOutcomes(run.results),
    planned: plan.cases.length,
    staleEntries: stale.length,
    interrupted: !run.complete,
  });
};

/** Reads the files, plays what was asked for and says how it went. */
export const runOnce = async (
  request: RunRequest,
  target: ReadyTarget,
  terminal: Terminal,
): Promise<RunOutcome> => {
  const { prepared, crew, files, paths } = await prepare(request, terminal);
  try {
    if (typeof prepared === 'number') return { exit: prepared, files, paths };
    return { exit: await playAndTell(prepared, crew, request, target, terminal), files, paths };
  } finally {
    await crew?.destroy();
  }
};
