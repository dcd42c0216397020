import { tellSettings } from './appraisal.ts';
import { type Decider, decide, type Found, lacksScan } from './decision.ts';
import { type Decision, type DeviceStatus, type FailingRun, undecided } from './device.ts';
import type { Evaluator } from './evaluator.ts';
import { type PartnerKey, partnerKeys } from './partners.ts';
import type { HeldPolicy } from './plan.ts';
import { orderReasons } from './reasons.ts';
import { rawStatus } from './tables.ts';
import type { Tenant } from './tenant.ts';
import { hour, type Instant } from './time.ts';
import { partnerCount, partnerIndex, type View } from './view.ts';
import {
  type ComplianceState,
  complianceStates,
  type EventName,
  type NoncomplianceActionType,
} from './vocabulary.ts';
import type { Listener } from './weighing.ts';

/** An action for noncompliance that fired. */
export interface ActionFired {
  readonly event: EventName;
  readonly device: string;
  readonly policy: string;
}

const eventOf: Readonly<Record<NoncomplianceActionType, EventName | null>> = {
  block: 'mark',
  notification: 'notification',
  pushNotification: 'pushNotification',
  remoteLock: 'remoteLock',
  // The portal's name for it: nothing is retired until an admin picks the device (ACT-06).
  retire: 'addToRetireList',
  noAction: null,
  wipe: null,
  removeResourceAccessProfiles: null,
};

/** Starts, keeps or ends the run of one failing policy, and fires what is due (lines 50, 51). */
const followRun = (
  device: DeviceStatus,
  held: HeldPolicy,
  run: FailingRun,
  raw: number,
  now: Instant,
  fired: ActionFired[],
): void => {
  if (raw === rawStatus.error) return;
  if (raw !== rawStatus.nonCompliant) {
    run.since = Number.NaN;
    run.fired = 0;
    return;
  }
  if (Number.isNaN(run.since)) run.since = now;
  for (const action of held.actions.slice(run.fired)) {
    if (now < run.since + action.gracePeriodHours * hour) break;
    run.fired += 1;
    const event = eventOf[action.actionType];
    if (event !== null) fired.push({ event, device: device.name, policy: held.name });
  }
};

const settingsOf = (device: DeviceStatus, found: Found) => {
  const failed = new Set<string>();
  const errors = new Set<string>();
  for (const [i, held] of device.plan.entries()) {
    if (found.outcome.raw[i] !== rawStatus.nonCompliant) continue;
    for (const property of held.otherSettings) {
      const state = device.settings[property]?.state;
      if (state === 'nonCompliant') failed.add(property);
      if (state === 'error') errors.add(property);
    }
  }
  return { failed: [...failed].sort(), errors: [...errors].sort() };
};

const sameList = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((value, i) => value === b[i]);

const same = (a: Decision, b: Decision): boolean =>
  a.complianceState === b.complianceState &&
  a.deviceViolated === b.deviceViolated &&
  a.riskViolated === b.riskViolated &&
  a.noPartnerConnected === b.noPartnerConnected &&
  sameList(a.partnerViolated, b.partnerViolated) &&
  sameList(a.failedSettings, b.failedSettings) &&
  sameList(a.settingErrors, b.settingErrors);

/** The decision before the earliest of the Errors that hold the state now (line 58). */
const heldDecision = (device: DeviceStatus, found: Found): Decision => {
  let earliest: { readonly since: Instant; readonly before: Decision } | null = null;
  for (const [i, held] of device.plan.entries()) {
    if (found.outcome.raw[i] !== rawStatus.error) continue;
    for (const property of held.otherSettings) {
      const status = device.settings[property];
      if (status?.state !== 'error') continue;
      if (earliest === null || status.since < earliest.since) earliest = status;
    }
  }
  return earliest?.before ?? undecided;
};

/** The setting and risk rules that the failing policies violate, by partner. */
const violations = (evaluator: Evaluator, device: DeviceStatus, found: Found) => {
  const { setting, risk, policy, device: book } = evaluator.stages;
  const partnerViolated = new Array<number>(partnerCount).fill(0);
  let riskViolated = 0;
  let noPartnerConnected = false;
  const { weighed } = found;
  if (weighed === null) return { partnerViolated, riskViolated, noPartnerConnected };
  const add: Listener = (stage, subject, key) => {
    if (stage === 'risk') riskViolated |= risk.violated(key);
    const partner = subject.slice(subject.lastIndexOf('/') + 1) as PartnerKey;
    if (stage === 'setting') {
      const place = partnerIndex[partner];
      partnerViolated[place] = (partnerViolated[place] ?? 0) | setting.violated(key);
    }
  };
  for (const [i, held] of device.plan.entries()) {
    if (found.outcome.raw[i] !== rawStatus.nonCompliant) continue;
    tellSettings(evaluator, weighed, device, held, add);
    const violated = policy.violated(found.outcome.policyKey[i] ?? 0);
    if (violated & policy.bit['no-partner-connected']) noPartnerConnected = true;
  }
  if (book.violated(found.deviceKey) & book.bit['vendor-scan-missing']) {
    for (const [i, place] of weighed.feeders.entries()) {
      if (!lacksScan(weighed, device, i)) continue;
      partnerViolated[place] = (partnerViolated[place] ?? 0) | setting.bit['scan-missing'];
    }
  }
  return { partnerViolated, riskViolated, noPartnerConnected };
};

const decisionFrom = (evaluator: Evaluator, device: DeviceStatus, found: Found): Decision => {
  if (found.complianceState === 0) return undecided;
  if (found.held) return heldDecision(device, found);
  const settings = settingsOf(device, found);
  return {
    complianceState: found.complianceState,
    deviceViolated: evaluator.stages.device.violated(found.deviceKey),
    ...violations(evaluator, device, found),
    failedSettings: settings.failed,
    settingErrors: settings.errors,
  };
};

/**
 * One calculation of one device at `now`: stores the decision, keeps the grace clocks, and
 * returns the actions that fired. The only place that writes a compliance state.
 */
export const calculate = (
  decider: Decider,
  view: View,
  device: DeviceStatus,
  now: Instant,
): readonly ActionFired[] => {
  const found = decide(decider, view, device, now);
  const fired: ActionFired[] = [];
  for (const [i, held] of device.plan.entries()) {
    const run = device.runs[i];
    // A device that is not evaluated has no policy status either (lines 55 and 56).
    const raw = found.complianceState === 0 ? rawStatus.notApplicable : found.outcome.raw[i];
    if (run !== undefined) followRun(device, held, run, raw ?? 0, now, fired);
  }
  const decision = decisionFrom(decider.tables.evaluator, device, found);
  if (!same(decision, device.decision)) device.decision = decision;
  return fired;
};

/** The next instant after `now` at which time alone changes this device's calculation. */
export const nextChange = (
  evaluator: Evaluator,
  tenant: Tenant,
  device: DeviceStatus,
  now: Instant,
): Instant => {
  const { facts } = evaluator;
  const instants = [
    device.lastCheckIn + facts.validityLength(tenant.settings.deviceComplianceCheckinThresholdDays),
  ];
  for (const [i, held] of device.plan.entries()) {
    const run = device.runs[i];
    if (run === undefined || Number.isNaN(run.since)) continue;
    instants.push(run.since + held.grace);
    for (const action of held.actions) instants.push(run.since + action.gracePeriodHours * hour);
  }
  for (const status of Object.values(device.settings)) {
    if (status.state === 'error') instants.push(status.since + facts.errorHoldLength());
  }
  return Math.min(Number.POSITIVE_INFINITY, ...instants.filter((instant) => instant > now));
};

export const complianceStateOf = (decision: Decision): ComplianceState =>
  complianceStates[decision.complianceState] ?? 'unknown';

/** The reason codes of a decision, in canonical order. Compliant and unknown have none (G9). */
export const reasonsOf = (evaluator: Evaluator, decision: Decision): readonly string[] => {
  const state = complianceStateOf(decision);
  if (state === 'compliant' || state === 'unknown') return [];
  const { stages } = evaluator;
  const codes: string[] = [];
  for (const id of ['user-not-licensed', 'not-in-contact', 'no-policy-assigned'] as const) {
    if (decision.deviceViolated & stages.device.bit[id]) codes.push(id);
  }
  for (const [index, partner] of partnerKeys.entries()) {
    const mask = decision.partnerViolated[index] ?? 0;
    for (const [id, bit] of Object.entries(stages.setting.bit)) {
      if (mask & bit) codes.push(`${id}/${partner}`);
    }
  }
  for (const [id, bit] of Object.entries(stages.risk.bit)) {
    if (decision.riskViolated & bit) codes.push(`${id}/defender`);
  }
  if (decision.noPartnerConnected) codes.push('no-partner-connected');
  for (const property of decision.settingErrors) codes.push(`setting-error/${property}`);
  for (const property of decision.failedSettings) codes.push(`setting-failed/${property}`);
  return orderReasons('reasons', codes);
};
