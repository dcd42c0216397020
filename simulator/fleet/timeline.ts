import type { Decider } from '../../core/decision.ts';
import { type PartnerKey, partnerKeys } from '../../core/partners.ts';
import type { Tenant } from '../../core/tenant.ts';
import { day, hour, type Instant } from '../../core/time.ts';
import type { ConnectorStatuses, View } from '../../core/view.ts';
import type { Operation } from '../port/operation.ts';
import { advanceWorld } from '../target/advance.ts';
import { performIn } from '../target/perform.ts';
import { openWorld, type World } from '../target/world.ts';
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

const deedsOf = (profile: FleetProfile, tenant: Tenant, end: Instant): readonly Deed[] => {
  const { happenings, start, clouds } = profile;
  const planned: Ordered[] = [];
  for (const happening of happenings) {
    if (happening.kind !== 'operations' || happening.at >= end) continue;
    for (const operation of happening.operations) {
      planned.push({ at: happening.at, operation, order: planned.length });
    }
  }
  for (const partner of partnerKeys) {
    if (tenant.connectors[partner] === undefined && clouds[partner] === undefined) continue;
    for (const at of heartbeatsOf(outagesOf(happenings, partner), start, end)) {
      planned.push({ at, operation: { do: 'heartbeat', partner }, order: planned.length });
    }
  }
  return planned.sort((a, b) => a.at - b.at || a.order - b.order);
};

/** An error code outlasts the heartbeats of its partner, each of which would clear it. */
const asDone = (world: World, operation: Operation): readonly Operation[] => {
  if (operation.do !== 'heartbeat') return [operation];
  const inError = world.connectors[operation.partner]?.errorCode === true;
  return inError ? [operation, { do: 'raiseError', partner: operation.partner }] : [operation];
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

class Eras {
  readonly all: Era[] = [];
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
    this.#begin(true, true);
  }

  #begin(byTime: boolean, calculates: boolean): void {
    const { now: from, tenant, connectors, view } = this.#world;
    this.all.push({ index: this.all.length, from, byTime, calculates, tenant, connectors, view });
  }

  /** Lets time pass up to an instant; each change that time brings begins an era. */
  passTo(instant: Instant): void {
    const world = this.#world;
    while (world.view.validUntil <= instant) {
      advanceWorld(world, world.view.validUntil);
      this.#begin(true, true);
    }
    advanceWorld(world, instant);
  }

  perform(operation: Operation): void {
    const world = this.#world;
    const { tenant, connectors, view } = world;
    performIn(world, operation);
    const noticed = world.view.signature !== view.signature;
    const calculates = noticed || operation.do === 'setTenant';
    if (calculates || world.tenant !== tenant || !sameStanding(connectors, world.connectors)) {
      this.#begin(false, calculates);
    }
  }
}

/** Plays what all devices share. The vendors' clouds are the profile's, not the tenant's. */
export const timelineOf = (decider: Decider, { profile, tenant }: Fleet): Timeline => {
  const { clouds: _, ...rest } = tenant;
  const end = profile.start + profile.days * day;
  const world = openWorld(decider, { ...rest, devices: {} }, profile.start);
  const eras = new Eras(world);
  const deeds: Deed[] = [];
  for (const { at, operation } of deedsOf(profile, tenant, end)) {
    eras.passTo(at);
    for (const done of asDone(world, operation)) {
      eras.perform(done);
      deeds.push({ at, operation: done });
    }
  }
  eras.passTo(end - 1);
  const outages = Object.fromEntries(
    partnerKeys.map((partner) => [partner, outagesOf(profile.happenings, partner)]),
  );
  return { start: profile.start, end, eras: eras.all, outages, deeds };
};
