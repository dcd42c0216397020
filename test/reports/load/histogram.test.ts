import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  boundsOf,
  bucketCount,
  bucketOf,
  longest,
  newHistogram,
  record,
  storedHistogram,
  sumOfHistograms,
} from '../../../reports/load/histogram.ts';
import { percentileOf, samplesNeeded, spreadOf } from '../../../reports/load/percentile.ts';

const duration = fc.oneof(fc.nat(1_000), fc.nat(10_000_000), fc.constant(longest));

const histogramOf = (durations: readonly number[]) => {
  const histogram = newHistogram();
  for (const one of durations) record(histogram, one);
  return histogram;
};

const none = newHistogram();

describe('a load histogram', () => {
  test('puts every duration into a bucket that holds it and is at most 0.8 % wide', () => {
    fc.assert(
      fc.property(duration, (value) => {
        const [least, most] = boundsOf(bucketOf(value));
        expect(least).toBeLessThanOrEqual(value);
        expect(most).toBeGreaterThanOrEqual(value);
        expect(most - least).toBeLessThanOrEqual(value / 128);
      }),
    );
    expect(bucketOf(longest)).toBe(bucketCount - 1);
  });

  test('has buckets without gaps or overlaps', () => {
    for (let bucket = 1; bucket < bucketCount; bucket++) {
      expect(boundsOf(bucket)[0]).toBe(boundsOf(bucket - 1)[1] + 1);
    }
  });

  test('that was merged from shares is the one of all of them', () => {
    fc.assert(
      fc.property(fc.array(fc.array(duration)), (shares) => {
        const merged = sumOfHistograms(shares.map(histogramOf));
        expect(storedHistogram(merged)).toEqual(storedHistogram(histogramOf(shares.flat())));
      }),
    );
  });

  test('counts what lasts longer than it can say as the longest, and less than nothing as 0', () => {
    const histogram = histogramOf([1e12, -5, 0.4]);
    expect(histogram).toMatchObject({ count: 3, least: 0, most: longest });
  });
});

describe('a percentile', () => {
  test('is within 0.8 % of the duration that stands at its rank', () => {
    const sorted = fc.array(duration, { minLength: 100 }).map((all) => all.sort((a, b) => a - b));
    fc.assert(
      fc.property(sorted, (all) => {
        const exact = all[Math.ceil(all.length * 0.9) - 1] ?? Number.NaN;
        const found = percentileOf({ measured: histogramOf(all), atLeast: none }, 0.9);
        expect(found?.isAtLeast).toBe(false);
        expect(found?.value).toBeGreaterThanOrEqual(exact);
        expect(found?.value).toBeLessThanOrEqual(exact + exact / 128);
      }),
    );
  });

  test('is not told of too few samples', () => {
    expect([0.5, 0.99, 0.9999].map(samplesNeeded)).toEqual([20, 1_000, 100_000]);
    const times = (count: number) => ({
      measured: histogramOf(Array.from({ length: count }, () => 5)),
      atLeast: none,
    });
    expect(percentileOf(times(999), 0.99)).toBeNull();
    expect(percentileOf(times(1_000), 0.99)).toEqual({ value: 5, isAtLeast: false });
  });

  test('never improves because something timed out', () => {
    const times = (timedOut: number) => ({
      measured: histogramOf(Array.from({ length: 1_000 - timedOut }, (_, i) => i)),
      atLeast: histogramOf(Array.from({ length: timedOut }, () => 10_000)),
    });
    expect(percentileOf(times(5), 0.99)).toEqual({ value: 991, isAtLeast: false });
    const worse = percentileOf(times(20), 0.99);
    expect(worse?.isAtLeast).toBe(true);
    expect(worse?.value).toBe(10_000);
  });

  test('is a lower bound where what nobody waited for may be anything above it', () => {
    const times = {
      measured: histogramOf(Array.from({ length: 90 }, (_, i) => 100 + i)),
      atLeast: histogramOf(Array.from({ length: 10 }, () => 50)),
    };
    expect(percentileOf(times, 0.5)).toEqual({ value: 139, isAtLeast: true });
  });

  test('is exact where it would be the same had nobody ever answered those', () => {
    const times = {
      measured: histogramOf(Array.from({ length: 90 }, () => 100)),
      atLeast: histogramOf(Array.from({ length: 10 }, () => 50)),
    };
    expect(percentileOf(times, 0.5)).toEqual({ value: 100, isAtLeast: false });
  });
});

test('mean and deviation are those of the measured times', () => {
  expect(spreadOf({ measured: histogramOf([10, 20, 30]), atLeast: none })).toEqual({
    mean: 20,
    deviation: Math.sqrt(200 / 3),
  });
  expect(spreadOf({ measured: none, atLeast: histogramOf([1]) })).toBeNull();
});
