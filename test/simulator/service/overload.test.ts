import { describe, expect, test } from 'vitest';
import { createDoorkeeper } from '../../../simulator/service/overload.ts';
import { serviceUnderTest } from './service-under-test.ts';

const limits = { turn: 5, patience: 100, alert: 1_000, crowd: 3 };

/** Plays turns, each with as many requests of a cost in ms; gives how many entered in each. */
const entered = (
  turns: readonly (readonly [requests: number, cost: number])[],
  costOfRefusal = 0,
): number[] => {
  const { mayEnter, endTurn } = createDoorkeeper(limits);
  let now = 1_000;
  return turns.map(([requests, cost]) => {
    let count = 0;
    for (let request = 0; request < requests; request++) {
      const may = mayEnter(now);
      if (may) count += 1;
      now += may ? cost : costOfRefusal;
    }
    endTurn(now);
    return count;
  });
};

const turns = (count: number, requests: number, cost: number) =>
  Array.from({ length: count }, () => [requests, cost] as const);

describe('a service with more to do than it can', () => {
  test('turns away what does not fit into a turn, once that has gone on for a while', () => {
    const counts = entered(turns(20, 20, 1));
    expect(counts.slice(0, 5)).toEqual([20, 20, 20, 20, 20]);
    expect(new Set(counts.slice(6))).toEqual(new Set([6]));
  });

  test('lets a burst in, and whatever few callers ask, however long it takes', () => {
    expect(entered(turns(4, 20, 1))).toEqual([20, 20, 20, 20]);
    expect(new Set(entered(turns(50, 3, 40)))).toEqual(new Set([3]));
  });

  test('lets in less where turning away takes long, and more again where it does not', () => {
    const costly = entered(turns(60, 200, 1), 0.1).slice(40);
    expect(Math.max(...costly)).toBeLessThanOrEqual(2);
    expect(Math.min(...costly)).toBeGreaterThan(0);
    const eased = entered([...turns(60, 200, 1), ...turns(60, 24, 1)], 0.1).slice(100);
    expect(new Set(eased)).toEqual(new Set([6]));
  });

  test('does not open to a crowd because a turn was short that turned it away', () => {
    // Whoever gets in is cheap from the twentieth turn on: it takes 2 ms to let 40 in.
    const counts = entered([...turns(20, 20, 1), ...turns(20, 400, 0.05)]).slice(25);
    expect(new Set(counts)).toEqual(new Set([101]));
  });

  test('lets few in at once, but waits before it lets in a crowd again', () => {
    const overloaded = turns(20, 20, 1);
    const soon = entered([...overloaded, [2, 1], ...turns(5, 20, 1)]).slice(20);
    expect(soon).toEqual([2, 6, 6, 6, 6, 6]);
    const later = entered([...overloaded, ...turns(600, 2, 1), ...turns(5, 20, 1)]).slice(620);
    expect(later).toEqual([20, 20, 20, 20, 20]);
  });
});

test('who is turned away is told so, and when to come again, in the words of the surface', async () => {
  // Every turn is too long for it.
  const overload = { turn: -1, patience: 0, alert: 0, crowd: 0 };
  const service = await serviceUnderTest(undefined, { overload });
  const read = '/v1.0/deviceManagement/managedDevices';
  expect((await service.graph('GET', read)).status).toBe(200);
  await new Promise((resolve) => setImmediate(resolve));
  const refused = await service.graph('GET', read);
  expect(refused.status).toBe(503);
  expect(refused.headers['retry-after']).toBe('1');
  expect(refused.headers['request-id']).toMatch(/^[0-9a-f-]{36}$/);
  expect(refused.body.error.code).toBe('ServiceUnavailable');
  await service.close();
});
