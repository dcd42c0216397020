import { boundsOf, type Histogram, percentileOf } from './histogram.ts';
import { detectionsOf } from './judge-threshold.ts';
import { splitNamesLast } from './outcome-counts.ts';
import type { FleetTally } from './tally.ts';

/**
 * From the detection of a threat to the first moment without access or compliance, in ms. A
 * percentile is an upper bound, at most 3.2 % above the truth, and null where fewer than ten
 * detections lie beyond it.
 */
export interface DetectionTimes {
  readonly detections: number;
  readonly meanMs: number | null;
  readonly p50Ms: number | null;
  readonly p90Ms: number | null;
  readonly p99Ms: number | null;
  readonly maxMs: number | null;
  readonly histogram: readonly TimeBar[];
}

/** Detections that took `fromMs` or longer and less than `belowMs`. */
export interface TimeBar {
  readonly fromMs: number;
  readonly belowMs: number;
  readonly detections: number;
}

export interface PartnerTimes extends DetectionTimes {
  readonly partner: string;
  readonly platform: string;
}

export interface Undecided {
  readonly partner: string;
  readonly platform: string;
  readonly why: string;
  readonly detections: number;
}

/** The power of two that a duration lies below. */
const doublingAbove = (duration: number): number => {
  let above = 1;
  while (above <= duration) above *= 2;
  return above;
};

/** One bar to a doubling, without the empty ones. Buckets never reach over a doubling. */
const barsOf = ({ buckets }: Histogram): readonly TimeBar[] => {
  const bars = new Map<number, number>();
  for (const [bucket, count] of buckets) {
    const above = doublingAbove(boundsOf(bucket)[0]);
    bars.set(above, (bars.get(above) ?? 0) + count);
  }
  return [...bars].map(([belowMs, detections]) => ({
    fromMs: Math.floor(belowMs / 2),
    belowMs,
    detections,
  }));
};

const timesOf = (histogram: Histogram): DetectionTimes => {
  const { count, sum, most } = histogram;
  return {
    detections: count,
    meanMs: count === 0 ? null : Math.round(sum / count),
    p50Ms: percentileOf(histogram, 0.5),
    p90Ms: percentileOf(histogram, 0.9),
    p99Ms: percentileOf(histogram, 0.99),
    maxMs: count === 0 ? null : most,
    histogram: barsOf(histogram),
  };
};

const partnerAndPlatform = (name: string) => {
  const [partner = '', platform = ''] = name.split('/');
  return { partner, platform };
};

export const detectionOf = (tally: FleetTally) => ({
  overall: timesOf(detectionsOf(tally, null)),
  byPartner: Object.entries(tally.detection).map(
    ([name, histogram]): PartnerTimes => ({ ...partnerAndPlatform(name), ...timesOf(histogram) }),
  ),
});

/** Detections that no decision followed, by why. */
export const undecidedOf = ({ undecided }: FleetTally): readonly Undecided[] =>
  splitNamesLast(undecided).map(({ first, rest, count }) => ({
    ...partnerAndPlatform(first),
    why: rest,
    detections: count,
  }));
