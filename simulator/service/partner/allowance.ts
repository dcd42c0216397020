import type { Desk } from './desk.ts';
import type { PartnerMemory } from './memory.ts';

/** Calls that may still come at once, and when that was so (of the machine). */
interface Allowance {
  readonly calls: number;
  readonly at: number;
}

/** No memory of its own: after a restart everybody begins with a full bucket. */
const allowances = new WeakMap<PartnerMemory, Allowance>();

/** Takes one call out of the partner's bucket; how long to wait where it is empty, else 0. */
export const waitForTurn = ({ memory, profile, machineNow }: Desk): number => {
  const { burst, requestsPerSecond } = profile.limits;
  const before = allowances.get(memory) ?? { calls: burst, at: machineNow };
  const since = Math.max(0, machineNow - before.at);
  const calls = Math.min(burst, before.calls + (since * requestsPerSecond) / 1000);
  const isLeft = calls >= 1;
  allowances.set(memory, { calls: isLeft ? calls - 1 : calls, at: machineNow });
  return isLeft ? 0 : ((1 - calls) / requestsPerSecond) * 1000;
};
