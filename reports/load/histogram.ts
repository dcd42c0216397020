/**
 * How many durations fell into each bucket: a microsecond wide below 256 µs, and from there on
 * 128 buckets to a doubling, so that none is wider than 0.8 % of what it holds. It is one array of
 * numbers, so it crosses threads as it is, and adding two of them loses nothing.
 */
export interface LoadHistogram {
  readonly counts: Float64Array;
  /** How many, their sum in µs, the least and the greatest in µs. */
  count: number;
  sum: number;
  least: number;
  most: number;
}

const perDoubling = 128;
const doublingsMost = 25;
export const bucketCount = perDoubling * (doublingsMost + 1);
/** Some 71 minutes; what lasts longer is counted as lasting that long. */
export const longest = 0xffff_ffff;

export const newHistogram = (): LoadHistogram => ({
  counts: new Float64Array(bucketCount),
  count: 0,
  sum: 0,
  least: Number.POSITIVE_INFINITY,
  most: 0,
});

/** @param duration whole µs, 0 to `longest` */
export const bucketOf = (duration: number): number => {
  if (duration < 2 * perDoubling) return duration;
  const doublings = 24 - Math.clz32(duration);
  return perDoubling * doublings + (duration >>> doublings);
};

/** Least and greatest duration of a bucket, µs. */
export const boundsOf = (bucket: number): readonly [least: number, most: number] => {
  if (bucket < 2 * perDoubling) return [bucket, bucket];
  const doublings = Math.floor(bucket / perDoubling) - 1;
  const width = 2 ** doublings;
  const least = (bucket - perDoubling * doublings) * width;
  return [least, least + width - 1];
};

/** @param duration µs; a fraction is rounded, less than nothing is nothing */
export const record = (histogram: LoadHistogram, duration: number): void => {
  const whole = Math.min(longest, Math.max(0, Math.round(duration)));
  const bucket = bucketOf(whole);
  histogram.counts[bucket] = (histogram.counts[bucket] ?? 0) + 1;
  histogram.count += 1;
  histogram.sum += whole;
  if (whole < histogram.least) histogram.least = whole;
  if (whole > histogram.most) histogram.most = whole;
};

/** Adds the second to the first. */
export const addInto = (into: LoadHistogram, other: LoadHistogram): void => {
  for (let bucket = 0; bucket < bucketCount; bucket++) {
    const more = other.counts[bucket] ?? 0;
    if (more > 0) into.counts[bucket] = (into.counts[bucket] ?? 0) + more;
  }
  into.count += other.count;
  into.sum += other.sum;
  into.least = Math.min(into.least, other.least);
  into.most = Math.max(into.most, other.most);
};

export const sumOfHistograms = (all: readonly LoadHistogram[]): LoadHistogram => {
  const whole = newHistogram();
  for (const histogram of all) addInto(whole, histogram);
  return whole;
};

/** A histogram in a file: the buckets that are not empty, by number. */
export interface StoredHistogram {
  readonly count: number;
  readonly sum: number;
  readonly least: number | null;
  readonly most: number | null;
  readonly buckets: readonly (readonly [bucket: number, count: number])[];
}

export const storedHistogram = (histogram: LoadHistogram): StoredHistogram => {
  const buckets: [number, number][] = [];
  histogram.counts.forEach((count, bucket) => {
    if (count > 0) buckets.push([bucket, count]);
  });
  const { count, sum } = histogram;
  const isEmpty = count === 0;
  return {
    count,
    sum,
    least: isEmpty ? null : histogram.least,
    most: isEmpty ? null : histogram.most,
    buckets,
  };
};
