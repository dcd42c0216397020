import { baselineOf } from '../../html/load/baseline-of.ts';
import type { Baseline, LoadData } from '../../html/load/load-data.ts';
import { readLoadSummary } from '../../load/summary-file.ts';
import type { Opened } from '../record-file.ts';

/** A `summary.json` of a load run; null where the text is something else altogether. */
export const openLoadFile = (text: string): Opened<LoadData> | null => {
  const read = readLoadSummary(text);
  if (read.kind === 'other') return null;
  if (read.kind === 'refused') return { kind: 'refused', why: read.problem };
  return { kind: 'opened', value: { summary: read.summary, baseline: null } };
};

/** What changed since the run of a file that somebody chose. */
export const compareWithFile = (
  { summary }: LoadData,
  name: string,
  text: string,
): Opened<Baseline> => {
  const read = readLoadSummary(text);
  if (read.kind === 'other') return { kind: 'refused', why: 'it is no summary of a load run' };
  if (read.kind === 'refused') return { kind: 'refused', why: read.problem };
  return { kind: 'opened', value: baselineOf(name, [read.summary], [summary]) };
};
