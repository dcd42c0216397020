import { describe, expect, test } from 'vitest';
import { record } from '../../../../reports/load/histogram.ts';
import { newPhaseRecord } from '../../../../reports/load/phase-record.ts';
import { newSeries } from '../../../../reports/load/series.ts';
import { type LoadSummary, summarizeRun } from '../../../../reports/load/summary.ts';
import { openSession, type Session } from '../session.ts';

/** A run in which every answer took so many µs. */
const run = (time: number, changes: Partial<LoadSummary> = {}): LoadSummary => {
  const phase = newPhaseRecord();
  for (let count = 0; count < 1_000; count++) {
    for (const clock of [phase.response, phase.service]) record(clock, time);
    record(phase.lag, 10);
  }
  Object.assign(phase.sums, { offered: 1_000, started: 1_000, completed: 1_000, unchecked: 1_000 });
  const planned = { mean: 100, peak: 100 };
  const summary = summarizeRun({
    provenance: {
      tool: 'muster',
      node: 'v20',
      system: 'linux',
      processor: 'one',
      cores: 2,
      startedAt: '2026-01-05T09:00:00Z',
      command: 'muster load',
    },
    target: 'http://127.0.0.1:1',
    profile: { name: 'fixed', digest: 'a' },
    seed: 1,
    settings: { threads: 1, connections: 1, timeout: 1, mostInFlight: 1 },
    wasStopped: false,
    instrument: {
      threads: [],
      machine: {
        wall: 10_000_000,
        cpu: 1,
        rss: 1,
        steal: 0,
        busy: 0,
        loadAverage: 0,
        listenOverflows: 0,
        sockets: 1,
      },
      neighbourhood: 'other-cores',
      calibration: { floorP50: 1, floorP99: 1, ceiling: 10_000 },
    },
    frames: [{ name: 'measured', isWarmUp: false, shape: '', duration: 10_000, planned }],
    records: [phase],
    series: newSeries(),
    failures: [],
  });
  return { ...summary, thresholds: [], ...changes };
};

const repeats = (session: Session, folder: string, runs: readonly LoadSummary[]): void => {
  for (const [index, summary] of runs.entries()) {
    session.write(`${folder}/${index + 1}/summary.json`, JSON.stringify(summary));
  }
};

const compared = async (before: readonly LoadSummary[], after: readonly LoadSummary[]) => {
  const session = openSession();
  repeats(session, 'before', before);
  repeats(session, 'after', after);
  return session.run('compare', 'before', 'after');
};

const steady = (time: number, changes: Partial<LoadSummary> = {}): readonly LoadSummary[] =>
  [0, 1, 2].map((more) => run(time + more, changes));

describe('muster compare', () => {
  test('ends with 0 where nothing became worse, and shows interval and noise', async () => {
    const { exit, out } = await compared(steady(2_000), steady(1_000));
    expect(exit).toBe(0);
    expect(out).toContain('3 runs before, 3 after');
    expect(out).toMatch(
      /response p50 .* -\d\d\.\d % +-\d\d\.\d % to -\d\d\.\d % +±\d\.\d % +better/,
    );
  });

  test('ends with 7 where something did', async () => {
    const { exit, out } = await compared(steady(1_000), steady(2_000));
    expect(exit).toBe(7);
    expect(out).toMatch(/response p50 .*worse/);
  });

  test('ends with 8 where there are too few repeats to say what is noise', async () => {
    const { exit, out } = await compared([run(1_000)], [run(2_000)]);
    expect(exit).toBe(8);
    expect(out).toContain('fewer than 3 repeats on a side');
  });

  test('takes no INVALID run for a baseline, nor for what is held against it: 9', async () => {
    const doubts = [{ grade: 'INVALID', because: 'start lag p99 is 659.5 ms' }] as const;
    const invalid = steady(1_000, { grade: 'INVALID', doubts });
    for (const [before, after] of [
      [invalid, steady(2_000)],
      [steady(2_000), invalid],
    ] as const) {
      const { exit, err } = await compared(before, after);
      expect(exit).toBe(9);
      expect(err).toContain('a measurement is INVALID: start lag p99 is 659.5 ms');
    }
  });

  test('refuses runs that measured something else, and a run against itself: 2', async () => {
    const other = await compared(steady(1_000), steady(2_000, { seed: 2 }));
    expect([other.exit, other.err]).toEqual([2, expect.stringContaining('the seeds differ')]);
    const itself = await compared(steady(1_000), steady(1_000));
    expect([itself.exit, itself.err]).toEqual([2, expect.stringContaining('on both sides')]);
  });

  test.each([
    ['{', 'cannot be read as JSON'],
    ['null', 'is no load run of this version'],
    ['{"format":"muster-load/1","measured":null,"provenance":{}}', 'is no load run of this'],
    [JSON.stringify({ ...run(1), measured: { sums: {} } }), 'is no load run of this version'],
    [JSON.stringify({ ...run(1), format: 'muster-load/2' }), 'is no load run of this version'],
  ])('refuses the file %.40s', async (text, message) => {
    const session = openSession();
    session.write('before/summary.json', text);
    repeats(session, 'after', steady(1_000));
    const { exit, err } = await session.run('compare', 'before', 'after');
    expect(exit).toBe(2);
    expect(err).toContain(message);
  });
});
