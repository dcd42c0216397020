import { boundsOf, bucketCount, bucketOf, longest } from './histogram.ts';
import type { Percentile } from './percentile.ts';
import { samplesNeeded } from './percentile.ts';

/**
 * A small histogram, for as many stretches of a run as there may be: eight buckets of a
 * `LoadHistogram` in one, so 16 to a doubling, none wider than 6.3 % of what it holds.
 */
export type Heat = Uint32Array;

const perHeat = 8;
const heatCount = bucketCount / perHeat;

export const newHeat = (): Heat => new Uint32Array(heatCount);

/** @param duration µs; a fraction is rounded, less than nothing is nothing */
export const warm = (heat: Heat, duration: number): void => {
  const whole = Math.min(longest, Math.max(0, Math.round(duration)));
  const bucket = Math.floor(bucketOf(whole) / perHeat);
  heat[bucket] = (heat[bucket] ?? 0) + 1;
};

export const addHeat = (into: Heat, other: Heat): void => {
  for (let bucket = 0; bucket < heatCount; bucket++) {
    into[bucket] = (into[bucket] ?? 0) + (other[bucket] ?? 0);
  }
};

/** The buckets that are not empty, by number. */
export type StoredHeat = readonly (readonly [bucket: number, count: number])[];

export const storedHeat = (heat: Heat): StoredHeat => {
  const buckets: [number, number][] = [];
  heat.forEach((count, bucket) => {
    if (count > 0) buckets.push([bucket, count]);
  });
  return buckets;
};

/** Least and greatest duration of a bucket, µs. */
export const heatBounds = (bucket: number): readonly [least: number, most: number] => [
  boundsOf(bucket * perHeat)[0],
  boundsOf(bucket * perHeat + perHeat - 1)[1],
];

const countIn = (heat: StoredHeat): number => heat.reduce((sum, [, count]) => sum + count, 0);

/** Several into one. */
export const sumOfHeats = (heats: readonly StoredHeat[]): StoredHeat => {
  const sums = new Map<number, number>();
  for (const [bucket, count] of heats.flat()) sums.set(bucket, (sums.get(bucket) ?? 0) + count);
  return [...sums].sort(([a], [b]) => a - b);
};

/**
 * The upper bound of the bucket the percentile falls into, in µs, by the rules of `percentileOf`:
 * null where fewer than ten samples lie beyond it, at least so long where what nobody waited for
 * may have pushed it up.
 */
export const heatPercentile = (
  measured: StoredHeat,
  atLeast: StoredHeat,
  share: number,
): Percentile | null => {
  const count = countIn(measured) + countIn(atLeast);
  if (count === 0 || count < samplesNeeded(share)) return null;
  const rank = Math.max(1, Math.ceil((count * Math.round(share * 1_000_000)) / 1_000_000));
  const unknown = new Map(atLeast);
  let seen = 0;
  let sure = 0;
  let value = 0;
  for (const [bucket, size] of sumOfHeats([measured, atLeast])) {
    seen += size;
    sure += size - (unknown.get(bucket) ?? 0);
    value = heatBounds(bucket)[1];
    if (seen >= rank) break;
  }
  return { value, isAtLeast: sure < rank };
};
