import { type StoredHistogram, storedHistogram } from './histogram.ts';
import { type Percentile, percentileOf, spreadOf, type Times } from './percentile.ts';

/** Percentiles every report shows, by name. */
export const shownPercentiles = {
  p50: 0.5,
  p75: 0.75,
  p90: 0.9,
  p95: 0.95,
  p99: 0.99,
  'p99.9': 0.999,
  'p99.99': 0.9999,
} as const;
export type PercentileName = keyof typeof shownPercentiles;
export const percentileNames = Object.keys(shownPercentiles) as PercentileName[];

/** One clock, in µs. A percentile is null where too few samples lie beyond it. */
export interface TimesSummary {
  readonly count: number;
  /** Of how many only the least is known. */
  readonly atLeast: number;
  readonly least: number | null;
  readonly most: number | null;
  readonly mean: number | null;
  readonly deviation: number | null;
  readonly percentiles: Readonly<Record<PercentileName, Percentile | null>>;
  readonly histogram: StoredHistogram;
  readonly atLeastHistogram: StoredHistogram | null;
}

export const summarizeTimes = (times: Times): TimesSummary => {
  const { measured, atLeast } = times;
  const spread = spreadOf(times);
  const stored = storedHistogram(measured);
  const percentiles = Object.fromEntries(
    percentileNames.map((name) => [name, percentileOf(times, shownPercentiles[name])]),
  ) as Record<PercentileName, Percentile | null>;
  return {
    count: measured.count,
    atLeast: atLeast.count,
    least: stored.least,
    most: stored.most,
    mean: spread?.mean ?? null,
    deviation: spread?.deviation ?? null,
    percentiles,
    histogram: stored,
    atLeastHistogram: atLeast.count === 0 ? null : storedHistogram(atLeast),
  };
};
