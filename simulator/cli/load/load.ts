import { join, resolve } from 'node:path';
import { loadMarkdown } from '../../../reports/load/markdown.ts';
import type { LoadSummary } from '../../../reports/load/summary.ts';
import { calibrationText, loadLines } from '../../../reports/load/text.ts';
import { judgeLoadThreshold, type LoadThreshold } from '../../../reports/load/threshold.ts';
import { calibrate } from '../../load/calibrate.ts';
import { measure, measuredSoFar } from '../../load/measure.ts';
import { neighbourhoodOf } from '../../load/neighbourhood.ts';
import type { TrafficPlan } from '../../load/open-traffic.ts';
import { diskReason, writeWhole } from '../atomic-file.ts';
import { type ExitCode, exitCodes, worstExit } from '../exit-code.ts';
import { complain, isRefusal, type Refusal } from '../refusal.ts';
import type { Terminal } from '../terminal.ts';
import { devicesTarget } from './devices-target.ts';
import { liveOn } from './live.ts';
import { profileOf, provenanceOf } from './origin.ts';
import { planLines } from './plan-text.ts';
import { type LoadOptions, type LoadRequest, loadRequest } from './request.ts';

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

const play = async (
  request: LoadRequest,
  terminal: Terminal,
  interrupting: AbortController,
): Promise<LoadSummary> => {
  const { plan, thresholds, abortOnFail } = request;
  const failing = new AbortController();
  const release = terminal.onInterrupt(() => interrupting.abort());
  const live = liveOn(terminal, plan.phases);
  try {
    const run = await measure({
      plan,
      provenance: provenanceOf(plan),
      profile: profileOf(plan),
      signal: AbortSignal.any([interrupting.signal, failing.signal]),
      onCalibration: (calibration) => terminal.print(`driver ${calibrationText(calibration)}`),
      onProgress: (records, elapsed) => {
        live.show(records, elapsed);
        const sofar = measuredSoFar(plan.phases, records);
        if (abortOnFail && thresholds.some((one) => cannotHold(one, sofar))) failing.abort();
      },
    });
    live.finish();
    const judged = thresholds.map((one) => judgeLoadThreshold(one, run.measured));
    return { ...run, thresholds: judged };
  } finally {
    release();
  }
};

const write = (out: string, summary: LoadSummary, terminal: Terminal): boolean => {
  const folder = resolve(terminal.cwd, out);
  try {
    writeWhole(join(folder, 'summary.json'), `${JSON.stringify(summary)}\n`);
    writeWhole(join(folder, 'summary.md'), loadMarkdown(summary));
    return true;
  } catch (error) {
    complain(terminal, { message: `\`${out}\` cannot be written: ${diskReason(error)}` });
    return false;
  }
};

/** Every repeat, until one is interrupted; the worst of their exit codes. */
const playAll = async (
  request: LoadRequest,
  out: string | null,
  terminal: Terminal,
): Promise<ExitCode> => {
  const interrupting = new AbortController();
  const codes: ExitCode[] = [];
  for (let repeat = 1; repeat <= request.repeats && !interrupting.signal.aborted; repeat++) {
    if (request.repeats > 1) terminal.print(`repeat ${repeat} of ${request.repeats}`);
    const summary = await play(request, terminal, interrupting);
    for (const line of loadLines(summary)) terminal.print(line);
    codes.push(exitOf(summary, interrupting.signal.aborted));
    const folder = out === null || request.repeats === 1 ? out : join(out, String(repeat));
    if (folder !== null && !write(folder, summary, terminal)) codes.push(exitCodes.error.code);
  }
  return worstExit(codes);
};

const trafficFor = async ({ plan, devices }: LoadRequest): Promise<TrafficPlan | Refusal> =>
  devices === null ? plan.traffic : devicesTarget(plan.origin, devices);

export const performLoad = async (options: LoadOptions, terminal: Terminal): Promise<ExitCode> => {
  const request = loadRequest(options);
  if (isRefusal(request)) {
    complain(terminal, request);
    return exitCodes.usage.code;
  }
  const { plan } = request;
  if (options.plan === true) {
    const calibration = await calibrate(plan);
    const neighbourhood = await neighbourhoodOf(plan.origin);
    for (const line of planLines(plan, calibration, neighbourhood)) terminal.print(line);
    return exitCodes.ok.code;
  }
  const traffic = await trafficFor(request);
  if ('message' in traffic) {
    complain(terminal, traffic);
    return exitCodes.setUp.code;
  }
  const ready = { ...request, plan: { ...plan, traffic } };
  return playAll(ready, options.out ?? null, terminal);
};
