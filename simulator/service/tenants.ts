import { createDecider } from '../../core/decision.ts';
import { createEvaluator, documentedParts } from '../../core/evaluator.ts';
import { defaultReadings, type Readings } from '../../core/readings.ts';
import type { Tenant } from '../../core/tenant.ts';
import type { Instant } from '../../core/time.ts';
import type { MusterEvent, Observation, Query, Reply } from '../port/observation.ts';
import type { Operation } from '../port/operation.ts';
import { advanceWorld } from '../target/advance.ts';
import { observeConnector, observeDevice } from '../target/observe.ts';
import { performIn } from '../target/perform.ts';
import { openWorld, type World } from '../target/world.ts';
import { type Client, clientsOf } from './client.ts';
import { type Clock, type ClockSettings, createClock } from './clock.ts';
import { createNameBook, type NameBook } from './name-book.ts';

/** Bodies of a tenant as somebody exported or wrote them, by the name of the policy or partner. */
export type Originals = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export interface TenantToServe {
  /** A GUID. */
  readonly id: string;
  readonly name: string;
  readonly tenant: Tenant;
  readonly originals?: Originals;
  readonly readings?: Readings;
  readonly start: Instant;
  readonly clock: ClockSettings;
  /** What happens by itself, ascending: outages, toggles, whatever a scenario does. */
  readonly timeline?: readonly Happening[];
}

export interface Happening {
  readonly at: Instant;
  readonly operations: readonly Operation[];
}

/** One tenant of the service. Everything that decides is the in-process core behind it. */
export interface ServedTenant {
  readonly id: string;
  readonly name: string;
  /** As it was loaded, to begin again with. */
  readonly given: TenantToServe;
  readonly readings: Readings;
  readonly clock: Clock;
  readonly clients: Map<string, Client>;
  readonly names: NameBook;
  readonly originals: Map<string, Readonly<Record<string, unknown>>>;
  /** The core's world, brought to the present of the tenant's clock first. */
  readonly world: () => World;
  readonly perform: (operation: Operation) => Reply;
  readonly observe: (query: Query) => Observation;
  /** What happened since the last call. */
  readonly takeEvents: () => readonly MusterEvent[];
  /** What a surface keeps for itself of this tenant, made when it is first asked for. */
  readonly kept: <State>(key: symbol, make: () => State) => State;
}

const learnNames = (names: NameBook, tenant: Tenant): void => {
  names.learn('device', Object.keys(tenant.devices));
  names.learn('entraDevice', Object.keys(tenant.devices));
  names.learn('user', Object.keys(tenant.users));
  for (const section of ['compliancePolicies', 'appProtectionPolicies'] as const) {
    names.learn('policy', Object.keys(tenant[section]));
    for (const { assignedTo, excludedGroups } of Object.values(tenant[section])) {
      names.learn('group', [...assignedTo, ...excludedGroups]);
    }
  }
  for (const [name, policy] of Object.entries(tenant.conditionalAccessPolicies)) {
    names.learn('policy', [name]);
    names.learn('group', [...policy.includeGroups, ...policy.excludeGroups]);
    names.learn('role', [...policy.includeRoles, ...policy.excludeRoles]);
    names.learn('resource', [...policy.includeApplications, ...policy.excludeApplications]);
    names.learn('user', [...policy.includeUsers, ...policy.excludeUsers]);
  }
  for (const user of Object.values(tenant.users)) {
    names.learn('group', user.groups);
    names.learn('role', user.roles);
  }
  for (const device of Object.values(tenant.devices)) {
    names.learn('group', device.groups);
    if (device.user !== null) names.learn('user', [device.user]);
  }
};

const serveTenant = (given: TenantToServe): ServedTenant => {
  const { id, name, tenant, readings = defaultReadings } = given;
  const decider = createDecider(createEvaluator(readings, documentedParts));
  const clock = createClock(given.start, given.clock);
  const world = openWorld(decider, tenant, given.start);
  const names = createNameBook(id);
  learnNames(names, tenant);
  const kept = new Map<symbol, unknown>();
  const waiting = [...(given.timeline ?? [])];
  const present = (): World => {
    const now = clock.now();
    // Nobody can tell when it was played, as long as it is before anybody looks.
    while ((waiting[0]?.at ?? Number.POSITIVE_INFINITY) <= now) {
      const next = waiting.shift();
      if (next === undefined) break;
      advanceWorld(world, Math.max(next.at, world.now));
      for (const operation of next.operations) performIn(world, operation);
    }
    if (now > world.now) advanceWorld(world, now);
    return world;
  };
  return {
    id,
    name,
    given,
    readings,
    clock,
    clients: clientsOf(id),
    names,
    originals: new Map(Object.entries(given.originals ?? {})),
    world: present,
    perform: (operation) => performIn(present(), operation),
    observe: (query) =>
      query.kind === 'device'
        ? observeDevice(present(), query)
        : observeConnector(present(), query),
    takeEvents: () => {
      const { events } = present();
      world.events = [];
      return events;
    },
    kept: <State>(key: symbol, make: () => State): State => {
      if (!kept.has(key)) kept.set(key, make());
      return kept.get(key) as State;
    },
  };
};

/** The tenants of a service. They share nothing. */
export interface Tenants {
  readonly get: (id: string) => ServedTenant | null;
  readonly add: (tenant: TenantToServe) => ServedTenant;
  readonly remove: (id: string) => boolean;
  /** The tenant as it was loaded, at its beginning; its applications keep their secrets. */
  readonly reset: (id: string) => ServedTenant | null;
  readonly list: () => readonly ServedTenant[];
}

export const createTenants = (): Tenants => {
  const tenants = new Map<string, ServedTenant>();
  return {
    get: (id) => tenants.get(id.toLowerCase()) ?? null,
    add: (given) => {
      const served = serveTenant({ ...given, id: given.id.toLowerCase() });
      tenants.set(served.id, served);
      return served;
    },
    remove: (id) => tenants.delete(id.toLowerCase()),
    reset: (id) => {
      const before = tenants.get(id.toLowerCase());
      if (before === undefined) return null;
      const { clock, timeline } = before.given;
      const real = clock.mode === 'real' && timeline === undefined;
      const served = serveTenant(real ? { ...before.given, start: Date.now() } : before.given);
      for (const [client, known] of before.clients) served.clients.set(client, known);
      tenants.set(served.id, served);
      return served;
    },
    list: () => [...tenants.values()],
  };
};
