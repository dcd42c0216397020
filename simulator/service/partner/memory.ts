import type { PartnerKey } from '../../../core/partners.ts';
import type { Instant } from '../../../core/time.ts';
import type { MessageAnswer } from '../../contract/threat-message.ts';
import type { Shelf } from '../shelf.ts';
import type { ServedTenant } from '../tenants.ts';
import type { InventorySnapshot } from './snapshot.ts';

/** A message that was taken: the same again gets the same answer. */
export interface TakenMessage {
  /** SHA-512/256 of the body as it came. */
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

export interface MessageError {
  readonly messageId: string;
  readonly eventId?: string;
  readonly code: string;
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
  messageErrors: readonly MessageError[];
}

const newMemory = (): PartnerMemory => ({
  messages: new Map(),
  places: new Map(),
  requests: new Map(),
  lastFullInventory: null,
  lastError: null,
  about: {},
  messageErrors: [],
});

/** One thing that is remembered from now on. Plain data. */
export type Remembered =
  | { readonly kind: 'message'; readonly id: string; readonly taken: TakenMessage }
  | { readonly kind: 'place'; readonly device: string; readonly place: Place }
  | { readonly kind: 'request'; readonly id: string; readonly taken: TakenRequest }
  | { readonly kind: 'fullInventory'; readonly at: Instant }
  | { readonly kind: 'error'; readonly report: ErrorReport | null }
  | { readonly kind: 'about'; readonly about: PartnerMemory['about'] }
  | { readonly kind: 'messageErrors'; readonly added: readonly MessageError[] }
  | { readonly kind: 'errorsTold' };

interface OfPartner {
  readonly partner: PartnerKey;
  readonly remembered: Remembered;
}

/** Rejections that are kept for a partner that never asks. */
const mostErrors = 1_000;

/** Puts an entry last, as the one that came last, even where its id had been there before. */
const putLast = <Taken>(taken: Map<string, Taken>, id: string, entry: Taken): void => {
  taken.delete(id);
  taken.set(id, entry);
};

const apply = (memory: PartnerMemory, remembered: Remembered): void => {
  switch (remembered.kind) {
    case 'message':
      putLast(memory.messages, remembered.id, remembered.taken);
      break;
    case 'place':
      memory.places.set(remembered.device, remembered.place);
      break;
    case 'request':
      putLast(memory.requests, remembered.id, remembered.taken);
      break;
    case 'fullInventory':
      memory.lastFullInventory = remembered.at;
      break;
    case 'error':
      memory.lastError = remembered.report;
      break;
    case 'about':
      memory.about = remembered.about;
      break;
    case 'messageErrors':
      memory.messageErrors = [...memory.messageErrors, ...remembered.added].slice(-mostErrors);
      break;
    case 'errorsTold':
      memory.messageErrors = [];
      break;
  }
};

type Memories = Map<PartnerKey, PartnerMemory>;

const memoryIn = (memories: Memories, partner: PartnerKey): PartnerMemory => {
  const known = memories.get(partner);
  if (known !== undefined) return known;
  const memory = newMemory();
  memories.set(partner, memory);
  return memory;
};

export const memoriesShelf: Shelf<Memories, OfPartner> = {
  name: 'partner memories',
  make: () => new Map(),
  apply: (memories, { partner, remembered }) => apply(memoryIn(memories, partner), remembered),
};

/** What is remembered of a partner. To look at: it changes by `remember`. */
export const memoryOf = (tenant: ServedTenant, partner: PartnerKey): PartnerMemory =>
  memoryIn(tenant.kept(memoriesShelf), partner);

/** How many messages of all partners are remembered. */
export const messagesIn = (tenant: ServedTenant): number => {
  let count = 0;
  for (const { messages } of tenant.kept(memoriesShelf).values()) count += messages.size;
  return count;
};

export const remember = (
  { tenant, partner }: { readonly tenant: ServedTenant; readonly partner: PartnerKey },
  remembered: Remembered,
): void => tenant.keep(memoriesShelf, { partner, remembered });

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
