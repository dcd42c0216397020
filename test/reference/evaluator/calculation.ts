import { day, hour, type Instant } from '../../../core/time.ts';
import type { ComplianceState } from '../../../core/vocabulary.ts';
import { deviceThen, settingsThen } from './device-then.ts';
import { type History, happeningAt, type Moment, momentBefore } from './history.ts';
import { feeders, isMany, isVerdict, stateOf } from './judge.ts';
import { complianceRanks, inOrder } from './order.ts';
import { partnersAbout } from './partner-facts.ts';
import { type PolicyInP, policiesOf } from './reach.ts';
import {
  isErrorOver,
  other,
  type ReportedSetting,
  raw,
  risk,
  type Setting,
  type SettingStatus,
  threat,
} from './setting.ts';
import { tenantThen } from './tenant-then.ts';
import { isEnrolled } from './words.ts';

export interface Outcome {
  readonly complianceState: ComplianceState;
  readonly reasons: readonly string[];
}

/** One policy of P at one calculation. */
export interface JudgedPolicy extends PolicyInP {
  readonly settings: readonly Setting[];
  readonly raw: SettingStatus;
  /** Lines 50 and 51: the first calculation of the run; null unless raw is NonCompliant. */
  readonly since: Moment | null;
  /** Lines 52 and 53. */
  readonly status: SettingStatus | 'InGracePeriod';
}

/** One calculation of one device: lines 54 to 67. */
export interface Calculation extends Outcome {
  readonly moment: Moment;
  /** Empty where lines 55 or 56 stopped before any policy was looked at. */
  readonly policies: readonly JudgedPolicy[];
}

const unknown: Outcome = { complianceState: 'unknown', reasons: [] };

/** Hours of the block action, 0 if there is none. */
const graceHours = ({ policy }: PolicyInP): number =>
  policy.actions.find((action) => action.actionType === 'block')?.gracePeriodHours ?? 0;

/** When the grace period that began at `since` is over. */
export const graceEnd = (p: PolicyInP, since: Moment): Instant => since.at + graceHours(p) * hour;

const judgedSettings = (
  history: History,
  moment: Moment,
  device: string,
  p: PolicyInP,
): Setting[] => {
  const { readings } = history;
  const partners = partnersAbout(history, moment, device);
  const said = settingsThen(history, moment.done, device);
  const reported = (property: string): ReportedSetting | undefined => {
    const setting = said.get(property);
    if (setting === undefined) return undefined;
    const { state, errorBegan } = setting;
    const errorFor = errorBegan === null ? null : moment.at - happeningAt(history, errorBegan).at;
    return { state, errorFor };
  };
  return [
    threat(p.policy, p.throughDeviceGroupsOnly, partners, readings),
    risk(p.policy, partners, readings),
    ...p.policy.otherSettings.map((property) => other(property, reported(property))),
  ].filter((setting) => setting !== null);
};

/** Lines 50 and 51: back over the calculations, to the first of the present run. */
const sinceOf = (key: string, now: Moment, before: readonly Calculation[]): Moment => {
  let since = now;
  for (const calculation of before.toReversed()) {
    const status = calculation.policies.find((p) => p.key === key)?.raw;
    if (status === 'Error') continue;
    if (status !== 'NonCompliant') break;
    since = calculation.moment;
  }
  return since;
};

const judgedPolicy = (
  history: History,
  moment: Moment,
  device: string,
  p: PolicyInP,
  before: readonly Calculation[],
): JudgedPolicy => {
  const settings = judgedSettings(history, moment, device, p);
  const status = raw(settings);
  if (status !== 'NonCompliant') return { ...p, settings, raw: status, since: null, status };
  const since = sinceOf(p.key, moment, before);
  const inGrace = moment.at < graceEnd(p, since); // 52
  return { ...p, settings, raw: status, since, status: inGrace ? 'InGracePeriod' : status };
};

/** Line 58: the happening that began the first of the Errors that hold the device, or null. */
const holdBegan = (
  history: History,
  moment: Moment,
  device: string,
  policies: readonly JudgedPolicy[],
): number | null => {
  if (!policies.some((p) => p.raw === 'Error')) return null;
  const said = settingsThen(history, moment.done, device);
  const began = policies
    .flatMap((p) => p.policy.otherSettings)
    .map((property) => said.get(property)?.errorBegan ?? null)
    .filter((index) => index !== null);
  const over = began.some((index) => isErrorOver(moment.at - happeningAt(history, index).at));
  return over ? null : Math.min(...began);
};

/** Lines 60 to 63: what fails a device whatever its policies say. */
const builtIn = (
  history: History,
  moment: Moment,
  device: string,
  policies: readonly JudgedPolicy[],
): string[] => {
  const { settings, users } = tenantThen(history, moment.done);
  const { facts, checkIn } = deviceThen(history, moment.done, device);
  const b: string[] = [];
  const user = facts.user === null ? undefined : users[facts.user];
  if (user === undefined || !user.licensed) b.push('user-not-licensed');
  const validity = settings.deviceComplianceCheckinThresholdDays * day;
  if (checkIn !== null && moment.at - checkIn.at >= validity) b.push('not-in-contact');
  const anyApplies = policies.some((p) => p.settings.some((setting) => setting.canApply));
  if (settings.secureByDefault && !anyApplies) b.push('no-policy-assigned');
  const f = feeders(partnersAbout(history, moment, device), history.readings);
  if (history.readings.multiVendorNeedsDtlPolicy === 'false' && isMany(f)) {
    const unscanned = f.filter((c) => c.thirdParty && !isVerdict(stateOf(c, history.readings)));
    b.push(...unscanned.map((c) => `scan-missing/${c.partner}`));
  }
  return b;
};

/** Lines 55 and 56: otherwise the state is unknown, without reasons. */
export const isEvaluated = (d: {
  readonly enrolled: boolean;
  readonly checkedIn: boolean;
  readonly dedicated: boolean;
  readonly hasUser: boolean;
}): boolean => d.enrolled && d.checkedIn && !d.dedicated && d.hasUser;

/** Lines 64 to 66. */
export const stateOfDevice = (
  b: readonly string[],
  statuses: readonly JudgedPolicy['status'][],
): ComplianceState => {
  if (b.length > 0 || statuses.includes('NonCompliant')) return 'noncompliant';
  if (statuses.includes('InGracePeriod')) return 'inGracePeriod';
  return 'compliant';
};

/**
 * Lines 54 to 67, given all calculations before. `outcomeBefore` looks up the outcome that stood
 * just before a happening.
 */
export const calculate = (
  history: History,
  moment: Moment,
  device: string,
  before: readonly Calculation[],
  outcomeAt: (history: History, moment: Moment, device: string) => Outcome,
): Calculation => {
  const { facts, managementType, checkIn } = deviceThen(history, moment.done, device);
  const evaluated = isEvaluated({
    enrolled: isEnrolled(managementType),
    checkedIn: checkIn !== null,
    dedicated: managementType === 'androidDedicated',
    hasUser: facts.user !== null,
  });
  if (!evaluated) return { moment, policies: [], ...unknown };
  const policies = policiesOf(history, moment.done, device).map((p) =>
    judgedPolicy(history, moment, device, p, before),
  );
  const held = holdBegan(history, moment, device, policies);
  if (held !== null) {
    const outcome = outcomeAt(history, momentBefore(history, held), device); // 58, 59
    return { moment, policies, ...outcome };
  }
  const b = builtIn(history, moment, device, policies);
  const complianceState = stateOfDevice(
    b,
    policies.map((p) => p.status),
  );
  const failing = policies.filter(
    (p) => p.status === 'NonCompliant' || p.status === 'InGracePeriod',
  );
  const reasons = inOrder(
    [...b, ...failing.flatMap((p) => p.settings.flatMap((setting) => setting.reasons))],
    complianceRanks,
  ); // 67
  return { moment, policies, complianceState, reasons };
};
