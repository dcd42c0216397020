import { type Comparison, compareRuns, type Side, sideOf } from '../compare.ts';
import type { ReportData } from '../html/report-data.ts';
import { newSelection, newSurvey, pageLimits, reportDataOf } from '../html/survey.ts';
import { newRecordReader, type RecordItem } from '../record-reader.ts';
import type { Outcome, Plan } from '../result.ts';

/** Bytes; more does not fit into one text of a browser. */
const sizeMax = 400_000_000;

/** What came of a file: something to show, or why not. */
export type Opened<T> =
  | { readonly kind: 'opened'; readonly value: T }
  | { readonly kind: 'refused'; readonly why: string };

const linesOf = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '');

const eachItem = (lines: readonly string[], take: (item: RecordItem) => void) => {
  const reader = newRecordReader(null);
  for (const line of lines) take(reader.take(line));
  return reader.problems();
};

/** Reads a record that was dropped, by the same means as the command does. */
export const openRecord = (text: string): Opened<ReportData> => {
  const lines = linesOf(text);
  const survey = newSurvey();
  const problems = eachItem(lines, survey.take);
  const found = survey.found();
  if (found === null) {
    return { kind: 'refused', why: `it is no run record: ${problems[0] ?? 'it is empty'}` };
  }
  const selection = newSelection(found, pageLimits);
  eachItem(lines, selection.take);
  const value = reportDataOf(found, selection.chosen(), {
    trust: { problems, digest: 'not recomputed' },
    machine: null,
    strength: null,
    changes: null,
  });
  return { kind: 'opened', value };
};

const earlierSide = (name: string, text: string): Opened<Side> => {
  const outcomes = new Map<string, Outcome>();
  let plan: Plan | null = null;
  let digest = '';
  const problems = eachItem(linesOf(text), (item) => {
    if (item.kind === 'plan') plan = item.plan;
    if (item.kind === 'case') outcomes.set(item.result.id, item.result.outcome);
    if (item.kind === 'end') digest = item.end.digest;
  });
  if (plan === null || problems.length > 0) {
    return { kind: 'refused', why: `it cannot be trusted: ${problems[0] ?? 'it is empty'}` };
  }
  return { kind: 'opened', value: sideOf(name, plan, digest, outcomes) };
};

/** Compares what the page shows with an earlier record. */
export const compareWith = (data: ReportData, name: string, text: string): Opened<Comparison> => {
  if (Object.keys(data.leftOut.cases).length > 0) {
    const why = 'this page does not hold every case; `muster report EARLIER THIS` compares all';
    return { kind: 'refused', why };
  }
  const earlier = earlierSide(name, text);
  if (earlier.kind === 'refused') return earlier;
  const outcomes = new Map(data.cases.map(({ id, outcome }) => [id, outcome]));
  const here = sideOf('this record', { ...data.plan, cases: [] }, data.digest, outcomes);
  return { kind: 'opened', value: compareRuns(earlier.value, here) };
};

/** Reads a file of the visitor's; nothing of it leaves the page. */
export const readFile = (file: File, done: (opened: Opened<string>) => void): void => {
  if (file.size > sizeMax) {
    const why = 'it is too large for a browser; `muster report` makes a page of it';
    done({ kind: 'refused', why });
    return;
  }
  const reader = new FileReader();
  reader.onload = () => done({ kind: 'opened', value: String(reader.result) });
  reader.onerror = () => done({ kind: 'refused', why: 'the browser could not read it' });
  reader.readAsText(file);
};
