import { randomInt } from 'node:crypto';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { complain, isRefusal } from '../refusal.ts';
import type { Terminal } from '../terminal.ts';
import { surveyReadings } from './all-readings.ts';
import { checkTarget, isReady } from './check-target.ts';
import { runOnce } from './once.ts';
import { type RunOptions, requestFrom } from './request.ts';
import { endWithoutJudging, tellSetUp } from './set-up.ts';
import { watchAndRun } from './watch.ts';

/** `muster run`. A seed of the machine's choosing is printed, so that its order can be had. */
export const performRun = async (
  paths: readonly string[],
  options: RunOptions,
  terminal: Terminal,
): Promise<ExitCode> => {
  const request = requestFrom(paths, options, () => randomInt(2 ** 32));
  if (isRefusal(request)) {
    complain(terminal, request);
    return exitCodes.usage.code;
  }
  const target = await checkTarget(request.target, terminal);
  if (target === null) return exitCodes.usage.code;
  if (!isReady(target)) return endWithoutJudging(request, target, terminal);
  if (!request.json) tellSetUp(target, terminal);
  if (request.allReadings) return surveyReadings(request, terminal);
  if (request.watch) return watchAndRun(request, target, terminal);
  return (await runOnce(request, target, terminal)).exit;
};
