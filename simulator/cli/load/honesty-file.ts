import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { HonestyRecord } from '../../../reports/load/honesty.ts';
import type { Provenance } from '../../../reports/load/summary.ts';
import { diskReason, writeWhole } from '../atomic-file.ts';
import type { Refusal } from '../refusal.ts';
import type { Terminal } from '../terminal.ts';

type Place = Pick<Terminal, 'cwd' | 'env'>;

/**
 * Where the last self-test of this machine is kept for later runs, unless a file is named: in the
 * folder the system has for such things.
 */
export const honestyFile = ({ cwd, env }: Place, named: string | undefined): string => {
  if (named !== undefined) return resolve(cwd, named);
  const kept = env['XDG_CACHE_HOME'] ?? env['LOCALAPPDATA'] ?? join(homedir(), '.cache');
  return join(kept, 'muster', 'honesty.json');
};

const isList = (value: unknown): boolean => Array.isArray(value);

const isHonestyRecord = (value: unknown): value is HonestyRecord =>
  typeof value === 'object' &&
  value !== null &&
  'format' in value &&
  value.format === 'muster-honesty/1' &&
  'verdict' in value &&
  ['honest', 'dishonest', 'busy'].includes(String(value.verdict)) &&
  'provenance' in value &&
  typeof value.provenance === 'object' &&
  value.provenance !== null &&
  'figures' in value &&
  isList(value.figures) &&
  'claims' in value &&
  isList(value.claims) &&
  'disturbances' in value &&
  isList(value.disturbances);

/** What a self-test must have in common with a run to say anything of it. */
const sameHere = ['tool', 'node', 'system', 'processor', 'cores'] as const;

const differenceOf = (record: HonestyRecord, here: Provenance): string | null => {
  const other = sameHere.find((what) => record.provenance[what] !== here[what]);
  return other === undefined ? null : `${record.provenance[other]}, not ${here[other]}`;
};

export const writeHonesty = (file: string, record: HonestyRecord): Refusal | null => {
  try {
    writeWhole(file, `${JSON.stringify(record, null, 2)}\n`);
    return null;
  } catch (error) {
    return { message: `\`${file}\` cannot be written: ${diskReason(error)}` };
  }
};

/**
 * The self-test that stands in the report of a run; null: none was taken here. A file that was
 * named has to be there and to be of this machine; what is merely kept may be neither.
 */
export const readHonesty = (
  terminal: Place,
  named: string | undefined,
  here: Provenance,
): HonestyRecord | null | Refusal => {
  const file = honestyFile(terminal, named);
  const refuse = (message: string): Refusal | null =>
    named === undefined
      ? null
      : { message, help: '`muster selftest honesty --out FILE` writes one' };
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (!isHonestyRecord(value)) return refuse(`\`${named}\` is no result of a self-test`);
    const difference = differenceOf(value, here);
    return difference === null
      ? value
      : refuse(`the self-test in \`${named}\` was of something else: ${difference}`);
  } catch (error) {
    const why = error instanceof SyntaxError ? 'it is no JSON' : diskReason(error);
    return refuse(`\`${named}\` cannot be read: ${why}`);
  }
};
