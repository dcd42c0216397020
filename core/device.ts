import type { Evaluator } from './evaluator.ts';
import { isEnrolled, platformOf } from './facts.ts';
import { type PartnerKey, partnerKeys } from './partners.ts';
import { placesOf } from './places.ts';
import { type Plan, planOf } from './plan.ts';
import {
  type EarlierVerdict,
  earlierVerdicts,
  isVerdict,
  type StoredState,
  storedStates,
} from './rules/threat.ts';
import type { DeviceFacts, MtdApp, Tenant } from './tenant.ts';
import type { Instant } from './time.ts';
import { partnerCount, partnerIndex } from './view.ts';
import type {
  LaunchOutcome,
  Limit,
  ManagementType,
  Platform,
  SettingState,
  ThreatState,
} from './vocabulary.ts';
import type { WipeRequest } from './wipe-requests.ts';

/** What a calculation found. A new object whenever it differs from the one before. */
export interface Decision {
  readonly complianceState: number;
  /** Masks of the stages whose violated rules are the reasons; all 0 where there are none. */
  readonly deviceViolated: number;
  readonly partnerViolated: readonly number[];
  readonly riskViolated: number;
  readonly noPartnerConnected: boolean;
  readonly failedSettings: readonly string[];
  readonly settingErrors: readonly string[];
}

export interface SettingStatus {
  readonly state: SettingState;
  /** Since when it has been in this state without a break. */
  readonly since: Instant;
  /** The decision as it stood just before an Error began (line 58). */
  readonly before: Decision;
}

/** One uninterrupted run of a failing policy (line 50). */
export interface FailingRun {
  /** NaN while the policy does not fail. */
  since: Instant;
  /** How many of the policy's actions, in order of their hours, have fired. */
  fired: number;
}

export interface LaunchRecord {
  readonly outcome: LaunchOutcome;
  readonly reasons: readonly string[];
}

/** Facts of the device stage that change only when somebody acts, as a part of its key. */
export type StandingKey = number;

/**
 * What is stored of one partner's reports, as one byte: the index of the state in `storedStates`,
 * and of the verdict before it in `earlierVerdicts`.
 */
export type ReportByte = number;

export const reportBytes = 256;
const storedMask = 15;
const earlierShift = 4;

export const storedIndexIn = (report: ReportByte): number => report & storedMask;
export const earlierIndexIn = (report: ReportByte): number => report >> earlierShift;

const storedPlace = placesOf(storedStates);
const earlierPlace = placesOf(earlierVerdicts);

/** What the verdict before becomes once a state follows: the state's own, if it is a verdict. */
const earlierAfter = storedStates.map((state) =>
  isVerdict(state) ? earlierPlace[state] << earlierShift : null,
);

export const reportByte = (state: StoredState, earlier: EarlierVerdict): ReportByte =>
  storedPlace[state] + (earlierPlace[earlier] << earlierShift);

export const stateIn = (report: ReportByte): StoredState =>
  storedStates[storedIndexIn(report)] ?? 'none';

export const earlierIn = (report: ReportByte): EarlierVerdict =>
  earlierVerdicts[earlierIndexIn(report)] ?? 'none';

/** What is kept of a device's reports where verdicts age (reading `scanAgeing`). */
export interface Ageing {
  /** What is stored, a `ReportByte` for each partner; the device's `bytes` are what still counts. */
  readonly stored: Uint8Array;
  /** Since when the last verdict of each partner has been ageing; NaN where there was none. */
  readonly verdictSince: Float64Array;
}

/** Bytes one device needs. */
export const deviceBytes = partnerCount;

/** Everything a device carries from one instant to the next. Plain data. */
export interface DeviceStatus {
  readonly name: string;
  managementType: ManagementType;
  platform: Platform;
  /** What the management type and the user come to, kept beside them for the calculation. */
  standing: StandingKey;
  readonly ownership: DeviceFacts['ownership'];
  readonly osVersion: string;
  readonly user: string | null;
  readonly groups: readonly string[];
  registered: boolean;
  broker: boolean;
  readonly unmetControls: readonly string[];
  readonly clientAppType: string;
  mtdApps: Partial<Record<PartnerKey, MtdApp>>;
  threats: Record<string, Limit>;
  checkedIn: boolean;
  lastCheckIn: Instant;
  plan: Plan;
  /**
   * What is stored, a `ReportByte` for each partner: this device's begin at `base`. Where verdicts
   * age, what of it still counts; `refreshAgeing` keeps that true.
   */
  bytes: Uint8Array;
  base: number;
  /** Null where verdicts never age. */
  readonly ageing: Ageing | null;
  /** Partners whose minimum its OS is below, one bit each by place in `partnerKeys`. */
  osBelow: number;
  observedAt: Float64Array;
  settings: Record<string, SettingStatus>;
  /** Some of those settings are not compliant. */
  isUnsettled: boolean;
  /** By place in the plan. */
  runs: FailingRun[];
  decision: Decision;
  conditions: Record<string, Record<string, LaunchOutcome>>;
  launches: Record<string, LaunchRecord>;
  wipedApps: string[];
  personalData: 'present' | 'wiped';
  /** What admins have asked for; see `WipeList`. */
  wipeRequests: readonly WipeRequest[];
  userWipe: Instant | null;
  /** By resource: when the last token granted ends. */
  tokens: Record<string, Instant>;
}

/** Unknown, without a reason: what a device is before its first calculation. */
export const undecided: Decision = {
  complianceState: 0,
  deviceViolated: 0,
  partnerViolated: new Array<number>(partnerCount).fill(0),
  riskViolated: 0,
  noPartnerConnected: false,
  failedSettings: [],
  settingErrors: [],
};

const belowMinimum = (evaluator: Evaluator, platform: Platform, osVersion: string): number => {
  let below = 0;
  for (const [index, partner] of partnerKeys.entries()) {
    if (evaluator.facts.osBelowMinimum(partner, platform, osVersion)) below |= 1 << index;
  }
  return below;
};

/** Takes on what its management and the tenant's users come to now. */
export const refreshStanding = (
  { stages }: Evaluator,
  tenant: Tenant,
  device: DeviceStatus,
): void => {
  const { stride } = stages.device;
  const { managementType, user, checkedIn } = device;
  const licensed = user !== null && tenant.users[user]?.licensed === true;
  device.standing =
    (isEnrolled(managementType) ? stride.enrolled : 0) +
    (checkedIn ? stride.checkedIn : 0) +
    (managementType === 'androidDedicated' ? stride.dedicated : 0) +
    (user === null ? 0 : stride.hasUser) +
    (licensed ? stride.licensed : 0);
};

const ageingAtStart = ({ readings }: Evaluator): Ageing | null =>
  readings.scanAgeing === 'never'
    ? null
    : {
        stored: new Uint8Array(partnerCount),
        verdictSince: new Float64Array(partnerCount).fill(Number.NaN),
      };

const noRun = (): FailingRun => ({ since: Number.NaN, fired: 0 });

/**
 * A device as it stands when the clock starts (G2).
 *
 * @param delivered what its check-in before the start delivered, where the caller knows that already
 */
export const deviceAtStart = (
  evaluator: Evaluator,
  tenant: Tenant,
  name: string,
  facts: DeviceFacts,
  start: Instant,
  delivered: Plan | null = null,
): DeviceStatus => {
  const plan = facts.checkedIn ? (delivered ?? planOf(evaluator, tenant, facts)) : [];
  const platform = platformOf(facts.managementType);
  const device: DeviceStatus = {
    name,
    managementType: facts.managementType,
    platform,
    standing: 0,
    ownership: facts.ownership,
    osVersion: facts.osVersion,
    user: facts.user,
    groups: facts.groups,
    registered: facts.registered,
    broker: facts.broker,
    unmetControls: facts.unmetControls,
    clientAppType: facts.clientAppType,
    mtdApps: { ...facts.mtdApps },
    threats: {},
    checkedIn: facts.checkedIn,
    lastCheckIn: start,
    plan,
    bytes: new Uint8Array(deviceBytes),
    base: 0,
    ageing: ageingAtStart(evaluator),
    osBelow: belowMinimum(evaluator, platform, facts.osVersion),
    observedAt: new Float64Array(partnerCount).fill(Number.NEGATIVE_INFINITY),
    settings: {},
    isUnsettled: false,
    runs: plan.map(noRun),
    decision: undecided,
    conditions: {},
    launches: {},
    wipedApps: [],
    personalData: 'present',
    wipeRequests: [],
    userWipe: null,
    tokens: {},
  };
  refreshStanding(evaluator, tenant, device);
  return device;
};

/**
 * Makes a device that has lived what it was when the clock started, as `deviceAtStart` would, so
 * that fleets can use one object for many devices.
 *
 * @param plan what it holds: what its check-in before the start delivered, if there was one
 */
export const restartDevice = (
  evaluator: Evaluator,
  tenant: Tenant,
  device: DeviceStatus,
  facts: DeviceFacts,
  plan: Plan,
  start: Instant,
): void => {
  device.mtdApps = { ...facts.mtdApps };
  device.threats = {};
  device.checkedIn = facts.checkedIn;
  device.lastCheckIn = start;
  device.plan = plan;
  device.bytes.fill(0, device.base, device.base + deviceBytes);
  device.ageing?.stored.fill(0);
  device.ageing?.verdictSince.fill(Number.NaN);
  device.observedAt.fill(Number.NEGATIVE_INFINITY);
  device.settings = {};
  device.isUnsettled = false;
  device.runs = device.plan.map(noRun);
  device.decision = undecided;
  device.conditions = {};
  device.launches = {};
  device.wipedApps = [];
  device.wipeRequests = [];
  device.userWipe = null;
  device.tokens = {};
  refreshStanding(evaluator, tenant, device);
};

/**
 * What is stored of a partner, whether it still counts or not.
 *
 * @param place of the partner in `partnerKeys`, here and below
 */
export const reportOf = (device: DeviceStatus, place: number): ReportByte => {
  const { ageing, bytes, base } = device;
  return (ageing === null ? bytes[base + place] : ageing.stored[place]) ?? 0;
};

export const storedStateOf = (device: DeviceStatus, partner: PartnerKey): StoredState =>
  stateIn(reportOf(device, partnerIndex[partner]));

/** Whether a newer observation of this partner is already stored (G7). */
export const isStale = (device: DeviceStatus, place: number, observedAt: Instant): boolean =>
  observedAt < (device.observedAt[place] ?? 0);

/**
 * Stores a report; the verdict before the present state is kept beside it.
 *
 * @param since from when its age counts, if it is a verdict
 */
export const storeReport = (
  device: DeviceStatus,
  place: number,
  state: ThreatState,
  observedAt: Instant,
  since: Instant = observedAt,
): void => {
  const before = reportOf(device, place);
  const earlier = earlierAfter[storedIndexIn(before)] ?? before & ~storedMask;
  const report = storedPlace[state] + earlier;
  device.bytes[device.base + place] = report;
  device.observedAt[place] = observedAt;
  const { ageing } = device;
  if (ageing === null) return;
  ageing.stored[place] = report;
  if (isVerdict(state)) ageing.verdictSince[place] = since;
};

/**
 * A check-in delivers the policies as they are now, and the state of other settings (G6, G18).
 *
 * @param settings those that are reported; null: they are as they were
 * @param plan what it delivers, where the caller knows that already
 */
export const checkIn = (
  evaluator: Evaluator,
  tenant: Tenant,
  device: DeviceStatus,
  settings: Readonly<Record<string, SettingState>> | null,
  now: Instant,
  plan: Plan = planOf(evaluator, tenant, device),
): void => {
  device.lastCheckIn = now;
  if (!device.checkedIn) {
    device.checkedIn = true;
    refreshStanding(evaluator, tenant, device);
  }
  const kept = evaluator.facts.heldAfterCheckIn(device.plan, plan);
  if (kept !== device.plan) {
    const runs = new Map(device.plan.map((held, i) => [held.name, device.runs[i]]));
    device.plan = kept;
    device.runs = kept.map((held) => runs.get(held.name) ?? noRun());
  }
  if (settings === null) return;
  for (const property in settings) {
    const state = settings[property];
    if (state === undefined || device.settings[property]?.state === state) continue;
    device.settings[property] = { state, since: now, before: device.decision };
  }
  device.isUnsettled = isUnsettled(device.settings);
};

const isUnsettled = (settings: DeviceStatus['settings']): boolean => {
  for (const property in settings) {
    if (settings[property]?.state !== 'compliant') return true;
  }
  return false;
};

/** Enrolment, and its end: what belonged to the management before is gone. */
export const changeManagement = (
  evaluator: Evaluator,
  tenant: Tenant,
  device: DeviceStatus,
  managementType: ManagementType,
): void => {
  device.managementType = managementType;
  device.platform = platformOf(managementType);
  device.osBelow = belowMinimum(evaluator, device.platform, device.osVersion);
  device.checkedIn = false;
  device.plan = [];
  refreshStanding(evaluator, tenant, device);
  device.settings = {};
  device.isUnsettled = false;
  device.runs = [];
};
