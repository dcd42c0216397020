import type { Call, Endpoint } from './call.ts';
import type { Check, Note } from './check.ts';
import { isMessage, itemsOf } from './message-items.ts';

/** Clocks and networks are no better than this, in milliseconds. */
const tolerance = 250;

/** So many other messages may overtake one that has to come again. */
const mostOvertaking = 3;

interface Refused {
  readonly call: Call;
  readonly until: number;
  /** Messages under other ids that have come since. */
  overtaken: number;
}

/** The three services that discovery tells apart; each may ask for a wait of its own. */
const serviceOf: Readonly<Partial<Record<Endpoint, string>>> = {
  connector: 'tenant',
  heartbeat: 'tenant',
  error: 'tenant',
  message: 'threat',
  request: 'appSync',
  pages: 'appSync',
};

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;

const asksToWait = ({ status, wait }: Call): boolean =>
  (status === 429 || status === 503) && wait !== null;

/** Whether some item is in both; a body that was refused unread is not known. */
const shares = (one: Call, other: Call): boolean => {
  const ids = new Set(itemsOf(one).map(({ eventId }) => eventId));
  return itemsOf(other).some(({ eventId }) => eventId !== '' && ids.has(eventId));
};

const checkIds = (call: Call, messages: Map<string, Refused>, note: Note): void => {
  if (messages.delete(call.id ?? '')) note.seen();
  for (const [id, refused] of messages) {
    refused.overtaken += 1;
    if (!shares(refused.call, call) && refused.overtaken < mostOvertaking) continue;
    messages.delete(id);
    const { number } = refused.call;
    const observed = `the message of exchange ${number} did not come again under its id`;
    note.fault('the same message id after the wait', observed);
  }
};

export const retryAfter: Check = {
  id: 'PR-01',
  title: 'A wait that was asked for is kept, then the same message comes again',
  rule: 'RFC 6585, 4; RFC 9110, 10.2.3',
  mark: 'F',
  severity: 'MUST',
  topics: [],
  watch: () => {
    const waits = new Map<string, Refused>();
    const messages = new Map<string, Refused>();
    return (call, note) => {
      const service = serviceOf[call.endpoint];
      if (service === undefined) return;
      const wait = waits.get(service);
      // A call that was under way already could not know.
      if (wait !== undefined && call.startedAt > wait.call.endedAt) {
        const early = wait.until - call.startedAt;
        const expected = `no call before the wait of exchange ${wait.call.number} is over`;
        if (early > tolerance) note.fault(expected, `${seconds(early)} early`);
        else if (!isMessage(wait.call)) note.seen();
        waits.delete(service);
      }
      if (isMessage(call)) checkIds(call, messages, note);
      if (!asksToWait(call)) return;
      const refused = { call, until: call.endedAt + (call.wait ?? 0), overtaken: 0 };
      waits.set(service, refused);
      if (isMessage(call)) messages.set(call.id ?? '', refused);
    };
  },
};
