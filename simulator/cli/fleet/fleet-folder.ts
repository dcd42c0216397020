import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { diskReason, makeFolder, partialPath, writeWhole } from '../atomic-file.ts';
import type { Refusal } from '../refusal.ts';

export const tallyFile = 'tally.json';

/** Whether files can be written to a folder, known before hours are spent on them. */
export const refusedFolder = (folder: string): Refusal | null => {
  const probe = partialPath(join(folder, tallyFile));
  try {
    makeFolder(folder);
    writeFileSync(probe, '');
    rmSync(probe);
    return null;
  } catch (error) {
    return { message: `cannot write reports to \`${folder}\`: ${diskReason(error)}` };
  }
};

/** Whole files by name; nothing of a file that cannot be written stays. */
export const writeFiles = (folder: string, files: Readonly<Record<string, string>>): void => {
  for (const [name, text] of Object.entries(files)) writeWhole(join(folder, name), text);
};
