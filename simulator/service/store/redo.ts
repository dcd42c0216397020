import type { ClockStand } from '../clock.ts';
import type { Deed, Done } from '../deed.ts';
import type { SavedTenant } from '../saved-tenant.ts';
import { shelves } from '../shelves.ts';
import type { ServedTenant, Tenants } from '../tenants.ts';

const shelfNamed = new Map(shelves.map((shelf) => [shelf.name, shelf]));

const stepped = { mode: 'stepped', factor: 1 } as const;

type OfTenant = Exclude<Deed, { readonly do: 'add' | 'remove' | 'reset' | 'turnClock' }>;

const redoIn = (tenant: ServedTenant, deed: OfTenant): void => {
  switch (deed.do) {
    case 'perform':
      tenant.perform(deed.operation);
      break;
    case 'removeConnector':
      tenant.removeConnector(deed.partner);
      break;
    case 'takeEvents':
      tenant.takeEvents();
      break;
    case 'setClient':
      tenant.clients.set(deed.client.id, deed.client);
      break;
    case 'setPasswords':
      tenant.passwords.set(deed.user, deed.digests);
      break;
    case 'bind':
      tenant.names.bind(deed.kind, deed.name, deed.id);
      break;
    case 'keep': {
      const shelf = shelfNamed.get(deed.shelf);
      if (shelf === undefined) throw new Error(`no shelf is called ${deed.shelf}`);
      shelf.keepAgain(tenant, deed.change);
      break;
    }
  }
};

const redoBroken = (tenant: ServedTenant, deed: OfTenant): void => {
  try {
    redoIn(tenant, deed);
  } catch {
    // As it did when it was done.
  }
};

/** Makes tenants what they were, in the order in which they became it. */
export interface Redoing {
  /** A tenant as it was saved, before any deed of it. */
  readonly again: (saved: SavedTenant) => void;
  /** Does again what was done, at the instant at which it was done. */
  readonly redo: (done: Done) => void;
  /** Lets every clock stand as it was last turned; time that has passed since then has passed. */
  readonly finish: () => void;
}

/** A clock as it was last turned. It never falls, even where the machine's was put back. */
const letRun = ({ clock, world }: ServedTenant, stand: ClockStand): void => {
  const reached = world().now;
  clock.restore(stand);
  if (clock.now() < reached) clock.restore({ ...stand, here: reached, machine: Date.now() });
};

/** @param tenants which nobody is told of meanwhile */
export const redoing = (tenants: Tenants): Redoing => {
  const stands = new Map<string, ClockStand>();
  const known = (id: string): ServedTenant => {
    const tenant = tenants.get(id);
    if (tenant === null) throw new Error(`a deed of the tenant ${id}, which is not there`);
    return tenant;
  };
  const hold = ({ clock }: ServedTenant, at: number): void =>
    clock.restore({ settings: stepped, here: at, machine: 0 });
  const begin = (tenant: ServedTenant, at: number, stand: ClockStand): void => {
    stands.set(tenant.id, stand);
    hold(tenant, at);
  };
  return {
    again: (saved) => begin(tenants.again(saved), saved.world.now, saved.clock),
    redo: ({ tenant: id, at, deed, broke }) => {
      switch (deed.do) {
        case 'add':
          return begin(tenants.add(deed.given), at, deed.clock);
        case 'remove':
          stands.delete(id);
          tenants.remove(id);
          return undefined;
        case 'reset':
          tenants.reset(id, deed.start);
          return begin(known(id), at, deed.clock);
        case 'turnClock':
          stands.set(id, deed.clock);
          return undefined;
        default:
          hold(known(id), at);
          return broke === true ? redoBroken(known(id), deed) : redoIn(known(id), deed);
      }
    },
    finish: () => {
      for (const [id, stand] of stands) letRun(known(id), stand);
    },
  };
};
