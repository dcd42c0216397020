import { dirname, join, relative } from 'node:path';
import { comparisonMarkdown } from '../../../reports/fleet/comparison-markdown.ts';
import { fleetMarkdown } from '../../../reports/fleet/markdown.ts';
import { fleetSummaryJson } from '../../../reports/fleet/summary.ts';
import { diskReason } from '../atomic-file.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { onDisk } from '../library.ts';
import { complain, type Refusal } from '../refusal.ts';
import { pageFile } from '../run/reports-folder.ts';
import type { Terminal } from '../terminal.ts';
import type { FleetRecord } from './fleet-record.ts';
import type { RecordPath } from './record-path.ts';
import { writeFleetPage } from './write-fleet-page.ts';

/** What a stored fleet can be made into. */
export const formatsOfFleet = ['html', 'md', 'json'] as const;
export type FormatOfFleet = (typeof formatsOfFleet)[number];

const refuse = (terminal: Terminal, refusal: Refusal): ExitCode => {
  complain(terminal, refusal);
  return exitCodes.usage.code;
};

/** Writes the page of a stored fleet, by default beside its summary. */
export const deliverFleetPage = async (
  { path }: RecordPath,
  { data }: FleetRecord,
  out: string | undefined,
  terminal: Terminal,
): Promise<ExitCode> => {
  const { summary, comparison, ...circumstances } = data;
  const page = out === undefined ? join(dirname(path), pageFile) : onDisk(terminal, out);
  const shown = out ?? relative(terminal.cwd, page);
  try {
    await writeFleetPage(summary, comparison, page, circumstances);
  } catch (error) {
    return refuse(terminal, { message: `cannot write \`${shown}\`: ${diskReason(error)}` });
  }
  terminal.print(`report: ${shown}`);
  return exitCodes.ok.code;
};

/** The same story as text, in one piece. */
export const fleetText = (
  { data: { summary, comparison } }: FleetRecord,
  format: Exclude<FormatOfFleet, 'html'>,
): string => {
  if (format === 'json') return fleetSummaryJson(summary);
  const parts = [fleetMarkdown(summary)];
  if (comparison !== null) parts.push(comparisonMarkdown(comparison));
  return parts.join('\n');
};
