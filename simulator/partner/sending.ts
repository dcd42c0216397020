import { randomUUID } from 'node:crypto';
import type { MessageAnswer, WireItem } from '../contract/threat-message.ts';
import { wireTime } from '../contract/wire-time.ts';
import { distort } from './distortion.ts';
import { member } from './json-member.ts';
import { askedWait } from './pacing.ts';
import { patience, type Running, serviceNow } from './running.ts';
import { settle } from './settlement.ts';
import { heartbeat, provision } from './sign-of-life.ts';
import type { Received } from './wire.ts';

/** Messages are blocked: nothing more is sent, the present conditions are kept. */
export const noteBlocked = (run: Running, { json }: Received): void => {
  const { pacing, profile, tell } = run.options;
  run.blocked = true;
  run.probeAt = pacing.now() + profile.times.probeInterval;
  tell(`messages are blocked: ${String(member(json, 'connectorState'))}, holding them back`);
};

const isAnswer = (json: unknown): json is MessageAnswer => Array.isArray(member(json, 'results'));

/** E8 until the results are there. */
const awaitResults = async (
  run: Running,
  first: Received,
  url: string,
): Promise<Received | null> => {
  const { pacing } = run.options;
  let answer: Received | null = first;
  while (answer?.status === 202) {
    await pacing.sleep(askedWait(answer.headers, pacing.now()) ?? 1_000);
    answer = await run.caller.call('GET', url);
  }
  return answer;
};

const oweAll = (run: Running, items: readonly WireItem[]): void => {
  for (const { deviceId } of items) run.book.owe(deviceId, run.options.pacing.now());
};

/** After 413: as many as the service says, or half. */
const split = (run: Running, items: readonly WireItem[], { json }: Received): void => {
  const most = member(json, 'maxItems');
  const half = Math.max(1, Math.floor(items.length / 2));
  run.itemsPerMessage = typeof most === 'number' && most < items.length ? most : half;
  if (items.length > 1) oweAll(run, items);
};

/** E7. False where nothing more is to be sent for now. */
const send = async (run: Running, items: readonly WireItem[]): Promise<boolean> => {
  const { caller, endpoints, options } = run;
  const messageId = randomUUID();
  const message = distort({ messageId, sentAt: wireTime(serviceNow(run)), items }, options.defect);
  const url = `${endpoints.threat}/threat-messages/${messageId}`;
  const first = await caller.call('PUT', url, message);
  const answer = first === null ? null : await awaitResults(run, first, url);
  if (answer === null) {
    oweAll(run, items);
    return false;
  }
  if (answer.status === 200 && isAnswer(answer.json)) {
    run.lastAcked = messageId;
    settle(run, items, answer.json);
    options.tell(`sent ${items.length}: ${answer.json.acceptedCount} accepted`);
    return true;
  }
  if (answer.status === 413) {
    split(run, items, answer);
    return true;
  }
  if (answer.status === 409) {
    oweAll(run, items);
    noteBlocked(run, answer);
    return options.defect === 'hammers-when-blocked';
  }
  run.rejected += items.length;
  options.tell(`ALARM: a message was refused with status ${answer.status}; it is not sent again`);
  return false;
};

/** Blocked: nothing is sent; from time to time it provisions again, and looks how it stands. */
const probe = async (run: Running): Promise<void> => {
  const { pacing, profile } = run.options;
  await provision(run);
  await heartbeat(run);
  run.probeAt = pacing.now() + profile.times.probeInterval;
};

const sendParts = async (run: Running, items: readonly WireItem[]): Promise<boolean> => {
  // What is split meanwhile is owed as a whole, so the size stays for this round.
  const size = run.itemsPerMessage;
  let going = true;
  for (let from = 0; from < items.length; from += size) {
    const part = items.slice(from, from + size);
    if (going) going = await send(run, part);
    else oweAll(run, part);
  }
  return going;
};

/** How often a connector with that defect tries while it is blocked. */
const hammering = 5;

/** Sends what is due, up to the present condition of every device. */
export const flush = async (run: Running): Promise<void> => {
  const { pacing, defect } = run.options;
  const tries = defect === 'hammers-when-blocked' ? hammering : 1;
  for (let blows = 0; blows < tries && pacing.now() <= run.limits.until; ) {
    if (pacing.now() >= run.heartbeatAt) await heartbeat(run);
    if (run.blocked && tries === 1) return;
    const due = run.book.takeDue(pacing.now());
    if (due.length === 0) break;
    if (!(await sendParts(run, due))) return;
    if (run.blocked) {
      blows += 1;
      await pacing.sleep(1_000);
    }
  }
  const { repeats } = run;
  run.repeats = [];
  if (repeats.length > 0) await send(run, repeats);
  run.repeats = [];
};

/**
 * Lets time pass until `end`, with heartbeats and whatever falls due.
 *
 * @param how `owed` ends earlier, once nothing is owed
 */
export const idle = async (run: Running, end: number, how: 'always' | 'owed'): Promise<void> => {
  const { pacing } = run.options;
  for (;;) {
    run.limits.until = pacing.now() + patience;
    if (run.blocked && pacing.now() >= run.probeAt) await probe(run);
    await flush(run);
    const due = run.book.nextDue();
    const now = pacing.now();
    if (now >= end || (how === 'owed' && due === null)) return;
    const next = run.blocked ? run.probeAt : Math.max(due ?? end, now + 1_000);
    await pacing.sleep(Math.max(1, Math.min(end, run.heartbeatAt, next) - now));
  }
};
