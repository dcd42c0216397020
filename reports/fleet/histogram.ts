/**
 * How often a duration fell into each bucket: 32 buckets to a doubling, so that a bucket is at
 * most 3.2 % wide. Adding two histograms loses nothing; percentiles are read off at the very end.
 */
export interface Histogram {
  readonly count: number;
  /** Sum of the durations, ms. */
  readonly sum: number;
  readonly least: number;
  readonly most: number;
  /** By number of the bucket, ascending; empty ones are left out. */
  readonly buckets: readonly (readonly [bucket: number, count: number])[];
}

const perDoubling = 32;

/** Bucket of a duration in whole ms; those below 64 ms have one each. */
export const bucketOf = (duration: number): number => {
  if (duration < 2 * perDoubling) return duration;
  let doublings = 0;
  let rest = duration;
  while (rest >= 2 * perDoubling) {
    rest = Math.floor(rest / 2);
    doublings += 1;
  }
  return perDoubling * doublings + rest;
};

/** Least and greatest duration of a bucket, ms. */
export const boundsOf = (bucket: number): readonly [least: number, most: number] => {
  if (bucket < 2 * perDoubling) return [bucket, bucket];
  const doublings = Math.floor(bucket / perDoubling) - 1;
  const rest = bucket - perDoubling * doublings;
  const width = 2 ** doublings;
  return [rest * width, (rest + 1) * width - 1];
};

export const noDurations: Histogram = {
  count: 0,
  sum: 0,
  least: Number.POSITIVE_INFINITY,
  most: Number.NEGATIVE_INFINITY,
  buckets: [],
};

const addBuckets = (a: Histogram['buckets'], b: Histogram['buckets']): Histogram['buckets'] => {
  const counts = new Map(a);
  for (const [bucket, count] of b) counts.set(bucket, (counts.get(bucket) ?? 0) + count);
  return [...counts].sort(([left], [right]) => left - right);
};

export const addHistograms = (a: Histogram, b: Histogram): Histogram => ({
  count: a.count + b.count,
  sum: a.sum + b.sum,
  least: Math.min(a.least, b.least),
  most: Math.max(a.most, b.most),
  buckets: addBuckets(a.buckets, b.buckets),
});

/** So many samples must lie beyond a percentile before it means anything. */
const leastBeyond = 10;

const millionthsBeyond = (share: number): number => Math.round((1 - share) * 1_000_000);

/** How many samples a percentile needs before it means anything. */
export const samplesNeeded = (share: number): number =>
  Math.ceil((leastBeyond * 1_000_000) / millionthsBeyond(share));

/**
 * The upper bound of the bucket that the percentile falls into, in ms, and never more than the
 * longest duration seen; null where too few samples lie beyond it.
 *
 * @param share 0 to 1, e.g. 0.99
 */
export const percentileOf = (histogram: Histogram, share: number): number | null => {
  const { count, most, buckets } = histogram;
  if (count < samplesNeeded(share)) return null;
  let seen = 0;
  for (const [bucket, size] of buckets) {
    seen += size;
    if (seen >= count * share) return Math.min(boundsOf(bucket)[1], most);
  }
  return most;
};
