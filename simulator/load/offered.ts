import { arrivalsOf } from './arrivals.ts';
import type { Phase } from './phase.ts';

/** Arrivals of a phase; the count is exact, because it is counted. */
export const offeredBy = (phase: Phase, seed: number): number => {
  let count = 0;
  for (const _ of arrivalsOf(phase, seed)) count += 1;
  return count;
};
