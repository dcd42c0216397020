import { describe, expect, test } from 'vitest';
import { threatStates } from '../../../core/vocabulary.ts';
import { newPhaseRecord } from '../../../reports/load/phase-record.ts';
import { newSeries } from '../../../reports/load/series.ts';
import { imbalances } from '../../../reports/load/sums.ts';
import {
  type DevicesTraffic,
  devicesTraffic,
  type Reported,
} from '../../../simulator/load/devices-traffic.ts';
import { createRequester, type Told } from '../../../simulator/load/requester.ts';
import type { Ask } from '../../../simulator/load/traffic.ts';

const good: readonly Reported[] = ['none', 'activated', 'secured', 'lowSeverity'];
const verdicts = Object.fromEntries(
  [...threatStates, 'none' as const].map((state) => [
    state,
    good.includes(state) ? 'compliant' : 'noncompliant',
  ]),
) as Record<Reported, string>;

const plan: DevicesTraffic = {
  kind: 'devices',
  base: '/t',
  partner: 'lookout',
  devices: 20,
  everyReport: 4,
  verdicts,
  freshness: 0,
  horizon: 60_000,
};

type Planted = 'wrong' | 'stale' | 'lost';

/** A service that answers after 2 ms, and remembers what it said before of each device. */
const service = (plant: (read: number) => Planted | null) => {
  const said = new Map<string, string[]>();
  const planted = { wrong: 0, stale: 0, lost: 0 };
  let reads = 0;
  const states = (device: string) => said.get(device) ?? ['compliant'];
  const answer = (body: string): string | null => {
    const asked: { do?: string; device: string; state: Reported } = JSON.parse(body);
    const known = states(asked.device);
    if (asked.do === 'report') {
      said.set(asked.device, [...known, verdicts[asked.state]]);
      return '{"result":"accepted","code":null}';
    }
    reads += 1;
    const wanted = plant(reads);
    const [before, now = ''] = [known.at(-2), known.at(-1)];
    if (wanted === 'lost') {
      planted.lost += 1;
      return null;
    }
    if (wanted === 'wrong') {
      planted.wrong += 1;
      return '{"complianceState":"inGracePeriod"}';
    }
    if (wanted === 'stale' && before !== undefined && before !== now) {
      planted.stale += 1;
      return JSON.stringify({ complianceState: before });
    }
    return JSON.stringify({ complianceState: now });
  };
  return { answer, planted };
};

/** So many requests, 5 ms apart, over a network that is as slow as it is told. */
const play = (plant: (read: number) => Planted | null, requests: number) => {
  let now = 0;
  const server = service(plant);
  const record = newPhaseRecord();
  let pending: { readonly ask: Ask; readonly told: Told } | null = null;
  const requester = createRequester({
    now: () => now,
    send: (ask, told) => {
      pending = { ask, told };
      return () => undefined;
    },
    traffic: devicesTraffic(plan, { seed: 5, threads: 1, now: () => now, timeout: 1e7 }),
    records: [record],
    series: newSeries(),
    epoch: 0,
    timeout: 1e7,
    mostInFlight: 10,
  });
  const finish = ({ ask, told }: { readonly ask: Ask; readonly told: Told }): void => {
    told.sent();
    now += 2_000;
    const body = server.answer(ask.body ?? '');
    if (body === null) {
      told.lose('ECONNRESET');
      return;
    }
    told.head(200);
    told.end(body);
  };
  for (let sequence = 0; sequence < requests; sequence++) {
    now += 5_000;
    record.sums.offered += 1;
    requester.start(now, 0, sequence);
    if (pending !== null) finish(pending);
  }
  requester.close();
  return { sums: record.sums, planted: server.planted };
};

describe('judging under load', () => {
  test('finds nothing in a faithful service, and has judged every read', () => {
    const { sums } = play(() => null, 4_000);
    expect(sums).toMatchObject({ wrong: 0, stale: 0, lost: 0 });
    expect(sums.correct + sums.unchecked).toBe(4_000);
    expect(sums.correct).toBeGreaterThan(2_800);
    expect(sums.unchecked).toBeGreaterThan(800);
  });

  test('finds exactly the wrong, stale and lost answers that were planted', () => {
    const plant = (read: number): Planted | null => {
      if (read % 101 === 0) return 'wrong';
      if (read % 37 === 0) return 'stale';
      return read % 211 === 0 ? 'lost' : null;
    };
    const { sums, planted } = play(plant, 4_000);
    expect(Object.values(planted).every((count) => count >= 10)).toBe(true);
    expect({ wrong: sums.wrong, stale: sums.stale, lost: sums.lost }).toEqual(planted);
    expect(imbalances(sums)).toEqual([]);
  });

  test('gives every device to one thread', () => {
    const threadsOf = new Map<string, Set<number>>();
    const traffic = devicesTraffic(plan, { seed: 5, threads: 3, now: () => 0, timeout: 1e7 });
    for (let sequence = 0; sequence < 3_000; sequence++) {
      const { device }: { device: string } = JSON.parse(traffic(sequence, 0).body ?? '');
      threadsOf.set(device, (threadsOf.get(device) ?? new Set()).add(sequence % 3));
    }
    expect(threadsOf.size).toBe(18);
    expect([...threadsOf.values()].every(({ size }) => size === 1)).toBe(true);
  });
});
