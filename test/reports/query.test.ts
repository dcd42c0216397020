import { expect, test } from 'vitest';
import { queryOf } from '../../reports/query.ts';
import { differenceWith, resultWith } from './made-up.ts';

const cases = [
  resultWith({ id: 'connector/error', tags: ['p0'], covers: ['CONN-12'] }),
  resultWith({
    id: 'several-vendors/missed-scan',
    title: 'A scan that never came',
    outcome: 'violated',
    tags: ['p0', 'android'],
    covers: ['MULTI-01', 'COMP-10'],
    differences: [differenceWith({ field: 'access.exchange' })],
  }),
  resultWith({
    id: 'several-vendors/table/level=high',
    outcome: 'not-run',
    because: 'needs flows',
    covers: ['MULTI-02'],
    readings: ['mtdRecalc=onCheckIn'],
  }),
];

const ask = (text: string): readonly string[] | string => {
  const query = queryOf(text, new Map([['connector/error', ['yes', 'newly-met']]]));
  if (query.kind === 'mistake') return query.mistake;
  return cases.filter(query.matches).map(({ id }) => id.split('/')[1] ?? '');
};

test.each([
  ['', ['error', 'missed-scan', 'table']],
  ['status:violated', ['missed-scan']],
  ['status:violated,not-run', ['missed-scan', 'table']],
  ['-status:met', ['missed-scan', 'table']],
  ['tag:p0', ['error', 'missed-scan']],
  ['tag:p0 -area:connector', ['missed-scan']],
  ['req:MULTI-*', ['missed-scan', 'table']],
  ['req:multi-01', ['missed-scan']],
  ['req:MULTI', []],
  ['id:several-vendors/*', ['missed-scan', 'table']],
  ['reading:mtdRecalc', ['table']],
  ['reading:mtdRecalc=onMessage', []],
  ['device:pixel', ['missed-scan']],
  ['field:access', ['missed-scan']],
  ['field:access.exchange', ['missed-scan']],
  ['file:*one.yaml status:met', ['error']],
  ['changed:newly-met', ['error']],
  ['changed:yes', ['error']],
  ['never', ['missed-scan']],
  ['"never came"', ['missed-scan']],
  ['"came never"', []],
  ['flows', ['table']],
  ['noncompliant', ['missed-scan']],
  ['level=high', ['table']],
])('%s', (text, ids) => expect(ask(text)).toEqual(ids));

test('what is not understood is said with what there is', () => {
  expect(ask('stauts:met')).toContain('there is no `stauts:`; there are status, area');
  expect(ask('tag:')).toContain('`tag:` needs a value, for example tag:p0');
});
