import type { StepSummary } from '../../reports/load/summary.ts';
import type { Phase } from './phase.ts';

/** A rise without steps is looked at in so many pieces. */
const pieces = 10;

const stairs = (from: number, step: number, each: number, duration: number): StepSummary[] =>
  Array.from({ length: Math.ceil(duration / each) }, (_, place) => ({
    from: place * each,
    until: Math.min(duration, (place + 1) * each),
    planned: Math.max(0, from + place * step),
  }));

/** The steps in which a phase asks more and more; of an even one none. */
export const stepsOf = ({ executor, duration }: Phase): readonly StepSummary[] => {
  if (executor.kind === 'stairs') {
    return stairs(executor.from, executor.step, executor.each, duration);
  }
  if (executor.kind !== 'rampRate') return [];
  const rise = (executor.to - executor.from) / pieces;
  return stairs(executor.from + rise / 2, rise, duration / pieces, duration);
};
