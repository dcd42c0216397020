import {
  type DeviceStatus,
  earlierIndexIn,
  type ReportByte,
  reportBytes,
  storedIndexIn,
} from './device.ts';
import type { Evaluator } from './evaluator.ts';
import { type PartnerKey, partnerKeys } from './partners.ts';
import type { HeldPolicy } from './plan.ts';
import type { Stage } from './rulebook.ts';
import type { SettingQuestion } from './rules/setting.ts';
import { type Instant, isOver } from './time.ts';
import { partnerIndex } from './view.ts';
import { limits } from './vocabulary.ts';
import { type Listener, unread, type Weighed } from './weighing.ts';

/** Part of a setting or risk key that what is stored contributes. */
const storedKey = <Id extends string>(
  { stride }: Stage<SettingQuestion, Id>,
  report: ReportByte,
): number => storedIndexIn(report) * stride.state + earlierIndexIn(report) * stride.earlier;

const defenderPlace = partnerIndex['defender' satisfies PartnerKey];

const failedLimits = <Id extends string>(
  stage: Stage<SettingQuestion, Id>,
  key: number,
): number => {
  let failed = 0;
  for (const [place] of limits.entries()) {
    if (stage.violated(key + place * stage.stride.limit) !== 0) failed |= 1 << place;
  }
  return failed;
};

const fillThreat = (
  { stages: { setting } }: Evaluator,
  { settingKey, failedThreat }: Weighed,
  feeder: number,
  report: ReportByte,
): number => {
  const key = (settingKey[feeder] ?? 0) + storedKey(setting, report);
  const failed = failedLimits(setting, key);
  failedThreat[feeder * reportBytes + report] = failed;
  return failed;
};

/** Which threat limits a device fails: those that any feeding partner fails (MULTI-04). */
export const threatFailures = (
  evaluator: Evaluator,
  weighed: Weighed,
  { bytes, base }: DeviceStatus,
): number => {
  const { feeders, failedThreat } = weighed;
  const count = feeders.length;
  let failed = 0;
  for (let i = 0; i < count; i++) {
    const report = bytes[base + (feeders[i] as number)] as number;
    const known = failedThreat[i * reportBytes + report] as number;
    failed |= known !== unread ? known : fillThreat(evaluator, weighed, i, report);
  }
  return failed;
};

/** Which risk limits it fails; asked only where Defender is admitted. */
export const riskFailures = (
  { stages: { risk } }: Evaluator,
  { riskKey, failedRisk }: Weighed,
  { bytes, base }: DeviceStatus,
): number => {
  const report = bytes[base + defenderPlace] as number;
  const known = failedRisk[report] as number;
  if (known !== unread) return known;
  const failed = failedLimits(risk, riskKey + storedKey(risk, report));
  failedRisk[report] = failed;
  return failed;
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
      const report = device.bytes[device.base + partner] ?? 0;
      const own = (weighed.settingKey[i] ?? 0) + storedKey(setting, report);
      const name = `${held.name}/${partnerKeys[partner]}`;
      told('setting', name, own + held.threatLimit * setting.stride.limit);
    }
  }
  if (held.riskLimit >= 0 && weighed.defenderAdmitted) {
    const report = device.bytes[device.base + defenderPlace] ?? 0;
    const own = weighed.riskKey + storedKey(risk, report);
    told('risk', held.name, own + held.riskLimit * risk.stride.limit);
  }
};
