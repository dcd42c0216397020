import { describe, expect, test } from 'vitest';
import { imbalances } from '../../../reports/load/sums.ts';
import { drive, type LoadPlan } from '../../../simulator/load/drive.ts';
import { openFixture } from '../../../simulator/load/fixture.ts';
import type { FixtureKind } from '../../../simulator/load/fixture-worker.ts';

const plan = (origin: string, changes: Partial<LoadPlan> = {}): LoadPlan => ({
  origin,
  traffic: { kind: 'numbered', path: '/' },
  phases: [
    {
      name: 'warm-up',
      executor: { kind: 'atOnce', requests: 20 },
      duration: 100,
      spacing: 'even',
      isWarmUp: true,
    },
    {
      name: 'measured',
      executor: { kind: 'constantRate', rate: 200 },
      duration: 500,
      spacing: 'random',
      isWarmUp: false,
    },
  ],
  seed: 3,
  threads: 2,
  connections: 10,
  timeout: 10_000,
  mostInFlight: 1_000,
  ...changes,
});

const withFixture = async <T>(
  kind: FixtureKind,
  use: (fixture: Awaited<ReturnType<typeof openFixture>>) => Promise<T>,
): Promise<T> => {
  const fixture = await openFixture(kind);
  try {
    return await use(fixture);
  } finally {
    await fixture.close();
  }
};

describe('a driven run', () => {
  test('asks what it offered, once each, as the log of the server says', async () => {
    await withFixture({ kind: 'working', cost: 0 }, async (fixture) => {
      const { records, series, failures, threads } = await drive(plan(fixture.origin));
      const { numbers } = await fixture.log();
      expect(failures).toEqual([]);
      expect(records.map(({ sums }) => imbalances(sums))).toEqual([[], []]);
      const offered = records.map(({ sums }) => sums.offered);
      expect(offered[0]).toBe(20);
      const all = offered.reduce((sum, count) => sum + count, 0);
      expect([...numbers].sort((a, b) => a - b)).toEqual(Array.from({ length: all }, (_, n) => n));
      expect(records.map(({ sums }) => sums.completed)).toEqual(offered);
      const total = (name: 'due' | 'begun' | 'completed' | 'answered'): number =>
        series.stretches.reduce((sum, stretch) => sum + stretch[name], 0);
      expect([total('due'), total('begun'), total('completed'), total('answered')]).toEqual([
        all,
        all,
        all,
        all,
      ]);
      expect(threads.map(({ name }) => name)).toEqual(['pacer', 'requests 1', 'requests 2']);
    });
  });

  test('against nobody loses every request and says why', async () => {
    const origin = await withFixture({ kind: 'idle' }, async (fixture) => fixture.origin);
    const { records, failures } = await drive(plan(origin, { threads: 1 }));
    expect(failures).toEqual([]);
    for (const { sums, errors } of records) {
      expect(sums.lost).toBe(sums.offered);
      expect([...errors]).toEqual([['ECONNREFUSED', sums.offered]]);
    }
  });

  test('that is stopped accounts for everything it had offered', async () => {
    await withFixture({ kind: 'delayed', delay: 60_000 }, async (fixture) => {
      const stopping = new AbortController();
      const changes = { threads: 1, timeout: 120_000 };
      const { records, wasStopped } = await drive(plan(fixture.origin, changes), {
        signal: stopping.signal,
        onProgress: () => stopping.abort(),
      });
      expect(wasStopped).toBe(true);
      for (const { sums } of records) {
        expect(imbalances(sums)).toEqual([]);
        expect(sums.inFlight).toBe(sums.offered);
      }
      expect(records[0]?.sums.offered).toBe(20);
    });
  });
});
