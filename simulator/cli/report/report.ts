import { dirname, join, relative } from 'node:path';
import { type Comparison, compareRuns } from '../../../reports/compare.ts';
import { comparisonMarkdown, comparisonText } from '../../../reports/compare-text.ts';
import { ctrfPieces } from '../../../reports/ctrf.ts';
import { junitPieces } from '../../../reports/junit.ts';
import type { LoadSummary } from '../../../reports/load/summary.ts';
import { markdownFrom } from '../../../reports/markdown.ts';
import { noPaint } from '../../../reports/paint.ts';
import { summaryFrom } from '../../../reports/summary.ts';
import { diskReason } from '../atomic-file.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { onDisk } from '../library.ts';
import { complain, isRefusal, type Refusal, unknownName } from '../refusal.ts';
import { pageFile } from '../run/reports-folder.ts';
import type { Terminal } from '../terminal.ts';
import { type FleetRecord, readFleetRecord } from './fleet-record.ts';
import { type RecordPath, recordPath } from './record-path.ts';
import { deliverFleetPage, fleetText, formatsOfFleet } from './report-fleet.ts';
import {
  compareLoads,
  deliverLoadPage,
  formatsOfLoad,
  loadText,
  readLoadRecord,
} from './report-load.ts';
import { casesOfRecord, gistOfRecord, sideOfRecord } from './stored-run.ts';
import { writePage, writePieces } from './write-page.ts';

export interface ReportOptions {
  readonly format?: string | undefined;
  readonly out?: string | undefined;
}

const ofOne = ['html', 'md', 'junit', 'json', 'ctrf'] as const;
const ofTwo = ['text', 'md', 'json', 'html'] as const;

const unknownFormat = (format: string, known: readonly string[]): Refusal => ({
  help: `there are ${known.join(', ')}`,
  ...unknownName('format', format, known),
});

const refuse = (terminal: Terminal, refusal: Refusal): ExitCode => {
  complain(terminal, refusal);
  return exitCodes.usage.code;
};

/** To a file, whole or not at all, or to standard output piece by piece. */
const deliver = (
  pieces: Iterable<string>,
  out: string | undefined,
  terminal: Terminal,
): ExitCode => {
  if (out === undefined) {
    for (const piece of pieces) terminal.write(piece);
    return exitCodes.ok.code;
  }
  try {
    writePieces(onDisk(terminal, out), pieces);
  } catch (error) {
    return refuse(terminal, { message: `cannot write \`${out}\`: ${diskReason(error)}` });
  }
  terminal.print(`report: ${out}`);
  return exitCodes.ok.code;
};

const deliverPage = async (
  record: RecordPath,
  out: string | undefined,
  changes: Comparison | null,
  terminal: Terminal,
): Promise<ExitCode> => {
  const path = out === undefined ? join(dirname(record.path), pageFile) : onDisk(terminal, out);
  const shown = out ?? relative(terminal.cwd, path);
  let data: Awaited<ReturnType<typeof writePage>>;
  try {
    data = await writePage(record.path, path, changes);
  } catch (error) {
    return refuse(terminal, { message: `cannot write \`${shown}\`: ${diskReason(error)}` });
  }
  if (typeof data === 'string') {
    return refuse(terminal, { message: `\`${record.name}\` is no run record: ${data}` });
  }
  const left = Object.values(data.leftOut.cases).reduce((sum, n) => sum + n, 0);
  if (left > 0) terminal.print(`${left} cases had no room on the page; its numbers count them`);
  terminal.print(`report: ${shown}`);
  const [problem] = data.trust.problems;
  if (problem === undefined) return exitCodes.ok.code;
  return refuse(terminal, { message: `\`${record.name}\` cannot be trusted: ${problem}` });
};

const reportFleet = async (
  record: RecordPath,
  fleet: FleetRecord,
  { format: named = 'html', out }: ReportOptions,
  terminal: Terminal,
): Promise<ExitCode> => {
  const format = formatsOfFleet.find((known) => known === named);
  if (format === undefined) {
    const help = `of a fleet there are ${formatsOfFleet.join(', ')}`;
    return refuse(terminal, { message: `\`${record.name}\` is a fleet, without cases`, help });
  }
  const delivered =
    format === 'html'
      ? await deliverFleetPage(record, fleet, out, terminal)
      : deliver([fleetText(fleet, format)], out, terminal);
  const [problem] = fleet.problems;
  if (problem === undefined) return delivered;
  return refuse(terminal, { message: `\`${record.name}\` cannot be trusted: ${problem}` });
};

const reportLoad = async (
  record: RecordPath,
  load: LoadSummary,
  { format: named = 'html', out }: ReportOptions,
  terminal: Terminal,
): Promise<ExitCode> => {
  const format = formatsOfLoad.find((known) => known === named);
  if (format === undefined) {
    const help = `of a load run there are ${formatsOfLoad.join(', ')}`;
    return refuse(terminal, { message: `\`${record.name}\` is a load run, without cases`, help });
  }
  if (format === 'html') return deliverLoadPage(record, load, null, out, terminal);
  return deliver([loadText(load, format)], out, terminal);
};

/** Two fleets would differ in their devices; the same devices twice is another command. */
const isOfFleets = (records: readonly RecordPath[], terminal: Terminal): boolean => {
  const fleet = records.find((record) => readFleetRecord(record) !== null);
  if (fleet === undefined) return false;
  const help = '`muster fleet PROFILE --versus TENANT` plays the same devices under two tenants';
  complain(terminal, { message: `\`${fleet.name}\` is a fleet, which is not compared`, help });
  return true;
};

const reportOne = async (
  record: RecordPath,
  { format = 'html', out }: ReportOptions,
  terminal: Terminal,
): Promise<ExitCode> => {
  if (format === 'html') return deliverPage(record, out, null, terminal);
  const gist = gistOfRecord(record);
  if ('message' in gist) return refuse(terminal, gist);
  const cases = () => casesOfRecord(record);
  switch (format) {
    case 'md':
      return deliver([markdownFrom(gist)], out, terminal);
    case 'junit':
      return deliver(junitPieces(cases), out, terminal);
    case 'ctrf':
      return deliver(ctrfPieces(gist.plan, gist.counts, cases()), out, terminal);
    case 'json':
      return deliver([`${JSON.stringify(summaryFrom(gist), null, 2)}\n`], out, terminal);
    default:
      return refuse(terminal, unknownFormat(format, ofOne));
  }
};

/**
 * 0 where nothing got worse, 1 where a case fails that did not, 3 where cases are gone and nothing
 * is newly failing.
 */
const exitOfComparison = ({ newlyFailing, gone }: Comparison): ExitCode => {
  if (newlyFailing.length > 0) return exitCodes.violated.code;
  return gone.length > 0 ? exitCodes.nothingRan.code : exitCodes.ok.code;
};

const deliverComparison = async (
  found: Comparison,
  second: RecordPath,
  { format = 'text', out }: ReportOptions,
  terminal: Terminal,
): Promise<ExitCode> => {
  switch (format) {
    case 'text': {
      const paint = out === undefined ? terminal.paint : noPaint;
      return deliver([`${comparisonText(found, paint)}\n`], out, terminal);
    }
    case 'md':
      return deliver([comparisonMarkdown(found)], out, terminal);
    case 'json':
      return deliver([`${JSON.stringify(found, null, 2)}\n`], out, terminal);
    case 'html':
      return deliverPage(second, out, found, terminal);
    default:
      return refuse(terminal, unknownFormat(format, ofTwo));
  }
};

const reportTwo = async (
  first: RecordPath,
  second: RecordPath,
  options: ReportOptions,
  terminal: Terminal,
): Promise<ExitCode> => {
  const before = sideOfRecord(first);
  if ('message' in before) return refuse(terminal, before);
  const after = sideOfRecord(second);
  if ('message' in after) return refuse(terminal, after);
  const found = compareRuns(before, after);
  const delivered = await deliverComparison(found, second, options, terminal);
  return delivered === exitCodes.ok.code ? exitOfComparison(found) : delivered;
};

/** A record of any kind by itself. */
const reportAlone = async (
  record: RecordPath,
  options: ReportOptions,
  terminal: Terminal,
): Promise<ExitCode> => {
  const load = readLoadRecord(record);
  if (load !== null) {
    return isRefusal(load) ? refuse(terminal, load) : reportLoad(record, load, options, terminal);
  }
  const fleet = readFleetRecord(record);
  if (fleet === null) return reportOne(record, options, terminal);
  if (isRefusal(fleet)) return refuse(terminal, fleet);
  return reportFleet(record, fleet, options, terminal);
};

/** Two records, which must be of one kind. */
const reportBoth = async (
  first: RecordPath,
  second: RecordPath,
  options: ReportOptions,
  terminal: Terminal,
): Promise<ExitCode> => {
  const [before, after] = [readLoadRecord(first), readLoadRecord(second)];
  for (const side of [before, after]) {
    if (side !== null && isRefusal(side)) return refuse(terminal, side);
  }
  if (before !== null && after !== null && !isRefusal(before) && !isRefusal(after)) {
    return compareLoads([first, before], [second, after], options, terminal);
  }
  if (before !== null || after !== null) {
    return refuse(terminal, { message: 'a load run is compared with another load run only' });
  }
  if (isOfFleets([first, second], terminal)) return exitCodes.usage.code;
  return reportTwo(first, second, options, terminal);
};

/** `muster report`. */
export const performReport = async (
  names: readonly string[],
  options: ReportOptions,
  terminal: Terminal,
): Promise<ExitCode> => {
  const records = names.map((name) => recordPath(name, terminal));
  const refused = records.find(isRefusal);
  if (refused !== undefined) return refuse(terminal, refused);
  const [first, second, ...others] = records.filter((record) => 'path' in record);
  if (first === undefined || others.length > 0) {
    return refuse(terminal, { message: 'a report is of one record, or compares two' });
  }
  const known: readonly string[] = second === undefined ? ofOne : ofTwo;
  const { format } = options;
  if (format !== undefined && !known.includes(format)) {
    return refuse(terminal, unknownFormat(format, known));
  }
  return second === undefined
    ? reportAlone(first, options, terminal)
    : reportBoth(first, second, options, terminal);
};
