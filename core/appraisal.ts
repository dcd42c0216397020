import { type DeviceStatus, earlierByte, storedByte } from './device.ts';
import type { Evaluator } from './evaluator.ts';
import { type PartnerKey, partnerKeys } from './partners.ts';
import type { HeldPolicy } from './plan.ts';
import { classifierOf, type Stage } from './rulebook.ts';
import type { SettingQuestion } from './rules/setting.ts';
import type { Instant } from './time.ts';
import { partnerIndex } from './view.ts';
import { limits } from './vocabulary.ts';
import type { Listener, Weighed } from './weighing.ts';

/** Raw status of one policy, least severe first (line 49). */
export const rawStatus = { notApplicable: 0, compliant: 1, nonCompliant: 2, error: 3 } as const;

/** By key without a limit: which limits the partner fails, one bit each. */
const failedLimitsOf = <Id extends string>(stage: Stage<SettingQuestion, Id>) => {
  const unread = 255;
  const table = new Uint8Array(stage.violatedTable.length).fill(unread);
  return (key: number): number => {
    const known = table[key] as number;
    if (known !== unread) return known;
    let failed = 0;
    for (const [place] of limits.entries()) {
      if (stage.violated(key + place * stage.stride.limit) !== 0) failed |= 1 << place;
    }
    table[key] = failed;
    return failed;
  };
};

/** Part of a setting or risk key that a device's stored report contributes. */
export const storedKey = <Id extends string>(
  { stride }: Stage<SettingQuestion, Id>,
  device: DeviceStatus,
  partner: number,
): number => {
  const { bytes, base } = device;
  return (
    (bytes[base + storedByte + partner] as number) * stride.state +
    (bytes[base + earlierByte + partner] as number) * stride.earlier
  );
};

const defenderPlace = partnerIndex['defender' satisfies PartnerKey];

/** decision-procedure.md, lines 38 to 49: the raw status of one held policy. */
export const createAppraiser = (evaluator: Evaluator) => {
  const { facts } = evaluator;
  const { setting, risk, policy } = evaluator.stages;
  const { stride, bit } = policy;
  const failing =
    bit['threat-level-passes'] |
    bit['no-partner-connected'] |
    bit['risk-score-passes'] |
    bit['other-settings-pass'] |
    bit['setting-error-in-time'];
  const evaluated = failing & ~bit['setting-error-in-time'];
  const rawAt = classifierOf(policy, (applied, violated) => {
    if (violated & bit['setting-without-error']) return rawStatus.error;
    if (violated & failing) return rawStatus.nonCompliant;
    return applied & evaluated ? rawStatus.compliant : rawStatus.notApplicable;
  });
  const failedSettingLimits = failedLimitsOf(setting);
  const failedRiskLimits = failedLimitsOf(risk);

  /** Which threat limits the device fails: those that any feeding partner fails (MULTI-04). */
  const threatFailures = (weighed: Weighed, device: DeviceStatus): number => {
    const { feeders, settingKey } = weighed;
    let failed = 0;
    for (let i = 0; i < feeders.length; i++) {
      const stored = storedKey(setting, device, feeders[i] as number);
      failed |= failedSettingLimits((settingKey[i] as number) + stored);
    }
    return failed;
  };

  const riskFailures = (weighed: Weighed, device: DeviceStatus): number =>
    weighed.defenderAdmitted
      ? failedRiskLimits(weighed.riskKey + storedKey(risk, device, defenderPlace))
      : 0;

  /** Lines 47 and 48. */
  const otherKey = (device: DeviceStatus, held: HeldPolicy, now: Instant): number => {
    let key = 0;
    for (const property of held.otherSettings) {
      const status = device.settings[property];
      if (status === undefined || status.state === 'compliant') continue;
      if (status.state === 'nonCompliant') key |= 1;
      else key |= facts.isOver(status.since, facts.errorHoldLength(), now) ? 4 : 2;
    }
    return (
      stride.otherSettingsSet +
      (key & 1 ? stride.otherSettingFails : 0) +
      (key & 2 ? stride.settingInError : 0) +
      (key & 4 ? stride.settingErrorOver : 0)
    );
  };

  /** Key of one policy's question, given the limits that the device fails. */
  const policyKey = (
    weighed: Weighed,
    device: DeviceStatus,
    held: HeldPolicy,
    now: Instant,
    failures: { readonly threat: number; readonly risk: number },
  ): number => {
    let key = held.otherSettings.length > 0 ? otherKey(device, held, now) : 0;
    if (held.threatLimit >= 0) {
      key += stride.threatLevelSet;
      if (held.deviceGroupsOnly) key += stride.deviceGroupsOnly;
      if (weighed.some) {
        key += stride.someConnectorFeeds;
        if ((failures.threat >> held.threatLimit) & 1) key += stride.somePartnerFails;
      }
    }
    if (held.riskLimit >= 0) {
      key += stride.riskScoreSet;
      if (weighed.defenderAdmitted) {
        key += stride.defenderAdmitted;
        if ((failures.risk >> held.riskLimit) & 1) key += stride.riskFails;
      }
    }
    return key;
  };

  const isErrorOver = (key: number): boolean =>
    (policy.violated(key) & bit['setting-error-in-time']) !== 0;

  return { threatFailures, riskFailures, policyKey, rawAt, isErrorOver };
};

export type Appraiser = ReturnType<typeof createAppraiser>;

/** Why a policy fails: the questions behind it, asked one by one. */
export const tellSettings = (
  evaluator: Evaluator,
  weighed: Weighed,
  device: DeviceStatus,
  held: HeldPolicy,
  told: Listener,
): void => {
  const { setting, risk } = evaluator.stages;
  if (held.threatLimit >= 0 && !held.deviceGroupsOnly && weighed.some) {
    for (const [i, partner] of weighed.feeders.entries()) {
      const own = (weighed.settingKey[i] ?? 0) + storedKey(setting, device, partner);
      const name = `${held.name}/${partnerKeys[partner]}`;
      told('setting', name, own + held.threatLimit * setting.stride.limit);
    }
  }
  if (held.riskLimit >= 0 && weighed.defenderAdmitted) {
    const own = weighed.riskKey + storedKey(risk, device, defenderPlace);
    told('risk', held.name, own + held.riskLimit * risk.stride.limit);
  }
};
