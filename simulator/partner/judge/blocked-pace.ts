import { member } from '../json-member.ts';
import type { Call } from './call.ts';
import type { Check } from './check.ts';
import { isMessage } from './message-items.ts';

/** Timers are no better than this, in milliseconds. */
const tolerance = 2_000;

const isRefusal = ({ answer }: Call): boolean =>
  String(member(answer, 'type')).endsWith(':connector-unavailable');

export const blockedPace: Check = {
  id: 'PB-01',
  title: 'While the connector is unavailable, messages are only tried from time to time',
  rule: 'Unavailable: messages are blocked (Microsoft Learn); the pace is of 6.7',
  mark: 'D',
  severity: 'MUST',
  topics: [],
  watch: ({ times }) => {
    let lastTry: number | null = null;
    const refused = new Set<string>();
    return (call, note) => {
      if (call.endpoint === 'heartbeat' || call.endpoint === 'connector') {
        const acked = String(member(call.body, 'lastAckedMessageId')).toLowerCase();
        if (refused.has(acked)) {
          note.fault(
            'no refused message told as delivered',
            'the heartbeat names one as delivered',
          );
        }
        // It looks how it stands, and holds its messages back.
        if (lastTry !== null && call.startedAt > lastTry) note.seen();
      }
      if (!isMessage(call)) return;
      if (!isRefusal(call)) {
        if (call.status === 200 || call.status === 202) {
          refused.delete(call.id ?? '');
          lastTry = null;
        }
        return;
      }
      refused.add(call.id ?? '');
      // One that was under way already could not know.
      if (lastTry !== null && call.startedAt > lastTry) {
        const gap = call.startedAt - lastTry;
        const most = times.probeInterval / 1000;
        if (gap + tolerance < times.probeInterval) {
          note.fault(`at most one try in ${most} s`, `the next after ${Math.round(gap / 1000)} s`);
        } else note.seen();
      }
      lastTry = call.endedAt;
    };
  },
};
