import type { LoadSummary, PhaseSummary } from './summary.ts';

/** Why runs cannot be compared: `invalid` measurements, or runs that measured different things. */
export interface CompareRefusal {
  readonly kind: 'invalid' | 'different' | 'empty';
  readonly because: string;
}

type Measure = (phase: PhaseSummary, summary: LoadSummary) => number | null;

interface ComparedMetric {
  readonly name: string;
  readonly unit: 'µs' | '/s' | 'share';
  readonly better: 'less' | 'more';
  readonly measure: Measure;
}

const exact = (percentile: PhaseSummary['response']['percentiles']['p50']): number | null =>
  percentile === null || percentile.isAtLeast ? null : percentile.value;

const cpuPerRequest: Measure = ({ sums }, { instrument }) => {
  const known = instrument.threads.flatMap(({ cpu }) => (cpu === null ? [] : [cpu]));
  if (known.length === 0 || sums.completed === 0) return null;
  return known.reduce((sum, cpu) => sum + cpu, 0) / sums.completed;
};

const metrics: readonly ComparedMetric[] = [
  ...(['p50', 'p90', 'p99'] as const).map((name) => ({
    name: `response ${name}`,
    unit: 'µs' as const,
    better: 'less' as const,
    measure: ({ response }: PhaseSummary) => exact(response.percentiles[name]),
  })),
  {
    name: 'service p50',
    unit: 'µs',
    better: 'less',
    measure: ({ service }) => exact(service.percentiles.p50),
  },
  ...(['p50', 'p90'] as const).map((name) => ({
    name: `detection ${name}`,
    unit: 'µs' as const,
    better: 'less' as const,
    measure: ({ detection }: PhaseSummary) => exact(detection?.percentiles[name] ?? null),
  })),
  {
    name: 'completed',
    unit: '/s',
    better: 'more',
    measure: ({ sums, duration }) => (duration === 0 ? null : (sums.completed * 1_000) / duration),
  },
  { name: 'driver CPU a request', unit: 'µs', better: 'less', measure: cpuPerRequest },
];

/** What both sides must have in common, each with its name in words. */
const common: readonly (readonly [string, (summary: LoadSummary) => string])[] = [
  ['seeds', ({ seed }) => String(seed)],
  ['profiles', ({ profile }) => `${profile.name} ${profile.digest}`],
  ['machines', ({ provenance: { processor, cores } }) => `${cores} × ${processor}`],
  ['systems', ({ provenance: { system, node } }) => `${system}, Node ${node}`],
  ['settings', ({ settings }) => JSON.stringify(settings)],
  ['places of driver and target', ({ instrument }) => instrument.neighbourhood],
];

/** The same run on both sides would be held against itself. */
const runOf = ({ provenance, target, seed, measured }: LoadSummary): string =>
  JSON.stringify([provenance.startedAt, target, seed, measured.sums, measured.response.mean]);

const isOnBothSides = (before: readonly LoadSummary[], after: readonly LoadSummary[]): boolean => {
  const known = new Set(before.map(runOf));
  return after.some((summary) => known.has(runOf(summary)));
};

/** Why these runs cannot be compared; null: they can. */
export const compareRefusal = (
  before: readonly LoadSummary[],
  after: readonly LoadSummary[],
): CompareRefusal | null => {
  const all = [...before, ...after];
  const [first] = all;
  if (first === undefined || before.length === 0 || after.length === 0) {
    return { kind: 'empty', because: 'there is no run on one of the sides' };
  }
  for (const [what, of] of common) {
    const other = all.find((summary) => of(summary) !== of(first));
    if (other === undefined) continue;
    return { kind: 'different', because: `the ${what} differ: ${of(first)} and ${of(other)}` };
  }
  const invalid = all.find(({ grade }) => grade === 'INVALID');
  if (invalid !== undefined) {
    const reason = invalid.doubts[0]?.because ?? 'no reason given';
    return { kind: 'invalid', because: `a measurement is INVALID: ${reason}` };
  }
  if (all.some(({ wasStopped }) => wasStopped)) {
    return { kind: 'invalid', because: 'a run was stopped before its end' };
  }
  return isOnBothSides(before, after)
    ? { kind: 'different', because: 'the same run stands on both sides' }
    : null;
};

/** What both sides share that makes every figure doubtful, without forbidding to compare. */
export const compareDoubts = (runs: readonly LoadSummary[]): readonly string[] => {
  const degraded = runs.filter(({ grade }) => grade === 'DEGRADED');
  const reasons = new Set(degraded.flatMap(({ doubts }) => doubts.map(({ because }) => because)));
  return degraded.length === 0
    ? []
    : [`${degraded.length} of ${runs.length} runs are DEGRADED:`, ...reasons];
};

export interface ComparedChange {
  readonly name: string;
  readonly unit: ComparedMetric['unit'];
  /** Medians over the repeats; null: not every repeat has it. */
  readonly before: number | null;
  readonly after: number | null;
  /** Share by which it changed, and between what the change lies with 95 % confidence. */
  readonly change: number | null;
  readonly interval: readonly [number, number] | null;
  /** How far the repeats of the first side are from their own median at most. */
  readonly noise: number | null;
  readonly verdict: 'better' | 'worse' | 'same' | 'unknown';
}

const sorted = (values: readonly number[]): readonly number[] => [...values].sort((a, b) => a - b);

const medianOf = (values: readonly number[]): number => {
  const all = sorted(values);
  const middle = Math.floor(all.length / 2);
  const [low = Number.NaN, high = Number.NaN] = [all[middle - 1], all[middle]];
  return all.length % 2 === 1 ? high : (low + high) / 2;
};

/** A small generator of its own, so that the same runs always give the same interval. */
const drawer = (): ((most: number) => number) => {
  let state = 0x9e3779b9;
  return (most) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % most;
  };
};

const resamples = 4_000;
/** Fewer repeats say nothing of how much they vary. */
export const repeatsNeeded = 3;

const intervalOf = (
  before: readonly number[],
  after: readonly number[],
): readonly [number, number] => {
  const draw = drawer();
  const again = (values: readonly number[]): readonly number[] =>
    values.map(() => values[draw(values.length)] ?? Number.NaN);
  const changes = sorted(
    Array.from({ length: resamples }, () => medianOf(again(after)) / medianOf(again(before)) - 1),
  );
  const at = (share: number): number => changes[Math.floor(share * (resamples - 1))] ?? Number.NaN;
  return [at(0.025), at(0.975)];
};

const isNumber = (value: number | null): value is number => value !== null && value > 0;

const compareMetric = (
  { name, unit, better, measure }: ComparedMetric,
  before: readonly LoadSummary[],
  after: readonly LoadSummary[],
): ComparedChange => {
  const valuesOf = (runs: readonly LoadSummary[]) =>
    runs.map((run) => measure(run.measured, run)).filter(isNumber);
  const [old, young] = [valuesOf(before), valuesOf(after)];
  const isWhole = old.length === before.length && young.length === after.length;
  const nothing = { name, unit, interval: null, noise: null, verdict: 'unknown' } as const;
  if (!isWhole) return { ...nothing, before: null, after: null, change: null };
  const [from, to] = [medianOf(old), medianOf(young)];
  const told = { name, unit, before: from, after: to, change: to / from - 1 };
  if (Math.min(old.length, young.length) < repeatsNeeded) return { ...nothing, ...told };
  const interval = intervalOf(old, young);
  const noise = old.reduce((most, value) => Math.max(most, Math.abs(value / from - 1)), 0);
  const isChanged = (interval[0] > 0 || interval[1] < 0) && Math.abs(told.change) > noise;
  const isBetter = told.change < 0 === (better === 'less');
  const verdict = isChanged ? (isBetter ? 'better' : 'worse') : 'same';
  return { ...told, interval, noise, verdict };
};

/**
 * Every metric that any of the runs has, before and after. The runs must be such that nothing
 * speaks against it.
 */
export const compareRuns = (
  before: readonly LoadSummary[],
  after: readonly LoadSummary[],
): readonly ComparedChange[] => {
  const all = [...before, ...after];
  return metrics
    .filter(({ measure }) => all.some((run) => measure(run.measured, run) !== null))
    .map((metric) => compareMetric(metric, before, after));
};
