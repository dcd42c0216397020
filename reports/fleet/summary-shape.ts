import type { CauseExchange, CohortComparison, ComparisonSummary } from './comparison-summary.ts';
import type { TupleCoverage } from './coverage.ts';
import type { PartnerTimes } from './detection.ts';
import type { JudgedThreshold } from './judge-threshold.ts';
import type { Minutes } from './minutes.ts';
import {
  amount,
  byName,
  count,
  fields,
  is,
  list,
  orAbsent,
  orNull,
  type Shape,
  text,
} from './shape.ts';
import type { CohortSummary, FleetCounts, FleetSummary } from './summary.ts';
import { fleetVerdicts } from './verdict.ts';

const truth = is('true or false', (value) => typeof value === 'boolean');
const number = orNull(amount);
const counts = byName(count);
const amounts = byName(amount);
const texts = list(text);

const oneOf = (what: string, words: readonly string[]): Shape =>
  is(what, (value) => words.some((word) => word === value));

const verdict = oneOf('a verdict', fleetVerdicts);

const totals = fields<FleetCounts>({
  devicesPlanned: count,
  devicesPlayed: count,
  devicesLost: count,
  events: count,
  eventsByKind: counts,
  checkIns: count,
  launches: count,
  tokens: count,
  messages: count,
  threats: count,
  decidedDetections: count,
  undecidedDetections: count,
});

const threshold = fields<JudgedThreshold>({
  text,
  metric: text,
  unit: oneOf('a unit', ['share', 'duration', 'number']),
  comparison: text,
  bound: amount,
  measured: number,
  margin: number,
  verdict: oneOf('a verdict', ['met', 'missed', 'vacuous', 'not-judged']),
  because: orNull(text),
});

const cohort = fields<CohortSummary>({
  cohort: text,
  plannedShare: number,
  playedShare: number,
  devices: count,
  atEnd: counts,
});

const minutes = fields<Minutes>({
  deviceMinutes: amount,
  minutesPerDevice: amount,
  share: number,
  byCause: list(fields({ cause: text, deviceMinutes: amount, share: number })),
});

const times = {
  detections: count,
  meanMs: number,
  p50Ms: number,
  p90Ms: number,
  p99Ms: number,
  maxMs: number,
  histogram: list(fields({ fromMs: count, belowMs: count, detections: count })),
};

const tuples = fields<TupleCoverage>({
  met: count,
  possible: count,
  share: number,
  missing: count,
  firstMissing: list(byName(text)),
});

const summaryShape = fields<FleetSummary>({
  schemaVersion: count,
  kind: text,
  tool: text,
  profile: text,
  title: text,
  tenant: orNull(text),
  inputs: text,
  seed: count,
  days: count,
  digest: text,
  complete: truth,
  verdict,
  verdicts: list(verdict),
  counts: totals,
  thresholds: list(threshold),
  readings: texts,
  turned: texts,
  cohorts: list(cohort),
  compliance: fields<FleetSummary['compliance']>({
    atEnd: counts,
    deviceHours: fields({ complianceState: counts, reasons: counts, access: counts }),
  }),
  access: fields<FleetSummary['access']>({
    launches: counts,
    tokens: counts,
    selectiveWipes: count,
    actions: counts,
    walks: orAbsent(counts),
    openDeviceMinutes: amount,
  }),
  exposure: minutes,
  overBlocking: minutes,
  threatenedDeviceMinutes: amount,
  threats: list(fields({ threat: text, arrived: count, neverSeen: count })),
  detection: fields<FleetSummary['detection']>({
    overall: fields(times),
    byPartner: list(fields<PartnerTimes>({ partner: text, platform: text, ...times })),
  }),
  undecided: list(fields({ partner: text, platform: text, why: text, detections: count })),
  messages: list(fields({ partner: text, result: text, messages: count })),
  connectors: list(
    fields({
      partner: text,
      minutes: amounts,
      changes: list(fields({ fromMinute: amount, state: text })),
    }),
  ),
  questions: counts,
  coverage: fields<FleetSummary['coverage']>({
    situations: count,
    values: byName(texts),
    neverMet: byName(texts),
    pairs: tuples,
    triples: tuples,
  }),
  byDay: list(
    fields({
      day: count,
      complianceState: counts,
      reasons: counts,
      access: counts,
      checkIns: count,
    }),
  ),
  words: byName(text),
});

const exchange = { gainedDeviceMinutes: amount, lostDeviceMinutes: amount };
const byCause = fields<ComparisonSummary['exposure']>({
  ...exchange,
  byCause: list(fields<CauseExchange>({ cause: text, ...exchange })),
});
const side = fields<ComparisonSummary['first']>({ tenant: orNull(text), inputs: text });

const cohortChange = fields<CohortComparison>({
  cohort: text,
  devices: count,
  devicesGainingAccess: count,
  devicesLosingAccess: count,
  access: fields(exchange),
  exposure: fields(exchange),
  overBlocking: fields(exchange),
});

const comparisonShape = fields<ComparisonSummary>({
  schemaVersion: count,
  kind: text,
  tool: text,
  profile: text,
  title: text,
  seed: count,
  days: count,
  turned: texts,
  first: side,
  second: side,
  complete: truth,
  alike: truth,
  devices: fields<ComparisonSummary['devices']>({
    planned: count,
    compared: count,
    lost: count,
    differing: count,
    gainingAccess: count,
    losingAccess: count,
  }),
  access: fields(exchange),
  exposure: byCause,
  overBlocking: byCause,
  cohorts: list(cohortChange),
  finalStates: list(fields({ from: text, to: text, devices: count })),
  telling: list(
    fields<ComparisonSummary['telling'][number]>({
      device: count,
      cohort: text,
      accessGainedMinutes: amount,
      accessLostMinutes: amount,
      exposureChangeMinutes: amount,
      cause: text,
    }),
  ),
  words: byName(text),
});

/** Null where a value is a `summary.json` of a fleet; else what is wrong with it and where. */
export const summaryProblem = (value: unknown): string | null => summaryShape(value, '');

/** The same for a `comparison.json`. */
export const comparisonProblem = (value: unknown): string | null => comparisonShape(value, '');
