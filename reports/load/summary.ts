import type { Finding } from './finding.ts';
import { type Doubt, type Evidence, type Grade, gradeRun } from './grade.ts';
import type { HonestyRecord } from './honesty.ts';
import type { Instrument } from './instrument.ts';
import {
  type ConfusionCell,
  confusionCells,
  type SliceSummary,
  sliceSummaries,
  wholeDetection,
} from './judgement-record.ts';
import { newPhaseRecord, type PhaseRecord, sumOfRecords } from './phase-record.ts';
import { type Series, type StoredSeries, storedSeries } from './series.ts';
import type { Sums } from './sums.ts';
import type { JudgedLoadThreshold } from './threshold.ts';
import { summarizeTimes, type TimesSummary } from './times-summary.ts';

/** A piece of a phase that asks more and more: ms since the phase began, requests a second. */
export interface StepSummary {
  readonly from: number;
  readonly until: number;
  readonly planned: number;
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
  /** Where the rate rises: its steps, or pieces of equal length; else absent. */
  readonly steps?: readonly StepSummary[];
  readonly sums: Sums;
  readonly response: TimesSummary;
  readonly refused: TimesSummary;
  readonly lag: TimesSummary;
  readonly wait: TimesSummary;
  readonly firstByte: TimesSummary;
  readonly service: TimesSummary;
  /** By kind, the most frequent first. */
  readonly errors: readonly (readonly [kind: string, count: number])[];
  /**
   * From when a threat was to be told until an answer first showed what follows from it; those that
   * nobody saw count as at least so long. Null where no threat was told.
   */
  readonly detection: TimesSummary | null;
  /** The same by partner and platform, `lookout/android`, A to Z. */
  readonly detections: readonly (readonly [slice: string, times: TimesSummary])[];
  /** Answers told apart by request, platform, vendor and version of the system. */
  readonly slices: readonly SliceSummary[];
  /** What the core says against what came, for every answer that was judged. */
  readonly confusion: readonly ConfusionCell[];
  /** The first wrong answers, then the first stale ones. */
  readonly findings: readonly Finding[];
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
  /** From moment to moment, over all phases. */
  readonly series: StoredSeries;
  readonly instrument: Instrument;
  /** How the driver did in its self-test on this machine; absent: it was not taken. */
  readonly honesty?: HonestyRecord;
  readonly thresholds: readonly JudgedLoadThreshold[];
}

const none = newPhaseRecord().atLeast;

export type PhaseFrame = Pick<
  PhaseSummary,
  'name' | 'isWarmUp' | 'shape' | 'duration' | 'planned' | 'steps'
>;

const judgedSummary = (
  judgements: PhaseRecord['judgements'],
): Pick<PhaseSummary, 'detection' | 'detections' | 'slices' | 'confusion' | 'findings'> => {
  const { detections, findings } = judgements;
  return {
    detection: detections.size === 0 ? null : summarizeTimes(wholeDetection(judgements)),
    detections: [...detections]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([slice, times]) => [slice, summarizeTimes(times)] as const),
    slices: sliceSummaries(judgements),
    confusion: confusionCells(judgements),
    findings,
  };
};

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
    ...judgedSummary(record.judgements),
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
  readonly series: Series;
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

export const summarizeRun = (raw: RawRun): Omit<LoadSummary, 'thresholds'> => {
  const { frames, records, series, failures, ...kept } = raw;
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
    series: storedSeries(series),
  };
};
