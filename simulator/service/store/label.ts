import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { damaged, foreign, otherFormat, type StoreFailure, unusable } from './failure.ts';

/**
 * Changes whenever what is written would be read as something else: deeds, and with them the
 * operations of the port, and what is saved of a world.
 */
export const storeFormat = 1;

/** What lies beside the journal, for whoever looks into the folder, and for the next start. */
export interface Label {
  readonly format: number;
  /** Number of the last entry, where it was closed in order; null while it is open. */
  readonly closedAfter: number | null;
}

const fileName = 'muster-data.json';

/** Writes a whole label or none. */
export const writeLabel = (folder: string, label: Label): void => {
  const file = join(folder, fileName);
  writeFileSync(`${file}.partial`, `${JSON.stringify({ muster: 'data', ...label })}\n`);
  renameSync(`${file}.partial`, file);
};

const labelIn = (folder: string): Label | StoreFailure => {
  const text = readFileSync(join(folder, fileName), 'utf8');
  let label: unknown;
  try {
    label = JSON.parse(text);
  } catch {
    return damaged(folder, `${fileName} cannot be read`);
  }
  if (typeof label !== 'object' || label === null || !('format' in label)) {
    return damaged(folder, `${fileName} names no format`);
  }
  const { format } = label;
  if (format !== storeFormat) return otherFormat(folder, String(format), storeFormat);
  const closed = 'closedAfter' in label ? label.closedAfter : null;
  return { format, closedAfter: typeof closed === 'number' ? closed : null };
};

/** The label of a folder, which is made where there is none yet. */
export const openLabel = (folder: string): Label | StoreFailure => {
  try {
    if (existsSync(join(folder, fileName))) return labelIn(folder);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const others = readdirSync(folder).filter((name) => name !== `${fileName}.partial`);
    if (others.length > 0) return foreign(folder);
    const label: Label = { format: storeFormat, closedAfter: null };
    writeLabel(folder, label);
    return label;
  } catch (error) {
    return unusable(folder, error);
  }
};
