import type { ItemResult } from '../../contract/threat-message.ts';
import { member } from '../json-member.ts';
import type { Call } from './call.ts';
import type { Check, Note } from './check.ts';
import { isMessage, itemsOf, type SentItem } from './message-items.ts';

const tolerance = 1_000;
/** After the time that was named, an item is missed when it has not come for so long. */
const patience = 300_000;

interface Owed {
  readonly exchange: number;
  readonly item: SentItem;
  readonly dueAt: number;
}

const resultsIn = ({ answer }: Call): readonly ItemResult[] => {
  const results = member(answer, 'results');
  return Array.isArray(results) ? (results as readonly ItemResult[]) : [];
};

/** What an item says, apart from the ids of this one sending. */
const sayingOf = ({ value }: SentItem): string =>
  typeof value === 'object' && value !== null
    ? JSON.stringify({ ...value, eventId: null, sequence: null })
    : String(value);

interface Memory {
  /** Message ids that have had their results. */
  readonly settled: Set<string>;
  /** By event id, the exchange in which an item was accepted. */
  readonly accepted: Map<string, number>;
  readonly rejected: Map<string, number>;
  /** By device. */
  readonly owed: Map<string, Owed>;
}

const checkItem = (call: Call, item: SentItem, memory: Memory, note: Note): void => {
  const { accepted, rejected, owed } = memory;
  const taken = accepted.get(item.eventId);
  if (taken !== undefined) {
    note.fault(
      'what was accepted is not sent again',
      `item ${item.index} was, in exchange ${taken}`,
    );
  }
  const refused = rejected.get(item.eventId);
  if (refused !== undefined) {
    const observed = `item ${item.index} again, as in exchange ${refused}`;
    note.fault('what was rejected for good is not sent again unchanged', observed);
  }
  const due = owed.get(item.deviceId);
  if (due === undefined) return;
  const early = due.dueAt - call.startedAt;
  if (early > tolerance && sayingOf(due.item) === sayingOf(item)) {
    const observed = `item ${item.index} came ${Math.round(early / 1000)} s early`;
    note.fault('again after `retryAfterSeconds`, no sooner', observed);
  } else note.seen();
  owed.delete(item.deviceId);
};

const remember = (call: Call, memory: Memory): void => {
  const items = itemsOf(call);
  for (const { index, result, retryable, retryAfterSeconds = 0 } of resultsIn(call)) {
    const item = items[index];
    if (item === undefined) continue;
    if (result === 'accepted') memory.accepted.set(item.eventId, call.number);
    if (result !== 'rejected') continue;
    if (retryable === true) {
      const dueAt = call.endedAt + retryAfterSeconds * 1000;
      memory.owed.set(item.deviceId, { exchange: call.number, item, dueAt });
    } else memory.rejected.set(item.eventId, call.number);
  }
};

export const itemResults: Check = {
  id: 'PT-12',
  title: 'Each item is dealt with as its own result says',
  rule: 'Retryable and final errors (Microsoft public client code); TAXII 2.1, 4.3',
  mark: 'F',
  severity: 'MUST',
  topics: [],
  watch: () => {
    const memory: Memory = {
      settled: new Set(),
      accepted: new Map(),
      rejected: new Map(),
      owed: new Map(),
    };
    return (call, note) => {
      for (const [device, { dueAt, exchange }] of memory.owed) {
        if (call.startedAt <= dueAt + patience || isMessage(call)) continue;
        memory.owed.delete(device);
        const observed = 'it never came';
        note.fault('a retryable item again after `retryAfterSeconds`', observed, { exchange });
      }
      if (!isMessage(call) || memory.settled.has(call.id ?? '')) return;
      if (memory.rejected.size > 0) note.seen();
      for (const item of itemsOf(call)) checkItem(call, item, memory, note);
      // Nothing can be owed while messages are blocked.
      if (call.status === 409) memory.owed.clear();
      if (call.status !== 200) return;
      memory.settled.add(call.id ?? '');
      remember(call, memory);
    };
  },
};
