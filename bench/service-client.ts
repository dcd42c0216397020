import { setTimeout as wait } from 'node:timers/promises';
import { Pool } from 'undici';
import { objectId } from '../simulator/contract/object-id.ts';
import { messageOf } from '../simulator/load/mix/message-body.ts';

/**
 * So many askers, in a process of its own: a closed loop, or so often a second. One argument, JSON;
 * the number of answers and how long they took goes out as JSON.
 */
interface Order {
  readonly origin: string;
  readonly method: 'GET' | 'PUT';
  /** `{id}` stands for the id of a message. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Devices in a message; 0: there is no body. */
  readonly items: number;
  readonly tenant: string;
  readonly devices: number;
  readonly askers: number;
  /** Requests a second of all askers together; null: as soon as the last one is answered. */
  readonly rate: number | null;
  /** ms. */
  readonly duration: number;
  /** Numbers of messages begin here, so that none comes twice. */
  readonly from: number;
}
const order: Order = JSON.parse(process.argv[2] ?? '{}');
const { origin, method, path, headers, items, tenant, devices, askers, rate, duration } = order;
const pool = new Pool(origin, { connections: askers, pipelining: 1 });

/** The bodies are made before the clock runs, as a partner's cloud would have them ready. */
const messageFor = (sequence: number): readonly [path: string, body: string | null] => {
  if (items === 0) return [path, null];
  const now = Date.now();
  const message = messageOf({
    seed: 1,
    sequence,
    seenAt: now,
    sentAt: now,
    told: Array.from({ length: items }, (_, index) => ({
      device: (sequence * items + index) % devices,
      state: (sequence + index) % 4,
    })),
    about: (device) => ({
      deviceId: objectId(tenant, 'entraDevice', `d${device}`),
      platform: 'android',
    }),
  });
  return [path.replace('{id}', message.messageId), JSON.stringify(message)];
};

let sequence = order.from;
let answered = 0;
const statuses = new Map<number, number>();
const began = performance.now();
const until = began + duration;
/** When a request may go, where they go so often a second. */
const dueAt = (number: number): number =>
  rate === null ? 0 : began + ((number - order.from) * 1_000) / rate;

const askOn = async (): Promise<void> => {
  for (;;) {
    const number = sequence++;
    const left = dueAt(number) - performance.now();
    if (Math.max(dueAt(number), performance.now()) >= until) return;
    if (left > 0) await wait(left);
    const [to, body] = messageFor(number);
    const media = body === null ? {} : { 'content-type': 'application/json' };
    const answer = await pool.request({
      method,
      path: to,
      headers: { ...headers, ...media },
      body,
    });
    await answer.body.dump();
    answered += 1;
    statuses.set(answer.statusCode, (statuses.get(answer.statusCode) ?? 0) + 1);
  }
};
await Promise.all(Array.from({ length: askers }, askOn));
const seconds = (performance.now() - began) / 1_000;
await pool.close();
process.stdout.write(
  `${JSON.stringify({ answered, seconds, last: sequence, statuses: [...statuses] })}\n`,
);
