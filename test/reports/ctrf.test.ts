import { expect, test } from 'vitest';
import { countOutcomes } from '../../reports/counts.ts';
import { ctrfPieces } from '../../reports/ctrf.ts';
import { oneOfEach, runOf } from './made-up.ts';

interface Ctrf {
  readonly reportFormat: string;
  readonly results: {
    readonly summary: Readonly<Record<string, number>>;
    readonly tests: readonly {
      readonly name: string;
      readonly status: string;
      readonly rawStatus: string;
    }[];
  };
}

const report = (): Ctrf => {
  const pieces = ctrfPieces(runOf(oneOfEach).plan, countOutcomes(oneOfEach), oneOfEach);
  return JSON.parse([...pieces].join('')) as Ctrf;
};

test('every case once, with its own word beside the common one', () => {
  expect(report().results.tests.map(({ status, rawStatus }) => [rawStatus, status])).toEqual([
    ['met', 'passed'],
    ['violated', 'failed'],
    ['error', 'failed'],
    ['not-demonstrated', 'failed'],
    ['known-failing', 'pending'],
    ['interpretive', 'other'],
    ['informational', 'other'],
    ['not-run', 'skipped'],
  ]);
});

test('the summary counts what the list holds', () => {
  const { summary, tests } = report().results;
  expect(summary['tests']).toBe(tests.length);
  for (const status of ['passed', 'failed', 'pending', 'skipped', 'other']) {
    expect(summary[status], status).toBe(tests.filter((each) => each.status === status).length);
  }
});

test('a run without cases is still whole', () => {
  const pieces = ctrfPieces(runOf([]).plan, countOutcomes([]), []);
  expect(JSON.parse([...pieces].join(''))).toMatchObject({ results: { tests: [] } });
});
