import { newHistogram } from '../../reports/load/histogram.ts';
import type { Calibration } from '../../reports/load/instrument.ts';
import { percentileOf } from '../../reports/load/percentile.ts';
import { drive, type LoadPlan } from './drive.ts';
import { openFixture } from './fixture.ts';
import type { Phase } from './phase.ts';

const phase = (changes: Pick<Phase, 'name' | 'executor' | 'duration' | 'isWarmUp'>): Phase => ({
  spacing: 'even',
  ...changes,
});

/** Enough of them for a p99, and few enough to be in nobody's way. */
const floorPhases: readonly Phase[] = [
  phase({
    name: 'floor warm-up',
    executor: { kind: 'constantRate', rate: 600 },
    duration: 1_000,
    isWarmUp: true,
  }),
  phase({
    name: 'floor',
    executor: { kind: 'constantRate', rate: 600 },
    duration: 2_000,
    isWarmUp: false,
  }),
];

const ceilingRequests = 20_000;

/** All of them at once: how long they take in all is what the driver can do a second. */
const ceilingPhase = phase({
  name: 'ceiling',
  executor: { kind: 'atOnce', requests: ceilingRequests },
  duration: 100,
  isWarmUp: false,
});

/** Measures what the driver can do at best, against a target of its own that does nothing. */
export const calibrate = async (
  plan: Pick<LoadPlan, 'threads' | 'connections'>,
  signal?: AbortSignal,
): Promise<Calibration | null> => {
  const fixture = await openFixture({ kind: 'idle' });
  try {
    const phases = [...floorPhases, ceilingPhase];
    const driven = await drive(
      {
        ...plan,
        origin: fixture.origin,
        traffic: { kind: 'numbered', path: '/' },
        phases,
        seed: 0,
        timeout: 60_000,
        mostInFlight: 2 * ceilingRequests,
      },
      signal === undefined ? {} : { signal },
    );
    const [, floor, ceiling] = driven.records;
    const times = { measured: floor?.response ?? newHistogram(), atLeast: newHistogram() };
    const [p50, p99] = [percentileOf(times, 0.5), percentileOf(times, 0.99)];
    const whole = ceiling?.response;
    if (p50 === null || p99 === null || whole?.count !== ceilingRequests) return null;
    const rate = Math.round((ceilingRequests * 1_000_000) / whole.most);
    return { floorP50: p50.value, floorP99: p99.value, ceiling: rate };
  } finally {
    await fixture.close();
  }
};
