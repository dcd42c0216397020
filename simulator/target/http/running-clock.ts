import { setTimeout as sleep } from 'node:timers/promises';
import type { Instant } from '../../../core/time.ts';

/**
 * Lets time pass on a clock that nobody can set: waits until it must have come to an instant.
 *
 * @param factor how many times as fast as the machine's it runs
 * @param start the instant at which it stands now
 */
export const passTime = (factor: number, start: Instant): ((at: Instant) => Promise<void>) => {
  const from = performance.now();
  return async (at) => {
    const left = from + (at - start) / factor - performance.now();
    // Timers may fire a millisecond early.
    if (left > 0) await sleep(Math.ceil(left) + 1);
  };
};
