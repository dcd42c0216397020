import type { Shelf } from '../shelf.ts';
import type { ServedTenant } from '../tenants.ts';
import type { Throttling } from './throttle-limits.ts';

/** How Graph behaves where its documents and what people see of it part. */
interface Manners {
  /** True: v1.0 says `unknownFutureValue` for members it does not list, as documented. */
  hidesNewMembers: boolean;
  /** Null: none; absent: as the service was started. */
  throttling?: Throttling | null;
}

export const mannersShelf: Shelf<Manners, Partial<Manners>> = {
  name: 'manners',
  make: () => ({ hidesNewMembers: false }),
  apply: (manners, change) => Object.assign(manners, change),
};

/** Live tenants show new members on v1.0 all the same (graph.md 1, 3); that is the default. */
export const hidesNewMembers = (tenant: ServedTenant): boolean =>
  tenant.kept(mannersShelf).hidesNewMembers;

export const setHidesNewMembers = (tenant: ServedTenant, hides: boolean): void =>
  tenant.keep(mannersShelf, { hidesNewMembers: hides });

export const throttlingOf = (
  tenant: ServedTenant,
  ofService: Throttling | null,
): Throttling | null => {
  const { throttling } = tenant.kept(mannersShelf);
  return throttling === undefined ? ofService : throttling;
};

export const setThrottling = (tenant: ServedTenant, throttling: Throttling | null): void =>
  tenant.keep(mannersShelf, { throttling });
