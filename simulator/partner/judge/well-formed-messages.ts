import type { ContractProfile } from '../../contract/profile.ts';
import { schemaCheck } from '../../contract/schema.ts';
import { messageSchema } from '../../contract/threat-schema.ts';
import type { Call } from './call.ts';
import type { Check, Note } from './check.ts';
import { instantIn, isMessage, itemsOf } from './message-items.ts';

const checkTimes = (call: Call, note: Note, { times }: ContractProfile, isNew: boolean): void => {
  const sentAt = instantIn(call.body, 'sentAt');
  if (sentAt === null) return;
  for (const { index, value } of itemsOf(call)) {
    const changedAt = instantIn(value, 'changedAt');
    if (changedAt !== null && changedAt > sentAt) {
      note.fault('`changedAt` no later than `sentAt`', `item ${index} changed after it was sent`);
    }
  }
  if (call.tenantAt === null || !isNew) return;
  const ahead = Math.round((sentAt - call.tenantAt) / 1000);
  const most = times.clockSkew / 1000;
  if (ahead > most) note.fault(`a clock at most ${most} s ahead`, `${ahead} s ahead`);
  else if (-ahead > most) {
    const observed = `${-ahead} s behind: a slow clock, or a message that was long on its way`;
    note.fault(`a clock at most ${most} s behind`, observed, { severity: 'SHOULD' });
  }
};

/** A text of one message that is the same whenever the message is. */
const contentOf = ({ body }: Call): string => JSON.stringify(body);

export const wellFormedMessages: Check = {
  id: 'PT-01',
  title: 'Every threat message is valid, in UTC, with ids that are its own',
  rule: 'Partner Contract 1, 6.5 and 6.14; RFC 8417, 2.2',
  mark: 'D',
  severity: 'MUST',
  topics: [],
  watch: (profile) => {
    const faultsOf = schemaCheck(messageSchema(profile));
    const messages = new Map<string, string>();
    const events = new Map<string, string>();
    const checkIds = (call: Call, note: Note): boolean => {
      const content = contentOf(call);
      const before = messages.get(call.id ?? '');
      messages.set(call.id ?? '', content);
      if (before !== undefined && before !== content) {
        note.fault('a message id of its own for every message', 'an id with another body');
      }
      for (const { eventId, deviceId, place, index } of itemsOf(call)) {
        if (eventId === '') continue;
        const what = `${deviceId} ${place}`;
        const known = events.get(eventId);
        if (known !== undefined && known !== what) {
          note.fault('an event id of its own for every item', `item ${index} has that of another`);
        }
        events.set(eventId, what);
      }
      return before === undefined;
    };
    return (call, note) => {
      if (!isMessage(call) || call.body === null) return;
      note.seen();
      for (const { path, message } of faultsOf(call.body)) {
        note.fault('a message as the schema says', `${path || '/'}: ${message}`);
      }
      checkTimes(call, note, profile, checkIds(call, note));
    };
  },
};
