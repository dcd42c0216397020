import type { Duration } from '../../../core/time.ts';
import type { Executor, Phase } from '../phase.ts';

/** The rate a shape begins with; where it has none, a low one. */
const firstRateOf = (executor: Executor): number => {
  switch (executor.kind) {
    case 'constantRate':
      return executor.rate;
    case 'rampRate':
    case 'stairs':
      return Math.max(1, executor.from);
    case 'constantDevices':
      return (executor.devices * 1_000) / executor.every;
    case 'atOnce':
      return 100;
  }
};

/** The phases with a stretch before them that is asked like the first, and never measured. */
export const warmUpBefore = <P extends Phase>(
  phases: readonly P[],
  duration: Duration,
): readonly P[] => {
  const [first] = phases;
  if (first === undefined || duration === 0 || first.isWarmUp) return phases;
  const rate = firstRateOf(first.executor);
  const executor = { kind: 'constantRate', rate } as const;
  return [{ ...first, name: 'warm-up', executor, duration, isWarmUp: true }, ...phases];
};
