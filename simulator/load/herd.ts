import { arrivalsOf } from './arrivals.ts';
import type { Phase } from './phase.ts';

/** The most requests that are due within a tenth of a second. */
export interface Herd {
  readonly requests: number;
  readonly phase: string;
  /** ms since the first phase began. */
  readonly at: number;
}

/** µs. */
const tenth = 100_000;

const busiestTenth = (phase: Phase, seed: number): { requests: number; at: number } => {
  let most = { requests: 0, at: 0 };
  let [now, requests] = [-1, 0];
  for (const due of arrivalsOf(phase, seed)) {
    const place = Math.floor(due / tenth);
    requests = place === now ? requests + 1 : 1;
    now = place;
    if (requests > most.requests) most = { requests, at: (place * tenth) / 1_000 };
  }
  return most;
};

/** The first of the busiest moments of a run. */
export const herdOf = (phases: readonly Phase[], seed: number): Herd => {
  let herd: Herd = { requests: 0, phase: '', at: 0 };
  let start = 0;
  for (const [index, phase] of phases.entries()) {
    const { requests, at } = busiestTenth(phase, seed + index);
    if (requests > herd.requests) herd = { requests, phase: phase.name, at: start + at };
    start += phase.duration;
  }
  return herd;
};
