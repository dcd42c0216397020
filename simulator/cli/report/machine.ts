import { readFileSync } from 'node:fs';
import { arch, cpus, platform, release } from 'node:os';
import { dirname, join } from 'node:path';
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

/** What stands beside a record about where it was made; null where nothing does. */
export const machineOf = (record: string): Machine | null => {
  try {
    const value: unknown = JSON.parse(readFileSync(join(dirname(record), machineFile), 'utf8'));
    return isMachine(value) ? value : null;
  } catch {
    return null;
  }
};
