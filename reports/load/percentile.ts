import { boundsOf, bucketCount, type LoadHistogram } from './histogram.ts';

/**
 * The times of one clock: those that were measured, and those of which only the least is known,
 * because nobody waited for the end: dropped, timed out, still in flight.
 */
export interface Times {
  readonly measured: LoadHistogram;
  readonly atLeast: LoadHistogram;
}

/** A percentile in µs; `isAtLeast` where what was not waited for may have pushed it higher. */
export interface Percentile {
  readonly value: number;
  readonly isAtLeast: boolean;
}

/** So many samples must lie beyond a percentile before it means anything. */
const leastBeyond = 10;

/** How many samples a percentile needs before it means anything. */
export const samplesNeeded = (share: number): number =>
  Math.ceil((leastBeyond * 1_000_000) / Math.round((1 - share) * 1_000_000));

/** The furthest percentile that so many samples can tell, 0 to 1. */
export const furthestShare = (samples: number): number => Math.max(0, 1 - leastBeyond / samples);

const upperBound = (bucket: number, most: number): number => Math.min(boundsOf(bucket)[1], most);

/**
 * The upper bound of the bucket the percentile falls into. Times of which only the least is known
 * are counted there for a value that is surely reached; it is exact only where it would be in the
 * same bucket had they taken forever. Null where too few samples lie beyond it.
 *
 * @param share 0 to 1, e.g. 0.99
 */
export const percentileOf = (times: Times, share: number): Percentile | null => {
  const { measured, atLeast } = times;
  const count = measured.count + atLeast.count;
  if (count === 0 || count < samplesNeeded(share)) return null;
  // In millionths, so that no rounding of the share moves the rank by one.
  const rank = Math.max(1, Math.ceil((count * Math.round(share * 1_000_000)) / 1_000_000));
  const most = Math.max(measured.most, atLeast.most);
  let seen = 0;
  let sure = 0;
  for (let bucket = 0; bucket < bucketCount; bucket++) {
    const known = measured.counts[bucket] ?? 0;
    sure += known;
    seen += known + (atLeast.counts[bucket] ?? 0);
    if (seen >= rank) return { value: upperBound(bucket, most), isAtLeast: sure < rank };
  }
  return { value: most, isAtLeast: atLeast.count > 0 };
};

/** Mean and standard deviation in µs, of the measured ones alone; null: there are none. */
export const spreadOf = ({ measured }: Times): { mean: number; deviation: number } | null => {
  const { count, sum, counts } = measured;
  if (count === 0) return null;
  const mean = sum / count;
  let squares = 0;
  counts.forEach((size, bucket) => {
    if (size === 0) return;
    const [least, most] = boundsOf(bucket);
    const distance = (least + most) / 2 - mean;
    squares += size * distance * distance;
  });
  return { mean, deviation: Math.sqrt(squares / count) };
};
