import type { ReadAs } from '../fleet/summary-file.ts';
import { isJsonObject } from '../json-object.ts';
import type { LoadSummary } from './summary.ts';
import { loadSummaryProblem } from './summary-shape.ts';

const formatRead = 'muster-load/1';

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** `summary.json` of a load run, which is its record. */
export const loadSummaryJson = (summary: LoadSummary): string => `${JSON.stringify(summary)}\n`;

/** Reads the `summary.json` of a load run back. */
export const readLoadSummary = (text: string): ReadAs<{ readonly summary: LoadSummary }> => {
  const value = parsed(text);
  const format = isJsonObject(value) ? value['format'] : undefined;
  if (typeof format !== 'string' || !format.startsWith('muster-load/')) return { kind: 'other' };
  const problem =
    format === formatRead ? loadSummaryProblem(value) : `format ${format} is not ${formatRead}`;
  if (problem !== null) return { kind: 'refused', problem };
  return { kind: 'read', summary: value as LoadSummary };
};
