/** One figure the driver told, beside what the server's own log says. */
export interface HonestyFigure {
  readonly experiment: string;
  readonly what: string;
  readonly told: number;
  readonly truth: number;
  readonly unit: 'µs' | 'requests' | 'ratio';
  /** How far they may be apart: a share of the truth, or so much, whichever is more. */
  readonly tolerance: { readonly share: number; readonly amount: number };
}

/** Something that must simply be so. */
export interface HonestyClaim {
  readonly experiment: string;
  readonly what: string;
  readonly holds: boolean;
  /** What was seen. */
  readonly seen: string;
}

export interface Honesty {
  readonly figures: readonly HonestyFigure[];
  readonly claims: readonly HonestyClaim[];
}

const distanceOf = ({ told, truth }: HonestyFigure): number => Math.abs(told - truth);

/** How far off as a share of the truth. */
export const deviationOf = (figure: HonestyFigure): number => {
  const distance = distanceOf(figure);
  return distance === 0 ? 0 : distance / Math.abs(figure.truth);
};

export const isWithin = (figure: HonestyFigure): boolean => {
  const { share, amount } = figure.tolerance;
  return distanceOf(figure) <= Math.max(Math.abs(figure.truth) * share, amount);
};

export const isHonest = ({ figures, claims }: Honesty): boolean =>
  figures.length + claims.length > 0 &&
  figures.every(isWithin) &&
  claims.every(({ holds }) => holds);

/** Variance over mean of counts: 0 for even arrivals, 1 for independent ones. */
export const dispersionOf = (counts: readonly number[]): number => {
  const sum = counts.reduce((all, count) => all + count, 0);
  if (sum === 0) return Number.NaN;
  const mean = sum / counts.length;
  const squares = counts.reduce((all, count) => all + (count - mean) * (count - mean), 0);
  return squares / counts.length / mean;
};

/** How many instants fell into each stretch of a length, from a start. */
export const countsPer = (
  instants: Iterable<number>,
  from: number,
  length: number,
  stretches: number,
): number[] => {
  const counts = Array.from({ length: stretches }, () => 0);
  for (const instant of instants) {
    const stretch = Math.floor((instant - from) / length);
    if (stretch >= 0 && stretch < stretches) counts[stretch] = (counts[stretch] ?? 0) + 1;
  }
  return counts;
};

/** The value at a rank of a list of plain numbers: nothing is rounded into buckets here. */
export const exactPercentile = (values: readonly number[], share: number): number => {
  const sorted = Float64Array.from(values).sort();
  const rank = Math.ceil((sorted.length * Math.round(share * 1_000_000)) / 1_000_000);
  return sorted[Math.max(0, rank - 1)] ?? Number.NaN;
};
