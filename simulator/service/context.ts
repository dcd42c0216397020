import type { ContractProfile } from '../contract/profile.ts';
import type { Faults } from './fault.ts';
import type { Throttling } from './graph/throttle-limits.ts';
import type { Journal } from './journal.ts';
import type { Store } from './store/store.ts';
import type { Tenants } from './tenants.ts';
import type { Tokens } from './token.ts';

/**
 * What every surface of the service stands on. A surface is a function
 * `(app: FastifyInstance, context: ServiceContext) => void` that adds its routes.
 *
 * A request's tenant is `context.tenants.get(id)`; `tenant.perform` and `tenant.observe` are the
 * only ways to decide anything. Names on the wire are GUIDs: `tenant.names` turns them.
 * Faults, request ids and the journal are hooks of the server; a surface does nothing for them.
 */
export interface ServiceContext {
  readonly tenants: Tenants;
  readonly tokens: Tokens;
  readonly journal: Journal;
  readonly faults: Faults;
  /** The partner contract as it is spoken here. */
  readonly contract: ContractProfile;
  /** How much Graph answers before it asks to wait; null: as much as anybody asks. */
  readonly throttling: Throttling | null;
  /** Where the service can be reached, without a slash at the end: `https://127.0.0.1:8443`. */
  readonly baseUrl: () => string;
  /** Where it can be turned, once its control surface is open; null before, and without one. */
  controlUrl: string | null;
  /** The machine's clock, for tokens and log; a tenant has its own. */
  readonly machineNow: () => number;
  /** Where tenants are kept; null: nowhere but in memory. */
  readonly store: Store | null;
}
