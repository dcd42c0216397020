import { describe, expect, test } from 'vitest';
import { compareDoubts, compareRefusal, compareRuns } from '../../../reports/load/compare.ts';
import { compareLines } from '../../../reports/load/compare-text.ts';
import { record } from '../../../reports/load/histogram.ts';
import { newPhaseRecord } from '../../../reports/load/phase-record.ts';
import { newSeries } from '../../../reports/load/series.ts';
import { type LoadSummary, summarizeRun } from '../../../reports/load/summary.ts';

/** A run in which every answer took so many µs. */
const run = (time: number, changes: Partial<LoadSummary> = {}): LoadSummary => {
  const phase = newPhaseRecord();
  for (let count = 0; count < 1_000; count++) {
    record(phase.response, time);
    record(phase.service, time);
    record(phase.lag, 10);
  }
  const counts = { offered: 1_000, started: 1_000, completed: 1_000, unchecked: 1_000 };
  Object.assign(phase.sums, counts);
  const machine = { cpu: 1, rss: 1, steal: 0, busy: 0, loadAverage: 0, listenOverflows: 0 };
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
      machine: { ...machine, wall: 10_000_000, sockets: 1 },
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

const verdictOf = (before: readonly number[], after: readonly number[], name = 'response p50') => {
  const changes = compareRuns(
    before.map((time) => run(time)),
    after.map((time) => run(time)),
  );
  return changes.find((change) => change.name === name);
};

describe('two sets of runs', () => {
  test('are the same where the change is within the noise of the first', () => {
    expect(verdictOf([1_000, 1_100, 900, 1_000], [1_050, 1_060, 1_070])?.verdict).toBe('same');
    expect(verdictOf([1_000, 1_000, 1_000], [1_000, 1_000, 1_000])?.verdict).toBe('same');
  });

  test('are worse or better where it is beyond the noise and its interval', () => {
    const worse = verdictOf([1_000, 1_010, 990], [2_000, 2_010, 1_990]);
    expect(worse?.verdict).toBe('worse');
    expect(worse?.change).toBeCloseTo(1, 1);
    expect(worse?.interval?.[0]).toBeGreaterThan(0.9);
    expect(verdictOf([2_000, 2_010, 1_990], [1_000, 1_010, 990])?.verdict).toBe('better');
    expect(verdictOf([200, 201, 202], [400, 400, 400], 'completed')?.verdict).toBe('same');
  });

  test('of too few repeats have a change, and nobody says what is noise', () => {
    expect(verdictOf([1_000, 1_000], [2_000, 2_000])).toMatchObject({
      verdict: 'unknown',
      interval: null,
    });
  });

  test('give the same interval every time', () => {
    expect(verdictOf([100, 120, 110], [130, 140, 120])).toEqual(
      verdictOf([100, 120, 110], [130, 140, 120]),
    );
  });

  test('are shown with change, interval and noise', () => {
    const runs = [1_000, 1_010, 990].map((time) => run(time));
    const lines = compareLines(compareRuns(runs, runs));
    expect(lines[1]).toMatch(/^response p50 +1\.00 ms +1\.00 ms +\+0\.0 % .* ±1\.\d % +same$/);
  });
});

const { provenance, settings, instrument } = run(1);

test.each<[string, Partial<LoadSummary>, string, RegExp]>([
  ['another seed', { seed: 2 }, 'different', /the seeds differ: [12] and [12]/],
  ['another profile', { profile: { name: 'fixed', digest: 'b' } }, 'different', /profiles/],
  ['another machine', { provenance: { ...provenance, cores: 4 } }, 'different', /machines/],
  ['another Node', { provenance: { ...provenance, node: 'v22' } }, 'different', /systems/],
  ['other settings', { settings: { ...settings, threads: 2 } }, 'different', /settings/],
  ['an INVALID run', { grade: 'INVALID' }, 'invalid', /a measurement is INVALID/],
  [
    'another place',
    { instrument: { ...instrument, neighbourhood: 'same-cores' } },
    'different',
    /places/,
  ],
  ['a run that was stopped', { wasStopped: true }, 'invalid', /stopped/],
])('%s is not compared', (_, changes, kind, because) => {
  const refusals = [
    compareRefusal([run(1)], [run(1), run(1, changes)]),
    compareRefusal([run(1, changes)], [run(1)]),
  ];
  for (const refusal of refusals) {
    expect(refusal?.kind).toBe(kind);
    expect(refusal?.because).toMatch(because);
  }
  expect(compareRefusal([run(1)], [run(2)])).toBeNull();
  expect(compareRefusal([], [run(2)])?.kind).toBe('empty');
});

test('a run is not held against itself', () => {
  const refusal = compareRefusal([run(1), run(2)], [run(3), run(2)]);
  expect(refusal).toEqual({ kind: 'different', because: 'the same run stands on both sides' });
});

test('a comparison of doubtful runs says what is doubtful, each reason once', () => {
  const doubts = [{ grade: 'DEGRADED', because: 'driver and target share cores' }] as const;
  const doubtful = run(1, { grade: 'DEGRADED', doubts });
  expect(compareRefusal([doubtful], [run(2)])).toBeNull();
  expect(compareDoubts([doubtful, doubtful, run(2)])).toEqual([
    '2 of 3 runs are DEGRADED:',
    'driver and target share cores',
  ]);
  expect(compareDoubts([run(1)])).toEqual([]);
});

test('a metric that no run has is not in the table', () => {
  const names = compareRuns([run(1), run(2)], [run(3)]).map(({ name }) => name);
  expect(names).toContain('response p50');
  expect(names).not.toContain('detection p50');
});
