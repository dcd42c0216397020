import { join } from 'node:path';
import { loadMarkdown } from '../../../reports/load/markdown.ts';
import type { LoadSummary } from '../../../reports/load/summary.ts';
import { loadSummaryJson } from '../../../reports/load/summary-file.ts';
import { writeWhole } from '../atomic-file.ts';
import { summaryFile } from '../report/fleet-record.ts';
import { pageFile } from '../run/reports-folder.ts';

/** Writes the record of a load run and all that is made of it. Throws what the disk says. */
export const writeLoadFolder = async (folder: string, summary: LoadSummary): Promise<void> => {
  const { writeLoadPage } = await import('../report/write-load-page.ts');
  writeWhole(join(folder, summaryFile), loadSummaryJson(summary));
  writeWhole(join(folder, 'summary.md'), loadMarkdown(summary));
  await writeLoadPage({ summary, baseline: null }, join(folder, pageFile));
};
