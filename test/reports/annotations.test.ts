import { expect, test } from 'vitest';
import { annotationLines } from '../../reports/annotations.ts';
import { differenceWith, oneOfEach, resultWith } from './made-up.ts';

const violated = (id: string, expected: string) =>
  resultWith({ id, outcome: 'violated', differences: [differenceWith({ expected })] });

test('one annotation for each cause, the most frequent first', () => {
  const results = [violated('a/1', 'x'), violated('a/2', 'y'), violated('a/3', 'y')];
  expect(annotationLines(results)).toEqual([
    '::error file=scenarios/area/one.yaml,line=29,col=7,title=2 cases::' +
      'complianceState: expected y, observed compliant (2 cases, the first is a/2)',
    '::error file=scenarios/area/one.yaml,line=29,col=7,title=a/1::' +
      'complianceState: expected x, observed compliant',
  ]);
});

test('with two hundred failures of thirty causes it says how many had no room', () => {
  const results = Array.from({ length: 200 }, (_, i) => violated(`a/${i}`, `state ${i % 30}`));
  const lines = annotationLines(results);
  expect(lines.filter((line) => line.startsWith('::error'))).toHaveLength(10);
  expect(lines.at(-1)).toContain('20 further causes');
});

test('errors and what is not demonstrated are annotated, the other classes are not', () => {
  expect(annotationLines(oneOfEach)).toHaveLength(3);
  expect(annotationLines([resultWith()])).toEqual([]);
});

test('no text can start a workflow command of its own', () => {
  const because = 'a: 100%\n::error::forged';
  const place = { file: 'a,b:c.yaml', line: 1, column: 1, length: 1 };
  const lines = annotationLines([resultWith({ outcome: 'error', because, place })]);
  expect(lines).toEqual([
    '::error file=a%2Cb%3Ac.yaml,line=1,col=1,title=area/one::a: 100%25%0A::error::forged',
  ]);
});

test('an entry about a known failure that no longer holds is annotated, before the causes', () => {
  const entry = { class: 'defect', owner: 'ada', issue: '#1', until: '2026-01-01' };
  const stale = Array.from({ length: 2 }, (_, at) => ({
    ...entry,
    pattern: `x/${at}`,
    because: 'expired on 2026-01-01',
  }));
  const results = Array.from({ length: 12 }, (_, at) => violated(`a/${at}`, `state ${at}`));
  const lines = annotationLines(results, stale);
  expect(lines[0]).toBe('::error title=known failure::x/0 (#1) expired on 2026-01-01');
  expect(lines.filter((line) => line.startsWith('::error'))).toHaveLength(10);
  expect(lines.at(-1)).toContain('4 further causes');
});
