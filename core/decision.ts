import { createAppraiser, type PolicyReasons, rawStatus } from './appraisal.ts';
import { type DeviceStatus, type FailingRun, storedByte } from './device.ts';
import type { Evaluator } from './evaluator.ts';
import type { HeldPolicy } from './plan.ts';
import { classifierOf } from './rulebook.ts';
import { isVerdict, storedStates } from './rules/threat.ts';
import type { Instant } from './time.ts';
import type { PlatformView, View } from './view.ts';
import { createWeigher, type Listener, violatedAt, type Weighed } from './weighing.ts';

/** More policies than anybody assigns to one device. */
export const policiesMax = 1_000;

/** What one calculation found; the same object is used again for the next device. */
export interface Found {
  /** Index into `complianceStates`. */
  complianceState: number;
  /** An Error keeps the state as it stood before (line 58). */
  held: boolean;
  deviceViolated: number;
  reasons: PolicyReasons;
  /** By place in the plan: its raw status (`rawStatus`). */
  readonly raw: Uint8Array;
}

/** Status of a policy once its grace period has been asked for. */
const status = { passing: 0, inGracePeriod: 1, nonCompliant: 2 } as const;

const carriesVerdict = Uint8Array.from(storedStates, (state) => (isVerdict(state) ? 1 : 0));

/**
 * Builds the function that calculates one device from its stored state, allocating nothing:
 * decision-procedure.md, lines 10 to 67. With a listener, every question asked is told.
 */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a factory of small functions that share tables looked up once
export const createDecider = (evaluator: Evaluator) => {
  const { facts, stages, readings } = evaluator;
  const { grace, device: book, setting } = stages;
  const { stride, bit } = book;
  const weigh = createWeigher(evaluator);
  const appraiser = createAppraiser(evaluator);
  const unknown = bit['under-management'] | bit['evaluated-once'];
  const noncompliant =
    bit['user-not-licensed'] |
    bit['not-in-contact'] |
    bit['no-policy-assigned'] |
    bit['vendor-scan-missing'] |
    bit['policies-pass'];
  const found: Found = {
    complianceState: 0,
    held: false,
    deviceViolated: 0,
    reasons: appraiser.begin(0),
    raw: new Uint8Array(policiesMax),
  };

  const statusAt = classifierOf(grace, (applied, violated) => {
    if (violated !== 0) return status.nonCompliant;
    return applied !== 0 ? status.inGracePeriod : status.passing;
  });
  const stateAt = classifierOf(book, (_, violated) => {
    if (violated & unknown) return 0;
    if (violated & noncompliant) return 3;
    return violated & bit['no-grace-running'] ? 2 : 1;
  });

  /** Lines 52 and 53 for a policy that fails; its run begins at the first failure. */
  const statusOf = (
    held: HeldPolicy,
    run: FailingRun,
    now: Instant,
    told: Listener | null,
  ): number => {
    const since = Number.isNaN(run.since) ? now : run.since;
    const over = facts.isOver(since, held.grace, now);
    const key = grace.stride.failing + (over ? grace.stride.graceOver : 0);
    if (told !== null) told('grace', held.name, key);
    return statusAt(key);
  };

  const policiesKey = (
    view: PlatformView,
    device: DeviceStatus,
    weighed: Weighed,
    now: Instant,
    told: Listener | null,
  ): number => {
    let errors = false;
    let assigned = 0;
    let fails = 0;
    let inGrace = 0;
    for (let i = 0; i < device.plan.length; i++) {
      const held = device.plan[i] as HeldPolicy;
      const raw = appraiser.appraise(view, device, weighed, held, now, told);
      found.raw[i] = raw;
      if (raw === rawStatus.error) errors = true;
      const threatCounts = held.threatLimit >= 0 && !held.deviceGroupsOnly;
      if (threatCounts || held.riskLimit >= 0 || held.otherSettings.length > 0) {
        assigned = stride.policyAssigned;
      }
      if (raw !== rawStatus.nonCompliant) continue;
      const counted = statusOf(held, device.runs[i] as FailingRun, now, told);
      if (counted === status.nonCompliant) fails = stride.somePolicyFails;
      else if (counted === status.inGracePeriod) inGrace = stride.somePolicyInGrace;
    }
    const holds = errors && !found.reasons.errorOver ? stride.errorHolds : 0;
    return assigned + fails + inGrace + holds;
  };

  /** Under `multiVendorNeedsDtlPolicy=false` only: marks each vendor that holds no level. */
  const missingScansKey = (view: PlatformView, device: DeviceStatus, weighed: Weighed): number => {
    if (readings.multiVendorNeedsDtlPolicy === 'true' || !weighed.several) return 0;
    let key = 0;
    for (let i = 0; i < view.count; i++) {
      const partner = view.partner[i] as number;
      const scanned = carriesVerdict[device.partnerBytes[storedByte + partner] as number] === 1;
      if (weighed.feeds[i] === 0 || view.thirdParty[i] === 0 || scanned) continue;
      key = stride.vendorScanMissing;
      const masks = found.reasons.partnerViolated;
      masks[i] = (masks[i] as number) | setting.bit['scan-missing'];
    }
    return key;
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

  return (view: View, device: DeviceStatus, now: Instant, told: Listener | null = null): Found => {
    const platform = view.platforms[device.platform];
    appraiser.begin(platform.count);
    const weighed = weigh(platform, device, told);
    const key =
      policiesKey(platform, device, weighed, now, told) +
      missingScansKey(platform, device, weighed) +
      standingKey(view, device, now);
    const violated = violatedAt(book, key);
    if (told !== null) told('device', device.name, key);
    found.deviceViolated = violated;
    found.held = (violated & bit['error-not-held']) !== 0;
    found.complianceState = stateAt(key);
    return found;
  };
};

export type Decider = ReturnType<typeof createDecider>;
