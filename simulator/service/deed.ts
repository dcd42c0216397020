import type { PartnerKey } from '../../core/partners.ts';
import type { Instant } from '../../core/time.ts';
import type { ObjectKind } from '../contract/object-id.ts';
import type { Operation } from '../port/operation.ts';
import type { Client } from './client.ts';
import type { ClockStand } from './clock.ts';
import type { TenantToServe } from './tenants.ts';

/**
 * One change of a tenant, as plain data. Whatever changes a tenant is one of these, so that the
 * same deeds in the same order make the same tenant again.
 */
export type Deed =
  | { readonly do: 'add'; readonly given: TenantToServe; readonly clock: ClockStand }
  | { readonly do: 'remove' }
  /** From the beginning, which is this instant. */
  | { readonly do: 'reset'; readonly start: Instant; readonly clock: ClockStand }
  | { readonly do: 'perform'; readonly operation: Operation }
  | { readonly do: 'removeConnector'; readonly partner: PartnerKey }
  | { readonly do: 'takeEvents' }
  | { readonly do: 'turnClock'; readonly clock: ClockStand }
  | { readonly do: 'setClient'; readonly client: Client }
  | { readonly do: 'setPasswords'; readonly user: string; readonly digests: readonly Buffer[] }
  | { readonly do: 'bind'; readonly kind: ObjectKind; readonly name: string; readonly id: string }
  | { readonly do: 'keep'; readonly shelf: string; readonly change: unknown };

/** A deed, whose it is, and what the tenant's clock said. */
export interface Done {
  readonly tenant: string;
  readonly at: Instant;
  readonly deed: Deed;
  /** It threw half-way: a mistake in here, which a restart must not make worse. */
  readonly broke?: true;
}

/** Told of each deed in the order in which they are done, before the request is answered. */
export type Scribe = (done: Done) => void;
