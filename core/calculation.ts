import { ageingEnds, refreshAgeing } from './ageing.ts';
import { tellSettings } from './appraisal.ts';
import { type Decider, decide, type Found, type LastCalculation, lacksScan } from './decision.ts';
import {
  type Decision,
  type DeviceStatus,
  type FailingRun,
  reportBytes,
  undecided,
} from './device.ts';
import type { Evaluator } from './evaluator.ts';
import type { Facts } from './facts.ts';
import type { Outcome } from './outcome.ts';
import { type PartnerKey, partnerKeys } from './partners.ts';
import type { HeldPolicy } from './plan.ts';
import { orderReasons } from './reasons.ts';
import { rawStatus } from './tables.ts';
import type { NoncomplianceAction, Tenant } from './tenant.ts';
import type { Instant } from './time.ts';
import { partnerCount, partnerIndex, type View } from './view.ts';
import { type ComplianceState, complianceStates, type EventName } from './vocabulary.ts';
import type { Listener, Weighed } from './weighing.ts';

/** An action for noncompliance that fired. */
export interface ActionFired {
  readonly event: EventName;
  readonly device: string;
  readonly policy: string;
}

/** Two push notifications of one day are one, and some devices get none (ACT-05). */
const isSaid = (
  facts: Facts,
  { managementType }: DeviceStatus,
  { actionType, gracePeriodHours }: NoncomplianceAction,
  earlier: readonly NoncomplianceAction[],
): boolean =>
  actionType !== 'pushNotification' ||
  (facts.pushReaches(managementType) &&
    !earlier.some(
      (one) =>
        one.actionType === 'pushNotification' &&
        facts.sharesDay(one.gracePeriodHours, gracePeriodHours),
    ));

/** Starts, keeps or ends the run of one failing policy, and fires what is due (lines 50, 51). */
const followRun = (
  { facts }: Evaluator,
  device: DeviceStatus,
  held: HeldPolicy,
  run: FailingRun,
  raw: number,
  now: Instant,
  fired: ActionFired[],
): void => {
  if (raw === rawStatus.error) return;
  if (raw !== rawStatus.nonCompliant) {
    if (Number.isNaN(run.since)) return;
    run.since = facts.failingSinceAfterPassing(run.since);
    if (Number.isNaN(run.since)) run.fired = 0;
    return;
  }
  if (Number.isNaN(run.since)) run.since = now;
  for (const action of held.actions.slice(run.fired)) {
    if (now < facts.actionDue(run.since, action.gracePeriodHours)) break;
    const earlier = held.actions.slice(0, run.fired);
    run.fired += 1;
    const event = facts.eventOfAction(action.actionType);
    if (event !== null && isSaid(facts, device, action, earlier))
      fired.push({ event, device: device.name, policy: held.name });
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

const nothingFired: readonly ActionFired[] = [];

const followRuns = (
  evaluator: Evaluator,
  device: DeviceStatus,
  found: Found,
  now: Instant,
): readonly ActionFired[] => {
  const { plan, runs } = device;
  let fired: ActionFired[] | null = null;
  for (let i = 0; i < plan.length; i++) {
    const held = plan[i] as HeldPolicy;
    const run = runs[i] as FailingRun;
    // A device that is not evaluated has no policy status either (lines 55 and 56).
    const raw =
      found.complianceState === 0 ? rawStatus.notApplicable : (found.outcome.raw[i] as number);
    if (raw !== rawStatus.nonCompliant && Number.isNaN(run.since)) continue;
    fired ??= [];
    followRun(evaluator, device, held, run, raw, now, fired);
  }
  return fired ?? nothingFired;
};

/** Whether a device was the last one calculated, and nothing that its decision reads has changed. */
const restsOnTheSame = (last: LastCalculation, device: DeviceStatus, found: Found): boolean => {
  const { weighed } = found;
  if (last.device !== device || last.decision !== device.decision) return false;
  if (last.weighed !== weighed || last.outcome !== found.outcome) return false;
  if (last.deviceKey !== found.deviceKey || device.isUnsettled) return false;
  const { bytes, base } = device;
  for (let i = 0; i < partnerCount; i++) {
    if (last.bytes[i] !== bytes[base + i]) return false;
  }
  return true;
};

const remember = (last: LastCalculation, device: DeviceStatus, found: Found): void => {
  last.device = device;
  last.decision = device.decision;
  last.weighed = found.weighed;
  last.outcome = found.outcome;
  last.deviceKey = found.deviceKey;
  for (let i = 0; i < partnerCount; i++) last.bytes[i] = device.bytes[device.base + i] ?? 0;
};

/** So many reports fit into one number beside the device's key. */
const reportsInKey = 4;

const defenderPlace = partnerIndex['defender' satisfies PartnerKey];

/** Everything a decision follows from besides `weighed` and `outcome`; -1: too much for a number. */
const decisionKey = (device: DeviceStatus, { weighed, held, deviceKey }: Found): number => {
  if (weighed === null || held || device.isUnsettled) return -1;
  const { feeders, defenderAdmitted } = weighed;
  if (feeders.length > reportsInKey) return -1;
  const { bytes, base } = device;
  let key = deviceKey;
  for (let i = 0; i < feeders.length; i++) {
    key = key * reportBytes + (bytes[base + (feeders[i] as number)] as number);
  }
  return defenderAdmitted ? key * reportBytes + (bytes[base + defenderPlace] as number) : key;
};

const byKeyFor = (
  { decisions }: Decider,
  weighed: Weighed,
  outcome: Outcome,
): Map<number, Decision> => {
  const byOutcome = decisions.get(weighed) ?? new WeakMap<Outcome, Map<number, Decision>>();
  const byKey = byOutcome.get(outcome) ?? new Map<number, Decision>();
  decisions.set(weighed, byOutcome.set(outcome, byKey));
  return byKey;
};

const rememberedFor = (
  decider: Decider,
  { weighed, outcome }: Found,
): Map<number, Decision> | null => {
  if (weighed === null) return null;
  const { recent } = decider;
  if (recent.weighed !== weighed || recent.outcome !== outcome) {
    recent.byKey = byKeyFor(decider, weighed, outcome);
    recent.weighed = weighed;
    recent.outcome = outcome;
  }
  return recent.byKey;
};

/** The decision that `found` comes to, worked out once for all devices that come to it. */
const decisionFor = (decider: Decider, device: DeviceStatus, found: Found): Decision => {
  const key = decisionKey(device, found);
  const remembered = key < 0 ? null : rememberedFor(decider, found);
  const known = remembered?.get(key);
  if (known !== undefined) return known;
  const fresh = decisionFrom(decider.tables.evaluator, device, found);
  if (remembered === null) return fresh;
  const text = JSON.stringify(fresh);
  const decision = decider.said.get(text) ?? fresh;
  decider.said.set(text, decision);
  remembered.set(key, decision);
  return decision;
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
  const { evaluator } = decider.tables;
  refreshAgeing(evaluator, device, now);
  const found = decide(decider, view, device, now);
  const isAsBefore = restsOnTheSame(decider.last, device, found);
  const fired = followRuns(evaluator, device, found, now);
  if (isAsBefore) return fired;
  const decision = decisionFor(decider, device, found);
  if (decision !== device.decision && !same(decision, device.decision)) device.decision = decision;
  remember(decider.last, device, found);
  return fired;
};

const nothingSet: DeviceStatus['settings'] = {};

/** The earlier of two instants, as far as the second lies ahead; NaN does not. */
const sooner = (next: Instant, instant: Instant, now: Instant): Instant =>
  instant > now && instant < next ? instant : next;

/** The next instant after `now` at which time alone changes this device's calculation. */
export const nextChange = (
  evaluator: Evaluator,
  tenant: Tenant,
  device: DeviceStatus,
  now: Instant,
): Instant => {
  const { facts } = evaluator;
  const { deviceComplianceCheckinThresholdDays: days } = tenant.settings;
  let next = Number.POSITIVE_INFINITY;
  next = sooner(next, device.lastCheckIn + facts.validityLength(days), now);
  for (let i = 0; i < device.plan.length; i++) {
    const held = device.plan[i];
    const since = device.runs[i]?.since ?? Number.NaN;
    if (held === undefined || Number.isNaN(since)) continue;
    next = sooner(next, since + held.grace, now);
    for (const action of held.actions) {
      next = sooner(next, facts.actionDue(since, action.gracePeriodHours), now);
    }
  }
  for (const property in device.isUnsettled ? device.settings : nothingSet) {
    const status = device.settings[property];
    if (status?.state === 'error') next = sooner(next, status.since + facts.errorHoldLength(), now);
  }
  if (device.ageing !== null) {
    for (const end of ageingEnds(evaluator, device)) next = sooner(next, end, now);
  }
  return next;
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
