import { join, resolve } from 'node:path';
import type { HonestyRecord } from '../../../reports/load/honesty.ts';
import type { LoadSummary } from '../../../reports/load/summary.ts';
import { calibrationText, loadLines } from '../../../reports/load/text.ts';
import { judgeLoadThreshold, type LoadThreshold } from '../../../reports/load/threshold.ts';
import { calibrate } from '../../load/calibrate.ts';
import { measure, measuredSoFar } from '../../load/measure.ts';
import { prepareMix } from '../../load/mix/mixed-traffic.ts';
import { neighbourhoodOf } from '../../load/neighbourhood.ts';
import type { LoadProfile } from '../../load/profile/profile.ts';
import { diskReason } from '../atomic-file.ts';
import { type ExitCode, exitCodes, worstExit } from '../exit-code.ts';
import { complain, counted, isRefusal, type Refusal } from '../refusal.ts';
import type { Terminal } from '../terminal.ts';
import { type Played, writeFindings } from './finding-file.ts';
import { readHonesty } from './honesty-file.ts';
import { liveOn } from './live.ts';
import { writeLoadFolder } from './load-folder.ts';
import { machineProvenance, profileOf } from './origin.ts';
import { fleetLines, planLines } from './plan-text.ts';
import { openProfile, usualProfile } from './profile-file.ts';
import { replayCommand } from './replay.ts';
import { asksOneThing, type LoadOptions, type LoadRequest, loadRequest } from './request.ts';

/** Counts only grow, and a p99 that was missed is not met again by half of a run. */
const cannotHold = (threshold: LoadThreshold, sofar: LoadSummary['measured']): boolean => {
  const { metric, sign } = threshold;
  const isOfEnd = metric === 'rate' || metric === 'completed' || sign.startsWith('>');
  return !isOfEnd && judgeLoadThreshold(threshold, sofar).verdict === 'missed';
};

const exitOf = (
  { measured, grade, thresholds }: LoadSummary,
  wasInterrupted: boolean,
): ExitCode => {
  const has = (verdict: string): boolean => thresholds.some((one) => one.verdict === verdict);
  const codes: ExitCode[] = [];
  if (wasInterrupted) codes.push(exitCodes.interrupted.code);
  if (measured.sums.offered === 0) codes.push(exitCodes.nothingRan.code);
  if (measured.sums.wrong > 0) codes.push(exitCodes.wrongUnderLoad.code);
  if (grade === 'INVALID') codes.push(exitCodes.invalid.code);
  if (has('missed')) codes.push(exitCodes.threshold.code);
  if (has('vacuous')) codes.push(exitCodes.vacuous.code);
  return worstExit(codes);
};

/** With the command that asks for it again. */
type AskedLoad = LoadRequest & { readonly command: string };

const play = async (
  request: AskedLoad,
  honesty: HonestyRecord | null,
  terminal: Terminal,
  interrupting: AbortController,
): Promise<LoadSummary> => {
  const { plan, thresholds, abortOnFail, command } = request;
  const failing = new AbortController();
  const release = terminal.onInterrupt(() => interrupting.abort());
  const live = liveOn(terminal, plan.phases);
  try {
    const run = await measure({
      plan,
      provenance: machineProvenance(command),
      profile: profileOf(plan),
      signal: AbortSignal.any([interrupting.signal, failing.signal]),
      onCalibration: (calibration) => terminal.print(`driver ${calibrationText(calibration)}`),
      onProgress: (records, elapsed, utilisation) => {
        live.show(records, elapsed, utilisation);
        const sofar = measuredSoFar(plan.phases, records);
        if (abortOnFail && thresholds.some((one) => cannotHold(one, sofar))) failing.abort();
      },
    });
    live.finish();
    const judged = thresholds.map((one) => judgeLoadThreshold(one, run.measured));
    return { ...run, thresholds: judged, ...(honesty !== null && { honesty }) };
  } finally {
    release();
  }
};

const write = async (
  out: string,
  summary: LoadSummary,
  played: Played | null,
  terminal: Terminal,
): Promise<boolean> => {
  const folder = resolve(terminal.cwd, out);
  try {
    await writeLoadFolder(folder, summary);
    const files = played === null ? [] : writeFindings(summary, played, folder, terminal);
    if (files.length > 0) {
      terminal.print(`${counted(files.length, 'wrong answer')} to play again in ${folder}`);
    }
    return true;
  } catch (error) {
    complain(terminal, { message: `\`${out}\` cannot be written: ${diskReason(error)}` });
    return false;
  }
};

/** Every repeat, until one is interrupted; the worst of their exit codes. */
const playAll = async (
  request: AskedLoad,
  honesty: HonestyRecord | null,
  out: string | null,
  terminal: Terminal,
): Promise<ExitCode> => {
  const interrupting = new AbortController();
  const codes: ExitCode[] = [];
  for (let repeat = 1; repeat <= request.repeats && !interrupting.signal.aborted; repeat++) {
    if (request.repeats > 1) terminal.print(`repeat ${repeat} of ${request.repeats}`);
    const ready = await prepare(request);
    if ('message' in ready) return refuse(ready, exitCodes.setUp.code, terminal);
    const { plan, played } = ready;
    const summary = await play({ ...request, plan }, honesty, terminal, interrupting);
    for (const line of loadLines(summary)) terminal.print(line);
    codes.push(exitOf(summary, interrupting.signal.aborted));
    const folder = out === null || request.repeats === 1 ? out : join(out, String(repeat));
    if (folder !== null && !(await write(folder, summary, played, terminal)))
      codes.push(exitCodes.error.code);
  }
  return worstExit(codes);
};

/** What is asked, ready to be asked: a fleet gets a tenant of its own each time. */
const prepare = async ({
  plan,
  profile,
}: LoadRequest): Promise<
  { readonly plan: LoadRequest['plan']; readonly played: Played | null } | Refusal
> => {
  if (profile === null) return { plan, played: null };
  const prepared = await prepareMix(plan.origin, profile, plan.timeout);
  if ('message' in prepared) return prepared;
  const { origin, traffic, held } = prepared;
  return { plan: { ...plan, origin, traffic }, played: { profile, held } };
};

const refuse = (refusal: Refusal, code: ExitCode, terminal: Terminal): ExitCode => {
  complain(terminal, refusal);
  return code;
};

/** The load of a file, the usual one, or none where one thing is asked; null after an error. */
const profileFor = (
  words: readonly string[],
  options: LoadOptions,
  terminal: Terminal,
): { readonly profile: LoadProfile | null } | null => {
  const [path] = words;
  if (path === undefined && asksOneThing(options)) return { profile: null };
  const profile = openProfile(path ?? usualProfile, terminal);
  return profile === null ? null : { profile };
};

export const performLoad = async (
  words: readonly string[],
  options: LoadOptions,
  terminal: Terminal,
): Promise<ExitCode> => {
  const found = profileFor(words, options, terminal);
  if (found === null) return exitCodes.usage.code;
  const request = loadRequest(options, found.profile);
  if (isRefusal(request)) return refuse(request, exitCodes.usage.code, terminal);
  const { plan } = request;
  if (options.plan === true) {
    const calibration = await calibrate(plan);
    const neighbourhood = await neighbourhoodOf(plan.origin);
    if (request.profile !== null) {
      for (const line of fleetLines(request.profile)) terminal.print(line);
    }
    for (const line of planLines(plan, calibration, neighbourhood)) terminal.print(line);
    return exitCodes.ok.code;
  }
  const honesty = readHonesty(terminal, options.honesty, machineProvenance('muster load'));
  if (isRefusal(honesty)) return refuse(honesty, exitCodes.usage.code, terminal);
  const asked = { ...request, command: replayCommand(words, options) };
  return playAll(asked, honesty, options.out ?? null, terminal);
};
