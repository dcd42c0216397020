import { randomUUID } from 'node:crypto';
import type { Caller } from './caller.ts';
import { member } from './json-member.ts';
import { askedWait, type Pacing } from './pacing.ts';
import type { Received } from './wire.ts';

/** What reading an inventory came to. */
export interface AppsRead {
  readonly devices: number;
  readonly pages: number;
}

/** A request is not waited for longer than this many times. */
const mostPolls = 100;

/** Asks for the apps of devices and reads every page of the answer, each through the one before. */
export const readApps = async (
  base: string,
  devices: readonly string[],
  caller: Caller,
  pacing: Pacing,
): Promise<AppsRead | Received | null> => {
  const url = `${base}/app-sync-requests/${randomUUID()}`;
  let answer = await caller.call('PUT', url, { devices, includeApps: 'all' });
  for (let poll = 0; answer?.status === 202 && poll < mostPolls; poll += 1) {
    await pacing.sleep(askedWait(answer.headers, pacing.now()) ?? 1_000);
    answer = await caller.call('GET', url);
  }
  if (answer === null || answer.status !== 200) return answer;
  let next: unknown = `${url}/devices`;
  let read = 0;
  let pages = 0;
  while (typeof next === 'string') {
    const page: Received | null = await caller.call('GET', next);
    if (page === null || page.status !== 200) return page;
    const value = member(page.json, 'value');
    read += Array.isArray(value) ? value.length : 0;
    pages += 1;
    next = member(page.json, 'nextLink');
  }
  return { devices: read, pages };
};
