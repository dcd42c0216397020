import { appendFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { junitXml } from '../../../reports/junit.ts';
import { summaryMarkdown } from '../../../reports/markdown.ts';
import { caseLine, footerLine, groundsLine, planLine } from '../../../reports/record.ts';
import type { CaseResult, Plan, Run, SetUpFinding } from '../../../reports/result.ts';
import { summaryOf } from '../../../reports/summary.ts';
import { diskReason, makeFolder, partialPath, writeWhole } from '../atomic-file.ts';
import type { Refusal } from '../refusal.ts';
import { type Machine, machineFile } from '../report/machine.ts';

export const recordFile = 'run.jsonl';
export const pageFile = 'report.html';

/** Where a run writes: the record as it grows, everything else at its end. */
export interface ReportsFolder {
  /** Results may come in any order; lines are written in the order of the plan. */
  readonly ended: (result: CaseResult) => void;
  /** Gives every file its name; until then an earlier run's files stand untouched. */
  readonly finish: (run: Run, machine: Machine) => Promise<void>;
  /** Takes away what was begun. */
  readonly abandon: () => void;
}

/** A pipeline that reads only JUnit must not take a run in which nothing was judged for a good one. */
const testcasesOf = ({ plan, results }: Run): readonly CaseResult[] => {
  const failed = (plan.setUp ?? []).filter(({ isGood }) => isGood === false);
  return failed.length === 0 ? results : failed.map(brokenSetUp);
};

const brokenSetUp = ({ what, said }: SetUpFinding): CaseResult => ({
  id: `set-up/${what}`,
  scenario: 'set-up',
  title: what,
  place: { file: '', line: 1, column: 1, length: 1 },
  tags: [],
  covers: [],
  outcome: 'error',
  because: `the set-up check failed, so nothing was judged: ${said}`,
  differences: [],
  looked: 0,
  readings: [],
  knownFailing: null,
  trace: '',
});

/** Lines that may be written now: those of the plan's next cases, as far as they have ended. */
const inPlanOrder = (plan: Plan, write: (result: CaseResult) => void) => {
  const waiting = new Map<string, CaseResult>();
  let next = 0;
  const flush = (): void => {
    for (;;) {
      const result = waiting.get(plan.cases[next] ?? '');
      if (result === undefined) return;
      waiting.delete(result.id);
      write(result);
      next += 1;
    }
  };
  const rest = (): void => {
    for (const id of plan.cases.slice(next)) {
      const result = waiting.get(id);
      if (result !== undefined) write(result);
    }
  };
  return {
    add: (result: CaseResult): void => {
      waiting.set(result.id, result);
      flush();
    },
    rest,
  };
};

/** Opens the record before anything runs, so that a folder that cannot be written is known then. */
export const openReportsFolder = (folder: string, plan: Plan): ReportsFolder | Refusal => {
  const record = join(folder, recordFile);
  const partial = partialPath(record);
  try {
    makeFolder(folder);
    writeFileSync(partial, planLine(plan));
  } catch (error) {
    return { message: `cannot write reports to \`${folder}\`: ${diskReason(error)}` };
  }
  const lines = inPlanOrder(plan, (result) => appendFileSync(partial, caseLine(result)));
  return {
    ended: lines.add,
    finish: async (run, machine) => {
      lines.rest();
      for (const grounds of run.grounds) appendFileSync(partial, groundsLine(grounds));
      appendFileSync(partial, footerLine(run.results, run.digest, run.complete, run.stale));
      renameSync(partial, record);
      writeWhole(join(folder, 'summary.json'), `${JSON.stringify(summaryOf(run), null, 2)}\n`);
      writeWhole(join(folder, 'summary.md'), summaryMarkdown(run));
      writeWhole(join(folder, 'junit.xml'), junitXml(testcasesOf(run)));
      writeWhole(join(folder, machineFile), `${JSON.stringify(machine, null, 2)}\n`);
      const { writePage } = await import('../report/write-page.ts');
      await writePage(record, join(folder, pageFile));
    },
    abandon: () => rmSync(partial, { force: true }),
  };
};
