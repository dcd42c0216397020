import { createAppraiser, type PolicyReasons, rawStatus } from './appraisal.ts';
import type { DeviceStatus } from './device.ts';
import type { Evaluator } from './evaluator.ts';
import { isEnrolled } from './facts.ts';
import type { HeldPolicy } from './plan.ts';
import { isVerdict, storedStates } from './rules/threat.ts';
import type { Tenant } from './tenant.ts';
import type { Instant } from './time.ts';
import type { PlatformView, View } from './view.ts';
import { appliedAt, createWeigher, type Listener, violatedAt, type Weighed } from './weighing.ts';

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
    reasons: appraiser.begin(),
    raw: new Uint8Array(policiesMax),
  };

  /** Lines 52 and 53: 0 passes, 1 in grace, 2 fails. */
  const graceOf = (
    device: DeviceStatus,
    held: HeldPolicy,
    raw: number,
    now: Instant,
    told: Listener | null,
  ): number => {
    if (raw !== rawStatus.nonCompliant) return 0;
    const since = device.runs[held.name]?.since ?? now;
    const over = facts.isOver(since, held.grace, now);
    const key = grace.stride.failing + (over ? grace.stride.graceOver : 0);
    if (told !== null) told('grace', held.name, key);
    if (violatedAt(grace, key) !== 0) return 2;
    return appliedAt(grace, key) !== 0 ? 1 : 0;
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
      const status = graceOf(device, held, raw, now, told);
      if (status === 2) fails = stride.somePolicyFails;
      else if (status === 1) inGrace = stride.somePolicyInGrace;
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
      const scanned = carriesVerdict[device.stored[partner] as number] === 1;
      if (weighed.feeds[i] === 0 || view.thirdParty[i] === 0 || scanned) continue;
      key = stride.vendorScanMissing;
      const masks = found.reasons.partnerViolated;
      masks[partner] = (masks[partner] as number) | setting.bit['scan-missing'];
    }
    return key;
  };

  const standingKey = (tenant: Tenant, device: DeviceStatus, now: Instant): number => {
    const { settings } = tenant;
    const validity = facts.validityLength(settings.deviceComplianceCheckinThresholdDays);
    const licensed = device.user !== null && tenant.users[device.user]?.licensed === true;
    return (
      (isEnrolled(device.managementType) ? stride.enrolled : 0) +
      (device.checkedIn ? stride.checkedIn : 0) +
      (device.managementType === 'androidDedicated' ? stride.dedicated : 0) +
      (device.user === null ? 0 : stride.hasUser) +
      (licensed ? stride.licensed : 0) +
      (facts.isOver(device.lastCheckIn, validity, now) ? 0 : stride.inContact) +
      (settings.secureByDefault ? stride.secureByDefault : 0)
    );
  };

  return (
    view: View,
    tenant: Tenant,
    device: DeviceStatus,
    now: Instant,
    told: Listener | null = null,
  ): Found => {
    const platform = view.platforms[device.platform];
    appraiser.begin();
    const weighed = weigh(platform, device, told);
    const key =
      policiesKey(platform, device, weighed, now, told) +
      missingScansKey(platform, device, weighed) +
      standingKey(tenant, device, now);
    const violated = violatedAt(book, key);
    if (told !== null) told('device', device.name, key);
    found.deviceViolated = violated;
    found.held = (violated & bit['error-not-held']) !== 0;
    if (violated & unknown) found.complianceState = 0;
    else if (violated & noncompliant) found.complianceState = 3;
    else found.complianceState = violated & bit['no-grace-running'] ? 2 : 1;
    return found;
  };
};

export type Decider = ReturnType<typeof createDecider>;
