import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  heatBounds,
  heatPercentile,
  newHeat,
  storedHeat,
  warm,
} from '../../../reports/load/heat.ts';
import { longest, newHistogram, record } from '../../../reports/load/histogram.ts';
import { percentileOf } from '../../../reports/load/percentile.ts';
import {
  addSeries,
  countStart,
  newSeries,
  noteError,
  type Series,
  storedSeries,
  stretchAt,
  sumOfSeries,
} from '../../../reports/load/series.ts';

const second = 1_000_000;

/** One request that came, and was answered after some time. */
interface Event {
  readonly at: number;
  readonly took: number;
  readonly worker: number;
}

const write = (series: Series, { at, took }: Event): void => {
  const stretch = stretchAt(series, at);
  stretch.due += 1;
  stretch.answered += 1;
  warm(stretch.response, took);
  stretchAt(series, at + took).completed += 1;
  countStart(series, at);
  if (took % 7 === 0) noteError(series, `kind ${took % 3}`, at + took);
};

const event = fc.record({
  // Up to forty minutes, so that stretches are merged twice.
  at: fc.nat(2_400 * second),
  took: fc.nat(20 * second),
  worker: fc.nat(2),
});

describe('a run from moment to moment', () => {
  test('that threads counted apart is the one that one thread would have counted', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        const whole = newSeries();
        const parts = [newSeries(), newSeries(), newSeries()];
        for (const each of events) {
          write(whole, each);
          write(parts[each.worker] ?? whole, each);
        }
        const before = JSON.stringify(parts.map(storedSeries));
        const merged = storedSeries(sumOfSeries(parts));
        expect({ ...merged, errors: [...merged.errors].sort() }).toEqual({
          ...storedSeries(whole),
          errors: [...storedSeries(whole).errors].sort(),
        });
        expect(JSON.stringify(parts.map(storedSeries))).toBe(before);
      }),
      { numRuns: 6 },
    );
  });

  test('keeps every request and stays small, however long it lasts', () => {
    const series = newSeries();
    const hours = 24;
    for (let at = 0; at < hours * 3_600; at += 4)
      write(series, { at: at * second, took: 900, worker: 0 });
    const { stretches, length, starts } = storedSeries(series);
    expect(stretches.length).toBeLessThanOrEqual(600);
    expect(starts.counts.length).toBeLessThanOrEqual(6_000);
    expect(length * stretches.length).toBeGreaterThanOrEqual(hours * 3_600_000 - 4_000);
    const total = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);
    expect(total(stretches.map(({ due }) => due))).toBe(hours * 900);
    expect(total(stretches.map(({ completed }) => completed))).toBe(hours * 900);
    expect(total(starts.counts)).toBe(hours * 900);
    expect(JSON.stringify(storedSeries(series)).length).toBeLessThan(400_000);
  });

  test('knows when an error came first and last', () => {
    const [one, other] = [newSeries(), newSeries()];
    noteError(one, 'ECONNRESET', 5 * second);
    noteError(other, 'ECONNRESET', 2 * second);
    noteError(other, 'status 503', 3 * second);
    addSeries(one, other);
    expect(storedSeries(one).errors).toEqual([
      ['ECONNRESET', 2_000, 5_000],
      ['status 503', 3_000, 3_000],
    ]);
  });

  test('does not grow by the number of kinds of errors', () => {
    const series = newSeries();
    for (let each = 0; each < 10_000; each++) noteError(series, `port ${each}`, each);
    expect(series.errors.size).toBe(200);
  });
});

describe('the small histogram of a moment', () => {
  test('is at most 6.3 % above the large one, and as sure of itself', () => {
    const times = fc.array(fc.integer({ min: 0, max: 30_000_000 }), {
      minLength: 20,
      maxLength: 80,
    });
    fc.assert(
      fc.property(times, fc.array(fc.nat(10_000_000), { maxLength: 5 }), (known, unknown) => {
        const [heat, least] = [newHeat(), newHeat()];
        const [measured, atLeast] = [newHistogram(), newHistogram()];
        for (const each of known) {
          warm(heat, each);
          record(measured, each);
        }
        for (const each of unknown) {
          warm(least, each);
          record(atLeast, each);
        }
        const rough = heatPercentile(storedHeat(heat), storedHeat(least), 0.5);
        const fine = percentileOf({ measured, atLeast }, 0.5);
        expect(rough === null).toBe(fine === null);
        if (rough === null || fine === null) return;
        expect(rough.value).toBeGreaterThanOrEqual(fine.value);
        expect(rough.value).toBeLessThanOrEqual(Math.max(fine.value * 1.063, fine.value + 7));
        if (!fine.isAtLeast) expect(rough.isAtLeast).toBe(false);
      }),
    );
  });

  test('holds the longest time there is', () => {
    const heat = newHeat();
    warm(heat, Number.POSITIVE_INFINITY);
    const [[bucket = 0] = []] = storedHeat(heat);
    expect(heatBounds(bucket)[1]).toBe(longest);
  });
});
