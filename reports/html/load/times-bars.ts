import { amountText } from '../../fleet/amount-text.ts';
import { boundsOf, type StoredHistogram } from '../../load/histogram.ts';
import { timeText } from '../../load/text.ts';
import type { TimesSummary } from '../../load/times-summary.ts';
import { type DurationRow, durationRows } from '../chart/duration-rows.ts';
import type { Html } from '../html.ts';

/** A picture has no room for finer ones: this many buckets of a histogram in a bar. */
const perBar = 32;

export interface TimesBar {
  /** µs. */
  readonly from: number;
  readonly below: number;
  readonly count: number;
}

/** Four bars to a doubling; below 256 µs a bar for every 32. */
export const barsOf = ({ buckets }: StoredHistogram): readonly TimesBar[] => {
  const counts = new Map<number, number>();
  for (const [bucket, count] of buckets) {
    const bar = Math.floor(bucket / perBar);
    counts.set(bar, (counts.get(bar) ?? 0) + count);
  }
  return [...counts]
    .sort(([a], [b]) => a - b)
    .map(([bar, count]) => ({
      from: boundsOf(bar * perBar)[0],
      below: boundsOf((bar + 1) * perBar - 1)[1] + 1,
      count,
    }));
};

const marks: readonly number[] = [
  100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000,
  2_000_000, 5_000_000, 10_000_000, 30_000_000, 60_000_000, 300_000_000, 1_800_000_000,
];

const rowOf = (name: string, about: string, times: TimesSummary): DurationRow => {
  const { percentiles, histogram, count } = times;
  const known = (['p50', 'p90', 'p99'] as const).map((each) => {
    const percentile = percentiles[each];
    return [each, percentile === null ? null : percentile.value] as const;
  });
  const about_ = about === '' ? `n = ${amountText(count)}` : `${about}, n = ${amountText(count)}`;
  return { name, about: about_, bars: barsOf(histogram), percentiles: known };
};

/** A histogram for each of several times, all upon one axis of doublings. */
export const timesBars = (
  label: string,
  all: readonly (readonly [name: string, about: string, times: TimesSummary])[],
): Html =>
  durationRows(
    all.map(([name, about, times]) => rowOf(name, about, times)),
    { label, leastShown: 32, marks, text: timeText },
  );
