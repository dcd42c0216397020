import { describe, expect, test } from 'vitest';
import {
  drain,
  fallAsleep,
  laneOn,
  mustWake,
  newLaneBuffer,
  push,
} from '../../../simulator/load/lane.ts';
import { pace } from '../../../simulator/load/pace.ts';
import type { Phase } from '../../../simulator/load/phase.ts';

const phase = (rate: number, duration: number, isWarmUp = false): Phase => ({
  name: isWarmUp ? 'warm-up' : 'measured',
  executor: { kind: 'constantRate', rate },
  duration,
  spacing: 'even',
  isWarmUp,
});

/** A clock that only moves when somebody sleeps, and once takes much longer than asked. */
const clockFrom = (
  start: number,
  oversleep: { readonly at: number; readonly by: number } | null,
) => {
  let now = start;
  let hasOverslept = false;
  return {
    now: () => now,
    sleepUntil: (instant: number) => {
      now = instant;
      if (oversleep !== null && !hasOverslept && now >= start + oversleep.at) {
        hasOverslept = true;
        now += oversleep.by;
      }
      return true;
    },
  };
};

describe('the pacer', () => {
  test('emits every arrival at its own time, phase after phase', () => {
    const emitted: number[][] = [];
    const clock = clockFrom(900, null);
    const plan = { phases: [phase(2, 1_000, true), phase(4, 1_000)], seed: 1, epoch: 1_000 };
    const offered = pace(plan, clock, (intended, index, sequence) => {
      emitted.push([intended - 1_000, index, sequence, clock.now() - intended]);
    });
    expect(offered).toEqual([2, 4]);
    expect(emitted).toEqual([
      [0, 0, 0, 0],
      [500_000, 0, 1, 0],
      [1_000_000, 1, 2, 0],
      [1_250_000, 1, 3, 0],
      [1_500_000, 1, 4, 0],
      [1_750_000, 1, 5, 0],
    ]);
  });

  test('that overslept emits what is due at once and moves nothing that comes later', () => {
    const lags: number[] = [];
    const clock = clockFrom(0, { at: 200_000, by: 350_000 });
    const plan = { phases: [phase(10, 1_000)], seed: 1, epoch: 0 };
    const offered = pace(plan, clock, (intended) => lags.push(clock.now() - intended));
    expect(offered).toEqual([10]);
    expect(lags).toEqual([0, 0, 350_000, 250_000, 150_000, 50_000, 0, 0, 0, 0]);
  });

  test('that is stopped has offered what it emitted and no more', () => {
    let sleeps = 0;
    const clock = { now: () => 0, sleepUntil: () => ++sleeps < 4 };
    let emitted = 0;
    const plan = { phases: [phase(10, 1_000), phase(10, 1_000)], seed: 1, epoch: 0 };
    const offered = pace(plan, clock, () => {
      emitted += 1;
    });
    expect(offered).toEqual([emitted, 0]);
    expect(emitted).toBe(4);
  });
});

describe('a lane', () => {
  test('gives back what was put in, in order and once, and says when it is full', () => {
    const lane = laneOn(newLaneBuffer());
    let put = 0;
    for (let round = 0; round < 3; round++) {
      while (push(lane, put * 1.5, put % 3, put)) put += 1;
      const expected = put - 0x1_0000;
      const taken: number[] = [];
      let differing = 0;
      const count = drain(lane, (intended, index, sequence) => {
        taken.push(sequence);
        if (intended !== sequence * 1.5 || index !== sequence % 3) differing += 1;
      });
      expect([count, differing]).toEqual([0x1_0000, 0]);
      expect(taken[0]).toBe(expected);
      expect(taken.at(-1)).toBe(put - 1);
    }
    expect(drain(lane, () => undefined)).toBe(0);
  });

  test('has its reader woken once for each time it fell asleep', () => {
    const lane = laneOn(newLaneBuffer());
    expect(mustWake(lane)).toBe(false);
    fallAsleep(lane);
    expect([mustWake(lane), mustWake(lane)]).toEqual([true, false]);
  });
});
