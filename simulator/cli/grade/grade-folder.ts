import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { mutationElements } from '../../../reports/mutation-elements.ts';
import type { Strength } from '../../../reports/strength.ts';
import { strengthJson } from '../../../reports/strength-json.ts';
import { strengthMarkdown } from '../../../reports/strength-markdown.ts';
import { diskReason, writeWhole } from '../atomic-file.ts';
import { onDisk } from '../library.ts';
import type { Refusal } from '../refusal.ts';
import { pageFile, recordFile } from '../run/reports-folder.ts';
import type { Terminal } from '../terminal.ts';

/** `setting/limit/one-lower` is no path of its own. */
const witnessFile = (id: string): string => join('witnesses', `${id.replaceAll('/', '.')}.yaml`);

/** Every form of a grade, and a scenario for each variant that was not reached. */
export const writeGrade = (strength: Strength, out: string, terminal: Terminal): Refusal | null => {
  const folder = onDisk(terminal, out);
  try {
    writeWhole(join(folder, 'grade.json'), `${strengthJson(strength)}\n`);
    writeWhole(join(folder, 'grade.md'), strengthMarkdown(strength));
    writeWhole(join(folder, 'mutation.json'), `${mutationElements(strength)}\n`);
    for (const { id, witness } of strength.variants) {
      if (witness?.text) writeWhole(join(folder, witnessFile(id)), witness.text);
    }
    return null;
  } catch (error) {
    return { message: `cannot write the grade to \`${out}\`: ${diskReason(error)}` };
  }
};

/**
 * Writes the page of the run whose record stands in the same folder once more, now with its grade.
 *
 * @returns whether there is such a run
 */
export const renewPage = async (out: string, terminal: Terminal): Promise<boolean> => {
  const folder = onDisk(terminal, out);
  const record = join(folder, recordFile);
  if (!existsSync(record)) return false;
  const { writePage } = await import('../report/write-page.ts');
  return typeof (await writePage(record, join(folder, pageFile))) !== 'string';
};
