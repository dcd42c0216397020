import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { diskReason } from '../atomic-file.ts';
import { onDisk } from '../library.ts';
import type { Refusal } from '../refusal.ts';
import { recordFile } from '../run/reports-folder.ts';
import type { Terminal } from '../terminal.ts';
import { summaryFile } from './fleet-record.ts';

/** A record that somebody named. */
export interface RecordPath {
  /** As it was written. */
  readonly name: string;
  readonly path: string;
}

/** A folder of a fleet has no record of cases; what it came to is its record. */
const recordIn = (folder: string): string => {
  const [cases, fleet] = [join(folder, recordFile), join(folder, summaryFile)];
  return !existsSync(cases) && existsSync(fleet) ? fleet : cases;
};

/** The record a path names: itself, or the one of a folder. */
export const recordPath = (name: string, terminal: Terminal): RecordPath | Refusal => {
  const path = onDisk(terminal, name);
  try {
    const record = statSync(path).isDirectory() ? recordIn(path) : path;
    statSync(record);
    return { name, path: record };
  } catch (error) {
    return {
      message: `there is no run record at \`${name}\`: ${diskReason(error)}`,
      help: `\`muster run --out FOLDER\` writes one, FOLDER/${recordFile}, and \`muster fleet\` and \`muster load\` do`,
    };
  }
};
