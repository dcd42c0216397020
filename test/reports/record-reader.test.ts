import { describe, expect, test } from 'vitest';
import { caseLine, footerLine, groundsLine, planLine } from '../../reports/record.ts';
import { newRecordReader } from '../../reports/record-reader.ts';
import { resultWith, runOf } from './made-up.ts';

const results = ['a/1', 'a/2', 'a/3'].map((id) => resultWith({ id }));
const plan = planLine(runOf(results).plan);
const footer = footerLine(results, 'd', true);
const cases = results.map(caseLine);

const problemsOf = (lines: readonly string[]): readonly string[] => {
  const reader = newRecordReader(null);
  for (const line of lines) reader.take(line.trimEnd());
  return reader.problems();
};

describe('line by line', () => {
  test.each([
    ['in the order of the plan', [0, 1, 2], []],
    ['in another order', [2, 0, 1], []],
    ['one twice', [0, 1, 1], ['case `a/2` stands there twice', 'planned case `a/3` is missing']],
    [
      'one missing',
      [0, 2],
      [
        'planned case `a/2` is missing',
        'the footer counts 3 cases, the record holds 2',
        'the footer says 3 met, not 2',
      ],
    ],
  ])('cases %s', (_title, order, problems) => {
    expect(problemsOf([plan, ...order.map((at) => cases[at] ?? ''), footer])).toEqual(problems);
  });

  test('what explains failures stands between the cases and the footer', () => {
    const grounds = groundsLine({ id: 'a/1', frames: [], explanation: 'because' });
    expect(problemsOf([plan, ...cases, grounds, footer])).toEqual([]);
    expect(problemsOf([plan, ...cases, footer, grounds])).toEqual([
      'line 6 stands after the footer',
    ]);
  });

  test('a case with an outcome nobody knows is no case', () => {
    const strange = (cases[0] ?? '').replace('"met"', '"toString"');
    expect(problemsOf([plan, strange])).toContain('line 2 is no case');
  });

  test('an older record without catalogue and stories is read as well', () => {
    const reader = newRecordReader(null);
    const item = reader.take(plan.trimEnd());
    expect(item).toMatchObject({ kind: 'plan', plan: { cases: ['a/1', 'a/2', 'a/3'] } });
    expect(reader.take((cases[0] ?? '').trimEnd())).toMatchObject({ kind: 'case' });
  });
});
