import { judgeAccess } from '../../core/access.ts';
import type { Decider } from '../../core/decision.ts';
import { type DeviceStatus, deviceAtStart, type LaunchRecord } from '../../core/device.ts';
import { isEnrolled, platformOf } from '../../core/facts.ts';
import { judgeLaunch, type Situation } from '../../core/launch.ts';
import { type PartnerKey, partnerOf } from '../../core/partners.ts';
import { type Plan, planOf } from '../../core/plan.ts';
import type { DeviceFacts, Tenant, User } from '../../core/tenant.ts';
import type { Instant } from '../../core/time.ts';
import { partnerIndex } from '../../core/view.ts';
import type { LaunchOutcome, Platform } from '../../core/vocabulary.ts';
import { gateViolation, isLetThrough } from '../target/gate.ts';
import { isRead } from '../target/perform-partner.ts';
import type { DrawnDevice } from './device-draw.ts';
import type { Cohort, FleetProfile, ThreatSource } from './profile.ts';
import type { Cell } from './recorder.ts';
import type { Era } from './timeline.ts';
import { type WorkTime, workTimeOf } from './work-time.ts';

/** What a launch of the work app and a token for the work resource would come to. */
export interface Judgement {
  readonly launch: LaunchOutcome;
  /** The launch as it is kept, where it changes nothing else. */
  readonly record: LaunchRecord;
  readonly access: 'granted' | 'denied';
  /** The app opens, and a token is granted: organisation data can be reached. */
  readonly open: boolean;
  /** Why not, where compliance is not the reason: a code of the app or of access. */
  readonly closedBy: string | null;
  /** Closed for want of compliance; the reasons of the device say why. */
  readonly byCompliance: boolean;
}

/** Where of the fleet's space a device stands. */
export interface Spot {
  readonly text: string;
  /** `mark` of the recorder that it was written down in last. */
  notedIn: object | null;
}

/** Devices of one kind in one era: what is the same for all of them. */
export interface Station {
  readonly era: Era;
  /** What a check-in delivers. */
  readonly plan: Plan;
  /** Of each app: why its partner's reports are refused; null: they are accepted. */
  readonly refused: readonly (string | null)[];
  readonly judgements: Map<number, Judgement>;
  /** In words, by the plan that a device holds and its key. */
  readonly situations: Map<Plan, Map<number, Spot>>;
  /** Of the situation that was written down last. */
  lastPlan: Plan | null;
  lastNoted: number;
  /** Of the last judgement. */
  lastKey: number;
  last: Judgement | null;
}

/** Devices that are alike in everything that decides. */
export interface DeviceKind {
  readonly name: string;
  readonly cohort: Cohort;
  readonly facts: DeviceFacts;
  readonly platform: Platform;
  readonly enrolled: boolean;
  /** It has none of its apps yet and has never checked in. */
  readonly isNew: boolean;
  readonly partners: readonly PartnerKey[];
  /** Of each partner its place in `partnerKeys`. */
  readonly places: readonly number[];
  readonly work: WorkTime;
  /** The threats that reach it. */
  readonly sources: readonly ThreatSource[];
  /** The one device that is played; it becomes the next when its life is over. */
  readonly device: DeviceStatus;
  /** By number of the era, each worked out when a device first gets there. */
  readonly stations: (Station | undefined)[];
  /** Counts that belong to it; null before the first device of its kind. */
  cells: KindCells | null;
}

export interface KindCells {
  readonly cohort: Cell;
  /** By app: messages that Intune took, and those that were out of date. */
  readonly accepted: readonly Cell[];
  readonly stale: readonly Cell[];
}

/** Users of a cohort are one user to the tenant, since nothing else tells them apart. */
export const userNameOf = (cohort: Cohort, licensed: boolean): string =>
  licensed ? cohort.name : `${cohort.name}-unlicensed`;

/** A tenant with the users that the cohorts of a profile stand for, and without devices. */
export const withFleetUsers = (tenant: Tenant, profile: FleetProfile): Tenant => {
  const users: Record<string, User> = { ...tenant.users };
  for (const cohort of profile.cohorts) {
    for (const licensed of [true, false]) {
      users[userNameOf(cohort, licensed)] = { groups: cohort.userGroups, roles: [], licensed };
    }
  }
  const { clouds: _, ...rest } = tenant;
  return { ...rest, users, devices: {} };
};

/** What a device that was drawn is to its tenant. */
export const factsOf = (drawn: DrawnDevice): DeviceFacts => {
  const { cohort, partners } = drawn;
  const { isNew } = drawn;
  const appOf = (partner: PartnerKey) => {
    const isThere = !isNew || isBuiltIn(partner);
    return [partner, { installed: isThere, activated: isThere }] as const;
  };
  return {
    managementType: cohort.managementType,
    ownership: cohort.ownership,
    osVersion: drawn.osVersion,
    user: cohort.userless === true ? null : userNameOf(cohort, drawn.licensed),
    groups: cohort.deviceGroups,
    registered: drawn.registered,
    broker: true,
    checkedIn: isEnrolled(cohort.managementType) && !isNew,
    mtdApps: Object.fromEntries(partners.map(appOf)),
    unmetControls: [],
    clientAppType: 'mobileAppsAndDesktopClients',
  };
};

export const kindOf = (
  decider: Decider,
  profile: FleetProfile,
  first: Era,
  drawn: DrawnDevice,
): DeviceKind => {
  const { cohort, partners } = drawn;
  const facts = factsOf(drawn);
  const platform = platformOf(facts.managementType);
  const { evaluator } = decider.tables;
  return {
    name: drawn.kind,
    cohort,
    facts,
    platform,
    enrolled: isEnrolled(facts.managementType),
    isNew: drawn.isNew,
    partners,
    places: partners.map((partner) => partnerIndex[partner]),
    work: workTimeOf(cohort.behaviour),
    sources: profile.threats.filter(
      ({ platforms, cohorts }) =>
        platforms.includes(platform) && (cohorts === null || cohorts.includes(cohort.name)),
    ),
    device: deviceAtStart(evaluator, first.tenant, 'device', facts, first.from),
    stations: [],
    cells: null,
  };
};

/** One object for all, so that devices which never check in hold what their stations say. */
export const nothingHeld: Plan = [];

const stationOf = (decider: Decider, kind: DeviceKind, era: Era): Station => {
  const { evaluator } = decider.tables;
  const { connectors, tenant } = era;
  const refused = kind.partners.map((partner) => {
    const status = connectors[partner];
    const enabled = status !== undefined && isRead(evaluator, status, kind);
    const about = { deviceKnown: true, stale: false, enabled };
    const code = gateViolation({ connectors, evaluator, tenant }, partner, 'deviceThreat', about);
    return isLetThrough(code) ? null : code;
  });
  const plan = kind.enrolled ? planOf(evaluator, tenant, kind.device) : nothingHeld;
  return {
    era,
    plan,
    refused,
    judgements: new Map(),
    situations: new Map(),
    lastPlan: null,
    lastNoted: -1,
    lastKey: -1,
    last: null,
  };
};

/** The station of a kind in an era. Eras that give the same policies give the same plan object. */
export const stationAt = (decider: Decider, kind: DeviceKind, era: Era): Station => {
  const known = kind.stations[era.index];
  if (known !== undefined) return known;
  const station = stationOf(decider, kind, era);
  const alike = kind.stations.find(
    (other) =>
      other !== undefined &&
      other.era.tenant.compliancePolicies === era.tenant.compliancePolicies &&
      other.era.tenant.users === era.tenant.users,
  );
  const kept = alike === undefined ? station : { ...station, plan: alike.plan };
  kind.stations[era.index] = kept;
  return kept;
};

/**
 * What a judgement follows from, as one number: state, reports, apps installed, app launched.
 *
 * @param installed one bit for each app
 */
export const judgementKey = (kind: DeviceKind, installed: number, launched: boolean): number => {
  const { device, places } = kind;
  const { bytes } = device;
  let key = device.decision.complianceState * 2 + (launched ? 1 : 0);
  for (let i = 0; i < places.length; i++) key = key * 256 + (bytes[places[i] as number] as number);
  return key * (1 << places.length) + installed;
};

const judge = (decider: Decider, kind: DeviceKind, { era }: Station, now: Instant): Judgement => {
  const { app, resource } = kind.cohort.behaviour;
  const situation: Situation = {
    evaluator: decider.tables.evaluator,
    tenant: era.tenant,
    connectors: era.lasting,
    device: kind.device,
    now,
  };
  const launch = app === null ? null : judgeLaunch(situation, app);
  const token = resource === null ? null : judgeAccess(situation, resource);
  const opens = launch === null || launch.outcome === 'allowed' || launch.outcome === 'warned';
  const granted = token === null || token.access === 'granted';
  const byCompliance = token?.reasons.includes('device-not-compliant') === true;
  const code = opens ? token?.reasons[0] : launch?.reasons[0];
  return {
    launch: launch?.outcome ?? 'allowed',
    record: launch ?? { outcome: 'allowed', reasons: [] },
    access: granted ? 'granted' : 'denied',
    open: opens && granted,
    closedBy: opens && granted ? null : (code ?? null),
    byCompliance: opens && byCompliance,
  };
};

/**
 * What a launch and a token would come to now. The same situation is judged once: within an era
 * it depends on the device's state and reports alone, unless verdicts age.
 *
 * @param key its `judgementKey`
 */
export const judgementOf = (
  decider: Decider,
  kind: DeviceKind,
  station: Station,
  key: number,
  now: Instant,
): Judgement => {
  if (kind.device.ageing !== null) return judge(decider, kind, station, now);
  if (key === station.lastKey && station.last !== null) return station.last;
  const judgement = station.judgements.get(key) ?? judge(decider, kind, station, station.era.from);
  station.judgements.set(key, judgement);
  station.lastKey = key;
  station.last = judgement;
  return judgement;
};

/** Takes out of a kind what belongs to the share it was played in; what is remembered stays. */
export const forgetShare = (kind: DeviceKind): void => {
  kind.cells = null;
  for (const station of kind.stations) if (station !== undefined) station.lastPlan = null;
};

export const isBuiltIn = (partner: PartnerKey): boolean => partnerOf(partner).builtIn;
