import { describe, expect, test } from 'vitest';
import { record } from '../../../../reports/load/histogram.ts';
import { newPhaseRecord, type PhaseRecord } from '../../../../reports/load/phase-record.ts';
import { liveOn } from '../../../../simulator/cli/load/live.ts';
import type { Terminal } from '../../../../simulator/cli/terminal.ts';
import type { Phase } from '../../../../simulator/load/phase.ts';

const phase = (name: string, duration: number): Phase => ({
  name,
  duration,
  executor: { kind: 'constantRate', rate: 100 },
  spacing: 'even',
  isWarmUp: name === 'warm-up',
});

const phases = [phase('warm-up', 2_000), phase('measured', 60_000)];

/** After so many requests of 5 ms, of which some are still in flight. */
const counted = (started: number, flying = 0): PhaseRecord => {
  const of = newPhaseRecord();
  const completed = started - flying;
  Object.assign(of.sums, { started, completed, correct: completed - 1, wrong: 1 });
  for (let each = 0; each < completed; each++) {
    record(of.response, 5_000);
    record(of.lag, 100);
  }
  return of;
};

const liveIn = (isInteractive: boolean) => {
  let written = '';
  const lines: string[] = [];
  const terminal = {
    isInteractive,
    columns: 200,
    write: (text: string) => {
      written += text;
    },
    print: (line: string) => lines.push(line),
  } as Partial<Terminal> as Terminal;
  return { live: liveOn(terminal, phases), written: () => written, lines };
};

const second = 1_000_000;
const rewritten = '\r\u001b[K';

describe('while a load runs', () => {
  test('a terminal has a line for each phase, which is rewritten every second', () => {
    const { live, written } = liveIn(true);
    live.show([counted(200), counted(0)], 1 * second, 0.1);
    live.show([counted(200), counted(1_000, 20)], 3 * second, 0.34);
    live.show([counted(200), counted(2_500, 70)], 4 * second, 0.5);
    const [, , closed = '', first = '', next = ''] = written().split(rewritten);
    expect(closed).toMatch(/^warm-up: 100\/s offered, 100\/s completed, p99 –, 1 wrong, .*\n$/);
    expect(first).toContain('measured: 500/s offered, 490/s completed');
    expect(next).toBe(
      'measured: 1,500/s offered, 1,450/s completed, p99 5.00 ms, 1 wrong, lag p99 0.100 ms, ' +
        '70 in flight, loop 50 %, 58s left',
    );
    live.finish();
    expect(written().endsWith(rewritten)).toBe(true);
  });

  test('elsewhere it prints plain lines, each of what happened since the last', () => {
    const { live, lines, written } = liveIn(false);
    for (let at = 1; at <= 25; at++) {
      live.show([counted(200), counted(Math.max(0, at - 2) * 100)], at * second, 0.2);
    }
    live.finish();
    expect(written()).toBe('');
    expect(lines.map((line) => line.split(',')[0])).toEqual([
      'warm-up: 100/s offered',
      'measured: 89/s offered',
      'measured: 100/s offered',
    ]);
    expect(lines[2]).toContain('42s left');
  });

  test('after the last arrival it says what it waits for', () => {
    const { live, written } = liveIn(true);
    live.show([counted(200), counted(6_000, 3)], 63 * second, 0);
    expect(written()).toContain('3 in flight, loop 0 %, waiting for the last answers');
  });
});
