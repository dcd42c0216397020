import { refreshAgeing } from './ageing.ts';
import { riskFailures, tellSettings, threatFailures } from './appraisal.ts';
import {
  type Decision,
  type DeviceStatus,
  deviceBytes,
  type FailingRun,
  storedIndexIn,
} from './device.ts';
import type { Evaluator } from './evaluator.ts';
import {
  emptyMemory,
  failuresOf,
  type Outcome,
  type OutcomeMemory,
  recallOutcome,
} from './outcome.ts';
import type { HeldPolicy } from './plan.ts';
import { isVerdict, storedStates } from './rules/threat.ts';
import {
  countedAs,
  countedAt,
  createTables,
  heldFlag,
  rawStatus,
  stateAt,
  type Tables,
} from './tables.ts';
import { type Instant, isOver } from './time.ts';
import { type View, viewOn } from './view.ts';
import { type Listener, type Weighed, weigh, weighedFor } from './weighing.ts';

/** What one calculation found; the same object is used again for the next device. */
export interface Found {
  /** Index into `complianceStates`. */
  complianceState: number;
  /** An Error keeps the state as it stood before (line 58). */
  held: boolean;
  /** Key of the device question. */
  deviceKey: number;
  weighed: Weighed | null;
  /** What the policies come to. */
  outcome: Outcome;
}

/**
 * What the last calculation rested on. Most calculations of a device find everything as it was at
 * the one before, and then there is nothing to work out again.
 */
export interface LastCalculation {
  device: DeviceStatus | null;
  decision: Decision | null;
  weighed: Weighed | null;
  outcome: Outcome | null;
  deviceKey: number;
  readonly bytes: Uint8Array;
}

/**
 * Decisions by what they follow from: who feeds, what the policies come to, and one number for the
 * device's key and the reports that are read.
 */
export type Decisions = WeakMap<Weighed, WeakMap<Outcome, Map<number, Decision>>>;

/** What calculates: the tables of an evaluator, and the place for what is found. */
export interface Decider {
  readonly tables: Tables;
  readonly memory: OutcomeMemory;
  readonly found: Found;
  readonly last: LastCalculation;
  readonly decisions: Decisions;
  /** The same by all that they say, so that equal ones are one object. */
  readonly said: Map<string, Decision>;
  /** Of `decisions`, those that were asked for last. */
  readonly recent: {
    weighed: Weighed | null;
    outcome: Outcome | null;
    byKey: Map<number, Decision>;
  };
}

const nothing: Outcome = {
  key: 0,
  fails: false,
  raw: new Uint8Array(),
  policyKey: new Int32Array(),
  onGrace: null,
};

export const createDecider = (evaluator: Evaluator): Decider => ({
  tables: createTables(evaluator),
  memory: emptyMemory(),
  found: { complianceState: 0, held: false, deviceKey: 0, weighed: null, outcome: nothing },
  last: {
    device: null,
    decision: null,
    weighed: null,
    outcome: null,
    deviceKey: -1,
    bytes: new Uint8Array(deviceBytes),
  },
  decisions: new WeakMap(),
  said: new Map(),
  recent: { weighed: null, outcome: null, byKey: new Map() },
});

const carriesVerdict = Uint8Array.from(storedStates, (state) => (isVerdict(state) ? 1 : 0));

/** Whether a vendor that the rule of several counts holds no level of the device. */
export const lacksScan = (weighed: Weighed, device: DeviceStatus, i: number): boolean => {
  const report = device.bytes[device.base + (weighed.feeders[i] as number)] as number;
  return weighed.counted[i] === 1 && carriesVerdict[storedIndexIn(report)] === 0;
};

/** Lines 52 and 53 for a policy that fails; its run begins at the first failure. */
const graceKey = (tables: Tables, held: HeldPolicy, run: FailingRun, now: Instant): number => {
  const { stride } = tables.evaluator.stages.grace;
  const since = Number.isNaN(run.since) ? now : run.since;
  return stride.failing + (isOver(since, held.grace, now) ? stride.graceOver : 0);
};

/** Lines 52 and 53: what the failing policies with a grace period add. */
const clocksKey = (
  tables: Tables,
  device: DeviceStatus,
  { onGrace, fails }: Outcome,
  now: Instant,
): number => {
  const { somePolicyFails, somePolicyInGrace } = tables.deviceStride;
  let over = 0;
  let inGrace = 0;
  for (const i of onGrace ?? []) {
    const key = graceKey(tables, device.plan[i] as HeldPolicy, device.runs[i] as FailingRun, now);
    const counted = countedAt(tables, key);
    if (counted === countedAs.nonCompliant && !fails) over = somePolicyFails;
    else if (counted === countedAs.inGracePeriod) inGrace = somePolicyInGrace;
  }
  return over + inGrace;
};

const missingScansKey = (
  { deviceStride }: Tables,
  weighed: Weighed,
  device: DeviceStatus,
): number => {
  for (let i = 0; i < weighed.feeders.length; i++) {
    if (lacksScan(weighed, device, i)) return deviceStride.vendorScanMissing;
  }
  return 0;
};

const standingKey = (tables: Tables, view: View, device: DeviceStatus, now: Instant): number =>
  device.standing +
  (isOver(device.lastCheckIn, view.validity, now) ? 0 : tables.inContact) +
  (view.secureByDefault ? tables.secureByDefault : 0);

/**
 * Calculates one device from its stored state: decision-procedure.md, lines 10 to 67. Allocates
 * nothing once the questions have come up before, unless a setting of the device is out of order.
 */
export const decide = (decider: Decider, view: View, device: DeviceStatus, now: Instant): Found => {
  const { tables, memory, found } = decider;
  const { evaluator } = tables;
  const weighed = weighedFor(evaluator, viewOn(view, device.platform), device.osBelow);
  const threat = weighed.some ? threatFailures(evaluator, weighed, device) : 0;
  const risk = weighed.defenderAdmitted ? riskFailures(evaluator, weighed, device) : 0;
  const failures = failuresOf(weighed.some, threat, weighed.defenderAdmitted, risk);
  const outcome = recallOutcome(tables, memory, device, failures, now);
  const key =
    outcome.key +
    (outcome.onGrace === null ? 0 : clocksKey(tables, device, outcome, now)) +
    (tables.scansAlwaysCount ? missingScansKey(tables, weighed, device) : 0) +
    standingKey(tables, view, device, now);
  const state = stateAt(tables, key);
  if (found.weighed !== weighed) found.weighed = weighed;
  if (found.outcome !== outcome) found.outcome = outcome;
  found.deviceKey = key;
  found.held = state >= heldFlag;
  found.complianceState = state % heldFlag;
  return found;
};

/** Tells every question that a calculation at `now` would ask, one by one. */
export const tellDecision = (
  decider: Decider,
  view: View,
  device: DeviceStatus,
  now: Instant,
  told: Listener,
): void => {
  const { tables } = decider;
  const { evaluator } = tables;
  refreshAgeing(evaluator, device, now);
  const weighed = weigh(evaluator, viewOn(view, device.platform), device.osBelow, told);
  const { outcome, deviceKey } = decide(decider, view, device, now);
  const { raw, policyKey } = outcome;
  for (const [i, held] of device.plan.entries()) {
    tellSettings(evaluator, weighed, device, held, told);
    told('policy', held.name, policyKey[i] ?? 0);
    const run = device.runs[i];
    if (raw[i] === rawStatus.nonCompliant && run !== undefined) {
      told('grace', held.name, graceKey(tables, held, run, now));
    }
  }
  told('device', device.name, deviceKey);
};
