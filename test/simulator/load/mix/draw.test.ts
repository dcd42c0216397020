import { describe, expect, test } from 'vitest';
import { newJudgementRecord } from '../../../../reports/load/judgement-record.ts';
import { drawsOf } from '../../../../simulator/load/mix/draw.ts';
import type { MixedTraffic } from '../../../../simulator/load/mix/plan.ts';
import { requestKinds } from '../../../../simulator/load/mix/plan.ts';
import { openMix } from '../../../../simulator/load/mix/traffic.ts';
import { laneFinder } from '../../../../simulator/load/open-traffic.ts';
import { mixOf } from './one-kind.ts';

const arrivals = 4_000;

/** Everything that so many threads ask, each by its own part of the fleet. */
const asked = (plan: MixedTraffic, seed: number, threads: number): readonly string[] => {
  const lane = laneFinder(plan, seed, threads);
  const parts = Array.from({ length: threads }, () =>
    openMix(plan, {
      seed,
      epoch: 0,
      now: () => 0,
      timeout: 1e7,
      records: [newJudgementRecord()],
    }),
  );
  return Array.from({ length: arrivals }, (_, sequence) => {
    const ask = parts[lane(sequence)]?.ask(sequence, sequence * 1_000);
    return `${ask?.method} ${ask?.path} ${ask?.body}`;
  });
};

describe('what is asked', () => {
  test('is the same from the same seed, whatever the number of threads', () => {
    const one = asked(mixOf(500), 7, 1);
    expect(asked(mixOf(500), 7, 3)).toEqual(one);
    expect(asked(mixOf(500), 7, 8)).toEqual(one);
    expect(asked(mixOf(500), 8, 1)).not.toEqual(one);
  });

  test('leaves all that happens to a device to one thread', () => {
    const plan = mixOf(500);
    const { arrivalAt } = drawsOf(plan, 7);
    const lane = laneFinder(plan, 7, 3);
    const lanes = new Map<number, Set<number>>();
    for (let sequence = 0; sequence < arrivals; sequence++) {
      const arrival = arrivalAt(sequence);
      if (arrival.kind === 'heartbeats') continue;
      const devices =
        arrival.kind === 'messages' ? arrival.told.map(({ device }) => device) : [arrival.device];
      for (const device of devices) {
        lanes.set(device, (lanes.get(device) ?? new Set()).add(lane(sequence)));
      }
    }
    expect(lanes.size).toBeGreaterThan(450);
    expect([...lanes.values()].every(({ size }) => size === 1)).toBe(true);
    expect(new Set([...lanes.values()].flatMap((set) => [...set])).size).toBe(3);
  });

  test('has the weights of its phase, and full messages', () => {
    const { arrivalAt } = drawsOf(mixOf(5_000), 3);
    const counts = new Map<string, number>();
    const sizes: number[] = [];
    for (let sequence = 0; sequence < 20_000; sequence++) {
      const arrival = arrivalAt(sequence);
      counts.set(arrival.kind, (counts.get(arrival.kind) ?? 0) + 1);
      if (arrival.kind === 'messages') sizes.push(arrival.told.length);
    }
    const [phase] = mixOf(1).phases;
    for (const kind of requestKinds) {
      expect((counts.get(kind) ?? 0) / 200).toBeCloseTo(phase?.mix[kind] ?? 0, -0.5);
    }
    expect(sizes.every((size) => size === 5)).toBe(true);
  });

  test('looks more often where a threat was told', () => {
    const looks = (attention: number): number => {
      const { arrivalAt } = drawsOf(mixOf(5_000, { attention }), 3);
      const lately: number[] = [];
      let hits = 0;
      for (let sequence = 0; sequence < 5_000; sequence++) {
        const arrival = arrivalAt(sequence);
        if (arrival.kind === 'messages') {
          lately.push(...arrival.told.filter(({ state }) => state > 0).map(({ device }) => device));
        } else if ('device' in arrival && lately.slice(-100).includes(arrival.device)) hits += 1;
      }
      return hits / 5_000;
    };
    expect(looks(0)).toBeLessThan(0.1);
    expect(looks(1_000_000)).toBeGreaterThan(0.7);
  });

  test('goes through the devices of a period in turn', () => {
    const [phase] = mixOf(100).phases;
    if (phase === undefined) throw new Error('there is no phase');
    const mix = { messages: 0, heartbeats: 0, checkIns: 1, launches: 0, tokens: 0, reads: 0 };
    const plan = mixOf(100, { attention: 0, phases: [{ ...phase, mix, inTurn: 40 }] });
    const { arrivalAt } = drawsOf(plan, 1);
    const devices = Array.from({ length: 80 }, (_, sequence) => {
      const arrival = arrivalAt(sequence);
      return 'device' in arrival ? arrival.device : -1;
    });
    expect(devices.slice(0, 40)).toEqual(Array.from({ length: 40 }, (_, n) => n));
    expect(devices.slice(40)).toEqual(devices.slice(0, 40));
  });
});
