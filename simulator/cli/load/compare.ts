import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  type CompareRefusal,
  compareDoubts,
  compareRefusal,
  compareRuns,
  repeatsNeeded,
} from '../../../reports/load/compare.ts';
import { compareLines } from '../../../reports/load/compare-text.ts';
import type { LoadSummary } from '../../../reports/load/summary.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { complain, counted, isRefusal, type Refusal } from '../refusal.ts';
import type { Terminal } from '../terminal.ts';

const summaryFile = 'summary.json';

/** A folder of one run, or one of folders of runs. */
const filesIn = (folder: string): readonly string[] => {
  const own = join(folder, summaryFile);
  if (existsSync(own)) return [own];
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name, summaryFile))
    .filter((path) => existsSync(path));
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** What is at a path of names, `measured.sums`; undefined: nothing. */
const at = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((part, name) => (isRecord(part) ? part[name] : undefined), value);

/** All that a comparison reads. A file that lacks one of them was written by something else. */
const records = [
  ...['provenance', 'profile', 'settings', 'instrument.machine'],
  ...['measured.sums', 'measured.response.percentiles', 'measured.service.percentiles'],
];
const lists = ['doubts', 'instrument.threads'];
const scalars = ['seed', 'grade', 'wasStopped', 'target', 'measured.duration'];

const isLoadSummary = (value: unknown): value is LoadSummary =>
  at(value, 'format') === 'muster-load/1' &&
  records.every((path) => isRecord(at(value, path))) &&
  lists.every((path) => Array.isArray(at(value, path))) &&
  scalars.every((path) => ['number', 'string', 'boolean'].includes(typeof at(value, path)));

const readRuns = (cwd: string, folder: string): readonly LoadSummary[] | Refusal => {
  const runs: LoadSummary[] = [];
  for (const file of filesIn(resolve(cwd, folder))) {
    try {
      const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
      if (!isLoadSummary(value)) return { message: `\`${file}\` is no load run of this version` };
      runs.push(value);
    } catch {
      return { message: `\`${file}\` cannot be read as JSON` };
    }
  }
  if (runs.length > 0) return runs;
  const help = '`muster load --out FOLDER` writes one';
  return { message: `there is no load run in \`${folder}\``, help };
};

const refusalExits: Readonly<Record<CompareRefusal['kind'], ExitCode>> = {
  invalid: exitCodes.invalid.code,
  different: exitCodes.usage.code,
  empty: exitCodes.usage.code,
};

const judge = (
  before: readonly LoadSummary[],
  after: readonly LoadSummary[],
  terminal: Terminal,
): ExitCode => {
  const refusal = compareRefusal(before, after);
  if (refusal !== null) {
    complain(terminal, { message: `these runs are not compared: ${refusal.because}` });
    return refusalExits[refusal.kind];
  }
  const changes = compareRuns(before, after);
  terminal.print(`${counted(before.length, 'run')} before, ${after.length} after`);
  for (const line of compareDoubts([...before, ...after])) terminal.print(`  ${line}`);
  for (const line of compareLines(changes)) terminal.print(line);
  if (changes.some(({ verdict }) => verdict === 'worse')) return exitCodes.threshold.code;
  if (Math.min(before.length, after.length) >= repeatsNeeded) return exitCodes.ok.code;
  terminal.print(`fewer than ${repeatsNeeded} repeats on a side: nobody can say what is noise`);
  return exitCodes.vacuous.code;
};

export const performCompare = async (
  words: readonly string[],
  terminal: Terminal,
): Promise<ExitCode> => {
  const [first = '', second = ''] = words;
  const before = readRuns(terminal.cwd, first);
  const after = readRuns(terminal.cwd, second);
  if (isRefusal(before) || isRefusal(after)) {
    for (const side of [before, after]) if (isRefusal(side)) complain(terminal, side);
    return exitCodes.usage.code;
  }
  return judge(before, after, terminal);
};
