import {
  amount,
  byName,
  count,
  fields,
  is,
  list,
  orNull,
  type Shape,
  text,
  whole,
} from '../fleet/shape.ts';
import { grades } from './grade.ts';
import type { Instrument, MachineReading, ThreadReading } from './instrument.ts';
import type { StoredSeries, StoredStretch } from './series.ts';
import type { LoadSummary, PhaseSummary, Provenance } from './summary.ts';
import { noSums, type Sums } from './sums.ts';
import type { JudgedLoadThreshold } from './threshold.ts';
import { percentileNames, type TimesSummary } from './times-summary.ts';

const truth = is('true or false', (value) => typeof value === 'boolean');
const oneOf = (words: readonly string[]): Shape =>
  is(`one of ${words.join(', ')}`, (value) => typeof value === 'string' && words.includes(value));
const orAbsent =
  (shape: Shape): Shape =>
  (value, path) =>
    value === undefined ? null : shape(value, path);

const pair = is(
  'two counts',
  (value) =>
    Array.isArray(value) && value.length === 2 && value.every((each) => Number.isSafeInteger(each)),
);

/** A name, and what the rest of the list must be. */
const named =
  (...rest: readonly Shape[]): Shape =>
  (value, path) => {
    const isList = Array.isArray(value) && value.length === rest.length + 1;
    if (!isList || typeof value[0] !== 'string') return `\`${path}\` is no name with its values`;
    for (const [at, shape] of rest.entries()) {
      const problem = shape(value[at + 1], `${path}[${at + 1}]`);
      if (problem !== null) return problem;
    }
    return null;
  };

const histogram = fields<NonNullable<TimesSummary['atLeastHistogram']>>({
  count,
  sum: amount,
  least: orNull(amount),
  most: orNull(amount),
  buckets: list(pair),
});

const percentile = fields<{ value: unknown; isAtLeast: unknown }>({
  value: amount,
  isAtLeast: truth,
});

const times = fields<TimesSummary>({
  count,
  atLeast: count,
  least: orNull(amount),
  most: orNull(amount),
  mean: orNull(amount),
  deviation: orNull(amount),
  percentiles: fields(
    Object.fromEntries(percentileNames.map((name) => [name, orNull(percentile)])) as Record<
      keyof TimesSummary['percentiles'],
      Shape
    >,
  ),
  histogram,
  atLeastHistogram: orNull(histogram),
});

const sums = fields<Sums>(
  Object.fromEntries(Object.keys(noSums).map((name) => [name, count])) as Record<keyof Sums, Shape>,
);

const slice = fields<PhaseSummary['slices'][number]>({
  dimension: text,
  value: text,
  answered: count,
  failed: count,
  correct: count,
  stale: count,
  wrong: count,
  p50: orNull(amount),
  p99: orNull(amount),
});

const finding = fields<PhaseSummary['findings'][number]>({
  judged: oneOf(['wrong', 'stale']),
  sequence: count,
  at: amount,
  device: text,
  number: count,
  platform: text,
  partners: list(text),
  request: text,
  expected: list(text),
  got: text,
  held: byName(text),
  timeline: list(
    fields<PhaseSummary['findings'][number]['timeline'][number]>({
      at: amount,
      ended: orNull(amount),
      what: text,
      answer: orNull(text),
    }),
  ),
});

const phase = fields<PhaseSummary>({
  name: text,
  isWarmUp: truth,
  shape: text,
  duration: amount,
  planned: fields<PhaseSummary['planned']>({ mean: amount, peak: amount }),
  steps: orAbsent(
    list(
      fields<NonNullable<PhaseSummary['steps']>[number]>({
        from: amount,
        until: amount,
        planned: amount,
      }),
    ),
  ),
  sums,
  response: times,
  refused: times,
  lag: times,
  wait: times,
  firstByte: times,
  service: times,
  errors: list(named(count)),
  detection: orNull(times),
  detections: list(named(times)),
  slices: list(slice),
  confusion: list(
    fields<PhaseSummary['confusion'][number]>({ aspect: text, expected: text, got: text, count }),
  ),
  findings: list(finding),
});

const stretch = fields<StoredStretch>({
  due: count,
  answered: count,
  refused: count,
  lost: count,
  timedOut: count,
  dropped: count,
  inFlight: count,
  stale: count,
  wrong: count,
  begun: count,
  completed: count,
  gone: count,
  response: list(pair),
  atLeast: list(pair),
  lag: list(pair),
});

const series = fields<StoredSeries>({
  length: is('a length', (value) => Number.isSafeInteger(value) && Number(value) > 0),
  stretches: list(stretch),
  starts: fields<StoredSeries['starts']>({ length: whole, counts: list(count) }),
  errors: list(named(amount, amount)),
});

const thread = fields<ThreadReading>({
  name: text,
  utilisation: orNull(amount),
  loopDelayP99: orNull(amount),
  loopDelayMost: orNull(amount),
  cpu: orNull(amount),
  waitedForCpu: orNull(amount),
  collections: count,
  collecting: amount,
  longestCollection: amount,
});

const machine = fields<MachineReading>({
  wall: amount,
  cpu: amount,
  rss: amount,
  steal: orNull(amount),
  busy: orNull(amount),
  loadAverage: amount,
  listenOverflows: orNull(amount),
  sockets: amount,
});

const instrument = fields<Instrument>({
  threads: list(thread),
  machine,
  neighbourhood: oneOf(['other-machine', 'other-cores', 'same-cores', 'unknown']),
  calibration: orNull(
    fields<NonNullable<Instrument['calibration']>>({
      floorP50: amount,
      floorP99: amount,
      ceiling: amount,
    }),
  ),
});

const provenance = fields<Provenance>({
  tool: text,
  node: text,
  system: text,
  processor: text,
  cores: count,
  startedAt: text,
  command: text,
});

const threshold = fields<JudgedLoadThreshold>({
  text,
  metric: text,
  sign: oneOf(['<', '<=', '==', '>=', '>']),
  bound: amount,
  unit: oneOf(['duration', 'share', 'number']),
  measured: orNull(amount),
  verdict: oneOf(['met', 'missed', 'vacuous']),
  because: orNull(text),
});

const honesty = fields<NonNullable<LoadSummary['honesty']>>({
  format: oneOf(['muster-honesty/1']),
  verdict: oneOf(['honest', 'dishonest', 'busy']),
  provenance,
  figures: list(
    fields<NonNullable<LoadSummary['honesty']>['figures'][number]>({
      experiment: text,
      what: text,
      told: orNull(amount),
      truth: orNull(amount),
      unit: oneOf(['µs', 'requests', 'ratio']),
      tolerance: fields<{ share: unknown; amount: unknown }>({ share: amount, amount }),
      isTimed: truth,
    }),
  ),
  claims: list(
    fields<NonNullable<LoadSummary['honesty']>['claims'][number]>({
      experiment: text,
      what: text,
      holds: truth,
      seen: text,
      isTimed: truth,
    }),
  ),
  disturbances: list(() => null),
});

const summary = fields<LoadSummary>({
  format: oneOf(['muster-load/1']),
  provenance,
  target: text,
  profile: fields<LoadSummary['profile']>({ name: text, digest: text }),
  seed: count,
  settings: fields<LoadSummary['settings']>({
    threads: count,
    connections: count,
    timeout: amount,
    mostInFlight: count,
  }),
  grade: oneOf(grades),
  doubts: list(fields<LoadSummary['doubts'][number]>({ grade: oneOf(grades), because: text })),
  wasStopped: truth,
  phases: list(phase),
  measured: phase,
  series,
  instrument,
  honesty: orAbsent(honesty),
  thresholds: list(threshold),
});

/** Null where a value is the summary of a load run; else what is the matter with it. */
export const loadSummaryProblem = (value: unknown): string | null => summary(value, '');
