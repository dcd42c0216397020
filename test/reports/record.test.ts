import { describe, expect, test } from 'vitest';
import { caseLine, footerLine, planLine, readRecord } from '../../reports/record.ts';
import type { CaseResult } from '../../reports/result.ts';
import { oneOfEach, resultWith, runOf } from './made-up.ts';

const digestOf = (results: readonly CaseResult[]): string =>
  results.map(({ id, outcome, trace }) => `${id} ${outcome} ${trace}`).join();

const run = runOf(oneOfEach, { digest: digestOf(oneOfEach) });
const linesOf = (results: readonly CaseResult[] = oneOfEach, complete = true): string[] => [
  planLine(run.plan),
  ...results.map(caseLine),
  footerLine(results, digestOf(results), complete),
];
const read = (lines: readonly string[]) => readRecord(lines.join(''), digestOf);
const problemsOf = (lines: readonly string[]) => {
  const reading = read(lines);
  return reading.kind === 'invalid' ? reading.problems : [];
};

test('what was written is read back', () => {
  expect(read(linesOf())).toEqual({ kind: 'run', run });
});

test('an interrupted run is readable, and says so', () => {
  const reading = read(linesOf(oneOfEach.slice(0, 3), false));
  expect(reading).toMatchObject({ kind: 'run', run: { complete: false } });
});

describe('a record that cannot be trusted', () => {
  const lines = linesOf();
  const swap = (index: number, from: string, to: string) =>
    lines.map((line, i) => (i === index ? line.replace(from, to) : line));
  test.each([
    ['cut after a line', lines.slice(0, -1), 'there is no footer: the file was cut'],
    ['cut inside a line', [...lines.slice(0, 4), '{"kind":"ca'], 'line 5 is no JSON object'],
    ['without a plan', lines.slice(1), 'the first line is no plan'],
    ['empty', [], 'the first line is no plan'],
    ['of another version', swap(0, '"schemaVersion":1', '"schemaVersion":2'), 'schema version 2'],
    ['with a case left out', lines.toSpliced(3, 1), 'planned case `a/error` is missing'],
    ['with a case twice', lines.toSpliced(3, 0, lines[3] ?? ''), '`a/error` stands there twice'],
    ['with a case of its own', swap(3, '"id":"a/error"', '"id":"a/x"'), '`a/x` was not planned'],
    ['with a greener outcome', swap(2, '"violated"', '"met"'), 'the footer says 1 met, not 2'],
    ['with another trace', swap(2, '"trace":"abc"', '"trace":"abd"'), 'the digest does not match'],
    ['with something else in it', swap(3, '"kind":"case"', '"kind":"x"'), 'line 4 is no case'],
  ])('%s', (_title, changed, problem) => {
    expect(problemsOf(changed).join('\n')).toContain(problem);
  });

  test('all problems at once', () => {
    const problems = problemsOf(lines.toSpliced(2, 2));
    expect(problems).toContain('planned case `a/violated` is missing');
    expect(problems).toContain('planned case `a/error` is missing');
    expect(problems).toContain('the digest does not match the cases');
  });
});

test('a case in the record is one line whatever stands in it', () => {
  expect(caseLine(resultWith({ title: 'a\nb\u2028c' })).split('\n')).toHaveLength(2);
});
