import { heatPercentile, type StoredHeat, sumOfHeats } from '../../load/heat.ts';
import type { Percentile } from '../../load/percentile.ts';
import type { StoredStretch, StretchCounts } from '../../load/series.ts';
import type { LoadSummary, PhaseSummary } from '../../load/summary.ts';

/** A stretch of the run, with where it stands in it; seconds since the first phase began. */
export interface Moment extends StoredStretch {
  readonly from: number;
  readonly until: number;
  /** Requests in flight at its end. */
  readonly flying: number;
}

const countNames = [
  'due',
  'answered',
  'refused',
  'lost',
  'timedOut',
  'dropped',
  'inFlight',
  'stale',
  'wrong',
  'begun',
  'completed',
  'gone',
] as const satisfies readonly (keyof StretchCounts)[];

export const momentsOf = ({ series }: LoadSummary): readonly Moment[] => {
  const seconds = series.length / 1_000;
  let flying = 0;
  return series.stretches.map((stretch, place) => {
    flying += stretch.begun - stretch.completed - stretch.gone;
    return { ...stretch, from: place * seconds, until: (place + 1) * seconds, flying };
  });
};

const heats = (moments: readonly Moment[], name: 'response' | 'atLeast' | 'lag'): StoredHeat =>
  sumOfHeats(moments.map((moment) => moment[name]));

/** Several that follow each other as one; there must be one at least. */
export const joined = (moments: readonly Moment[]): Moment | null => {
  const [first, last] = [moments[0], moments.at(-1)];
  if (first === undefined || last === undefined) return null;
  const counts = Object.fromEntries(
    countNames.map((name) => [name, moments.reduce((sum, moment) => sum + moment[name], 0)]),
  ) as Readonly<Record<keyof StretchCounts, number>>;
  return {
    ...counts,
    response: heats(moments, 'response'),
    atLeast: heats(moments, 'atLeast'),
    lag: heats(moments, 'lag'),
    from: first.from,
    until: last.until,
    flying: last.flying,
  };
};

/** At most so many moments, each as many of the given ones as it takes. */
export const coarser = (moments: readonly Moment[], most: number): readonly Moment[] => {
  const each = Math.ceil(moments.length / most);
  if (each <= 1) return moments;
  return Array.from({ length: Math.ceil(moments.length / each) }, (_, place) =>
    joined(moments.slice(place * each, (place + 1) * each)),
  ).filter((moment) => moment !== null);
};

/** Those that lie within a stretch of the run with at least half of their length. */
export const momentsWithin = (
  moments: readonly Moment[],
  from: number,
  until: number,
): readonly Moment[] =>
  moments.filter((moment) => {
    const middle = (moment.from + moment.until) / 2;
    return middle >= from && middle < until;
  });

export const responseAt = ({ response, atLeast }: Moment, share: number): Percentile | null =>
  heatPercentile(response, atLeast, share);

export const lagAt = ({ lag }: Moment, share: number): Percentile | null =>
  heatPercentile(lag, [], share);

/** Where a phase stands in the run, in seconds. */
export interface PhaseSpan {
  readonly phase: PhaseSummary;
  readonly from: number;
  readonly until: number;
}

export const phaseSpans = (phases: readonly PhaseSummary[]): readonly PhaseSpan[] => {
  let from = 0;
  return phases.map((phase) => {
    const until = from + phase.duration / 1_000;
    const span = { phase, from, until };
    from = until;
    return span;
  });
};

/** Seconds until the last thing happened, and no less than was planned. */
export const lengthOf = ({ series, phases }: LoadSummary): number => {
  const planned = phases.reduce((sum, { duration }) => sum + duration, 0);
  return Math.max(planned, series.stretches.length * series.length, 1_000) / 1_000;
};
