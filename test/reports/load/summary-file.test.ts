import { expect, test } from 'vitest';
import { loadSummaryJson, readLoadSummary } from '../../../reports/load/summary-file.ts';
import { emptyLoad, madeUpLoad } from './made-up-load.ts';

const text = loadSummaryJson(madeUpLoad());

test.each([
  ['a whole run', text],
  ['a run that asked nothing', loadSummaryJson(emptyLoad())],
])('%s is read back as it was written', (_, written) => {
  const read = readLoadSummary(written);
  expect(read.kind).toBe('read');
  if (read.kind === 'read') expect(loadSummaryJson(read.summary)).toBe(written);
});

test.each(['', 'Dear reader,', '[]', '{"kind":"fleet"}', '{"format":1}', 'null'])(
  '%j is something else',
  (other) => {
    expect(readLoadSummary(other)).toEqual({ kind: 'other' });
  },
);

const damaged = (change: (summary: Record<string, unknown>) => void): string => {
  const summary: Record<string, unknown> = JSON.parse(text);
  change(summary);
  return JSON.stringify(summary);
};

test.each<[string, (summary: Record<string, unknown>) => void, string]>([
  [
    'of a later version',
    (run) => Object.assign(run, { format: 'muster-load/2' }),
    'is not muster-load/1',
  ],
  ['without its phases', (run) => delete run['phases'], '`phases` is not a list'],
  [
    'with a grade of its own',
    (run) => Object.assign(run, { grade: 'FINE' }),
    '`grade` is not one of',
  ],
  [
    'with half a stretch',
    (run) => Object.assign(run, { series: { length: 1_000, stretches: [{ due: 1 }] } }),
    '`series.stretches[0].answered` is not a count',
  ],
  ['without a length', (run) => Object.assign(run, { series: { length: 0 } }), '`series.length`'],
])('one %s is refused, and why is said', (_, change, problem) => {
  const read = readLoadSummary(damaged(change));
  expect(read.kind).toBe('refused');
  if (read.kind === 'refused') expect(read.problem).toContain(problem);
});
