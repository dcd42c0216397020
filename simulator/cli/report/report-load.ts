import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { baselineOf } from '../../../reports/html/load/baseline-of.ts';
import type { Baseline } from '../../../reports/html/load/load-data.ts';
import { compareLines } from '../../../reports/load/compare-text.ts';
import { loadMarkdown } from '../../../reports/load/markdown.ts';
import type { LoadSummary } from '../../../reports/load/summary.ts';
import { loadSummaryJson, readLoadSummary } from '../../../reports/load/summary-file.ts';
import { diskReason } from '../atomic-file.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { onDisk } from '../library.ts';
import { complain, type Refusal } from '../refusal.ts';
import { pageFile } from '../run/reports-folder.ts';
import type { Terminal } from '../terminal.ts';
import type { RecordPath } from './record-path.ts';
import { writeLoadPage } from './write-load-page.ts';

/** What a stored load run can be made into, and what two of them can. */
export const formatsOfLoad = ['html', 'md', 'json'] as const;
export type FormatOfLoad = (typeof formatsOfLoad)[number];

const refuse = (terminal: Terminal, refusal: Refusal): ExitCode => {
  complain(terminal, refusal);
  return exitCodes.usage.code;
};

/** Reads a stored load run; null where the file is a record of something else. */
export const readLoadRecord = ({ name, path }: RecordPath): LoadSummary | Refusal | null => {
  if (!path.endsWith('.json')) return null;
  const read = readLoadSummary(readFileSync(path, 'utf8'));
  if (read.kind === 'other') return null;
  if (read.kind === 'read') return read.summary;
  return { message: `\`${name}\` is no summary of a load run: ${read.problem}` };
};

/** Writes the page of a stored load run, by default beside its summary. */
export const deliverLoadPage = async (
  { path }: RecordPath,
  summary: LoadSummary,
  baseline: Baseline | null,
  out: string | undefined,
  terminal: Terminal,
): Promise<ExitCode> => {
  const page = out === undefined ? join(dirname(path), pageFile) : onDisk(terminal, out);
  const shown = out ?? relative(terminal.cwd, page);
  try {
    await writeLoadPage({ summary, baseline }, page);
  } catch (error) {
    return refuse(terminal, { message: `cannot write \`${shown}\`: ${diskReason(error)}` });
  }
  terminal.print(`report: ${shown}`);
  return exitCodes.ok.code;
};

/** The same story as text, in one piece. */
export const loadText = (summary: LoadSummary, format: Exclude<FormatOfLoad, 'html'>): string =>
  format === 'json' ? loadSummaryJson(summary) : loadMarkdown(summary);

/** What changed from one run to another. What counts as worse is said by `muster compare`. */
export const compareLoads = async (
  [first, before]: readonly [RecordPath, LoadSummary],
  [second, after]: readonly [RecordPath, LoadSummary],
  { format, out }: { readonly format?: string | undefined; readonly out?: string | undefined },
  terminal: Terminal,
): Promise<ExitCode> => {
  const baseline = baselineOf(first.name, [before], [after]);
  if (format === 'html') return deliverLoadPage(second, after, baseline, out, terminal);
  if (format !== undefined && format !== 'text') {
    const help = '`muster compare BEFORE AFTER` compares repeats';
    return refuse(terminal, { message: 'two load runs are compared as text or html', help });
  }
  const { compared } = baseline;
  if (compared.kind === 'refused') {
    return refuse(terminal, { message: `these runs are not compared: ${compared.because}` });
  }
  for (const line of compareLines(compared.changes)) terminal.print(line);
  return exitCodes.ok.code;
};
