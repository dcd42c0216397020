import { conformanceBody } from '../../../reports/html/body.ts';
import { type PageAsset, pageDocument } from '../../../reports/html/document.ts';
import type { ReportData } from '../../../reports/html/report-data.ts';
import {
  type Limits,
  newSelection,
  newSurvey,
  pageLimits,
  reportDataOf,
} from '../../../reports/html/survey.ts';
import { caseLine, footerLine, planLine } from '../../../reports/record.ts';
import { newRecordReader } from '../../../reports/record-reader.ts';
import type { CaseResult, Plan, StaleKnownFailing } from '../../../reports/result.ts';
import { runOf } from '../made-up.ts';

/** What a page shows of these cases, by way of a record as the command goes. */
export const dataOf = (
  results: readonly CaseResult[],
  rest: { limits?: Limits; plan?: Partial<Plan>; stale?: readonly StaleKnownFailing[] } = {},
): ReportData => {
  const lines = [
    planLine({ ...runOf(results).plan, ...rest.plan }),
    ...results.map(caseLine),
    footerLine(results, 'd'.repeat(64), true, rest.stale),
  ].map((line) => line.trimEnd());
  const reader = newRecordReader(null);
  const survey = newSurvey();
  for (const line of lines) survey.take(reader.take(line));
  const found = survey.found();
  if (found === null) throw new Error('there is no plan');
  const again = newRecordReader(null);
  const selection = newSelection(found, rest.limits ?? pageLimits);
  for (const line of lines) selection.take(again.take(line));
  return reportDataOf(found, selection.chosen(), {
    trust: { problems: reader.problems(), digest: 'recomputed' },
    machine: null,
    strength: null,
    changes: null,
  });
};

const asset: PageAsset = { script: '0', scriptHash: 'S+/=', style: 'a{}', styleHash: 'T+/=' };

export const documentOf = (data: ReportData): string => [...pageDocument(data, asset)].join('');

export const bodyOf = (data: ReportData): string => conformanceBody(data).markup;

/** The words of markup, one space between them. */
export const wordsOf = (markup: string): string =>
  markup
    .replace(/<title>[^<]*<\/title>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
