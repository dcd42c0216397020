import type { Reply } from '../../port/observation.ts';
import type { Operation } from '../../port/operation.ts';
import type { Desk } from './desk.ts';
import { type Ask, unexpected } from './wire.ts';

const results = ['done', 'refused', 'accepted', 'blocked', 'rejected', 'stale', 'denied'] as const;

/** A reply that came as JSON. */
export const replyIn = (json: Readonly<Record<string, unknown>> | null): Reply | null => {
  const result = results.find((known) => known === json?.['result']);
  const code = json?.['code'];
  return result === undefined ? null : { result, code: typeof code === 'string' ? code : null };
};

const inTimeOf = ({ shift }: Desk, operation: Operation): Operation =>
  operation.do === 'report' && operation.observedAt !== undefined
    ? { ...operation, observedAt: operation.observedAt + shift }
    : operation;

/** Through the control surface, for what no other surface has. */
export const performByControl = async (desk: Desk, operation: Operation): Promise<Reply> => {
  const path = `/tenants/${desk.tenantId}/operations`;
  const ask: Ask = { method: 'POST', path, json: inTimeOf(desk, operation) };
  const answer = await desk.control.ask(ask);
  const reply = replyIn(answer.json);
  if (answer.status !== 200 || reply === null) throw unexpected(ask, answer);
  return reply;
};
