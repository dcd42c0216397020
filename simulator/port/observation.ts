import type { ScreenName } from '../../core/flows/flow.ts';
import type { AppItem, CertificateRecord } from '../../core/inventory.ts';
import type { PartnerKey } from '../../core/partners.ts';
import type { Instant } from '../../core/time.ts';
import type {
  ComplianceState,
  EventName,
  LaunchOutcome,
  MessageType,
  PartnerState,
  ThreatState,
} from '../../core/vocabulary.ts';
import type { WipeRequestState } from '../../core/wipe-requests.ts';

/**
 * What a target answered to one operation. Admin, device and user operations are `done`
 * or `refused`; messages have the results of decision-procedure.md, 2.4.
 */
export interface Reply {
  readonly result: 'done' | 'refused' | 'accepted' | 'blocked' | 'rejected' | 'stale' | 'denied';
  /** The reason code, e.g. `connector-unavailable/lookout`, where there is one. */
  readonly code: string | null;
  /** Where something was chosen that the screen does not offer: what it offers, A to Z. */
  readonly offered?: readonly string[];
}

export const deviceFields = [
  'complianceState',
  'reasons',
  'warnings',
  'apps',
  'appReasons',
  'access',
  'accessReasons',
  'orgData',
  'personalData',
  'wipeRequests',
  'threatState',
  'tokens',
  'screen',
  'choices',
  'inventory',
] as const;
export type DeviceField = (typeof deviceFields)[number];

export const connectorFields = ['partnerState', 'messages'] as const;
export type ConnectorField = (typeof connectorFields)[number];

export interface DeviceQuery {
  readonly kind: 'device';
  readonly device: string;
  readonly fields: readonly DeviceField[];
  /** Resources to ask access for, where `access` or `accessReasons` is among the fields. */
  readonly resources: readonly string[];
}

export interface ConnectorQuery {
  readonly kind: 'connector';
  readonly partner: PartnerKey;
  readonly fields: readonly ConnectorField[];
}

export type Query = DeviceQuery | ConnectorQuery;

/** What a partner's last requests got of a device (decision-procedure.md, 2.5). */
export interface SharedInventory {
  /** Absent: it has not asked for apps. */
  readonly appSync?: {
    /** Why there is nothing, or not everything; null where nothing was in the way. */
    readonly code: string | null;
    /** The check-in it is from. */
    readonly collectedAt: Instant | null;
    /** By app id, A to Z; null: no data, which is not the same as no apps. */
    readonly apps: readonly AppItem[] | null;
  };
  /** Absent: it has not asked for certificates. */
  readonly certificateSync?: {
    readonly code: string | null;
    readonly collectedAt: Instant | null;
    readonly record: CertificateRecord | null;
  };
}

/** A partner that has asked for nothing is absent. */
export type SharedInventories = Readonly<Partial<Record<PartnerKey, SharedInventory>>>;

/** A field the target cannot show is absent: not observable, never met. */
export interface DeviceObservation {
  readonly complianceState?: ComplianceState;
  /** Reason codes in canonical order (G11); likewise in the other lists. */
  readonly reasons?: readonly string[];
  readonly warnings?: readonly string[];
  /** By app: the last launch. An app never launched is absent. */
  readonly apps?: Readonly<Record<string, LaunchOutcome>>;
  readonly appReasons?: Readonly<Record<string, readonly string[]>>;
  /** By resource asked for: what a token requested now would get (G13). */
  readonly access?: Readonly<Record<string, 'granted' | 'denied'>>;
  readonly accessReasons?: Readonly<Record<string, readonly string[]>>;
  readonly orgData?: Readonly<Record<string, 'present' | 'wiped'>>;
  readonly personalData?: 'present' | 'wiped';
  /** By app: what became of the last request to wipe it, as long as that is listed (WIPE-04). */
  readonly wipeRequests?: Readonly<Record<string, WipeRequestState>>;
  /** By partner: the stored state; a partner that never reported is absent. */
  readonly threatState?: Readonly<Record<string, ThreatState>>;
  /** By resource: the token last requested with `requestToken` (CA-10). */
  readonly tokens?: Readonly<Record<string, 'none' | 'valid' | 'expired'>>;
  /** The screen of the end-user flow. */
  readonly screen?: ScreenName;
  /** What can be chosen there, A to Z. */
  readonly choices?: readonly string[];
  readonly inventory?: SharedInventories;
}

export interface ConnectorObservation {
  readonly partnerState?: PartnerState;
  /** What a message of each type would meet now. */
  readonly messages?: Readonly<Record<MessageType, 'accepted' | 'blocked'>>;
}

export type Observation = DeviceObservation | ConnectorObservation;

/** Something that happened once, e.g. `{ event: 'selectiveWipe', device, app }`. */
export interface MusterEvent {
  readonly event: EventName;
  readonly device: string;
  readonly app?: string;
  readonly policy?: string;
}
