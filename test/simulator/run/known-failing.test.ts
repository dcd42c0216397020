import { expect, test } from 'vitest';
import type { CaseResult, Outcome } from '../../../reports/result.ts';
import {
  excuse,
  type KnownFailingEntry,
  staleEntries,
} from '../../../simulator/run/known-failing.ts';
import { resultWith } from '../../reports/made-up.ts';

const entry = (pattern: string, until = '2026-12-31'): KnownFailingEntry => ({
  pattern,
  class: 'defect',
  owner: 'ada',
  issue: 'https://example.org/1',
  until,
});
const result = (outcome: Outcome, id = 'area/one'): CaseResult =>
  resultWith({ outcome, id, scenario: id });
const apply = (
  entries: readonly KnownFailingEntry[],
  results: readonly CaseResult[],
  known = results,
) => {
  const excused = results.map((each) => excuse(entries, each, '2026-06-01'));
  const stale = staleEntries(entries, results, known, '2026-06-01');
  return [excused.map(({ outcome }) => outcome), stale.map(({ because }) => because)];
};

test.each([
  ['a violated case is excused', 'violated', ['known-failing'], []],
  ['so is one not demonstrated', 'not-demonstrated', ['known-failing'], []],
  ['an error never is', 'error', ['error'], []],
  ['one that is met makes the entry stale', 'met', ['met'], ['is met now (area/one)']],
  [
    'so does an interpretive one',
    'interpretive',
    ['interpretive'],
    ['is interpretive now (area/one)'],
  ],
  ['one that was not run says nothing', 'not-run', ['not-run'], []],
] as const)('%s', (_title, outcome, outcomes, stale) => {
  expect(apply([entry('area/one')], [result(outcome)])).toEqual([outcomes, stale]);
});

test('an entry holds through its last day and not beyond', () => {
  const held = apply([entry('area/one', '2026-06-01')], [result('violated')]);
  expect(held).toEqual([['known-failing'], []]);
  const over = apply([entry('area/one', '2026-05-31')], [result('violated')]);
  expect(over).toEqual([['violated'], ['expired on 2026-05-31']]);
});

test('an entry that matches nothing is stale; one whose case a filter left out is not', () => {
  expect(apply([entry('area/two')], [result('met')])[1]).toEqual(['matches no case']);
  const known = [result('met'), result('met', 'area/two')];
  expect(apply([entry('area/two')], [result('met')], known)[1]).toEqual([]);
});

test('patterns and table rows', () => {
  const rows = ['t/limit=low', 't/limit=high'].map((id) => ({
    ...result('violated', id),
    scenario: 't',
  }));
  expect(apply([entry('t')], rows)[0]).toEqual(['known-failing', 'known-failing']);
  expect(apply([entry('*/limit=low')], rows)[0]).toEqual(['known-failing', 'violated']);
  expect(apply([entry('t.limit=low')], rows)[1]).toEqual(['matches no case']);
});

test('the excused case carries who has promised what', () => {
  const excused = excuse([entry('area/one')], result('violated'), '2026-01-01');
  expect(excused.knownFailing).toEqual({
    class: 'defect',
    owner: 'ada',
    issue: 'https://example.org/1',
    until: '2026-12-31',
  });
});
