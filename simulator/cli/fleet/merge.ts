import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fleetMarkdown } from '../../../reports/fleet/markdown.ts';
import { mergeShards, type NamedShard } from '../../../reports/fleet/merge-shards.ts';
import { fleetSummaryJson, fleetSummaryOf } from '../../../reports/fleet/summary.ts';
import { readTally, tallyText } from '../../../reports/fleet/tally-file.ts';
import { fleetText } from '../../../reports/fleet/text.ts';
import { diskReason } from '../atomic-file.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { onDisk } from '../library.ts';
import { complain, type Refusal } from '../refusal.ts';
import { pageFile } from '../run/reports-folder.ts';
import type { Terminal } from '../terminal.ts';
import { exitOfFleet } from './fleet-exit.ts';
import { refusedFolder, tallyFile, writeFiles } from './fleet-folder.ts';

export interface MergeOptions {
  readonly out?: string | undefined;
  readonly json?: boolean | undefined;
}

const readShard = (folder: string, terminal: Terminal): NamedShard | Refusal => {
  const file = join(folder, tallyFile);
  let text: string;
  try {
    text = readFileSync(onDisk(terminal, file), 'utf8');
  } catch (error) {
    const help = 'each folder is the `--out` of one `muster fleet --shard i/n`';
    return { message: `cannot read \`${file}\`: ${diskReason(error)}`, help };
  }
  const read = readTally(text);
  if (!read.ok) return { message: `\`${file}\`: ${read.problem}` };
  return { name: folder, file: read.file };
};

/** `muster merge`: n shards become the summary that one run would have given, byte for byte. */
export const performMerge = async (
  folders: readonly string[],
  { out, json = false }: MergeOptions,
  terminal: Terminal,
): Promise<ExitCode> => {
  const read = folders.map((folder) => readShard(folder, terminal));
  const problems = read.flatMap((one) => ('message' in one ? [one] : []));
  const shards = read.flatMap((one) => ('message' in one ? [] : [one]));
  const folder = out === undefined ? null : onDisk(terminal, out);
  const unwritable = folder === null ? null : refusedFolder(folder);
  if (unwritable !== null) problems.push(unwritable);
  for (const problem of problems) complain(terminal, problem);
  if (problems.length > 0) return exitCodes.usage.code;
  const merged = mergeShards(shards);
  if (!merged.ok) {
    for (const message of merged.problems) complain(terminal, { message });
    return exitCodes.usage.code;
  }
  const { plan, tally } = merged;
  const summary = fleetSummaryOf(plan, tally);
  if (folder !== null) {
    writeFiles(folder, {
      [tallyFile]: tallyText({ plan, shard: { number: 1, of: 1 }, tally }),
      'summary.json': fleetSummaryJson(summary),
      'summary.md': fleetMarkdown(summary),
    });
    const { writeFleetPage } = await import('../report/write-fleet-page.ts');
    await writeFleetPage(summary, null, join(folder, pageFile), { hours: tally });
  }
  if (json) terminal.print(fleetSummaryJson(summary).trimEnd());
  else terminal.print(fleetText(summary, terminal.paint));
  if (folder !== null && !json) terminal.print(`reports: ${folder}`);
  const { verdicts } = summary;
  return exitOfFleet({ verdicts, lost: tally.lost, interrupted: false, isTrusted: true });
};
