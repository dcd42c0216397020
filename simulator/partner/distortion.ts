import type { WireItem, WireThreat } from '../contract/threat-message.ts';
import type { Defect } from './defect.ts';

/** A message as it is about to be sent. */
export interface Outgoing {
  readonly messageId: string;
  readonly sentAt: string;
  readonly items: readonly object[];
}

const oneId = '00000000-0000-4000-8000-000000000001';

/** The same instant as somebody an hour east of Greenwich writes it. */
const local = (value: unknown): unknown => {
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT.*Z$/.test(value)) {
    const shifted = new Date(Date.parse(value) + 3_600_000).toISOString();
    return shifted.replace(/Z$/, '+01:00');
  }
  if (Array.isArray(value)) return value.map(local);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, local(part)]));
};

const fast = (time: string): string => new Date(Date.parse(time) + 600_000).toISOString();

const withThreats = (item: WireItem, change: (threat: WireThreat) => object): object =>
  item.threats === undefined ? item : { ...item, threats: item.threats.map(change) };

const distorted = (item: WireItem, defect: Defect): object => {
  switch (defect) {
    case 'repeated-event-ids':
      return { ...item, eventId: oneId };
    case 'wrong-clock':
      return {
        ...item,
        changedAt: fast(item.changedAt),
        ...(item.lastScanAt !== undefined && { lastScanAt: fast(item.lastScanAt) }),
      };
    case 'wrong-category':
      return withThreats(item, (threat) =>
        threat.category === 'app' ? { ...threat, category: 'network' } : threat,
      );
    case 'revoked-technique':
      return withThreats(item, (threat) => ({
        ...threat,
        attack: { version: '18.1', techniques: ['T1432'] },
      }));
    case 'sends-text':
      return withThreats(item, (threat) => ({ ...threat, messageText: 'see you at eight' }));
    default:
      return item;
  }
};

/** The message as a connector with this defect sends it. */
export const distort = (
  message: Omit<Outgoing, 'items'> & { readonly items: readonly WireItem[] },
  defect: Defect | null,
): Outgoing => {
  if (defect === null) return message;
  const items = message.items.map((item) => distorted(item, defect));
  if (defect === 'wrong-clock') return { ...message, items, sentAt: fast(message.sentAt) };
  return defect === 'local-time'
    ? (local({ ...message, items }) as Outgoing)
    : { ...message, items };
};
