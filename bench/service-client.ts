import { setTimeout as wait } from 'node:timers/promises';
import autocannon, { type Request } from 'autocannon';
import { Pool } from 'undici';
import { objectId } from '../simulator/contract/object-id.ts';
import { messageOf } from '../simulator/load/mix/message-body.ts';

/**
 * So many askers, in a process of its own: autocannon's closed loop, or so often a second. One
 * argument, JSON; the number of answers and how long they took goes out as JSON.
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
const note = (status: number, times = 1): void => {
  answered += times;
  statuses.set(status, (statuses.get(status) ?? 0) + times);
};
const headersFor = (body: string | null): Readonly<Record<string, string>> =>
  body === null ? headers : { ...headers, 'content-type': 'application/json' };
const began = performance.now();

const askWhenDue = async (perSecond: number): Promise<void> => {
  const pool = new Pool(origin, { connections: askers, pipelining: 1 });
  const until = began + duration;
  const askOn = async (): Promise<void> => {
    for (;;) {
      const number = sequence++;
      const due = began + ((number - order.from) * 1_000) / perSecond;
      const left = due - performance.now();
      if (Math.max(due, performance.now()) >= until) return;
      if (left > 0) await wait(left);
      const [to, body] = messageFor(number);
      const answer = await pool.request({ method, path: to, headers: headersFor(body), body });
      await answer.body.dump();
      note(answer.statusCode);
    }
  };
  await Promise.all(Array.from({ length: askers }, askOn));
  await pool.close();
};

const askAtOnce = async (): Promise<void> => {
  const setupRequest = (request: Request): Request => {
    const [to, body] = messageFor(sequence++);
    return { ...request, path: to, headers: headersFor(body), ...(body !== null && { body }) };
  };
  const request = items === 0 ? { path, headers } : { setupRequest };
  const { statusCodeStats, errors } = await autocannon({
    url: origin,
    connections: askers,
    duration: duration / 1_000,
    requests: [{ method, ...request }],
  });
  for (const [status, { count }] of Object.entries(statusCodeStats)) note(Number(status), count);
  if (errors > 0) note(0, errors);
};

await (rate === null ? askAtOnce() : askWhenDue(rate));
const seconds = (performance.now() - began) / 1_000;
process.stdout.write(
  `${JSON.stringify({ answered, seconds, last: sequence, statuses: [...statuses] })}\n`,
);
