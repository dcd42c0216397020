import { describe, expect, test } from 'vitest';
import {
  countsPer,
  deviationOf,
  dispersionOf,
  exactPercentile,
  type HonestyFigure,
  isHonest,
  isWithin,
} from '../../../reports/load/honesty.ts';
import { honestyLines } from '../../../reports/load/honesty-text.ts';

const figure = (told: number, truth: number): HonestyFigure => ({
  experiment: 'Freezing server',
  what: 'response time p99',
  told,
  truth,
  unit: 'µs',
  tolerance: { share: 0.05, amount: 100 },
});

describe('honesty', () => {
  test('is being within the tolerance: a share of the truth or so much, whichever is more', () => {
    expect(
      [figure(1_049, 1_000), figure(1_100, 1_000), figure(1_101, 1_000)].map(isWithin),
    ).toEqual([true, true, false]);
    expect(isWithin(figure(1_900_000, 2_000_000))).toBe(true);
    expect(isWithin(figure(1_899_999, 2_000_000))).toBe(false);
    expect(isWithin(figure(Number.NaN, 1_000))).toBe(false);
    expect(deviationOf(figure(950, 1_000))).toBe(0.05);
  });

  test('needs every figure and every claim, and at least one of them', () => {
    const claim = { experiment: 'a', what: 'b', holds: true, seen: 'c' };
    expect(isHonest({ figures: [], claims: [] })).toBe(false);
    expect(isHonest({ figures: [figure(1, 1)], claims: [claim] })).toBe(true);
    expect(isHonest({ figures: [figure(9_000, 1)], claims: [claim] })).toBe(false);
    expect(isHonest({ figures: [figure(1, 1)], claims: [{ ...claim, holds: false }] })).toBe(false);
  });

  test('says how far each figure was from the log', () => {
    const claim = { experiment: 'Shape', what: 'no tenth is empty', holds: false, seen: '0 to 9' };
    const lines = honestyLines({ figures: [figure(10_600, 1_818_700)], claims: [claim] });
    expect(lines.join('\n')).toMatch(/✗ response time p99 +10\.60 ms +1818\.70 ms +99\.42 %/);
    expect(lines).toContain('  ✗ no tenth is empty: 0 to 9');
  });
});

test('counts per stretch leave out what lies outside', () => {
  expect(countsPer([9, 10, 14, 15, 20, 24.9, 25], 10, 5, 3)).toEqual([2, 1, 2]);
});

test('dispersion is 0 of even counts, large of bursts, and not a number of nothing', () => {
  expect(dispersionOf([5, 5, 5])).toBe(0);
  // The bursts of a generator that sends a second's worth at once.
  expect(dispersionOf([738, 262, 0, 0, 0, 0, 0, 0, 0, 0])).toBeGreaterThan(100);
  expect(dispersionOf([0, 0])).toBeNaN();
});

test('an exact percentile is the value at its rank', () => {
  const values = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect([0, 0.5, 0.99, 1].map((share) => exactPercentile(values, share))).toEqual([
    1, 50, 99, 100,
  ]);
});
