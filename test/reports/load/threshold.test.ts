import { describe, expect, test } from 'vitest';
import { record } from '../../../reports/load/histogram.ts';
import { newPhaseRecord } from '../../../reports/load/phase-record.ts';
import { summarizePhase } from '../../../reports/load/summary.ts';
import { judgeLoadThreshold, parseLoadThreshold } from '../../../reports/load/threshold.ts';

const frame = {
  name: 'measured',
  isWarmUp: false,
  shape: '1,000/s for 10 s',
  duration: 10_000,
  planned: { mean: 200, peak: 200 },
};

/** 2,000 answers in 10 s of 1 to 2,000 ms, and so many that timed out after 5 s. */
const run = (
  timedOut: number,
  changes: Partial<ReturnType<typeof newPhaseRecord>['sums']> = {},
) => {
  const phase = newPhaseRecord();
  for (let time = 1; time <= 2_000; time++) record(phase.response, time * 1_000);
  for (let count = 0; count < timedOut; count++) record(phase.atLeast, 5_000_000);
  Object.assign(phase.sums, { offered: 2_000 + timedOut, started: 2_000 + timedOut });
  Object.assign(phase.sums, { completed: 2_000, unchecked: 2_000, timedOut }, changes);
  return summarizePhase(frame, phase);
};

const judge = (text: string, phase = run(0)) => {
  const parsed = parseLoadThreshold(text);
  if (!parsed.ok) throw new Error(parsed.problem);
  const { verdict, measured } = judgeLoadThreshold(parsed.threshold, phase);
  return [verdict, measured];
};

describe('a load threshold', () => {
  test.each([
    ['response_p50 < 1100ms', 'met'],
    ['response_p50 < 1s', 'missed'],
    ['response_p99 <= 2s', 'met'],
    ['lost == 0', 'met'],
    ['timed_out == 1', 'missed'],
    ['rate >= 200', 'met'],
    ['rate > 200', 'missed'],
    ['completed >= 99.9%', 'met'],
    ['response_p9999 < 5m', 'vacuous'],
    ['service_p50 < 1s', 'vacuous'],
    ['wrong == 0', 'vacuous'],
  ])('%s is %s', (text, verdict) => {
    expect(judge(text)[0]).toBe(verdict);
  });

  test('on wrong answers is judged once answers are', () => {
    expect(judge('wrong == 0', run(0, { unchecked: 0, correct: 2_000 }))).toEqual(['met', 0]);
    expect(judge('wrong == 0', run(0, { unchecked: 0, correct: 1_999, wrong: 1 }))).toEqual([
      'missed',
      1,
    ]);
  });

  test('is never met by what was not waited for', () => {
    const [verdict, measured] = judge('response_p99 < 6s', run(100));
    expect([verdict, measured]).toEqual(['missed', 5_000_000]);
    expect(judge('response_p50 < 6s', run(100))[0]).toBe('met');
  });

  test.each([
    ['p99 < 1s', /no metric `p99`/],
    ['response_p99 < 50', /a duration such as `50ms`, not `50`/],
    ['response_p99 =< 50ms', /`=<` is no comparison/],
    ['wrong == none', /a number such as `0`/],
    ['completed > 99ms', /a share such as `99%`/],
    ['response_p99', /metric, comparison, bound/],
  ])('%s is refused', (text, problem) => {
    const parsed = parseLoadThreshold(text);
    expect(parsed.ok ? '' : parsed.problem).toMatch(problem);
  });
});
