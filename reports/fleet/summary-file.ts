import { isJsonObject } from '../json-object.ts';
import type { ComparisonSummary } from './comparison-summary.ts';
import type { FleetSummary } from './summary.ts';
import { comparisonProblem, summaryProblem } from './summary-shape.ts';

/** What a text is: what was asked for, something else altogether, or that and damaged. */
export type ReadAs<T> =
  | ({ readonly kind: 'read' } & T)
  | { readonly kind: 'other' }
  | { readonly kind: 'refused'; readonly problem: string };

/** Of both files; a later one may mean something else by the same fields. */
const versionRead = 1;

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

const checked = (
  text: string,
  kind: string,
  problemOf: (value: unknown) => string | null,
): ReadAs<{ readonly value: unknown }> => {
  const value = parsed(text);
  if (!isJsonObject(value) || value['kind'] !== kind) return { kind: 'other' };
  const version = value['schemaVersion'];
  const problem =
    version === versionRead
      ? problemOf(value)
      : `schema version ${String(version)} is not ${versionRead}`;
  return problem === null ? { kind: 'read', value } : { kind: 'refused', problem };
};

/** Reads the `summary.json` of a fleet back. */
export const readFleetSummary = (text: string): ReadAs<{ readonly summary: FleetSummary }> => {
  const read = checked(text, 'fleet', summaryProblem);
  return read.kind === 'read' ? { kind: 'read', summary: read.value as FleetSummary } : read;
};

/** Reads a `comparison.json` back. */
export const readComparison = (
  text: string,
): ReadAs<{ readonly comparison: ComparisonSummary }> => {
  const read = checked(text, 'fleet-comparison', comparisonProblem);
  return read.kind === 'read'
    ? { kind: 'read', comparison: read.value as ComparisonSummary }
    : read;
};
