import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arrivalsOf, peakRateOf } from '../../../simulator/load/arrivals.ts';
import { type Executor, type Phase, spacings } from '../../../simulator/load/phase.ts';

const phase = (
  executor: Executor,
  duration: number,
  spacing: Phase['spacing'] = 'even',
): Phase => ({
  name: 'measured',
  executor,
  duration,
  spacing,
  isWarmUp: false,
});

const arrivals = (...given: Parameters<typeof phase>) => [...arrivalsOf(phase(...given), 7)];

/** How many came in each stretch of so many µs. */
const perStretch = (all: readonly number[], length: number, stretches: number): number[] => {
  const counts = Array.from({ length: stretches }, () => 0);
  for (const at of all)
    counts[Math.floor(at / length)] = (counts[Math.floor(at / length)] ?? 0) + 1;
  return counts;
};

const dispersion = (counts: readonly number[]): number => {
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / counts.length / mean;
};

describe('arrivals', () => {
  test('at a constant rate are as far apart as the rate says', () => {
    expect(arrivals({ kind: 'constantRate', rate: 4 }, 1_000)).toEqual([0, 250e3, 500e3, 750e3]);
    const many = arrivals({ kind: 'constantRate', rate: 1_000 }, 20_000);
    expect(many).toHaveLength(20_000);
    expect(dispersion(perStretch(many, 100_000, 200))).toBeLessThan(0.01);
  });

  test('that come independently vary as those of a Poisson stream do', () => {
    const many = arrivals({ kind: 'constantRate', rate: 1_000 }, 100_000, 'random');
    expect(many.length).toBeGreaterThan(98_500);
    expect(many.length).toBeLessThan(101_500);
    const varied = dispersion(perStretch(many, 100_000, 1_000));
    expect(varied).toBeGreaterThan(0.85);
    expect(varied).toBeLessThan(1.15);
  });

  test('on a ramp become more from second to second', () => {
    const up = arrivals({ kind: 'rampRate', from: 0, to: 100 }, 10_000);
    expect(up).toHaveLength(500);
    perStretch(up, 1_000_000, 10).forEach((count, index) => {
      expect(Math.abs(count - (5 + 10 * index))).toBeLessThanOrEqual(1);
    });
    const down = arrivals({ kind: 'rampRate', from: 100, to: 0 }, 10_000);
    expect(down).toHaveLength(500);
    expect(perStretch(down, 5_000_000, 2)).toEqual([375, 125]);
  });

  test('on stairs keep each rate for one step', () => {
    const all = arrivals({ kind: 'stairs', from: 10, step: 5, each: 2_000 }, 6_000);
    expect(perStretch(all, 2_000_000, 3)).toEqual([20, 30, 40]);
    const cut = arrivals({ kind: 'stairs', from: 0, step: 10, each: 1_000 }, 2_500);
    expect(perStretch(cut, 1_000_000, 3)).toEqual([0, 10, 10]);
  });

  test('all at once are all due at the beginning', () => {
    expect(arrivals({ kind: 'atOnce', requests: 3 }, 1_000, 'random')).toEqual([0, 0, 0]);
  });

  test('of constant devices come from each of them once in a period, always at its own time', () => {
    const executor = { kind: 'constantDevices', devices: 50, every: 1_000 } as const;
    const all = arrivals(executor, 3_000, 'random');
    expect(all).toHaveLength(150);
    const periods = [0, 1, 2].map((period) =>
      all.slice(period * 50, period * 50 + 50).map((at) => Math.round(at - period * 1e6)),
    );
    expect(periods[1]).toEqual(periods[0]);
    expect(periods[2]).toEqual(periods[0]);
    expect(arrivals(executor, 3_000)).toHaveLength(150);
  });

  const executor: fc.Arbitrary<Executor> = fc.oneof(
    fc.record({
      kind: fc.constant('constantRate' as const),
      rate: fc.integer({ min: 1, max: 500 }),
    }),
    fc.record({ kind: fc.constant('rampRate' as const), from: fc.nat(500), to: fc.nat(500) }),
    fc.record({
      kind: fc.constant('stairs' as const),
      from: fc.nat(100),
      step: fc.nat(50),
      each: fc.integer({ min: 100, max: 2_000 }),
    }),
    fc.record({ kind: fc.constant('atOnce' as const), requests: fc.nat(300) }),
    fc.record({
      kind: fc.constant('constantDevices' as const),
      devices: fc.integer({ min: 1, max: 200 }),
      every: fc.integer({ min: 100, max: 5_000 }),
    }),
  );

  test('never fall, stay within their phase, and are the same for the same seed', () => {
    const chosen = fc.tuple(
      executor,
      fc.integer({ min: 1, max: 5_000 }),
      fc.constantFrom(...spacings),
    );
    fc.assert(
      fc.property(chosen, fc.nat(), ([how, duration, spacing], seed) => {
        const played = phase(how, duration, spacing);
        const all = [...arrivalsOf(played, seed)];
        expect(all).toEqual([...arrivalsOf(played, seed)]);
        all.forEach((at, index) => {
          expect(at).toBeGreaterThanOrEqual(all[index - 1] ?? 0);
          expect(at).toBeLessThan(duration * 1_000);
        });
        if (spacing === 'even') {
          const most = peakRateOf(played) * Math.ceil(duration / 1_000);
          expect(all.length).toBeLessThanOrEqual(most + 1);
        }
      }),
    );
  });
});
