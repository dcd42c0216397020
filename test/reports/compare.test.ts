import { describe, expect, test } from 'vitest';
import { type Comparison, compareRuns, sideOf } from '../../reports/compare.ts';
import { comparisonMarkdown, comparisonText } from '../../reports/compare-text.ts';
import { noPaint } from '../../reports/paint.ts';
import type { Outcome, Plan } from '../../reports/result.ts';

const plan: Plan = {
  tool: 'mtd-muster 0.1.0',
  target: 'in-process',
  cases: [],
  readings: ['a=1', 'b=1'],
  turned: [],
};

const side = (outcomes: Readonly<Record<string, Outcome>>, rest: Partial<Plan> = {}) =>
  sideOf('out', { ...plan, ...rest }, 'f'.repeat(64), new Map(Object.entries(outcomes)));

const first = side({
  'a/kept': 'met',
  'a/broken': 'met',
  'a/mended': 'violated',
  'a/other': 'not-run',
  'a/still': 'violated',
  'a/worse': 'violated',
  'a/gone': 'met',
  'a/old/level=1': 'met',
});
const second = side(
  {
    'a/kept': 'met',
    'a/broken': 'violated',
    'a/mended': 'met',
    'a/other': 'interpretive',
    'a/still': 'violated',
    'a/worse': 'error',
    'a/new': 'met',
    'a/called/level=1': 'error',
  },
  { readings: ['a=2', 'c=1'], renamed: { 'a/old': 'a/called' } },
);
const found: Comparison = compareRuns(first, second);

describe('two runs', () => {
  test('what fails now and did not before, also under its new name', () => {
    expect(found.newlyFailing).toEqual([
      { id: 'a/broken', formerly: null, from: 'met', to: 'violated' },
      { id: 'a/called/level=1', formerly: 'a/old/level=1', from: 'met', to: 'error' },
    ]);
  });

  test('what is met now, and what changed otherwise', () => {
    expect(found.newlyMet.map(({ id }) => id)).toEqual(['a/mended']);
    expect(found.otherwise.map(({ id }) => id)).toEqual(['a/other', 'a/worse']);
  });

  test('what is new, gone or renamed; a renamed case is neither new nor gone', () => {
    expect(found.added).toEqual([{ id: 'a/new', outcome: 'met' }]);
    expect(found.gone).toEqual([{ id: 'a/gone', outcome: 'met' }]);
    expect(found.renamed).toEqual([{ from: 'a/old/level=1', to: 'a/called/level=1' }]);
  });

  test('readings that changed, came or went', () => {
    expect(found.readings).toEqual([
      { name: 'a', from: '1', to: '2' },
      { name: 'b', from: '1', to: null },
      { name: 'c', from: null, to: '1' },
    ]);
  });

  test('every case is in exactly one class', () => {
    const { newlyFailing, newlyMet, otherwise, gone, same } = found;
    const classed = newlyFailing.length + newlyMet.length + otherwise.length + gone.length + same;
    expect(classed).toBe(first.outcomes.size);
    expect(same).toBe(2);
  });
});

test('the text names every kind with its number, also where there is none', () => {
  const text = comparisonText(found, noPaint);
  expect(text).toContain('a/called/level=1: met → error (was called a/old/level=1)');
  const same = comparisonText(compareRuns(first, first), noPaint).split('\n').at(-1);
  expect(same).toBe(
    '0 newly failing, 0 gone, 0 newly met, 0 otherwise changed, 0 new, 0 renamed, 0 changed readings, 8 alike',
  );
});

test('Markdown has one title and a part for each kind that occurs', () => {
  const parts = comparisonMarkdown(found).match(/^#+ .*$/gm);
  expect(parts).toEqual([
    '# Muster: what has changed',
    '## Newly failing',
    '## Gone',
    '## Newly met',
    '## Otherwise changed',
    '## New',
    '## Renamed',
    '## Changed readings',
  ]);
});
