import type { SavedWorld } from '../target/saved-world.ts';
import type { World } from '../target/world.ts';
import type { Client } from './client.ts';
import type { ClockStand } from './clock.ts';
import type { Binding } from './name-book.ts';
import type { TenantToServe } from './tenants.ts';

/** Everything there is of a tenant, as plain data. */
export interface SavedTenant {
  readonly given: TenantToServe;
  readonly clock: ClockStand;
  readonly world: SavedWorld;
  readonly devices: World['devices'];
  readonly clients: Map<string, Client>;
  readonly passwords: Map<string, readonly Buffer[]>;
  readonly bound: readonly Binding[];
  /** By name, what each surface keeps. */
  readonly shelves: ReadonlyMap<string, unknown>;
  /** How many happenings of the timeline have happened. */
  readonly played: number;
}
