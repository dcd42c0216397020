import type { CaseResult, Difference, Run } from '../../reports/result.ts';

export const differenceWith = (rest: Partial<Difference> = {}): Difference => ({
  place: { file: 'scenarios/area/one.yaml', line: 29, column: 7, length: 5 },
  offset: '6h+1s',
  atMs: 21_601_000,
  subject: 'pixel',
  field: 'complianceState',
  expected: 'noncompliant',
  observed: 'compliant',
  basis: 'documented',
  ...rest,
});

export const resultWith = (rest: Partial<CaseResult> = {}): CaseResult => ({
  id: 'area/one',
  scenario: 'area/one',
  title: 'a made-up case',
  place: { file: 'scenarios/area/one.yaml', line: 1, column: 1, length: 1 },
  tags: [],
  covers: ['MULTI-01'],
  outcome: 'met',
  because: null,
  differences: [],
  looked: 3,
  readings: [],
  knownFailing: null,
  trace: 'abc',
  ...rest,
});

/** One case of each outcome. */
export const oneOfEach: readonly CaseResult[] = [
  resultWith({ id: 'a/met' }),
  resultWith({ id: 'a/violated', outcome: 'violated', differences: [differenceWith()] }),
  resultWith({ id: 'a/error', outcome: 'error', because: 'the target broke at 0s: no answer' }),
  resultWith({
    id: 'b/hidden',
    outcome: 'not-demonstrated',
    differences: [differenceWith({ observed: null })],
  }),
  resultWith({
    id: 'b/known',
    outcome: 'known-failing',
    differences: [differenceWith()],
    knownFailing: { class: 'defect', owner: 'ada', issue: 'ISSUE-1', until: '2026-12-31' },
  }),
  resultWith({
    id: 'b/interpretive',
    outcome: 'interpretive',
    differences: [differenceWith({ basis: 'inferred' })],
  }),
  resultWith({ id: 'c/info', outcome: 'informational', because: 'recorded at 7d: x = y' }),
  resultWith({ id: 'c/not-run', outcome: 'not-run', because: 'needs flows' }),
];

export const runOf = (results: readonly CaseResult[], rest: Partial<Run> = {}): Run => ({
  plan: {
    tool: 'mtd-muster 0.1.0',
    target: 'in-process',
    cases: results.map(({ id }) => id),
    readings: ['mtdRecalc=onMessage'],
    turned: [],
  },
  results,
  digest: 'd'.repeat(64),
  complete: true,
  grounds: [],
  stale: [],
  ...rest,
});
