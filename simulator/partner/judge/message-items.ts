import { member } from '../json-member.ts';
import type { Call } from './call.ts';

/** An item of a message as it was sent, whatever it is. */
export interface SentItem {
  readonly index: number;
  readonly value: unknown;
  readonly eventId: string;
  readonly deviceId: string;
  /** Epoch and sequence, in one text that is equal where they are. */
  readonly place: string;
}

export const isMessage = ({ endpoint, method }: Call): boolean =>
  endpoint === 'message' && method === 'PUT';

const textOf = (value: unknown): string => (typeof value === 'string' ? value.toLowerCase() : '');

export const itemsOf = ({ body }: Call): readonly SentItem[] => {
  const items = member(body, 'items');
  if (!Array.isArray(items)) return [];
  return items.map((value: unknown, index) => ({
    index,
    value,
    eventId: textOf(member(value, 'eventId')),
    deviceId: textOf(member(value, 'deviceId')),
    place: `${String(member(value, 'epoch'))}/${String(member(value, 'sequence'))}`,
  }));
};

export const instantIn = (value: unknown, name: string): number | null => {
  const text = member(value, name);
  const instant = typeof text === 'string' ? Date.parse(text) : Number.NaN;
  return Number.isNaN(instant) ? null : instant;
};
