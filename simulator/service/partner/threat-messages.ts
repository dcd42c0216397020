import { schemaCheck } from '../../contract/schema.ts';
import type { ItemResult, MessageAnswer, ThreatMessage } from '../../contract/threat-message.ts';
import { envelopeSchema } from '../../contract/threat-schema.ts';
import { instantOf } from '../../contract/wire-time.ts';
import { type Answer, ok, problem, schemaProblem, waitHeaders } from './answer.ts';
import type { Body, Desk } from './desk.ts';
import { takeItem } from './item.ts';
import { forgetBefore, remember, type TakenMessage } from './memory.ts';
import { blockedAnswer, isBlocked } from './standing.ts';

const check = schemaCheck(envelopeSchema);

const answerOf = (messageId: string, results: readonly ItemResult[]): MessageAnswer => ({
  messageId,
  status: 'complete',
  totalCount: results.length,
  acceptedCount: results.filter(({ result }) => result === 'accepted').length,
  pendingCount: 0,
  results,
});

const pendingAnswer = ({ messageId, totalCount }: MessageAnswer): MessageAnswer => ({
  messageId,
  status: 'pending',
  totalCount,
  acceptedCount: 0,
  pendingCount: totalCount,
  results: [],
});

/** The results where they are ready, else where to ask for them and when. */
const resultAnswer = (desk: Desk, { answer, readyAt }: TakenMessage): Answer => {
  const { profile, machineNow, url } = desk;
  if (readyAt <= machineNow) return ok(answer);
  const location = `${url}/threat-messages/${answer.messageId}`;
  const wait = waitHeaders(profile, readyAt - machineNow, machineNow);
  return {
    status: profile.statuses.pending,
    body: pendingAnswer(answer),
    headers: { ...wait, location },
  };
};

const withHeader = (answer: Answer, name: string, value: string): Answer => ({
  ...answer,
  headers: { ...answer.headers, [name]: value },
});

/** A body that is no message at all; null where it is one. */
const refusalOf = (desk: Desk, messageId: string, json: unknown): Answer | null => {
  const faults = check(json);
  if (faults.length > 0) return schemaProblem(faults);
  const message = json as ThreatMessage;
  if (message.messageId.toLowerCase() !== messageId.toLowerCase()) {
    const path = '/messageId';
    return schemaProblem([{ path, keyword: 'const', message: 'is not the id in the address' }]);
  }
  const { itemsPerMessage: maxItems, bodyBytes: maxBytes } = desk.profile.limits;
  if (message.items.length > maxItems) {
    return problem('too-many-items', `at most ${maxItems}`, { maxItems, maxBytes });
  }
  return isBlocked(desk, 'deviceThreat') ? blockedAnswer(desk) : null;
};

/** Rejections that the partner was not told in the answer itself. */
const noteErrors = (desk: Desk, { messageId, results }: MessageAnswer): void => {
  const added = results.flatMap(({ result, eventId, code }) =>
    result !== 'rejected' || code === undefined
      ? []
      : [{ messageId, code, ...(eventId !== null && { eventId }) }],
  );
  if (added.length > 0) remember(desk, { kind: 'messageErrors', added });
};

/** E7: takes a message once, however often it comes. */
export const takeMessage = (desk: Desk, id: string, { json, hash }: Body): Answer => {
  const { memory, profile, tenant, machineNow } = desk;
  const messageId = id.toLowerCase();
  const now = tenant.clock.now();
  forgetBefore(memory.messages, profile.times.messageMemory, now);
  const before = memory.messages.get(messageId);
  if (before !== undefined) {
    if (before.hash !== hash) return problem('idempotency-payload-mismatch');
    return withHeader(resultAnswer(desk, before), 'idempotent-replayed', 'true');
  }
  const refusal = refusalOf(desk, messageId, json);
  if (refusal !== null) return refusal;
  const { items, sentAt } = json as ThreatMessage;
  const taking = { sentAt: instantOf(sentAt), now, desk };
  const results = items.map((item, index) => takeItem(item, index, taking));
  const answer = answerOf(messageId, results);
  const late = profile.answers.messages === 'async';
  if (late) noteErrors(desk, answer);
  const readyAt = late ? machineNow + profile.times.asyncDelay : machineNow;
  const taken: TakenMessage = { hash, answer, takenAt: now, readyAt };
  remember(desk, { kind: 'message', id: messageId, taken });
  return resultAnswer(desk, taken);
};

/** E8: what became of a message. */
export const showMessage = (desk: Desk, id: string): Answer => {
  const { memory, profile, tenant } = desk;
  forgetBefore(memory.messages, profile.times.messageMemory, tenant.clock.now());
  const taken = memory.messages.get(id.toLowerCase());
  return taken === undefined ? problem('unknown-message') : resultAnswer(desk, taken);
};
