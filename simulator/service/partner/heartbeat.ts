import { heartbeatSchema } from '../../contract/request-schema.ts';
import { schemaCheck } from '../../contract/schema.ts';
import { wireTime } from '../../contract/wire-time.ts';
import { type Answer, ok, schemaProblem } from './answer.ts';
import type { Body, Desk } from './desk.ts';
import { remember } from './memory.ts';
import { isBlocked, stateOf, togglesOf, unresponsiveAfterDays } from './standing.ts';

const check = schemaCheck(heartbeatSchema);

/** E6: a sign of life, welcome in every state; it tells the partner how it stands. */
export const takeHeartbeat = (desk: Desk, { json }: Body): Answer => {
  const faults = check(json);
  if (faults.length > 0) return schemaProblem(faults);
  const { tenant, partner, memory, profile } = desk;
  const reply = tenant.perform({ do: 'heartbeat', partner });
  if (reply.result === 'accepted' && memory.lastError !== null) {
    remember(desk, { kind: 'error', report: null });
  }
  const { messageErrors } = memory;
  if (messageErrors.length > 0) remember(desk, { kind: 'errorsTold' });
  return ok({
    receivedAt: wireTime(tenant.clock.now()),
    connectorState: stateOf(desk),
    messagesBlocked: {
      deviceThreat: isBlocked(desk, 'deviceThreat'),
      appSync: isBlocked(desk, 'appSync'),
    },
    toggles: togglesOf(desk),
    unresponsiveAfterDays: unresponsiveAfterDays(desk),
    heartbeatIntervalSeconds: profile.times.heartbeatInterval / 1000,
    messageErrors,
  });
};
