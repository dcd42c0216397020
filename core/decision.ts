import { createAppraiser, rawStatus, tellSettings } from './appraisal.ts';
import { type DeviceStatus, type FailingRun, storedByte } from './device.ts';
import type { Evaluator } from './evaluator.ts';
import type { HeldPolicy } from './plan.ts';
import { classifierOf } from './rulebook.ts';
import { isVerdict, storedStates } from './rules/threat.ts';
import type { Instant } from './time.ts';
import type { View } from './view.ts';
import { type Listener, type Weighed, weigh, weighedFor } from './weighing.ts';

/** More policies than anybody assigns to one device. */
export const policiesMax = 1_000;

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

/** Status of a failing policy once its grace period has been asked for. */
const counted = { passing: 0, inGracePeriod: 1, nonCompliant: 2 } as const;

const carriesVerdict = Uint8Array.from(storedStates, (state) => (isVerdict(state) ? 1 : 0));

/** Whether a vendor that the rule of several counts holds no level of the device. */
export const lacksScan = (weighed: Weighed, device: DeviceStatus, i: number): boolean => {
  const stored = device.bytes[device.base + storedByte + (weighed.feeders[i] as number)] as number;
  return weighed.counted[i] === 1 && carriesVerdict[stored] === 0;
};

/**
 * Builds the function that calculates one device from its stored state, allocating nothing:
 * decision-procedure.md, lines 10 to 67.
 */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: small functions that share tables
export const createDecider = (evaluator: Evaluator) => {
  const { facts, stages, readings } = evaluator;
  const { grace, device: book } = stages;
  const { stride, bit } = book;
  const appraiser = createAppraiser(evaluator);
  const unknown = bit['under-management'] | bit['evaluated-once'];
  const noncompliant =
    bit['user-not-licensed'] |
    bit['not-in-contact'] |
    bit['no-policy-assigned'] |
    bit['vendor-scan-missing'] |
    bit['policies-pass'];
  const countedAt = classifierOf(grace, (applied, violated) => {
    if (violated !== 0) return counted.nonCompliant;
    return applied !== 0 ? counted.inGracePeriod : counted.passing;
  });
  const stateAt = classifierOf(book, (_, violated) => {
    if (violated & unknown) return 0;
    if (violated & noncompliant) return 3;
    return violated & bit['no-grace-running'] ? 2 : 1;
  });
  const heldAt = classifierOf(book, (_, violated) => (violated & bit['error-not-held'] ? 1 : 0));
  const failures = { threat: 0, risk: 0 };
  const found: Found = {
    complianceState: 0,
    held: false,
    deviceKey: 0,
    weighed: null,
    raw: new Uint8Array(policiesMax),
    policyKey: new Int32Array(policiesMax),
  };

  /** Lines 52 and 53 for a policy that fails; its run begins at the first failure. */
  const graceKey = (held: HeldPolicy, run: FailingRun, now: Instant): number => {
    const since = Number.isNaN(run.since) ? now : run.since;
    const over = facts.isOver(since, held.grace, now);
    return grace.stride.failing + (over ? grace.stride.graceOver : 0);
  };

  const policiesKey = (weighed: Weighed, device: DeviceStatus, now: Instant): number => {
    const { plan, runs } = device;
    let errors = false;
    let errorOver = false;
    let assigned = 0;
    let fails = 0;
    let inGrace = 0;
    for (let i = 0; i < plan.length; i++) {
      const held = plan[i] as HeldPolicy;
      const key = appraiser.policyKey(weighed, device, held, now, failures);
      const raw = appraiser.rawAt(key);
      found.policyKey[i] = key;
      found.raw[i] = raw;
      if (held.counts) assigned = stride.policyAssigned;
      if (raw === rawStatus.error) errors = true;
      if (held.otherSettings.length > 0 && appraiser.isErrorOver(key)) errorOver = true;
      if (raw !== rawStatus.nonCompliant) continue;
      const status = countedAt(graceKey(held, runs[i] as FailingRun, now));
      if (status === counted.nonCompliant) fails = stride.somePolicyFails;
      else if (status === counted.inGracePeriod) inGrace = stride.somePolicyInGrace;
    }
    return assigned + fails + inGrace + (errors && !errorOver ? stride.errorHolds : 0);
  };

  /** Under `multiVendorNeedsDtlPolicy=false` only. */
  const missingScansKey = (weighed: Weighed, device: DeviceStatus): number => {
    if (readings.multiVendorNeedsDtlPolicy === 'true') return 0;
    for (let i = 0; i < weighed.feeders.length; i++) {
      if (lacksScan(weighed, device, i)) return stride.vendorScanMissing;
    }
    return 0;
  };

  const standingKey = (view: View, device: DeviceStatus, now: Instant): number => {
    const { standing } = device;
    return (
      (standing.enrolled ? stride.enrolled : 0) +
      (device.checkedIn ? stride.checkedIn : 0) +
      (standing.dedicated ? stride.dedicated : 0) +
      (device.user === null ? 0 : stride.hasUser) +
      (standing.licensed ? stride.licensed : 0) +
      (facts.isOver(device.lastCheckIn, view.validity, now) ? 0 : stride.inContact) +
      (view.secureByDefault ? stride.secureByDefault : 0)
    );
  };

  const decide = (view: View, device: DeviceStatus, now: Instant): Found => {
    const weighed = weighedFor(evaluator, view.platforms[device.platform], device.osBelow);
    failures.threat = appraiser.threatFailures(weighed, device);
    failures.risk = appraiser.riskFailures(weighed, device);
    const key =
      policiesKey(weighed, device, now) +
      missingScansKey(weighed, device) +
      standingKey(view, device, now);
    found.weighed = weighed;
    found.deviceKey = key;
    found.held = heldAt(key) === 1;
    found.complianceState = stateAt(key);
    return found;
  };

  /** Tells every question that `decide` asks, one by one. */
  const tell = (view: View, device: DeviceStatus, now: Instant, told: Listener): void => {
    const weighed = weigh(evaluator, view.platforms[device.platform], device.osBelow, told);
    const { raw, policyKey, deviceKey } = decide(view, device, now);
    for (const [i, held] of device.plan.entries()) {
      tellSettings(evaluator, weighed, device, held, told);
      told('policy', held.name, policyKey[i] ?? 0);
      const run = device.runs[i];
      if (raw[i] === rawStatus.nonCompliant && run !== undefined) {
        told('grace', held.name, graceKey(held, run, now));
      }
    }
    told('device', device.name, deviceKey);
  };

  return { decide, tell };
};

export type Decider = ReturnType<typeof createDecider>;
