import { arrivalsOf } from './arrivals.ts';
import type { Phase } from './phase.ts';

/** The pacer's own time in µs. */
export interface PacerClock {
  readonly now: () => number;
  /** Waits for an instant; false where the run was stopped meanwhile. */
  readonly sleepUntil: (instant: number) => boolean;
}

export interface Pace {
  readonly phases: readonly Phase[];
  readonly seed: number;
  /** Instant at which the first phase begins. */
  readonly epoch: number;
}

/** Given what is due: its intended start, the number of its phase, its own number. */
export type Emit = (intended: number, phase: number, sequence: number) => void;

/**
 * Emits every arrival at its time, or at once where its time has passed: being late never moves
 * what comes after. Gives how many each phase offered.
 */
export const pace = ({ phases, seed, epoch }: Pace, clock: PacerClock, emit: Emit): number[] => {
  const offered = phases.map(() => 0);
  let start = epoch;
  let sequence = 0;
  for (const [index, phase] of phases.entries()) {
    for (const offset of arrivalsOf(phase, seed + index)) {
      const intended = start + offset;
      if (intended > clock.now() && !clock.sleepUntil(intended)) return offered;
      emit(intended, index, sequence);
      offered[index] = (offered[index] ?? 0) + 1;
      sequence += 1;
    }
    start += phase.duration * 1_000;
    if (start > clock.now() && !clock.sleepUntil(start)) return offered;
  }
  return offered;
};
