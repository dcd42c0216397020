import type { PhaseSummary } from './summary.ts';
import type { Sums } from './sums.ts';
import { type PercentileName, percentileNames } from './times-summary.ts';

/** A duration is in µs, a share of 1. */
type Unit = 'duration' | 'share' | 'number';

const clocks = ['response', 'service', 'lag', 'wait'] as const;
type Clock = (typeof clocks)[number];

type Measured =
  | { readonly value: number; readonly isAtLeast: boolean }
  | { readonly never: string };

interface LoadMetric {
  readonly unit: Unit;
  readonly measure: (phase: PhaseSummary) => Measured;
}

const exactly = (value: number): Measured => ({ value, isAtLeast: false });

const percentileOfClock = (clock: Clock, name: PercentileName): LoadMetric => ({
  unit: 'duration',
  measure: ({ [clock]: times }) => {
    const seen = times.count + times.atLeast;
    if (seen === 0) return { never: 'nothing was answered but with errors' };
    return times.percentiles[name] ?? { never: `too few of them for a ${name}: ${seen}` };
  },
});

/** The headline: from when a threat was to be told until somebody saw what follows from it. */
const percentileOfDetection = (name: PercentileName): LoadMetric => ({
  unit: 'duration',
  measure: ({ detection }) => {
    if (detection === null) return { never: 'no threat was told' };
    const seen = detection.count + detection.atLeast;
    return detection.percentiles[name] ?? { never: `too few threats for a ${name}: ${seen}` };
  },
});

const counted = (name: keyof Sums): LoadMetric => ({
  unit: 'number',
  measure: ({ sums }) =>
    sums.offered === 0 ? { never: 'nothing was asked' } : exactly(sums[name]),
});

/** Of answers that were judged at all: where none was, there is nothing to be right about. */
const judged = (name: 'correct' | 'stale' | 'wrong'): LoadMetric => ({
  unit: 'number',
  measure: ({ sums }) => {
    const { correct, stale, wrong } = sums;
    return correct + stale + wrong === 0 ? { never: 'no answer was judged' } : exactly(sums[name]);
  },
});

const completedShare: LoadMetric = {
  unit: 'share',
  measure: ({ sums }) =>
    sums.offered === 0 ? { never: 'nothing was asked' } : exactly(sums.completed / sums.offered),
};

const rate: LoadMetric = {
  unit: 'number',
  measure: ({ sums, duration }) =>
    duration === 0 ? { never: 'no time passed' } : exactly((sums.completed * 1_000) / duration),
};

const percentileWord = (name: PercentileName): string => name.replace('.', '');

/** Everything a threshold can be set on, by the name it is written with. */
export const loadMetrics: ReadonlyMap<string, LoadMetric> = new Map([
  ...clocks.flatMap((clock) =>
    percentileNames.map((name): [string, LoadMetric] => [
      `${clock}_${percentileWord(name)}`,
      percentileOfClock(clock, name),
    ]),
  ),
  ...percentileNames.map((name): [string, LoadMetric] => [
    `detection_${percentileWord(name)}`,
    percentileOfDetection(name),
  ]),
  ['completed', completedShare],
  ['rate', rate],
  ['correct', judged('correct')],
  ['stale', judged('stale')],
  ['wrong', judged('wrong')],
  ['lost', counted('lost')],
  ['refused', counted('refused')],
  ['timed_out', counted('timedOut')],
  ['dropped', counted('dropped')],
]);

const signs = ['<', '<=', '==', '>=', '>'] as const;
type Sign = (typeof signs)[number];

/** `response_p99 < 50ms`, as it was written and as it is judged. */
export interface LoadThreshold {
  readonly text: string;
  readonly metric: string;
  readonly sign: Sign;
  readonly bound: number;
}

export type ParsedLoadThreshold =
  | { readonly ok: true; readonly threshold: LoadThreshold }
  | { readonly ok: false; readonly problem: string; readonly unknownMetric?: string };

const lengths: Readonly<Record<string, number>> = {
  us: 1,
  ms: 1_000,
  s: 1_000_000,
  m: 60_000_000,
  h: 3_600_000_000,
};

const boundOf = (text: string, unit: Unit): number | null => {
  const [, digits = '', suffix = ''] = /^(\d{1,12}(?:\.\d{1,6})?)\s*([a-z%]*)$/.exec(text) ?? [];
  if (digits === '') return null;
  const value = Number(digits);
  if (unit === 'duration') return suffix in lengths ? value * (lengths[suffix] ?? 0) : null;
  if (suffix === '%') return unit === 'share' ? value / 100 : null;
  return suffix === '' ? value : null;
};

const such: Readonly<Record<Unit, string>> = {
  duration: 'a duration such as `50ms`',
  share: 'a share such as `99%`',
  number: 'a number such as `0`',
};

/** Reads `response_p99 < 50ms`; the metric says in what the bound is measured. */
export const parseLoadThreshold = (written: string): ParsedLoadThreshold => {
  const text = written.trim();
  const match = /^([a-z0-9_]+)\s*([<>=]+)\s*(\S.*)$/.exec(text);
  if (match === null) {
    return { ok: false, problem: 'it reads metric, comparison, bound: `response_p99 < 50ms`' };
  }
  const [, name = '', word = '', value = ''] = match;
  const metric = loadMetrics.get(name);
  if (metric === undefined) {
    return { ok: false, problem: `there is no metric \`${name}\``, unknownMetric: name };
  }
  const sign = signs.find((known) => known === word);
  if (sign === undefined) {
    return { ok: false, problem: `\`${word}\` is no comparison; ${signs.join(', ')} are` };
  }
  const bound = boundOf(value, metric.unit);
  if (bound === null) {
    const problem = `\`${name}\` is compared with ${such[metric.unit]}, not \`${value}\``;
    return { ok: false, problem };
  }
  return { ok: true, threshold: { text, metric: name, sign, bound } };
};

export interface JudgedLoadThreshold extends LoadThreshold {
  readonly unit: Unit;
  readonly measured: number | null;
  readonly verdict: 'met' | 'missed' | 'vacuous';
  /** Why it is vacuous, or cannot be said to be met. */
  readonly because: string | null;
}

export const holds: Readonly<Record<Sign, (measured: number, bound: number) => boolean>> = {
  '<': (measured, bound) => measured < bound,
  '<=': (measured, bound) => measured <= bound,
  '==': (measured, bound) => measured === bound,
  '>=': (measured, bound) => measured >= bound,
  '>': (measured, bound) => measured > bound,
};

export const judgeLoadThreshold = (
  threshold: LoadThreshold,
  phase: PhaseSummary,
): JudgedLoadThreshold => {
  const metric = loadMetrics.get(threshold.metric);
  const unit = metric?.unit ?? 'number';
  const told = { ...threshold, unit };
  const measured = metric?.measure(phase) ?? { never: 'there is no such metric' };
  if ('never' in measured) {
    return { ...told, measured: null, verdict: 'vacuous', because: measured.never };
  }
  const { value, isAtLeast } = measured;
  const isMet = holds[threshold.sign](value, threshold.bound);
  if (isMet && isAtLeast && threshold.sign.startsWith('<')) {
    const because = 'answers nobody waited for may have taken longer';
    return { ...told, measured: value, verdict: 'missed', because };
  }
  return { ...told, measured: value, verdict: isMet ? 'met' : 'missed', because: null };
};
