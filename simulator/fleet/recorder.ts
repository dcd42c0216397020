import { complianceStateOf, reasonsOf } from '../../core/calculation.ts';
import type { Decision } from '../../core/device.ts';
import { documentedBooks, type Evaluator, type StageName } from '../../core/evaluator.ts';
import { hour, type Instant } from '../../core/time.ts';
import { bucketOf, type Histogram } from '../../reports/fleet/histogram.ts';
import type { Changes, Counts, FleetTally } from '../../reports/fleet/tally.ts';
import { scrambled } from './chance.ts';

/** A decision in words, once for all devices that come to it. */
export interface Verdict {
  readonly complianceState: string;
  readonly reasons: readonly string[];
  /** Fingerprint of the words. */
  readonly hash: number;
  readonly stateChanges: Int32Array;
  readonly reasonChanges: readonly Int32Array[];
}

interface Durations {
  readonly counts: Map<number, number>;
  count: number;
  sum: number;
  least: number;
  most: number;
}

/** One count, which whoever adds to it often keeps at hand. */
export interface Cell {
  n: number;
}

/** Counts by name that are added to in place. */
export type Tallying = Map<string, Cell>;

/** What a share of a fleet is written down in while it is played. */
export interface Recorder {
  /** Tells one share from another. */
  readonly mark: object;
  readonly start: Instant;
  readonly hours: number;
  devices: number;
  readonly events: Tallying;
  readonly digest: Int32Array;
  readonly states: Map<string, Int32Array>;
  readonly reasons: Map<string, Int32Array>;
  readonly access: { readonly open: Int32Array; readonly closed: Int32Array };
  readonly checkIns: Int32Array;
  readonly cohorts: Tallying;
  readonly atEnd: Tallying;
  readonly exposure: Tallying;
  readonly overBlocking: Tallying;
  threatened: number;
  open: number;
  readonly threats: Tallying;
  readonly detection: Map<string, Durations>;
  readonly undecided: Tallying;
  readonly outcomes: Tallying;
  readonly messages: Tallying;
  readonly situations: Set<string>;
  readonly verdicts: Map<string, Verdict>;
  /** The same by object, since the core gives the same object for the same decision. */
  readonly verdictsOf: WeakMap<Decision, Verdict>;
}

export const newRecorder = (start: Instant, end: Instant): Recorder => {
  const hours = Math.ceil((end - start) / hour);
  return {
    mark: {},
    start,
    hours,
    devices: 0,
    events: new Map(),
    digest: new Int32Array(4),
    states: new Map(),
    reasons: new Map(),
    access: { open: new Int32Array(hours), closed: new Int32Array(hours) },
    checkIns: new Int32Array(hours),
    cohorts: new Map(),
    atEnd: new Map(),
    exposure: new Map(),
    overBlocking: new Map(),
    threatened: 0,
    open: 0,
    threats: new Map(),
    detection: new Map(),
    undecided: new Map(),
    outcomes: new Map(),
    messages: new Map(),
    situations: new Set(),
    verdicts: new Map(),
    verdictsOf: new WeakMap(),
  };
};

export const cellOf = (counts: Tallying, name: string): Cell => {
  const known = counts.get(name);
  if (known !== undefined) return known;
  const cell = { n: 0 };
  counts.set(name, cell);
  return cell;
};

export const count = (counts: Tallying, name: string, amount = 1): void => {
  cellOf(counts, name).n += amount;
};

const changesFor = (map: Map<string, Int32Array>, name: string, hours: number): Int32Array => {
  const changes = map.get(name) ?? new Int32Array(hours);
  map.set(name, changes);
  return changes;
};

/** FNV-1a over the characters, spread. */
export const textHash = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return scrambled(hash);
};

const verdictFrom = (recorder: Recorder, evaluator: Evaluator, decision: Decision): Verdict => {
  const complianceState = complianceStateOf(decision);
  const reasons = reasonsOf(evaluator, decision);
  const { hours, states, reasons: byReason } = recorder;
  return {
    complianceState,
    reasons,
    hash: textHash([complianceState, ...reasons].join(' ')),
    stateChanges: changesFor(states, complianceState, hours),
    reasonChanges: reasons.map((reason) => changesFor(byReason, reason, hours)),
  };
};

/** Everything that a decision's words follow from. */
const signatureOf = (decision: Decision): string => {
  const { complianceState, deviceViolated, partnerViolated, riskViolated } = decision;
  const { noPartnerConnected, failedSettings, settingErrors } = decision;
  const settings =
    failedSettings.length + settingErrors.length > 0
      ? `${failedSettings.join()};${settingErrors.join()}`
      : '';
  const own = `${complianceState},${deviceViolated},${riskViolated},${noPartnerConnected}`;
  return `${own},${partnerViolated.join()},${settings}`;
};

export const verdictOf = (
  recorder: Recorder,
  evaluator: Evaluator,
  decision: Decision,
): Verdict => {
  const seen = recorder.verdictsOf.get(decision);
  if (seen !== undefined) return seen;
  const signature = signatureOf(decision);
  const verdict = recorder.verdicts.get(signature) ?? verdictFrom(recorder, evaluator, decision);
  recorder.verdicts.set(signature, verdict);
  recorder.verdictsOf.set(decision, verdict);
  return verdict;
};

export const noteDetection = (recorder: Recorder, name: string, duration: number): void => {
  const known = recorder.detection.get(name);
  const durations = known ?? { counts: new Map(), count: 0, sum: 0, least: duration, most: 0 };
  if (known === undefined) recorder.detection.set(name, durations);
  const bucket = bucketOf(duration);
  durations.counts.set(bucket, (durations.counts.get(bucket) ?? 0) + 1);
  durations.count += 1;
  durations.sum += duration;
  durations.least = Math.min(durations.least, duration);
  durations.most = Math.max(durations.most, duration);
};

const byName = <T>(map: ReadonlyMap<string, T>): [string, T][] =>
  [...map].sort(([a], [b]) => (a < b ? -1 : 1));

const countsFrom = (map: Tallying): Counts =>
  Object.fromEntries(
    byName(map)
      .filter(([, { n }]) => n !== 0)
      .map(([name, { n }]) => [name, n]),
  );

const changesFrom = (map: ReadonlyMap<string, Int32Array>): Changes =>
  Object.fromEntries(byName(map).map(([name, changes]) => [name, [...changes]]));

const histogramFrom = ({ counts, ...rest }: Durations): Histogram => ({
  ...rest,
  buckets: [...counts].sort(([a], [b]) => a - b),
});

const askedIn = (evaluator: Evaluator, stage: StageName): readonly number[] => {
  const keys: number[] = [];
  const { appliedTable } = evaluator.stages[stage];
  for (let key = 0; key < appliedTable.length; key++) {
    if ((appliedTable[key] ?? -1) >= 0) keys.push(key);
  }
  return keys;
};

/** What was written down, as plain data that crosses threads and files. */
export const tallyOf = (recorder: Recorder, evaluator: Evaluator): FleetTally => ({
  devices: recorder.devices,
  lost: 0,
  events: countsFrom(recorder.events),
  digest: [...recorder.digest].map((lane) => lane >>> 0),
  byHour: {
    complianceState: changesFrom(recorder.states),
    reasons: changesFrom(recorder.reasons),
    access: { closed: [...recorder.access.closed], open: [...recorder.access.open] },
  },
  checkIns: [...recorder.checkIns],
  cohorts: countsFrom(recorder.cohorts),
  atEnd: countsFrom(recorder.atEnd),
  exposure: countsFrom(recorder.exposure),
  overBlocking: countsFrom(recorder.overBlocking),
  threatened: recorder.threatened,
  open: recorder.open,
  threats: countsFrom(recorder.threats),
  detection: Object.fromEntries(
    byName(recorder.detection).map(([name, durations]) => [name, histogramFrom(durations)]),
  ),
  undecided: countsFrom(recorder.undecided),
  outcomes: countsFrom(recorder.outcomes),
  messages: countsFrom(recorder.messages),
  questions: Object.fromEntries(
    (Object.keys(documentedBooks) as StageName[]).map((stage) => [
      stage,
      askedIn(evaluator, stage),
    ]),
  ),
  situations: [...recorder.situations].sort(),
});
