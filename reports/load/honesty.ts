import type { Provenance } from './summary.ts';

/** One figure the driver told, beside what the server's own log says. */
export interface HonestyFigure {
  readonly experiment: string;
  readonly what: string;
  readonly told: number;
  readonly truth: number;
  readonly unit: 'µs' | 'requests' | 'ratio';
  /** How far they may be apart: a share of the truth, or so much, whichever is more. */
  readonly tolerance: { readonly share: number; readonly amount: number };
  /** Whether others on the machine can put it beyond; a count they cannot change. */
  readonly isTimed: boolean;
}

/** Something that must simply be so. */
export interface HonestyClaim {
  readonly experiment: string;
  readonly what: string;
  readonly holds: boolean;
  /** What was seen. */
  readonly seen: string;
  /** As of a figure. */
  readonly isTimed: boolean;
}

/** What the system says others did to the machine during an experiment; null: it does not say. */
export interface Disturbance {
  readonly experiment: string;
  /** Share of its time in which one of our threads, the worst, was ready and had no processor. */
  readonly waited: number | null;
  /** Share of the machine's time that its host gave to others. */
  readonly steal: number | null;
  /** Time other processes ran, as a share of one processor. */
  readonly others: number | null;
}

export interface Honesty {
  readonly figures: readonly HonestyFigure[];
  readonly claims: readonly HonestyClaim[];
  readonly disturbances: readonly Disturbance[];
}

/** `busy`: others had the machine so much that nobody can tell. It is no pass. */
export type HonestyVerdict = 'honest' | 'dishonest' | 'busy';

/** What came of a self-test, as it is kept; it stands in the report of every later run. */
export interface HonestyRecord extends Honesty {
  readonly format: 'muster-honesty/1';
  readonly verdict: HonestyVerdict;
  readonly provenance: Provenance;
}

const distanceOf = ({ told, truth }: HonestyFigure): number => Math.abs(told - truth);

/** How far off as a share of the truth. */
export const deviationOf = (figure: HonestyFigure): number => {
  const distance = distanceOf(figure);
  return distance === 0 ? 0 : distance / Math.abs(figure.truth);
};

const allowedFor = ({ truth, tolerance: { share, amount } }: HonestyFigure): number =>
  Math.max(Math.abs(truth) * share, amount);

export const isWithin = (figure: HonestyFigure): boolean =>
  distanceOf(figure) <= allowedFor(figure);

/** How much of its tolerance a figure used: more than 1 is beyond it. */
export const useOf = (figure: HonestyFigure): number => {
  const distance = distanceOf(figure);
  return distance === 0 ? 0 : distance / allowedFor(figure);
};

/** From where on others may be to blame. `waited` counts only where others ran at all. */
const disturbanceLimits = { waited: 0.01, steal: 0.01, others: 0.1 } as const;

/** A driver that takes its own processors away has nobody else to blame. */
const isDisturbed = ({ waited, steal, others }: Disturbance): boolean =>
  (steal ?? 0) > disturbanceLimits.steal ||
  ((others ?? 0) > disturbanceLimits.others && (waited ?? 0) > disturbanceLimits.waited);

/** What is beyond its tolerance, of both kinds. */
export const missesOf = ({
  figures,
  claims,
}: Honesty): readonly (HonestyFigure | HonestyClaim)[] => [
  ...figures.filter((figure) => !isWithin(figure)),
  ...claims.filter(({ holds }) => !holds),
];

/**
 * Busy only where the system itself shows that others disturbed every experiment that missed, and
 * all that was missed is time. Nothing becomes a pass by it.
 */
export const verdictOf = (honesty: Honesty): HonestyVerdict => {
  const { figures, claims, disturbances } = honesty;
  if (figures.length + claims.length === 0) return 'dishonest';
  const misses = missesOf(honesty);
  if (misses.length === 0) return 'honest';
  const disturbed = disturbances.filter(isDisturbed).map(({ experiment }) => experiment);
  const excused = misses.every(
    ({ isTimed, experiment }) => isTimed && disturbed.includes(experiment),
  );
  return excused ? 'busy' : 'dishonest';
};

export const joinHonesty = (parts: readonly Honesty[]): Honesty => ({
  figures: parts.flatMap(({ figures }) => figures),
  claims: parts.flatMap(({ claims }) => claims),
  disturbances: parts.flatMap(({ disturbances }) => disturbances),
});

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
