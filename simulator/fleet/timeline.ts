import { silenceOf } from '../../core/connector.ts';
import type { Decider } from '../../core/decision.ts';
import { type PartnerKey, partnerKeys } from '../../core/partners.ts';
import type { Tenant } from '../../core/tenant.ts';
import { day, hour, type Instant } from '../../core/time.ts';
import type { ConnectorStatuses, View } from '../../core/view.ts';
import type { Operation } from '../port/operation.ts';
import { advanceWorld } from '../target/advance.ts';
import { performIn } from '../target/perform.ts';
import { isToggled, openWorld, type World } from '../target/world.ts';
import type { Fleet, FleetProfile, Happening } from './profile.ts';

/** A stretch of time in which nothing changes but devices. */
export interface Era {
  readonly index: number;
  readonly from: Instant;
  /** Time alone began it, such as a partner's silence that is over its threshold. */
  readonly byTime: boolean;
  /** Whether its beginning is a calculation of every device (decision-procedure.md, G5, G6). */
  readonly calculates: boolean;
  readonly tenant: Tenant;
  readonly connectors: ConnectorStatuses;
  /**
   * The same for launches at any instant of the era: heartbeats go on in it, so that a partner is
   * either not silent for so long that its data is ignored, or is all the time.
   */
  readonly lasting: ConnectorStatuses;
  readonly view: View;
}

/** The cloud of a partner says nothing from `from` up to but not including `until`. */
export interface Outage {
  readonly from: Instant;
  readonly until: Instant;
}

export interface Deed {
  readonly at: Instant;
  readonly operation: Operation;
  /** As a scenario writes it: a map with one verb. */
  readonly written: object;
}

/**
 * What all devices of a fleet share: everything that happens to the tenant and to the partners'
 * clouds, played before any device lives. A device's own reports never keep a partner alive that
 * is silent here, so devices can be played one by one, in any order, anywhere.
 */
export interface Timeline {
  readonly start: Instant;
  readonly end: Instant;
  readonly eras: readonly Era[];
  readonly outages: Readonly<Partial<Record<PartnerKey, readonly Outage[]>>>;
  /** Everything that was done, heartbeats included, in order. */
  readonly deeds: readonly Deed[];
}

/** Often enough that no threshold, which are whole days, is ever reached by a partner in order. */
const heartbeatEvery = 12 * hour;

const outagesOf = (happenings: readonly Happening[], partner: PartnerKey): readonly Outage[] => {
  const found = happenings
    .filter((one) => one.kind === 'outage' && one.partner === partner)
    .map((one) => one as Outage)
    .sort((a, b) => a.from - b.from);
  const merged: Outage[] = [];
  for (const { from, until } of found) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last.until) {
      merged[merged.length - 1] = { from: last.from, until: Math.max(last.until, until) };
    } else merged.push({ from, until });
  }
  return merged;
};

/** The end of the outage that `at` lies in; null: the cloud is there. */
export const outageEnd = (outages: readonly Outage[] | undefined, at: Instant): Instant | null => {
  if (outages === undefined) return null;
  for (const { from, until } of outages) {
    if (at >= from && at < until) return until;
  }
  return null;
};

/**
 * When a partner's cloud shows that it is there. It does so at the very moment an outage begins,
 * because until then it spoke for some device or other.
 */
const heartbeatsOf = (
  outages: readonly Outage[],
  start: Instant,
  end: Instant,
): readonly Instant[] => {
  const instants = new Set<Instant>();
  for (let at = start; at < end; at += heartbeatEvery) {
    if (outageEnd(outages, at) === null) instants.add(at);
  }
  for (const { from, until } of outages) {
    if (from > start && from < end) instants.add(from);
    if (until < end) instants.add(until);
  }
  return [...instants];
};

interface Ordered extends Deed {
  readonly order: number;
}

const heartbeatOf = (partner: PartnerKey) =>
  ({ operation: { do: 'heartbeat', partner }, written: { heartbeat: { partner } } }) as const;

const errorOf = (partner: PartnerKey) =>
  ({ operation: { do: 'raiseError', partner }, written: { raiseError: { partner } } }) as const;

const deedsOf = (profile: FleetProfile, tenant: Tenant, end: Instant): readonly Deed[] => {
  const { happenings, start, clouds } = profile;
  const planned: Ordered[] = [];
  for (const happening of happenings) {
    if (happening.kind !== 'operations' || happening.at >= end) continue;
    for (const [i, operation] of happening.operations.entries()) {
      const written = happening.written[i] ?? {};
      planned.push({ at: happening.at, operation, written, order: planned.length });
    }
  }
  for (const partner of partnerKeys) {
    if (tenant.connectors[partner] === undefined && clouds[partner] === undefined) continue;
    for (const at of heartbeatsOf(outagesOf(happenings, partner), start, end)) {
      planned.push({ at, ...heartbeatOf(partner), order: planned.length });
    }
  }
  return planned.sort((a, b) => a.at - b.at || a.order - b.order);
};

/** An error code outlasts the heartbeats of its partner, each of which would clear it. */
const asDone = (world: World, deed: Deed): readonly Deed[] => {
  const { operation, at } = deed;
  if (operation.do !== 'heartbeat') return [deed];
  const inError = world.connectors[operation.partner]?.errorCode === true;
  return inError ? [deed, { at, ...errorOf(operation.partner) }] : [deed];
};

const sameStanding = (a: ConnectorStatuses, b: ConnectorStatuses): boolean =>
  partnerKeys.every((partner) => {
    const [left, right] = [a[partner], b[partner]];
    if (left === undefined || right === undefined) return left === right;
    return (
      left.settings === right.settings &&
      left.deprovisioned === right.deprovisioned &&
      left.provisioned === right.provisioned &&
      left.consented === right.consented &&
      left.errorCode === right.errorCode
    );
  });

const lastingOf = ({ evaluator, connectors, now }: World): ConnectorStatuses => {
  const lasting: World['connectors'] = {};
  for (const partner of partnerKeys) {
    const status = connectors[partner];
    if (status === undefined) continue;
    const { ignored } = silenceOf(evaluator, status, now);
    const contact = ignored ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
    lasting[partner] = { ...status, contact };
  }
  return lasting;
};

const begin = (eras: Era[], world: World, byTime: boolean, calculates: boolean): void => {
  const { now: from, tenant, connectors, view } = world;
  const lasting = lastingOf(world);
  eras.push({ index: eras.length, from, byTime, calculates, tenant, connectors, lasting, view });
};

/** Lets time pass up to an instant; each change that time brings begins an era. */
const passTo = (eras: Era[], world: World, instant: Instant): void => {
  while (world.view.validUntil <= instant) {
    advanceWorld(world, world.view.validUntil);
    begin(eras, world, true, true);
  }
  advanceWorld(world, instant);
};

const perform = (eras: Era[], world: World, operation: Operation): void => {
  const { tenant, connectors, view } = world;
  performIn(world, operation);
  const calculates =
    world.view.signature !== view.signature ||
    isToggled(connectors, world.connectors) ||
    operation.do === 'setTenant';
  if (calculates || world.tenant !== tenant || !sameStanding(connectors, world.connectors)) {
    begin(eras, world, false, calculates);
  }
};

/** Plays what all devices share. The vendors' clouds are the profile's, not the tenant's. */
export const timelineOf = (decider: Decider, { profile, tenant }: Fleet): Timeline => {
  const { clouds: _, ...rest } = tenant;
  const end = profile.start + profile.days * day;
  const world = openWorld(decider, { ...rest, devices: {} }, profile.start);
  const eras: Era[] = [];
  begin(eras, world, true, true);
  const deeds: Deed[] = [];
  for (const planned of deedsOf(profile, tenant, end)) {
    passTo(eras, world, planned.at);
    for (const deed of asDone(world, planned)) {
      perform(eras, world, deed.operation);
      deeds.push(deed);
    }
  }
  passTo(eras, world, end - 1);
  const outages = Object.fromEntries(
    partnerKeys.map((partner) => [partner, outagesOf(profile.happenings, partner)]),
  );
  return { start: profile.start, end, eras, outages, deeds };
};
