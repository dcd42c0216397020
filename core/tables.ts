import type { Evaluator } from './evaluator.ts';
import type { Stage } from './rulebook.ts';
import { unread } from './weighing.ts';

/** Raw status of one policy, least severe first (line 49). */
export const rawStatus = { notApplicable: 0, compliant: 1, nonCompliant: 2, error: 3 } as const;

/** What a failing policy counts as once its grace period has been asked for. */
export const countedAs = { passing: 0, inGracePeriod: 1, nonCompliant: 2 } as const;

/**
 * What calculations read off the masks of each question, by key; filled by asking the rules
 * when a question first comes up. One plain object, so that every evaluator runs the same code
 * at the same speed.
 */
export interface Tables {
  readonly evaluator: Evaluator;
  readonly policyStride: Evaluator['stages']['policy']['stride'];
  readonly deviceStride: Evaluator['stages']['device']['stride'];
  /** Two of the device's strides, which every calculation needs. */
  readonly inContact: number;
  readonly secureByDefault: number;
  /** `multiVendorNeedsDtlPolicy` is `false`. */
  readonly scansAlwaysCount: boolean;
  /** The grace question of a policy that fails, its grace period over. */
  readonly graceOverKey: number;
  readonly raw: Uint8Array;
  readonly counted: Uint8Array;
  /** Index into `complianceStates`, plus `heldFlag` where an Error keeps the state before. */
  readonly state: Uint8Array;
}

export const heldFlag = 16;

const empty = <Q, Id extends string>(stage: Stage<Q, Id>): Uint8Array =>
  new Uint8Array(stage.violatedTable.length).fill(unread);

export const createTables = (evaluator: Evaluator): Tables => {
  const { stages } = evaluator;
  return {
    evaluator,
    policyStride: stages.policy.stride,
    deviceStride: stages.device.stride,
    inContact: stages.device.stride.inContact,
    secureByDefault: stages.device.stride.secureByDefault,
    scansAlwaysCount: evaluator.readings.multiVendorNeedsDtlPolicy === 'false',
    graceOverKey: stages.grace.stride.failing + stages.grace.stride.graceOver,
    raw: empty(stages.policy),
    counted: empty(stages.grace),
    state: empty(stages.device),
  };
};

const readRaw = ({ evaluator, raw }: Tables, key: number): number => {
  const { policy } = evaluator.stages;
  const { bit } = policy;
  const violated = policy.violated(key);
  const failing =
    bit['threat-level-passes'] |
    bit['no-partner-connected'] |
    bit['risk-score-passes'] |
    bit['other-settings-pass'] |
    bit['setting-error-in-time'];
  const evaluated = failing & ~bit['setting-error-in-time'];
  let status: number = rawStatus.notApplicable;
  if (violated & bit['setting-without-error']) status = rawStatus.error;
  else if (violated & failing) status = rawStatus.nonCompliant;
  else if (policy.applied(key) & evaluated) status = rawStatus.compliant;
  raw[key] = status;
  return status;
};

export const rawAt = (tables: Tables, key: number): number => {
  const known = tables.raw[key] as number;
  return known !== unread ? known : readRaw(tables, key);
};

export const countedAt = ({ evaluator, counted }: Tables, key: number): number => {
  const known = counted[key] as number;
  if (known !== unread) return known;
  const { grace } = evaluator.stages;
  let status: number = countedAs.passing;
  if (grace.violated(key) !== 0) status = countedAs.nonCompliant;
  else if (grace.applied(key) !== 0) status = countedAs.inGracePeriod;
  counted[key] = status;
  return status;
};

const readState = ({ evaluator, state }: Tables, key: number): number => {
  const { bit, violated } = evaluator.stages.device;
  const found = violated(key);
  const noncompliant =
    bit['user-not-licensed'] |
    bit['not-in-contact'] |
    bit['no-policy-assigned'] |
    bit['vendor-scan-missing'] |
    bit['policies-pass'];
  let value = found & bit['no-grace-running'] ? 2 : 1;
  if (found & noncompliant) value = 3;
  if (found & (bit['under-management'] | bit['evaluated-once'])) value = 0;
  if (found & bit['error-not-held']) value += heldFlag;
  state[key] = value;
  return value;
};

export const stateAt = (tables: Tables, key: number): number => {
  const known = tables.state[key] as number;
  return known !== unread ? known : readState(tables, key);
};
