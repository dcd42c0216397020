import type { Limit, ThreatState } from '../../core/vocabulary.ts';
import type { ThreatCategory } from './classification.ts';

/** One threat of an item; further members are looked at by nobody here. */
export interface WireThreat {
  readonly threatId: string;
  readonly status: 'active' | 'resolved' | 'ignored';
  readonly category: ThreatCategory;
  readonly classification: string;
  readonly severity: 'none' | 'low' | 'medium' | 'high';
  readonly attack?: { readonly version: string; readonly techniques: readonly string[] };
  readonly firstObservedAt: string;
  readonly resolvedAt?: string;
}

export const wirePlatforms = ['android', 'ios', 'windows', 'macos'] as const;
export type WirePlatform = (typeof wirePlatforms)[number];

/** A device's full present condition: what was lost or sent twice heals with the next one. */
export interface WireItem {
  readonly eventId: string;
  /** Entra device id. */
  readonly deviceId: string;
  readonly platform: WirePlatform;
  /** Rises when a partner starts counting anew; compared before `sequence`. */
  readonly epoch: number;
  readonly sequence: number;
  readonly changedAt: string;
  readonly lastScanAt?: string;
  readonly activationState: 'pending' | 'activated' | 'deactivated';
  readonly reportingState?: 'reporting' | 'unresponsive' | 'misconfigured';
  readonly riskLevel?: Limit;
  readonly compromised?: boolean;
  readonly riskOverride?: string;
  readonly threats?: readonly WireThreat[];
}

/** The envelope; each item is judged alone. */
export interface ThreatMessage {
  readonly messageId: string;
  readonly sentAt: string;
  readonly items: readonly unknown[];
}

export const itemResults = ['accepted', 'duplicate', 'stale', 'rejected', 'pending'] as const;

export type ItemCode =
  | 'schema_invalid'
  | 'device_not_found'
  | 'timestamp_in_future'
  | 'sequence_conflict'
  | 'level_without_health';

export interface ItemResult {
  readonly index: number;
  /** Null where the item has none that can be read. */
  readonly eventId: string | null;
  readonly result: (typeof itemResults)[number];
  readonly code?: ItemCode;
  readonly retryable?: boolean;
  readonly retryAfterSeconds?: number;
  /** The sequence that is kept, of a stale item. */
  readonly currentSequence?: number;
  readonly note?: string;
}

export interface MessageAnswer {
  readonly messageId: string;
  readonly status: 'complete' | 'pending';
  readonly totalCount: number;
  readonly acceptedCount: number;
  readonly pendingCount: number;
  readonly results: readonly ItemResult[];
}

const levelStates = {
  secured: 'secured',
  low: 'lowSeverity',
  medium: 'mediumSeverity',
  high: 'highSeverity',
} as const satisfies Record<Limit, ThreatState>;

/** The state of Graph that an item comes to (contract, 6.5). */
export const threatStateOf = (item: WireItem): ThreatState => {
  if (item.activationState === 'pending') return 'unknown';
  if (item.activationState === 'deactivated') return 'deactivated';
  const reporting = item.reportingState ?? 'reporting';
  if (reporting !== 'reporting') return reporting;
  if (item.riskLevel === undefined) return 'activated';
  return item.compromised === true ? 'compromised' : levelStates[item.riskLevel];
};
