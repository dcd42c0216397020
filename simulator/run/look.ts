import type { DeviceField } from '../port/observation.ts';
import type { Expectation } from '../scenario/case.ts';
import { canonicalList } from './canonical.ts';
import { eventsText, sameEvents } from './events.ts';
import { shownInventory } from './look-inventory.ts';
import type { Seen } from './seen.ts';

/** One expectation compared with what was seen. */
export interface Look {
  readonly answer: 'met' | 'differs' | 'hidden';
  readonly subject: string;
  readonly field: string;
  readonly expected: string;
  /** null: the target cannot show it. */
  readonly observed: string | null;
}

/** What a map without the key means; a field that is not listed then shows nothing at all. */
const whereAbsent: Readonly<Partial<Record<DeviceField, string>>> = {
  apps: 'never launched',
  appReasons: 'never launched',
  orgData: 'no such app',
  wipeRequests: 'none',
  threatState: 'none',
  tokens: 'none',
};

const textOf = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.join(', ')}]`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

/** The value under a field and key, or undefined where the target does not show it. */
const shown = (
  observation: object | undefined,
  field: string,
  key: string | null,
  absent: string | undefined,
): unknown => {
  if (observation === undefined) return undefined;
  const value: unknown = new Map<string, unknown>(Object.entries(observation)).get(field);
  if (key === null || value === undefined) return value;
  if (field === 'inventory') return shownInventory(value, key);
  if (typeof value !== 'object' || value === null) return undefined;
  return new Map<string, unknown>(Object.entries(value)).get(key) ?? absent;
};

const lookAtDevice = (expectation: Expectation & { kind: 'device' }, seen: Seen): Look => {
  const { device, field, key, expected } = expectation;
  const order = (value: unknown): unknown =>
    Array.isArray(value) ? canonicalList(field, value.map(String)) : value;
  const observation = seen.devices.get(device);
  const value = shown(observation, field, key, whereAbsent[field]);
  return compare(device, nameOf(field, key), order(expected), order(value));
};

const nameOf = (field: string, key: string | null): string =>
  key === null ? field : `${field}.${key}`;

const compare = (subject: string, field: string, expected: unknown, observed: unknown): Look => {
  const wanted = textOf(expected);
  const hidden = observed === undefined || observed === null;
  const text = hidden ? null : textOf(observed);
  const same = text === wanted && Array.isArray(expected) === Array.isArray(observed);
  const answer = hidden ? 'hidden' : same ? 'met' : 'differs';
  return { answer, subject, field, expected: wanted, observed: text };
};

const lookAtReply = (expectation: Expectation & { kind: 'reply' }, seen: Seen): Look => {
  const { operation, expected } = expectation;
  const reply = seen.replies[operation];
  const field = `${operation + 1}`;
  if (reply === undefined) {
    return { answer: 'hidden', subject: 'replies', field, expected, observed: null };
  }
  const { result, code, offered } = reply;
  const said = code === null ? result : `${result} ${code}`;
  const observed = offered === undefined ? said : `${said} (offered: ${offered.join(', ')})`;
  const met = reply.result === expected || reply.code === expected;
  return { answer: met ? 'met' : 'differs', subject: 'replies', field, expected, observed };
};

const lookAtEvents = (expectation: Expectation & { kind: 'events' }, seen: Seen): Look => {
  const expected = eventsText(expectation.exactly);
  const subject = 'events';
  if (seen.events === null)
    return { answer: 'hidden', subject, field: '', expected, observed: null };
  const answer = sameEvents(expectation.exactly, seen.events) ? 'met' : 'differs';
  return { answer, subject, field: '', expected, observed: eventsText(seen.events) };
};

/** Lists are put into canonical order on both sides, and are exact. */
export const look = (expectation: Expectation, seen: Seen): Look => {
  switch (expectation.kind) {
    case 'device':
      return lookAtDevice(expectation, seen);
    case 'connector': {
      const { partner, field, key, expected } = expectation;
      const value = shown(seen.connectors.get(partner), field, key, undefined);
      return compare(partner, nameOf(field, key), expected, value);
    }
    case 'reply':
      return lookAtReply(expectation, seen);
    case 'events':
      return lookAtEvents(expectation, seen);
  }
};
