import { wireTime } from '../contract/wire-time.ts';
import { member } from './json-member.ts';
import { type Running, serviceNow } from './running.ts';

const isBlockedIn = (json: unknown): boolean =>
  member(member(json, 'messagesBlocked'), 'deviceThreat') === true;

/** E4, again and again without harm; the state in the answer counts, not the status. */
export const provision = async (run: Running): Promise<boolean> => {
  const { caller, endpoints, options } = run;
  const platforms = [...new Set(options.devices.map(({ platform }) => platform))];
  const answer = await caller.call('PUT', `${endpoints.tenant}/connector`, {
    provisioned: true,
    partnerName: options.partnerName,
    platforms,
    capabilities: ['threat', 'appSync'],
  });
  if (answer === null || answer.status !== 200) {
    options.tell(`provisioning got ${answer === null ? 'no answer' : `status ${answer.status}`}`);
    return false;
  }
  const state = String(member(answer.json, 'state'));
  const missing = member(answer.json, 'missing');
  const owed =
    Array.isArray(missing) && missing.length > 0 ? `, missing: ${missing.join(', ')}` : '';
  options.tell(`provisioned: the connector is ${state}${owed}`);
  return true;
};

/** E6, at its interval and in every state: it is how a connector learns how it stands. */
export const heartbeat = async (run: Running): Promise<void> => {
  const { caller, endpoints, options, book } = run;
  const answer = await caller.call('PUT', `${endpoints.tenant}/heartbeat`, {
    sentAt: wireTime(serviceNow(run)),
    connectorVersion: 'reference',
    status: 'ok',
    queueDepth: book.nextDue() === null ? 0 : 1,
    ...(run.lastAcked !== null && { lastAckedMessageId: run.lastAcked }),
  });
  const now = options.pacing.now();
  run.heartbeatAt = now + run.heartbeatEvery;
  if (answer === null || answer.status !== 200) return;
  const { json } = answer;
  const received = Date.parse(String(member(json, 'receivedAt')));
  if (!Number.isNaN(received)) run.offset = received - now;
  const seconds = member(json, 'heartbeatIntervalSeconds');
  if (typeof seconds === 'number') run.heartbeatEvery = seconds * 1000;
  run.heartbeatAt = now + run.heartbeatEvery;
  run.appSyncOn = member(member(json, 'toggles'), 'appSync') !== false;
  if (run.blocked && !isBlockedIn(json)) options.tell('messages are no longer blocked');
  run.blocked = isBlockedIn(json);
  options.tell(`heartbeat: the connector is ${String(member(json, 'connectorState'))}`);
};
