import { otherSettingsKey, riskFailures, tellSettings, threatFailures } from './appraisal.ts';
import { type DeviceStatus, type FailingRun, storedByte } from './device.ts';
import type { Evaluator } from './evaluator.ts';
import type { HeldPolicy } from './plan.ts';
import { isVerdict, storedStates } from './rules/threat.ts';
import {
  countedAs,
  countedAt,
  createTables,
  heldFlag,
  rawAt,
  rawStatus,
  stateAt,
  type Tables,
} from './tables.ts';
import { type Instant, isOver } from './time.ts';
import type { View } from './view.ts';
import { type Listener, type Weighed, weigh, weighedFor } from './weighing.ts';

/** More policies than anybody assigns to one device. */
const policiesMax = 1_000;

/** What one calculation found; the same object is used again for the next device. */
export interface Found {
  /** Index into `complianceStates`. */
  complianceState: number;
  /** An Error keeps the state as it stood before (line 58). */
  held: boolean;
  /** Key of the device question. */
  deviceKey: number;
  weighed: Weighed | null;
  /** By place in the plan: its raw status (`rawStatus`) and the key of its question. */
  readonly raw: Uint8Array;
  readonly policyKey: Int32Array;
}

/** What calculates: the tables of an evaluator, and the place for what is found. */
export interface Decider {
  readonly tables: Tables;
  readonly found: Found;
}

export const createDecider = (evaluator: Evaluator): Decider => ({
  tables: createTables(evaluator),
  found: {
    complianceState: 0,
    held: false,
    deviceKey: 0,
    weighed: null,
    raw: new Uint8Array(policiesMax),
    policyKey: new Int32Array(policiesMax),
  },
});

const carriesVerdict = Uint8Array.from(storedStates, (state) => (isVerdict(state) ? 1 : 0));

/** Whether a vendor that the rule of several counts holds no level of the device. */
export const lacksScan = (weighed: Weighed, device: DeviceStatus, i: number): boolean => {
  const stored = device.bytes[device.base + storedByte + (weighed.feeders[i] as number)] as number;
  return weighed.counted[i] === 1 && carriesVerdict[stored] === 0;
};

/** Lines 52 and 53 for a policy that fails; its run begins at the first failure. */
const graceKey = (tables: Tables, held: HeldPolicy, run: FailingRun, now: Instant): number => {
  const { stride } = tables.evaluator.stages.grace;
  const since = Number.isNaN(run.since) ? now : run.since;
  return stride.failing + (isOver(since, held.grace, now) ? stride.graceOver : 0);
};

const isErrorOver = ({ stages: { policy } }: Evaluator, key: number): boolean =>
  (policy.violated(key) & policy.bit['setting-error-in-time']) !== 0;

/** Lines 38 to 49 and 52, 53 for every policy held: their part of the device key. */
const policiesKey = (
  { tables, found }: Decider,
  weighed: Weighed,
  device: DeviceStatus,
  now: Instant,
): number => {
  const { evaluator, policyStride, deviceStride } = tables;
  const { plan } = device;
  const threat = threatFailures(tables, weighed, device);
  const risk = riskFailures(tables, weighed, device);
  const { someConnectorFeeds, somePartnerFails, defenderAdmitted, riskFails } = policyStride;
  let key = 0;
  let errors = false;
  let errorOver = false;
  let assigned = 0;
  let fails = 0;
  let inGrace = 0;
  for (let i = 0; i < plan.length; i++) {
    const held = plan[i] as HeldPolicy;
    key = held.policyKey;
    if (held.threatLimit >= 0 && weighed.some) {
      key += someConnectorFeeds + ((threat >> held.threatLimit) & 1) * somePartnerFails;
    }
    if (held.riskLimit >= 0 && weighed.defenderAdmitted) {
      key += defenderAdmitted + ((risk >> held.riskLimit) & 1) * riskFails;
    }
    if (held.otherSettings.length > 0) {
      key += otherSettingsKey(evaluator, device, held, now);
      if (isErrorOver(evaluator, key)) errorOver = true;
    }
    const raw = rawAt(tables, key);
    found.policyKey[i] = key;
    found.raw[i] = raw;
    if (held.counts) assigned = deviceStride.policyAssigned;
    if (raw === rawStatus.error) errors = true;
    if (raw !== rawStatus.nonCompliant) continue;
    const counted = countedAt(tables, graceKey(tables, held, device.runs[i] as FailingRun, now));
    if (counted === countedAs.nonCompliant) fails = deviceStride.somePolicyFails;
    else if (counted === countedAs.inGracePeriod) inGrace = deviceStride.somePolicyInGrace;
  }
  return assigned + fails + inGrace + (errors && !errorOver ? deviceStride.errorHolds : 0);
};

/** Under `multiVendorNeedsDtlPolicy=false` only. */
const missingScansKey = (
  { readings, stages }: Evaluator,
  weighed: Weighed,
  device: DeviceStatus,
): number => {
  if (readings.multiVendorNeedsDtlPolicy === 'true') return 0;
  for (let i = 0; i < weighed.feeders.length; i++) {
    if (lacksScan(weighed, device, i)) return stages.device.stride.vendorScanMissing;
  }
  return 0;
};

const standingKey = (tables: Tables, view: View, device: DeviceStatus, now: Instant): number =>
  device.standing +
  (isOver(device.lastCheckIn, view.validity, now) ? 0 : tables.deviceStride.inContact) +
  (view.secureByDefault ? tables.deviceStride.secureByDefault : 0);

/**
 * Calculates one device from its stored state, allocating nothing: decision-procedure.md,
 * lines 10 to 67.
 */
export const decide = (decider: Decider, view: View, device: DeviceStatus, now: Instant): Found => {
  const { tables, found } = decider;
  const { evaluator } = tables;
  const weighed = weighedFor(evaluator, view.platforms[device.platform], device.osBelow);
  const key =
    policiesKey(decider, weighed, device, now) +
    missingScansKey(evaluator, weighed, device) +
    standingKey(tables, view, device, now);
  const state = stateAt(tables, key);
  found.weighed = weighed;
  found.deviceKey = key;
  found.held = state >= heldFlag;
  found.complianceState = state % heldFlag;
  return found;
};

/** Tells every question that `decide` asks, one by one. */
export const tellDecision = (
  decider: Decider,
  view: View,
  device: DeviceStatus,
  now: Instant,
  told: Listener,
): void => {
  const { tables } = decider;
  const { evaluator } = tables;
  const weighed = weigh(evaluator, view.platforms[device.platform], device.osBelow, told);
  const { raw, policyKey, deviceKey } = decide(decider, view, device, now);
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
