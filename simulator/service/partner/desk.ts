import type { PartnerKey } from '../../../core/partners.ts';
import type { ContractProfile } from '../../contract/profile.ts';
import type { ServedTenant } from '../tenants.ts';
import type { PartnerMemory } from './memory.ts';

/** Where one call of a partner is dealt with: whose it is, in which tenant, under which rules. */
export interface Desk {
  readonly tenant: ServedTenant;
  readonly partner: PartnerKey;
  readonly profile: ContractProfile;
  readonly memory: PartnerMemory;
  /** Where the tenant's part of the service begins, without a slash at the end. */
  readonly url: string;
  /** The machine's clock, for what concerns the wire. */
  readonly machineNow: number;
}

/** A body that was JSON, and the hash of its bytes. */
export interface Body {
  readonly json: unknown;
  readonly hash: string;
}
