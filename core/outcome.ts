import { otherSettingsKey } from './appraisal.ts';
import type { DeviceStatus } from './device.ts';
import type { HeldPolicy, Plan } from './plan.ts';
import { countedAs, countedAt, rawAt, rawStatus, type Tables } from './tables.ts';
import type { Instant } from './time.ts';
import { limits } from './vocabulary.ts';

/** What the policies of a plan come to: their raw statuses, and their part of the device key. */
export interface Outcome {
  /** The part that does not depend on a grace clock. */
  readonly key: number;
  /** A policy without a grace period fails. */
  readonly fails: boolean;
  /** By place in the plan: its raw status (`rawStatus`) and the key of its question. */
  readonly raw: Uint8Array;
  readonly policyKey: Int32Array;
  /** Places of the failing policies that have a grace period, ascending; null for none. */
  readonly onGrace: readonly number[] | null;
}

/** Which limits the partners of a device fail, and whether anybody feeds them: one number. */
export type Failures = number;

const limitBits = limits.length;
const riskBit = 1 << limitBits;
const someBit = 1 << (2 * limitBits);
const defenderBit = someBit << 1;
/** Every value that failures can have is below this. */
const failuresMax = defenderBit << 1;

/** @param threat, risk one bit for each failed limit; of nobody's reports, none */
export const failuresOf = (
  some: boolean,
  threat: number,
  defenderAdmitted: boolean,
  risk: number,
): Failures =>
  (some ? someBit + threat : 0) + (defenderAdmitted ? defenderBit + risk * riskBit : 0);

const policyKeyOf = ({ policyStride }: Tables, held: HeldPolicy, failures: Failures): number => {
  const { someConnectorFeeds, somePartnerFails, defenderAdmitted, riskFails } = policyStride;
  let key = held.policyKey;
  if (held.threatLimit >= 0 && (failures & someBit) !== 0) {
    key += someConnectorFeeds + ((failures >> held.threatLimit) & 1) * somePartnerFails;
  }
  if (held.riskLimit >= 0 && (failures & defenderBit) !== 0) {
    const risk = failures >> limitBits;
    key += defenderAdmitted + ((risk >> held.riskLimit) & 1) * riskFails;
  }
  return key;
};

const isErrorOver = ({ evaluator: { stages } }: Tables, key: number): boolean =>
  (stages.policy.violated(key) & stages.policy.bit['setting-error-in-time']) !== 0;

/** Lines 38 to 49 for every policy of the plan, and 52 and 53 for those without a grace period. */
const outcomeOf = (
  tables: Tables,
  device: DeviceStatus,
  failures: Failures,
  now: Instant,
): Outcome => {
  const { evaluator, deviceStride } = tables;
  const { plan } = device;
  const raw = new Uint8Array(plan.length);
  const policyKey = new Int32Array(plan.length);
  const onGrace: number[] = [];
  let [assigned, fails, errors, errorOver] = [false, false, false, false];
  for (const [i, held] of plan.entries()) {
    let key = policyKeyOf(tables, held, failures);
    if (held.otherSettings.length > 0) {
      key += otherSettingsKey(evaluator, device, held, now);
      errorOver ||= isErrorOver(tables, key);
    }
    const status = rawAt(tables, key);
    policyKey[i] = key;
    raw[i] = status;
    assigned ||= held.counts;
    errors ||= status === rawStatus.error;
    if (status !== rawStatus.nonCompliant) continue;
    if (held.grace > 0) onGrace.push(i);
    else fails ||= countedAt(tables, tables.graceOverKey) === countedAs.nonCompliant;
  }
  return {
    key:
      (assigned ? deviceStride.policyAssigned : 0) +
      (fails ? deviceStride.somePolicyFails : 0) +
      (errors && !errorOver ? deviceStride.errorHolds : 0),
    fails,
    raw,
    policyKey,
    onGrace: onGrace.length > 0 ? onGrace : null,
  };
};

/** The outcomes of one plan by the failures they follow from, each worked out once. */
export type Outcomes = (Outcome | undefined)[];

/** What has been worked out for each plan, and the plan asked for last: most devices share one. */
export interface OutcomeMemory {
  readonly byPlan: WeakMap<Plan, Outcomes>;
  plan: Plan | null;
  outcomes: Outcomes;
}

export const emptyMemory = (): OutcomeMemory => ({
  byPlan: new WeakMap(),
  plan: null,
  outcomes: [],
});

const turnTo = (memory: OutcomeMemory, plan: Plan): Outcomes => {
  const outcomes = memory.byPlan.get(plan) ?? new Array<Outcome | undefined>(failuresMax);
  memory.byPlan.set(plan, outcomes);
  memory.plan = plan;
  memory.outcomes = outcomes;
  return outcomes;
};

const fill = (
  tables: Tables,
  outcomes: Outcomes,
  device: DeviceStatus,
  failures: Failures,
  now: Instant,
): Outcome => {
  const outcome = outcomeOf(tables, device, failures, now);
  outcomes[failures] = outcome;
  return outcome;
};

/** The same as `outcomeOf`, remembered unless one of the device's settings is out of order. */
export const recallOutcome = (
  tables: Tables,
  memory: OutcomeMemory,
  device: DeviceStatus,
  failures: Failures,
  now: Instant,
): Outcome => {
  if (device.isUnsettled) return outcomeOf(tables, device, failures, now);
  const { plan } = device;
  const outcomes = memory.plan === plan ? memory.outcomes : turnTo(memory, plan);
  return outcomes[failures] ?? fill(tables, outcomes, device, failures, now);
};
