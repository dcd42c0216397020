import { describe, expect, test } from 'vitest';
import { type CeilingRun, ceilingRecord } from '../../../reports/load/ceiling.ts';
import {
  ceilingLines,
  ceilingMarkdown,
  closedLoopWarning,
} from '../../../reports/load/ceiling-text.ts';

interface Changes extends Partial<Omit<CeilingRun, 'driver' | 'answers'>> {
  readonly utilisation?: number;
  readonly steal?: number | null;
  readonly neighbourhood?: CeilingRun['driver']['neighbourhood'];
  readonly answers?: Partial<CeilingRun['answers']>;
}

const run = ({
  utilisation = 0.5,
  steal = 0,
  neighbourhood = 'other-cores',
  answers,
  ...changes
}: Changes = {}) =>
  ceilingRecord({
    provenance: {
      tool: 'muster',
      node: 'v20',
      system: 'linux',
      processor: 'one',
      cores: 2,
      startedAt: '2026-01-05T09:00:00Z',
      command: 'muster ceiling',
    },
    target: 'http://127.0.0.1:1',
    asked: { method: 'GET', path: '/a' },
    settings: { connections: 50, pipelining: 1, duration: 10_000, warmUp: 2_000 },
    duration: 10_000,
    answers: { successes: 20_000, refused: 0, lost: 0, timedOut: 0, ...answers },
    statuses: [['200', 20_000]],
    seconds: { least: 1_900, most: 2_100, deviation: 50 },
    times: { p50: 24, p99: 40, most: 90 },
    driver: {
      utilisation,
      neighbourhood,
      machine: {
        wall: 1,
        cpu: 1,
        rss: 1,
        steal,
        busy: 0,
        loadAverage: 0,
        listenOverflows: 0,
        sockets: 50,
      },
    },
    wasStopped: false,
    ...changes,
  });

describe('a ceiling', () => {
  test('is what succeeded in a second, and says in every form that its loop was closed', () => {
    const record = run();
    expect(record).toMatchObject({ rate: 2_000, isAtLeast: false, grade: 'VALID', doubts: [] });
    expect(record.model).toBe('closed-loop');
    expect(ceilingLines(record)).toContain(closedLoopWarning);
    expect(ceilingMarkdown(record)).toContain(closedLoopWarning);
    expect(ceilingLines(record)).toContain('2,000 successes/s, closed loop: GET /a');
    expect(ceilingLines(record).join('\n')).toMatch(/closed-loop times, whole ms: p50 24, p99 40/);
  });

  test('does not count refusals, which are fast', () => {
    const record = run({ answers: { successes: 10_000, refused: 90_000 } });
    expect(record.rate).toBe(1_000);
    expect(record.doubts).toEqual([
      { grade: 'DEGRADED', because: '90000 requests did not succeed, and errors are fast' },
    ]);
  });

  test('is at least so much where the driver itself had no time left', () => {
    const record = run({ utilisation: 0.97 });
    expect(record).toMatchObject({ isAtLeast: true, grade: 'DEGRADED' });
    expect(ceilingLines(record)).toContain('≥ 2,000 successes/s, closed loop: GET /a');
  });

  test.each<[string, Changes, string]>([
    ['nothing succeeded', { answers: { successes: 0, refused: 9 } }, 'INVALID'],
    ['the host took a fifth of the machine', { steal: 0.2 }, 'INVALID'],
    ['the host took a little', { steal: 0.02 }, 'DEGRADED'],
    ['nobody knows what the host took', { steal: null }, 'VALID'],
    ['driver and target shared cores', { neighbourhood: 'same-cores' }, 'DEGRADED'],
    ['the target is elsewhere', { neighbourhood: 'other-machine' }, 'VALID'],
    ['somebody stopped it', { wasStopped: true }, 'DEGRADED'],
  ])('where %s is graded accordingly', (_, changes, grade) => {
    expect(run(changes).grade).toBe(grade);
  });
});
