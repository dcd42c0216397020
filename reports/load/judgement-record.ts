import { type Finding, firstFindings } from './finding.ts';
import { addInto, type LoadHistogram, newHistogram } from './histogram.ts';
import { percentileOf, type Times } from './percentile.ts';

/**
 * Where answers are told apart: by `request` (messages, heartbeats, checkIns, launches, tokens,
 * reads), `platform`, `vendor` (all partners of the device) and `os`.
 */
export interface SliceRecord {
  /** Whole answers, without those that were an error. */
  answered: number;
  /** Error statuses, and what was lost, timed out or dropped. */
  failed: number;
  correct: number;
  stale: number;
  wrong: number;
  /** From the intended start to the last byte of an answer that was no error, µs. */
  readonly response: LoadHistogram;
}

/** From when a threat was to be told until somebody saw what follows from it, µs. */
export interface DetectionRecord {
  readonly measured: LoadHistogram;
  /** Nobody saw it before it was over, or before the run was. */
  readonly atLeast: LoadHistogram;
}

/** What was found out about the answers of one phase; empty where nobody judged them. */
export interface JudgementRecord {
  /** By partner and platform, `lookout/android`. */
  readonly detections: Map<string, DetectionRecord>;
  /** By dimension and value, `platform/android`. */
  readonly slices: Map<string, SliceRecord>;
  /** `compliance|compliant|noncompliant`: what was asked, what the core says, what came: how often. */
  readonly confusion: Map<string, number>;
  findings: readonly Finding[];
}

export const newJudgementRecord = (): JudgementRecord => ({
  detections: new Map(),
  slices: new Map(),
  confusion: new Map(),
  findings: [],
});

const entryOf = <Value>(map: Map<string, Value>, key: string, make: () => Value): Value => {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
};

export const detectionOf = ({ detections }: JudgementRecord, slice: string): DetectionRecord =>
  entryOf(detections, slice, () => ({ measured: newHistogram(), atLeast: newHistogram() }));

const newSlice = (): SliceRecord => ({
  answered: 0,
  failed: 0,
  correct: 0,
  stale: 0,
  wrong: 0,
  response: newHistogram(),
});

export const sliceOf = ({ slices }: JudgementRecord, slice: string): SliceRecord =>
  entryOf(slices, slice, newSlice);

export const confuse = (record: JudgementRecord, cell: string, count = 1): void => {
  record.confusion.set(cell, (record.confusion.get(cell) ?? 0) + count);
};

/** Adds the second to the first; the order does not matter. */
export const addJudgements = (into: JudgementRecord, other: JudgementRecord): void => {
  for (const [slice, more] of other.detections) {
    const sum = detectionOf(into, slice);
    addInto(sum.measured, more.measured);
    addInto(sum.atLeast, more.atLeast);
  }
  for (const [slice, more] of other.slices) {
    const sum = sliceOf(into, slice);
    for (const count of ['answered', 'failed', 'correct', 'stale', 'wrong'] as const) {
      sum[count] += more[count];
    }
    addInto(sum.response, more.response);
  }
  for (const [cell, count] of other.confusion) confuse(into, cell, count);
  if (other.findings.length > 0) {
    into.findings = firstFindings([...into.findings, ...other.findings]);
  }
};

/** Of all partners and platforms together. */
export const wholeDetection = ({ detections }: JudgementRecord): Times => {
  const whole = { measured: newHistogram(), atLeast: newHistogram() };
  for (const { measured, atLeast } of detections.values()) {
    addInto(whole.measured, measured);
    addInto(whole.atLeast, atLeast);
  }
  return whole;
};

/** One slice in a file. Percentiles are of the response time, µs; null: too few samples. */
export interface SliceSummary extends Readonly<Omit<SliceRecord, 'response'>> {
  readonly dimension: string;
  readonly value: string;
  readonly p50: number | null;
  readonly p99: number | null;
}

export const sliceSummaries = ({ slices }: JudgementRecord): readonly SliceSummary[] =>
  [...slices]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { response, ...counts }]) => {
      const [dimension = '', ...value] = name.split('/');
      const times = { measured: response, atLeast: newHistogram() };
      return {
        dimension,
        value: value.join('/'),
        ...counts,
        p50: percentileOf(times, 0.5)?.value ?? null,
        p99: percentileOf(times, 0.99)?.value ?? null,
      };
    });

/** How often the core said one thing and the service another, or the same. */
export interface ConfusionCell {
  readonly aspect: string;
  readonly expected: string;
  readonly got: string;
  readonly count: number;
}

export const confusionCells = ({ confusion }: JudgementRecord): readonly ConfusionCell[] =>
  [...confusion]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([cell, count]) => {
      const [aspect = '', expected = '', got = ''] = cell.split('|');
      return { aspect, expected, got, count };
    });
