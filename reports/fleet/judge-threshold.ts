import { sumOf } from './add-counts.ts';
import {
  addHistograms,
  type Histogram,
  noDurations,
  percentileOf,
  samplesNeeded,
} from './histogram.ts';
import { type MetricName, type MetricUnit, metrics } from './metrics.ts';
import { atEndByState, launchesOf, tokensOf } from './outcome-counts.ts';
import type { FleetPlan } from './plan.ts';
import type { FleetTally } from './tally.ts';
import {
  type Comparison,
  type NarrowedMetric,
  narrowedMetric,
  type Threshold,
} from './threshold.ts';

/**
 * `vacuous`: what the threshold speaks of never occurred, or too seldom to say anything.
 * `not-judged`: the run is only a part of what was planned.
 */
export type ThresholdVerdict = 'met' | 'missed' | 'vacuous' | 'not-judged';

export interface JudgedThreshold {
  readonly text: string;
  readonly metric: string;
  /** What `bound`, `measured` and `margin` are measured in; a duration is in milliseconds. */
  readonly unit: MetricUnit;
  readonly comparison: Comparison;
  readonly bound: number;
  readonly measured: number | null;
  /** How far the measured value is on the good side of the bound; negative: on the bad side. */
  readonly margin: number | null;
  readonly verdict: ThresholdVerdict;
  /** Why it is vacuous or was not judged. */
  readonly because: string | null;
}

/** A value, or why there is none. */
type Measured = number | { readonly never: string };

const never = (what: string): Measured => ({ never: what });

const noDevices = never('no device was played');

const perDevice = (amount: number, { devices }: FleetTally): Measured =>
  devices === 0 ? noDevices : amount / devices;

const stateShare = (state: string, tally: FleetTally): Measured => {
  if (tally.devices === 0) return noDevices;
  const states = atEndByState(tally);
  const judged = tally.devices - (states['unknown'] ?? 0);
  if (judged === 0 && state !== 'unknown') return never('no device has a compliance state');
  return (states[state] ?? 0) / tally.devices;
};

const deniedShare = (tally: FleetTally): Measured => {
  const launches = launchesOf(tally);
  const tokens = tokensOf(tally);
  const asked = sumOf(launches) + sumOf(tokens);
  if (asked === 0) return never('no app was launched and no token was asked for');
  const denied = (launches['blocked'] ?? 0) + (launches['wiped'] ?? 0) + (tokens['denied'] ?? 0);
  return denied / asked;
};

const exposurePerDevice = (tally: FleetTally): Measured =>
  tally.threatened === 0
    ? never('no threat was ever on a device')
    : perDevice(sumOf(tally.exposure) / 60_000, tally);

const dayLength = 86_400_000;

const overBlockingPerDevice = (tally: FleetTally, { days }: FleetPlan): Measured =>
  tally.devices * days * dayLength === tally.threatened
    ? never('no device was ever without a threat')
    : perDevice(sumOf(tally.overBlocking) / 60_000, tally);

const wipes = (tally: FleetTally): Measured =>
  sumOf(launchesOf(tally)) === 0
    ? never('no app was launched')
    : (tally.outcomes['selectiveWipe'] ?? 0);

export const detectionsOf = ({ detection }: FleetTally, of: string | null): Histogram =>
  of === null
    ? Object.values(detection).reduce(addHistograms, noDurations)
    : (new Map(Object.entries(detection)).get(of) ?? noDurations);

const percentile =
  (share: number) =>
  (tally: FleetTally, of: string | null): Measured => {
    const histogram = detectionsOf(tally, of);
    if (histogram.count === 0) return never('no detection was followed by a decision');
    const value = percentileOf(histogram, share);
    const needed = samplesNeeded(share);
    return value ?? never(`it needs ${needed} detections: ${histogram.count} seen`);
  };

const slowest = (tally: FleetTally, of: string | null): Measured => {
  const { count, most } = detectionsOf(tally, of);
  return count === 0 ? never('no detection was followed by a decision') : most;
};

type Measure = (tally: FleetTally, plan: FleetPlan, of: string | null) => Measured;

const measures: Readonly<Record<MetricName, Measure>> = {
  noncompliant: (tally) => stateShare('noncompliant', tally),
  in_grace_period: (tally) => stateShare('inGracePeriod', tally),
  compliant: (tally) => stateShare('compliant', tally),
  unknown: (tally) => stateShare('unknown', tally),
  denied: deniedShare,
  'exposure_minutes/device': exposurePerDevice,
  'over_blocking_minutes/device': overBlockingPerDevice,
  detection_p50: (tally, _plan, of) => percentile(0.5)(tally, of),
  detection_p90: (tally, _plan, of) => percentile(0.9)(tally, of),
  detection_p99: (tally, _plan, of) => percentile(0.99)(tally, of),
  detection_max: (tally, _plan, of) => slowest(tally, of),
  wipes,
  lost: ({ lost }) => lost,
  'events/device': (tally) => perDevice(sumOf(tally.events), tally),
};

const holds: Readonly<Record<Comparison, (measured: number, bound: number) => boolean>> = {
  '<': (measured, bound) => measured < bound,
  '<=': (measured, bound) => measured <= bound,
  '>': (measured, bound) => measured > bound,
  '>=': (measured, bound) => measured >= bound,
};

/** Devices that were neither played nor lost; a run is whole where there are none. */
export const outstandingOf = ({ devices }: FleetPlan, tally: FleetTally): number =>
  devices - tally.devices - tally.lost;

const measure = (metric: NarrowedMetric | null, plan: FleetPlan, tally: FleetTally): Measured =>
  metric === null
    ? never('there is no such metric')
    : measures[metric.name](tally, plan, metric.of);

/** Nine decimals; verdicts are those of the exact numbers. */
const shown = (value: number): number => Math.round(value * 1e9) / 1e9;

/** Thresholds are judged on whole runs only. */
export const judgeThreshold = (
  threshold: Threshold,
  plan: FleetPlan,
  tally: FleetTally,
): JudgedThreshold => {
  const { text, comparison, bound } = threshold;
  const metric = narrowedMetric(threshold.metric);
  const unit = metric === null ? 'number' : metrics[metric.name].unit;
  const told = { text, metric: threshold.metric, unit, comparison, bound };
  const unmeasured = { ...told, measured: null, margin: null };
  const outstanding = outstandingOf(plan, tally);
  if (outstanding !== 0) {
    const because = `${outstanding} of ${plan.devices} devices were not played`;
    return { ...unmeasured, verdict: 'not-judged', because };
  }
  const measured = measure(metric, plan, tally);
  if (typeof measured !== 'number') {
    return { ...unmeasured, verdict: 'vacuous', because: measured.never };
  }
  const margin = comparison.startsWith('<') ? bound - measured : measured - bound;
  const verdict = holds[comparison](measured, bound) ? 'met' : 'missed';
  return { ...told, measured: shown(measured), margin: shown(margin), verdict, because: null };
};
