import { type DeviceStatus, earlierByte, storedByte } from './device.ts';
import type { Evaluator } from './evaluator.ts';
import { type PartnerKey, partnerKeys } from './partners.ts';
import type { HeldPolicy } from './plan.ts';
import type { Stage } from './rulebook.ts';
import type { SettingQuestion } from './rules/setting.ts';
import { failedRiskLimits, failedSettingLimits, type Tables } from './tables.ts';
import { type Instant, isOver } from './time.ts';
import { partnerIndex } from './view.ts';
import type { Listener, Weighed } from './weighing.ts';

/** Part of a setting or risk key that a device's stored report contributes. */
const storedKey = <Id extends string>(
  { stride }: Stage<SettingQuestion, Id>,
  { bytes, base }: DeviceStatus,
  partner: number,
): number =>
  (bytes[base + storedByte + partner] as number) * stride.state +
  (bytes[base + earlierByte + partner] as number) * stride.earlier;

const defenderPlace = partnerIndex['defender' satisfies PartnerKey];

/** Which threat limits a device fails: those that any feeding partner fails (MULTI-04). */
export const threatFailures = (tables: Tables, weighed: Weighed, device: DeviceStatus): number => {
  const { feeders, settingKey } = weighed;
  const { state, earlier } = tables.settingStride;
  const { bytes, base } = device;
  let failed = 0;
  for (let i = 0; i < feeders.length; i++) {
    const place = base + (feeders[i] as number);
    const key =
      (settingKey[i] as number) +
      (bytes[place + storedByte] as number) * state +
      (bytes[place + earlierByte] as number) * earlier;
    failed |= failedSettingLimits(tables, key);
  }
  return failed;
};

/** Which risk limits it fails. */
export const riskFailures = (tables: Tables, weighed: Weighed, device: DeviceStatus): number => {
  if (!weighed.defenderAdmitted) return 0;
  const { risk } = tables.evaluator.stages;
  return failedRiskLimits(tables, weighed.riskKey + storedKey(risk, device, defenderPlace));
};

/** Lines 47 and 48: what the other settings of a policy add to its key. */
export const otherSettingsKey = (
  { stages, facts }: Evaluator,
  device: DeviceStatus,
  held: HeldPolicy,
  now: Instant,
): number => {
  const { stride } = stages.policy;
  let failed = 0;
  let inError = 0;
  let errorOver = 0;
  for (const property of held.otherSettings) {
    const status = device.settings[property];
    if (status === undefined || status.state === 'compliant') continue;
    if (status.state === 'nonCompliant') failed = stride.otherSettingFails;
    else if (isOver(status.since, facts.errorHoldLength(), now)) {
      errorOver = stride.settingErrorOver;
    } else inError = stride.settingInError;
  }
  return failed + inError + errorOver;
};

/** The questions behind one policy's threat level and risk score, one by one. */
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
