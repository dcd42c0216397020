import type { PartnerKey } from '../../../core/partners.ts';
import type { Instant } from '../../../core/time.ts';
import type { MessageAnswer } from '../../contract/threat-message.ts';
import type { ServedTenant } from '../tenants.ts';
import type { InventorySnapshot } from './snapshot.ts';

/** A message that was taken: the same again gets the same answer. */
export interface TakenMessage {
  /** SHA-256 of the body as it came. */
  readonly hash: string;
  readonly answer: MessageAnswer;
  readonly takenAt: Instant;
  /** Of the machine: when the results may be read. */
  readonly readyAt: number;
}

/** The last item of a device that was applied. */
export interface Place {
  readonly epoch: number;
  readonly sequence: number;
  readonly eventId: string;
  readonly observedAt: Instant;
}

export interface TakenRequest {
  readonly hash: string;
  readonly snapshot: InventorySnapshot;
  readonly takenAt: Instant;
  readonly readyAt: number;
}

export interface ErrorReport {
  readonly code: string;
  readonly detail: string;
  readonly since: string;
  readonly helpUrl?: string;
}

/** What the service keeps of one partner in one tenant beside the core's world. Plain data. */
export interface PartnerMemory {
  /** By id, oldest first. */
  readonly messages: Map<string, TakenMessage>;
  /** By Entra device id. */
  readonly places: Map<string, Place>;
  readonly requests: Map<string, TakenRequest>;
  lastFullInventory: Instant | null;
  lastError: ErrorReport | null;
  /** What the partner says of itself. */
  about: Readonly<Record<string, unknown>>;
  /** Rejections that nobody has read yet; a heartbeat takes them along. */
  messageErrors: { readonly messageId: string; readonly eventId?: string; readonly code: string }[];
  /** Calls that may still come at once, and when that was so (of the machine). */
  allowance: { readonly calls: number; readonly at: number } | null;
}

const newMemory = (): PartnerMemory => ({
  messages: new Map(),
  places: new Map(),
  requests: new Map(),
  lastFullInventory: null,
  lastError: null,
  about: {},
  messageErrors: [],
  allowance: null,
});

const memoriesKey = Symbol('partner memories');

export const memoryOf = (tenant: ServedTenant, partner: PartnerKey): PartnerMemory => {
  const memories = tenant.kept(memoriesKey, () => new Map<PartnerKey, PartnerMemory>());
  const known = memories.get(partner) ?? newMemory();
  memories.set(partner, known);
  return known;
};

/** Forgets what is older than `length`; entries stand in the order in which they came. */
export const forgetBefore = (
  taken: Map<string, { readonly takenAt: Instant }>,
  length: number,
  now: Instant,
): void => {
  for (const [id, { takenAt }] of taken) {
    if (now - takenAt < length) return;
    taken.delete(id);
  }
};
