import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultReadings } from '../../core/readings.ts';
import { caseLine, footerLine, groundsLine, planLine } from '../../reports/record.ts';
import type { CaseResult, Grounds, Plan } from '../../reports/result.ts';
import { writePage } from '../../simulator/cli/report/write-page.ts';
import { planOf } from '../../simulator/cli/run/plan-of.ts';
import { digestOf } from '../../simulator/run/digest.ts';
import { runCase } from '../../simulator/run/run-case.ts';
import type { Case } from '../../simulator/scenario/case.ts';
import { loadScenarios } from '../../simulator/scenario/load.ts';
import { inProcessTarget } from '../../simulator/target/in-process.ts';
import { differenceWith, resultWith } from '../reports/made-up.ts';

/** A record on the disk and the page that was made of it. */
export interface MadePage {
  readonly record: string;
  readonly page: string;
}

const write = async (
  folder: string,
  plan: Plan,
  results: readonly CaseResult[],
  grounds: readonly Grounds[],
): Promise<MadePage> => {
  mkdirSync(folder, { recursive: true });
  const record = join(folder, 'run.jsonl');
  const page = join(folder, 'report.html');
  const lines = [
    planLine(plan),
    ...results.map(caseLine),
    ...grounds.map(groundsLine),
    footerLine(results, digestOf(results), true),
  ];
  writeFileSync(record, lines.join(''));
  const written = await writePage(record, page);
  if (typeof written === 'string') throw new Error(written);
  return { record, page };
};

/** Expects of the first step that nothing is wrong, which it is. */
const spoilt = (kase: Case): Case => ({
  ...kase,
  steps: kase.steps.map((step, index) => ({
    ...step,
    expectations: step.expectations.map((each) =>
      index === 0 && each.kind === 'device' && each.field === 'reasons'
        ? { ...each, expected: [] }
        : each,
    ),
  })),
});

/** Id of the case that is violated on the page of the library. */
export const violatedId = 'several-vendors/missed-second-scan';

/** Played cases of the shipped library, one of them with a wrong expectation. */
export const libraryPage = async (folder: string): Promise<MadePage> => {
  const { cases } = loadScenarios(['scenarios/several-vendors', 'scenarios/actions']);
  const results: CaseResult[] = [];
  for (const kase of cases) {
    const played = kase.id === violatedId ? spoilt(kase) : kase;
    results.push(await runCase(played, inProcessTarget, defaultReadings, {}, true));
  }
  const plan = planOf(
    cases,
    { name: 'in-process', setUp: [], options: [] },
    defaultReadings,
    {},
    new Map(),
  );
  const explanation = 'pixel: noncompliant because <scan-missing/zimperium>';
  return write(folder, plan, results, [{ id: violatedId, frames: ['19 | pixel'], explanation }]);
};

/** As many made-up cases as wanted, one in a hundred of them violated. */
export const largePage = async (folder: string, count: number): Promise<MadePage> => {
  const results = Array.from({ length: count }, (_, at) =>
    resultWith({
      id: `area-${at % 20}/scenario-${at}`,
      scenario: `area-${at % 20}/scenario-${at}`,
      title: `a made-up case with </script> & the number ${at}`,
      tags: at % 2 === 0 ? ['p0'] : ['p1'],
      ...(at % 100 === 7 ? { outcome: 'violated', differences: [differenceWith()] } : {}),
    }),
  );
  const plan = {
    tool: 'mtd-muster 0.1.0',
    target: 'in-process',
    cases: results.map(({ id }) => id),
    readings: [],
    turned: [],
  };
  return write(folder, plan, results, []);
};
