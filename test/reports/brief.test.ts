import { expect, test } from 'vitest';
import { briefLines } from '../../reports/brief.ts';
import { causesOf } from '../../reports/cause.ts';
import { noPaint } from '../../reports/paint.ts';
import type { CaseResult } from '../../reports/result.ts';
import { differenceWith, oneOfEach, resultWith } from './made-up.ts';

const brief = (results: readonly CaseResult[]) => briefLines(results, causesOf(results), noPaint);

test('says the causes, the areas and what they cite', () => {
  expect(brief(oneOfEach)).toEqual([
    'fix first',
    '  1 case  complianceState: expected noncompliant, observed compliant',
    '     first a/violated (scenarios/area/one.yaml:29)',
    '  1 case  the target broke at 0s: no answer',
    '     first a/error (scenarios/area/one.yaml:1)',
    '  1 case  complianceState: expected noncompliant, which the target cannot show',
    '     first b/hidden (scenarios/area/one.yaml:29)',
    'areas: a 2 of 3, b 1 of 3',
    'cites: MULTI-01',
  ]);
});

test('nothing where nothing failed', () => {
  expect(brief([resultWith()])).toEqual([]);
});

test('stays short however much failed, and says what it leaves out', () => {
  const results = Array.from({ length: 90 }, (_, at) =>
    resultWith({
      id: `area-${at}/x`,
      outcome: 'violated',
      covers: [`X-${at}`],
      differences: [differenceWith({ expected: `state ${at % 30}` })],
    }),
  );
  const lines = brief(results);
  expect(lines.length).toBeLessThanOrEqual(12);
  expect(lines.join('\n')).toContain('and 26 more causes');
  expect(lines.join('\n')).toContain('and 84 more');
});
