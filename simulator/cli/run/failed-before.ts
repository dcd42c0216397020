import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRecord } from '../../../reports/record.ts';
import type { CaseResult } from '../../../reports/result.ts';
import { digestOf } from '../../run/digest.ts';
import { diskReason } from '../atomic-file.ts';
import type { Refusal } from '../refusal.ts';
import { recordFile } from './reports-folder.ts';

const hasFailed = ({ outcome }: CaseResult): boolean =>
  outcome === 'error' || outcome === 'violated' || outcome === 'not-demonstrated';

/**
 * Ids of the cases that failed in the run a folder holds the record of, and of those that an
 * interruption left without a verdict.
 */
export const failedBefore = (folder: string): ReadonlySet<string> | Refusal => {
  const path = join(folder, recordFile);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return {
      message: `there is no earlier run to take up: \`${path}\`: ${diskReason(error)}`,
      help: `run once with \`--out ${folder}\``,
    };
  }
  const reading = readRecord(text, digestOf);
  if (reading.kind === 'invalid') {
    return { message: `\`${path}\` cannot be trusted: ${reading.problems[0]}` };
  }
  const { plan, results } = reading.run;
  const judged = new Set(results.map(({ id }) => id));
  const failed = results.filter(hasFailed).map(({ id }) => id);
  return new Set([...failed, ...plan.cases.filter((id) => !judged.has(id))]);
};
