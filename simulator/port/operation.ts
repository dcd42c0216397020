import type { InventoryChanges } from '../../core/inventories.ts';
import type { PartnerKey } from '../../core/partners.ts';
import type {
  AppProtectionPolicy,
  CompliancePolicy,
  ConditionalAccessPolicy,
  ConnectorSettings,
  TenantSettings,
  User,
} from '../../core/tenant.ts';
import type { Duration, Instant } from '../../core/time.ts';
import type { Limit, ManagementType, SettingState, ThreatState } from '../../core/vocabulary.ts';

/** Everything that can be done to a target; one member for each `do` verb of the format. */
export type Operation = PartnerOperation | AdminOperation | DeviceOperation;

export type PartnerOperation =
  | { readonly do: 'provision'; readonly partner: PartnerKey }
  | { readonly do: 'deprovision'; readonly partner: PartnerKey }
  | { readonly do: 'heartbeat'; readonly partner: PartnerKey }
  | {
      readonly do: 'report';
      readonly partner: PartnerKey;
      /** Key of a device of the tenant, or any other id, which the tenant does not know (ID-01). */
      readonly device: string;
      readonly state: ThreatState;
      /** When the partner saw it; absent means on arrival. */
      readonly observedAt?: Instant;
    }
  | { readonly do: 'raiseError'; readonly partner: PartnerKey }
  | { readonly do: 'clearError'; readonly partner: PartnerKey }
  | {
      readonly do: 'requestAppSync' | 'requestCertificateSync';
      readonly partner: PartnerKey;
      /** Key of a device, or any other id; absent: every device of the tenant. */
      readonly device?: string;
    };

/** The policy an operation is about, with its whole new value. */
export type PolicyValue =
  | { readonly section: 'compliancePolicies'; readonly value: CompliancePolicy }
  | { readonly section: 'appProtectionPolicies'; readonly value: AppProtectionPolicy }
  | { readonly section: 'conditionalAccessPolicies'; readonly value: ConditionalAccessPolicy };
export type PolicySection = PolicyValue['section'];

export type AdminOperation =
  | {
      readonly do: 'setConnector';
      readonly partner: PartnerKey;
      /** The user who asks, whose roles then count (RBAC-01); absent: somebody who may. */
      readonly by?: string;
      readonly settings: Partial<ConnectorSettings>;
    }
  | ({ readonly do: 'setPolicy'; readonly policy: string } & PolicyValue)
  | { readonly do: 'removePolicy'; readonly section: PolicySection; readonly policy: string }
  | {
      readonly do: 'assign' | 'unassign';
      readonly section: 'compliancePolicies' | 'appProtectionPolicies';
      readonly policy: string;
      readonly groups: readonly string[];
    }
  | {
      readonly do: 'setTenant';
      readonly settings?: Partial<TenantSettings>;
      readonly serviceRelease?: number;
      readonly recalculationDelay?: Duration;
      /** Whole new values; null removes the user. */
      readonly users?: Readonly<Record<string, User | null>>;
    }
  | {
      readonly do: 'consent' | 'revokeConsent';
      readonly partner: PartnerKey;
      readonly by?: string;
    }
  | ({
      /** `cancelWipe`: a pending request is deleted, or the user is taken off the list. */
      readonly do: 'wipeRequest' | 'cancelWipe';
    } & WipeSubject);

/** What a wipe is asked of: apps of one device, or a user with every device (WIPE-03). */
export type WipeSubject =
  | {
      readonly device: string;
      /** Absent: every protected app of the device, each a request of its own. */
      readonly app?: string;
      readonly user?: never;
    }
  | { readonly user: string; readonly device?: never; readonly app?: never };

export type DeviceOperation =
  | { readonly do: 'enroll'; readonly device: string; readonly managementType: ManagementType }
  | { readonly do: 'unenroll'; readonly device: string }
  | { readonly do: 'register'; readonly device: string }
  | { readonly do: 'install'; readonly device: string; readonly partner: PartnerKey }
  | {
      readonly do: 'uninstall' | 'deactivate';
      readonly device: string;
      readonly partner: PartnerKey;
      /** True: the partner's cloud does not notice, so it sends nothing (G8). */
      readonly silent: boolean;
    }
  | {
      readonly do: 'activate';
      readonly device: string;
      readonly partner: PartnerKey;
      /** Defender alone: in the personal profile, beside the work profile (MDE-ENROLL-A2). */
      readonly profile?: 'personal';
    }
  | {
      readonly do: 'scan';
      readonly device: string;
      /** Absent: every MTD app on the device that is installed and activated. */
      readonly partner?: PartnerKey;
    }
  | {
      readonly do: 'raiseThreat';
      readonly device: string;
      readonly threat: string;
      readonly severity: Exclude<Limit, 'secured'>;
    }
  | { readonly do: 'resolveThreat'; readonly device: string; readonly threat: string }
  | {
      readonly do: 'checkIn';
      readonly device: string;
      /** State of other settings, by Graph property; stands until a later check-in (G18). */
      readonly settings?: Readonly<Record<string, SettingState>>;
    }
  | ({
      /** What is on the device; Intune learns of it at the next check-in (APPSYNC-04). */
      readonly do: 'setInventory';
      readonly device: string;
    } & InventoryChanges)
  | {
      readonly do: 'launch';
      readonly device: string;
      readonly app: string;
      /** Outcome of other conditional-launch settings, by Graph property; stands likewise. */
      readonly conditions?: Readonly<Record<string, 'allowed' | 'warned' | 'blocked' | 'wiped'>>;
      /** True: a wipe that somebody has asked for does not succeed at this launch (WIPE-04). */
      readonly wipeFails?: boolean;
    }
  | { readonly do: 'requestToken'; readonly device: string; readonly resource: string }
  | {
      readonly do: 'tap';
      readonly device: string;
      /** What is chosen on the screen. */
      readonly choose: string;
      /** The protected app it is about; absent: the one opened last, or else the first there is. */
      readonly app?: string;
    };

export type Verb = Operation['do'];
