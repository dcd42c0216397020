import { type Doubt, type Evidence, type Grade, gradeRun } from './grade.ts';
import { type StoredHistogram, storedHistogram } from './histogram.ts';
import type { Instrument } from './instrument.ts';
import { type Percentile, percentileOf, spreadOf, type Times } from './percentile.ts';
import { newPhaseRecord, type PhaseRecord, sumOfRecords } from './phase-record.ts';
import type { Sums } from './sums.ts';
import type { JudgedLoadThreshold } from './threshold.ts';

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

export interface PhaseSummary {
  readonly name: string;
  readonly isWarmUp: boolean;
  /** How requests arrive, in words. */
  readonly shape: string;
  /** ms. */
  readonly duration: number;
  /** Requests a second that were to be offered on average and at the busiest. */
  readonly planned: { readonly mean: number; readonly peak: number };
  readonly sums: Sums;
  readonly response: TimesSummary;
  readonly refused: TimesSummary;
  readonly lag: TimesSummary;
  readonly wait: TimesSummary;
  readonly firstByte: TimesSummary;
  readonly service: TimesSummary;
  /** By kind, the most frequent first. */
  readonly errors: readonly (readonly [kind: string, count: number])[];
}

/** Where and with what it was measured; runs of different provenance are not compared. */
export interface Provenance {
  readonly tool: string;
  readonly node: string;
  readonly system: string;
  readonly processor: string;
  readonly cores: number;
  readonly startedAt: string;
  readonly command: string;
}

export interface SecondSummary {
  readonly started: number;
  readonly completed: number;
  readonly failed: number;
  /** Heat map bucket and count; see `heatOf`. */
  readonly heat: readonly (readonly [bucket: number, count: number])[];
}

/** A load run as it is stored; every view of it is made of this alone. */
export interface LoadSummary {
  readonly format: 'muster-load/1';
  readonly provenance: Provenance;
  readonly target: string;
  /** What was asked, and of what it was made: equal ones may be compared. */
  readonly profile: { readonly name: string; readonly digest: string };
  readonly seed: number;
  readonly settings: {
    readonly threads: number;
    readonly connections: number;
    readonly timeout: number;
    readonly mostInFlight: number;
  };
  readonly grade: Grade;
  readonly doubts: readonly Doubt[];
  readonly wasStopped: boolean;
  readonly phases: readonly PhaseSummary[];
  /** All phases but those for warming up. */
  readonly measured: PhaseSummary;
  readonly seconds: readonly SecondSummary[];
  /** Requests started in each tenth of a second. */
  readonly starts: readonly number[];
  readonly instrument: Instrument;
  readonly thresholds: readonly JudgedLoadThreshold[];
}

const summarizeTimes = (times: Times): TimesSummary => {
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

const none = newPhaseRecord().atLeast;

export type PhaseFrame = Pick<PhaseSummary, 'name' | 'isWarmUp' | 'shape' | 'duration' | 'planned'>;

export const summarizePhase = (frame: PhaseFrame, record: PhaseRecord): PhaseSummary => {
  const only = (measured: PhaseRecord['lag']): TimesSummary =>
    summarizeTimes({ measured, atLeast: none });
  return {
    ...frame,
    sums: { ...record.sums },
    response: summarizeTimes({ measured: record.response, atLeast: record.atLeast }),
    refused: only(record.refused),
    lag: only(record.lag),
    wait: only(record.wait),
    firstByte: only(record.firstByte),
    service: only(record.service),
    errors: [...record.errors].sort(([, a], [, b]) => b - a),
  };
};

/** Everything a run left behind, before it is graded and put in order. */
export interface RawRun
  extends Pick<
    LoadSummary,
    'provenance' | 'target' | 'profile' | 'seed' | 'settings' | 'wasStopped' | 'instrument'
  > {
  readonly frames: readonly PhaseFrame[];
  readonly records: readonly PhaseRecord[];
  readonly failures: readonly string[];
}

const measuredFrame = (frames: readonly PhaseFrame[]): PhaseFrame => {
  const duration = frames.reduce((sum, frame) => sum + frame.duration, 0);
  const requests = frames.reduce((sum, { planned, duration }) => sum + planned.mean * duration, 0);
  return {
    name: 'measured',
    isWarmUp: false,
    shape: frames.map(({ shape }) => shape).join(', then '),
    duration,
    planned: {
      mean: duration === 0 ? 0 : requests / duration,
      peak: frames.reduce((most, { planned }) => Math.max(most, planned.peak), 0),
    },
  };
};

const secondsOf = ({ seconds }: PhaseRecord): readonly SecondSummary[] =>
  seconds.map(({ heat, ...counts }) => {
    const buckets = [...heat].flatMap((count, bucket): (readonly [number, number])[] =>
      count === 0 ? [] : [[bucket, count]],
    );
    return { ...counts, heat: buckets };
  });

export const summarizeRun = (raw: RawRun): Omit<LoadSummary, 'thresholds'> => {
  const { frames, records, failures, ...kept } = raw;
  const chosen = records.filter((_, index) => frames[index]?.isWarmUp === false);
  const whole = sumOfRecords(chosen);
  const frame = measuredFrame(frames.filter(({ isWarmUp }) => !isWarmUp));
  const evidence: Evidence = {
    sums: whole.sums,
    response: { measured: whole.response, atLeast: whole.atLeast },
    lag: { measured: whole.lag, atLeast: none },
    rate: frame.planned.peak,
    instrument: raw.instrument,
    failures,
  };
  const { grade, doubts } = gradeRun(evidence);
  const all = sumOfRecords(records);
  return {
    format: 'muster-load/1',
    ...kept,
    grade,
    doubts,
    phases: frames.flatMap((phase, index) => {
      const record = records[index];
      return record === undefined ? [] : [summarizePhase(phase, record)];
    }),
    measured: summarizePhase(frame, whole),
    seconds: secondsOf(all),
    starts: all.starts,
  };
};
