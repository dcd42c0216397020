import type { PartnerKey } from '../../core/partners.ts';
import { defaultReadings, type Readings } from '../../core/readings.ts';
import type { Tenant } from '../../core/tenant.ts';
import type { Instant } from '../../core/time.ts';
import type { MusterEvent, Observation, Query, Reply } from '../port/observation.ts';
import type { Operation } from '../port/operation.ts';
import { observeConnector, observeDevice } from '../target/observe.ts';
import { performIn } from '../target/perform.ts';
import { savedWorldOf } from '../target/saved-world.ts';
import type { World } from '../target/world.ts';
import { type Client, clientsOf } from './client.ts';
import { type Clock, type ClockSettings, createClock } from './clock.ts';
import type { Deed, Scribe } from './deed.ts';
import { livingWorld } from './living-world.ts';
import { createNameBook, type NameBook } from './name-book.ts';
import { notedMap } from './noted-map.ts';
import { removeConnector } from './remove-connector.ts';
import type { SavedTenant } from './saved-tenant.ts';
import type { Shelf } from './shelf.ts';

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
  /** Of the files it was read from, to tell whether they have changed. */
  readonly digest?: string;
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
  /** By user: SHA-256 of each password with which that user may sign in. */
  readonly passwords: Map<string, readonly Buffer[]>;
  readonly names: NameBook;
  readonly originals: Map<string, Readonly<Record<string, unknown>>>;
  /** The core's world, brought to the present of the tenant's clock first. */
  readonly world: () => World;
  readonly perform: (operation: Operation) => Reply;
  /** Takes a connector away, with nothing left behind. */
  readonly removeConnector: (partner: PartnerKey) => void;
  readonly observe: (query: Query) => Observation;
  /** What happened since the last call. */
  readonly takeEvents: () => readonly MusterEvent[];
  /** What a surface keeps for itself of this tenant, made when it is first asked for. To look at. */
  readonly kept: <State, Change>(shelf: Shelf<State, Change>) => State;
  /** Changes what a surface keeps. */
  readonly keep: <State, Change>(shelf: Shelf<State, Change>, change: Change) => void;
  /** Everything there is of it, as it stands. To be copied before anything else happens. */
  readonly save: () => SavedTenant;
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

const namesOf = ({ id, tenant }: TenantToServe, note: (deed: Deed) => void): NameBook => {
  const names = createNameBook(id, (kind, name, bound) =>
    note({ do: 'bind', kind, name, id: bound }),
  );
  learnNames(names, tenant);
  return names;
};

const savedOf = (
  { given, clock, clients, passwords, names }: ServedTenant,
  world: World,
  shelves: SavedTenant['shelves'],
  played: number,
): SavedTenant => ({
  given,
  clock: clock.stand(),
  world: savedWorldOf(world),
  devices: world.devices,
  clients: new Map(clients),
  passwords: new Map(passwords),
  bound: names.bound(),
  shelves,
  played,
});

/** Who may show what to prove who they are. */
type Proofs = Pick<ServedTenant, 'clients' | 'passwords'>;

const serveTenant = (
  given: TenantToServe,
  scribe: Scribe,
  proofs: Proofs,
  saved: SavedTenant | null = null,
): ServedTenant => {
  const { id, name, readings = defaultReadings } = given;
  const note = (deed: Deed): void => scribe({ tenant: id, at: clock.now(), deed });
  const clock = createClock(given.start, given.clock, (stand) =>
    note({ do: 'turnClock', clock: stand }),
  );
  const { present, doing, played } = livingWorld(given, clock, scribe, saved);
  const names = namesOf(given, note);
  if (saved !== null) {
    for (const binding of saved.bound) names.bind(...binding);
    learnNames(names, saved.world.tenant);
  }
  const shelves = new Map(saved?.shelves);
  const served: ServedTenant = {
    id,
    name,
    given,
    readings,
    clock,
    clients: notedMap(new Map(proofs.clients), (_id, client) => note({ do: 'setClient', client })),
    passwords: notedMap(new Map(proofs.passwords), (user, digests) =>
      note({ do: 'setPasswords', user, digests }),
    ),
    names,
    originals: new Map(Object.entries(given.originals ?? {})),
    world: present,
    perform: (operation) =>
      doing({ do: 'perform', operation }, (world) => performIn(world, operation)),
    removeConnector: (partner) =>
      doing({ do: 'removeConnector', partner }, (world) => removeConnector(world, partner)),
    observe: (query) =>
      query.kind === 'device'
        ? observeDevice(present(), query)
        : observeConnector(present(), query),
    takeEvents: () =>
      doing({ do: 'takeEvents' }, (world) => {
        const { events } = world;
        world.events = [];
        return events;
      }),
    kept: <State, Change>(shelf: Shelf<State, Change>): State => {
      if (!shelves.has(shelf.name)) shelves.set(shelf.name, shelf.make(served));
      return shelves.get(shelf.name) as State;
    },
    keep: <State, Change>(shelf: Shelf<State, Change>, change: Change): void => {
      note({ do: 'keep', shelf: shelf.name, change });
      shelf.apply(served.kept(shelf), change);
    },
    save: () => savedOf(served, present(), shelves, played()),
  };
  return served;
};

/** The tenants of a service. They share nothing. */
export interface Tenants {
  readonly get: (id: string) => ServedTenant | null;
  readonly add: (tenant: TenantToServe) => ServedTenant;
  readonly remove: (id: string) => boolean;
  /** The tenant as it was loaded, at its beginning; its applications and users keep their secrets. */
  readonly reset: (id: string, start?: Instant) => ServedTenant | null;
  readonly list: () => readonly ServedTenant[];
  /** A tenant as it was saved; its clock stands as it did. */
  readonly again: (saved: SavedTenant) => ServedTenant;
  /** From now on each deed is told to this one. */
  readonly writtenBy: (scribe: Scribe) => void;
}

export const createTenants = (): Tenants => {
  const tenants = new Map<string, ServedTenant>();
  let scribe: Scribe = () => undefined;
  const serve = (
    given: TenantToServe,
    proofs: Proofs,
    saved: SavedTenant | null = null,
  ): ServedTenant => {
    let own: ServedTenant | null = null;
    // A request may still hold a tenant that has been taken away or begun again meanwhile.
    const isThere = (): boolean => own !== null && tenants.get(own.id) === own;
    own = serveTenant(given, (done) => (isThere() ? scribe(done) : undefined), proofs, saved);
    return own;
  };
  const note = ({ id, clock }: ServedTenant, deed: Deed): void =>
    scribe({ tenant: id, at: clock.now(), deed });
  return {
    get: (id) => tenants.get(id.toLowerCase()) ?? null,
    add: (given) => {
      const id = given.id.toLowerCase();
      const served = serve({ ...given, id }, { clients: clientsOf(id), passwords: new Map() });
      tenants.set(served.id, served);
      note(served, { do: 'add', given: served.given, clock: served.clock.stand() });
      return served;
    },
    remove: (id) => {
      const served = tenants.get(id.toLowerCase());
      if (served === undefined) return false;
      note(served, { do: 'remove' });
      return tenants.delete(served.id);
    },
    reset: (id, start) => {
      const before = tenants.get(id.toLowerCase());
      if (before === undefined) return null;
      const { clock, timeline } = before.given;
      const isOfToday = clock.mode === 'real' && timeline === undefined;
      const from = start ?? (isOfToday ? Date.now() : before.given.start);
      const served = serve({ ...before.given, start: from }, before);
      note(served, { do: 'reset', start: from, clock: served.clock.stand() });
      tenants.set(served.id, served);
      return served;
    },
    list: () => [...tenants.values()],
    again: (saved) => {
      const served = serve(saved.given, saved, saved);
      served.clock.restore(saved.clock);
      tenants.set(served.id, served);
      return served;
    },
    writtenBy: (given) => {
      scribe = given;
    },
  };
};
