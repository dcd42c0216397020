import type { ServedTenant } from '../tenants.ts';

/** How Graph behaves where its documents and what people see of it part. */
interface Manners {
  /** True: v1.0 says `unknownFutureValue` for members it does not list, as documented. */
  hidesNewMembers: boolean;
}

const key = Symbol('manners');

const mannersOf = (tenant: ServedTenant): Manners =>
  tenant.kept(key, () => ({ hidesNewMembers: false }));

/** Live tenants show new members on v1.0 all the same (graph.md 1, 3); that is the default. */
export const hidesNewMembers = (tenant: ServedTenant): boolean => mannersOf(tenant).hidesNewMembers;

export const setHidesNewMembers = (tenant: ServedTenant, hides: boolean): void => {
  mannersOf(tenant).hidesNewMembers = hides;
};
