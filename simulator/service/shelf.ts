import type { ServedTenant } from './tenants.ts';

/**
 * What a surface keeps for itself of a tenant. It is plain data, and changes by its changes alone,
 * which are plain data too: a store writes them down and makes them again.
 */
export interface Shelf<State, Change> {
  readonly name: string;
  /** From the tenant as it was given, whenever that is asked for. */
  readonly make: (tenant: ServedTenant) => State;
  readonly apply: (state: State, change: Change) => void;
}

/** A shelf whose kinds of state and change nobody has to know. */
export interface AnyShelf {
  readonly name: string;
  /** Makes a change that was written down once more. */
  readonly keepAgain: (tenant: ServedTenant, change: unknown) => void;
}

/** The changes of a shelf come back as they went: only what it wrote itself is read. */
export const anyShelf = <State, Change>(shelf: Shelf<State, Change>): AnyShelf => ({
  name: shelf.name,
  keepAgain: (tenant, change) => tenant.keep(shelf, change as Change),
});
