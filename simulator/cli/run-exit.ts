import { ran } from '../../reports/counts.ts';
import type { Counts } from '../../reports/result.ts';
import { type ExitCode, exitCodes, worstExit } from './exit-code.ts';

/** What decides how a run ends. */
export interface RunEnd {
  readonly counts: Counts;
  readonly planned: number;
  readonly staleEntries: number;
  readonly interrupted: boolean;
}

export const exitOfRun = ({ counts, planned, staleEntries, interrupted }: RunEnd): ExitCode => {
  const results = ran(counts) + counts['not-run'];
  const held: (ExitCode | false)[] = [
    interrupted && exitCodes.interrupted.code,
    counts.error > 0 && exitCodes.error.code,
    (ran(counts) === 0 || results < planned) && exitCodes.nothingRan.code,
    (counts.violated > 0 || staleEntries > 0) && exitCodes.violated.code,
    counts['not-demonstrated'] > 0 && exitCodes.notDemonstrated.code,
  ];
  return worstExit(held.filter((code) => code !== false));
};
