import type { Comparison } from '../../../reports/compare.ts';
import type { ReportData } from '../../../reports/html/report-data.ts';
import { newSelection, newSurvey, pageLimits, reportDataOf } from '../../../reports/html/survey.ts';
import { type Digester, newRecordReader, type RecordItem } from '../../../reports/record-reader.ts';
import { newDigester } from '../../run/digest.ts';
import { fileLines } from './file-lines.ts';
import { machineOf } from './machine.ts';
import { strengthBeside } from './strength.ts';

/** Hands every item of a record to somebody and returns what speaks against the record. */
export const eachItem = (
  path: string,
  digester: Digester | null,
  take: (item: RecordItem) => void,
): readonly string[] => {
  const reader = newRecordReader(digester);
  for (const line of fileLines(path)) take(reader.take(line));
  return reader.problems();
};

/**
 * What a page shows of a record, which is read twice, so that no more than the page has room for
 * is ever held. A string says why there is nothing to show.
 */
export const readReport = (path: string, changes: Comparison | null): ReportData | string => {
  const survey = newSurvey();
  const problems = eachItem(path, newDigester(), survey.take);
  const found = survey.found();
  if (found === null) return problems[0] ?? 'it is empty';
  const selection = newSelection(found, pageLimits);
  eachItem(path, null, selection.take);
  return reportDataOf(found, selection.chosen(), {
    trust: { problems, digest: 'recomputed' },
    machine: machineOf(path),
    strength: strengthBeside(path),
    changes,
  });
};
