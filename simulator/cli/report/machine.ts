import { readFileSync } from 'node:fs';
import { arch, cpus, platform, release } from 'node:os';
import { dirname, join } from 'node:path';
import type { DeterminismCheck } from '../../../reports/html/fleet/fleet-data.ts';
import type { Machine } from '../../../reports/html/report-data.ts';

export type { Machine };

/**
 * Beside the record and not in it: two runs of the same cases write the same record, on whatever
 * machine and at whatever time.
 */
export const machineFile = 'machine.json';

export const machineNow = (startedAt: number, threads: number): Machine => ({
  startedAt,
  wallMs: Date.now() - startedAt,
  node: process.versions.node,
  system: `${platform()} ${release()} ${arch()}`,
  processor: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  threads,
});

const isMachine = (value: unknown): value is Machine =>
  typeof value === 'object' &&
  value !== null &&
  'wallMs' in value &&
  typeof value.wallMs === 'number' &&
  'startedAt' in value &&
  typeof value.startedAt === 'number';

/** What stands beside a record; null where nothing does that can be read. */
const besideRecord = (record: string): unknown => {
  try {
    return JSON.parse(readFileSync(join(dirname(record), machineFile), 'utf8'));
  } catch {
    return null;
  }
};

/** What stands beside a record about where it was made; null where nothing does. */
export const machineOf = (record: string): Machine | null => {
  const value = besideRecord(record);
  if (!isMachine(value)) return null;
  const { startedAt, wallMs, node, system, processor, cores, threads } = value;
  return { startedAt, wallMs, node, system, processor, cores, threads };
};

const isCheck = (value: unknown): value is DeterminismCheck =>
  typeof value === 'object' &&
  value !== null &&
  'isEqual' in value &&
  typeof value.isEqual === 'boolean' &&
  'how' in value &&
  typeof value.how === 'string';

/** What stands there about playing the run again; null where it was not. */
export const determinismOf = (record: string): DeterminismCheck | null => {
  const value = besideRecord(record);
  const check =
    typeof value === 'object' && value !== null && 'determinism' in value
      ? value.determinism
      : null;
  return isCheck(check) ? check : null;
};
