import type { Desk } from './desk.ts';

/** Takes one call out of the partner's bucket; how long to wait where it is empty, else 0. */
export const waitForTurn = ({ memory, profile, machineNow }: Desk): number => {
  const { burst, requestsPerSecond } = profile.limits;
  const before = memory.allowance ?? { calls: burst, at: machineNow };
  const since = Math.max(0, machineNow - before.at);
  const calls = Math.min(burst, before.calls + (since * requestsPerSecond) / 1000);
  const isLeft = calls >= 1;
  memory.allowance = { calls: isLeft ? calls - 1 : calls, at: machineNow };
  return isLeft ? 0 : ((1 - calls) / requestsPerSecond) * 1000;
};
