import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Comparison } from '../../../reports/compare.ts';
import { pageDocument } from '../../../reports/html/document.ts';
import type { ReportData } from '../../../reports/html/report-data.ts';
import { makeFolder, partialPath } from '../atomic-file.ts';
import { pageAsset } from './page-asset.ts';
import { readReport } from './read-report.ts';

/** Writes a whole file or none, without ever holding all of it. */
export const writePieces = (path: string, pieces: Iterable<string>): void => {
  const partial = partialPath(path);
  makeFolder(dirname(path));
  const file = openSync(partial, 'w');
  try {
    for (const piece of pieces) writeSync(file, piece);
    closeSync(file);
    renameSync(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
};

/** Writes the page of a record, whole or not at all; a string says why there is none. */
export const writePage = async (
  record: string,
  path: string,
  changes: Comparison | null = null,
): Promise<ReportData | string> => {
  const data = readReport(record, changes);
  if (typeof data === 'string') return data;
  const asset = await pageAsset();
  writePieces(path, pageDocument(data, asset));
  return data;
};
