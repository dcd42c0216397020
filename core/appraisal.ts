import { belowByte, type DeviceStatus, earlierByte, storedByte } from './device.ts';
import type { Evaluator } from './evaluator.ts';
import type { HeldPolicy } from './plan.ts';
import { classifierOf } from './rulebook.ts';
import type { Instant } from './time.ts';
import { type PlatformView, partnerCount } from './view.ts';
import { type Listener, violatedAt, type Weighed } from './weighing.ts';

/** Raw status of one policy, least severe first (line 49). */
export const rawStatus = { notApplicable: 0, compliant: 1, nonCompliant: 2, error: 3 } as const;

/** The reasons the policies of one device add up to; used again for the next device. */
export interface PolicyReasons {
  /** By place in the platform's view: the setting rules that partner violates. */
  readonly partnerViolated: Int32Array;
  riskViolated: number;
  noPartnerConnected: boolean;
  /** Some setting has been in Error for seven days or more. */
  errorOver: boolean;
}

/** decision-procedure.md, lines 38 to 49: the raw status of one held policy. */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a factory of small functions that share tables looked up once
export const createAppraiser = (evaluator: Evaluator) => {
  const { facts } = evaluator;
  const { evidence, setting, risk, policy } = evaluator.stages;
  const { stride } = policy;
  const missing = evidence.bit['silence-is-missing'];
  const failing =
    policy.bit['threat-level-passes'] |
    policy.bit['no-partner-connected'] |
    policy.bit['risk-score-passes'] |
    policy.bit['other-settings-pass'] |
    policy.bit['setting-error-in-time'];
  const inError = policy.bit['setting-without-error'];
  const evaluated = failing & ~policy.bit['setting-error-in-time'];
  const rawAt = classifierOf(policy, (applied, violated) => {
    if (violated & inError) return rawStatus.error;
    if (violated & failing) return rawStatus.nonCompliant;
    return applied & evaluated ? rawStatus.compliant : rawStatus.notApplicable;
  });
  const reasons: PolicyReasons = {
    partnerViolated: new Int32Array(partnerCount),
    riskViolated: 0,
    noPartnerConnected: false,
    errorOver: false,
  };
  /** Masks of the policy at hand, added to the reasons once it is known to fail. */
  const found = new Int32Array(partnerCount);

  const threatKey = (
    view: PlatformView,
    weighed: Weighed,
    held: HeldPolicy,
    told: Listener | null,
  ): number => {
    let fails = false;
    for (let i = 0; i < view.count; i++) {
      if (weighed.feeds[i] === 0) continue;
      const key = (weighed.settingKey[i] as number) + held.threatLimit * setting.stride.limit;
      const violated = violatedAt(setting, key);
      if (told !== null) told('setting', `${held.name}/${view.partner[i]}`, key);
      found[i] = violated;
      if (violated !== 0) fails = true;
    }
    return fails ? stride.somePartnerFails : 0;
  };

  const riskMask = (
    view: PlatformView,
    device: DeviceStatus,
    weighed: Weighed,
    held: HeldPolicy,
    told: Listener | null,
  ): number => {
    const partner = view.partner[view.defender] as number;
    const silent = ((weighed.evidence[view.defender] as number) & missing) !== 0;
    const key =
      (view.riskKey[view.defender] as number) +
      (device.partnerBytes[storedByte + partner] as number) * risk.stride.state +
      (device.partnerBytes[earlierByte + partner] as number) * risk.stride.earlier +
      (device.partnerBytes[belowByte + partner] as number) * risk.stride.osBelowMinimum +
      held.riskLimit * risk.stride.limit +
      (silent ? risk.stride.silenceIsMissing : 0);
    if (told !== null) told('risk', held.name, key);
    return violatedAt(risk, key);
  };

  /** Lines 47 and 48. */
  const otherKey = (device: DeviceStatus, held: HeldPolicy, now: Instant): number => {
    let failed = 0;
    let fresh = 0;
    let over = 0;
    for (const property of held.otherSettings) {
      const status = device.settings[property];
      if (status === undefined || status.state === 'compliant') continue;
      if (status.state === 'nonCompliant') failed = stride.otherSettingFails;
      else if (facts.isOver(status.since, facts.errorHoldLength(), now)) {
        over = stride.settingErrorOver;
        reasons.errorOver = true;
      } else fresh = stride.settingInError;
    }
    return stride.otherSettingsSet + failed + fresh + over;
  };

  const addReasons = (view: PlatformView, weighed: Weighed): void => {
    const masks = reasons.partnerViolated;
    for (let i = 0; i < view.count; i++) {
      if (weighed.feeds[i] === 1) masks[i] = (masks[i] as number) | (found[i] as number);
    }
  };

  const begin = (count: number): PolicyReasons => {
    for (let i = 0; i < count; i++) reasons.partnerViolated[i] = 0;
    reasons.riskViolated = 0;
    reasons.noPartnerConnected = false;
    reasons.errorOver = false;
    return reasons;
  };

  const appraise = (
    view: PlatformView,
    device: DeviceStatus,
    weighed: Weighed,
    held: HeldPolicy,
    now: Instant,
    told: Listener | null,
  ): number => {
    let key = held.otherSettings.length > 0 ? otherKey(device, held, now) : 0;
    let withThreat = false;
    if (held.threatLimit >= 0) {
      key += stride.threatLevelSet;
      if (held.deviceGroupsOnly) key += stride.deviceGroupsOnly;
      if (weighed.some) key += stride.someConnectorFeeds;
      withThreat = weighed.some && !held.deviceGroupsOnly;
      if (withThreat) key += threatKey(view, weighed, held, told);
    }
    let riskViolated = 0;
    if (held.riskLimit >= 0) {
      key += stride.riskScoreSet;
      if (weighed.defenderAdmitted) {
        riskViolated = riskMask(view, device, weighed, held, told);
        key += stride.defenderAdmitted + (riskViolated === 0 ? 0 : stride.riskFails);
      }
    }
    if (told !== null) told('policy', held.name, key);
    const raw = rawAt(key);
    if (raw !== rawStatus.nonCompliant) return raw;
    if (withThreat) addReasons(view, weighed);
    reasons.riskViolated |= riskViolated;
    if (violatedAt(policy, key) & policy.bit['no-partner-connected']) {
      reasons.noPartnerConnected = true;
    }
    return raw;
  };

  return { begin, appraise };
};

export type Appraiser = ReturnType<typeof createAppraiser>;
