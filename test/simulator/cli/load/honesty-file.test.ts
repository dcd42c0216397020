import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { HonestyRecord } from '../../../../reports/load/honesty.ts';
import {
  honestyFile,
  readHonesty,
  writeHonesty,
} from '../../../../simulator/cli/load/honesty-file.ts';
import { machineProvenance } from '../../../../simulator/cli/load/origin.ts';
import { openSession } from '../session.ts';

const here = machineProvenance('muster selftest honesty');
const record: HonestyRecord = {
  format: 'muster-honesty/1',
  verdict: 'honest',
  provenance: here,
  figures: [],
  claims: [],
  disturbances: [],
};

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'muster honesty '));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const place = (named?: string) => {
  const terminal = { cwd: folder, env: { XDG_CACHE_HOME: folder } };
  return { file: honestyFile(terminal, named), read: () => readHonesty(terminal, named, here) };
};

describe('the result of a self-test', () => {
  test('is kept for this machine and found again', () => {
    const { file, read } = place();
    expect(file).toBe(join(folder, 'muster', 'honesty.json'));
    expect(read()).toBeNull();
    expect(writeHonesty(file, record)).toBeNull();
    expect(read()).toEqual(record);
  });

  test.each<[string, Partial<HonestyRecord['provenance']>]>([
    ['another version', { tool: 'mtd-muster 0.0.0' }],
    ['another Node', { node: 'v1' }],
    ['another machine', { processor: 'an abacus' }],
  ])('of %s is none of this one', (_, changes) => {
    const kept = place();
    const other = { ...record, provenance: { ...here, ...changes } };
    writeHonesty(kept.file, other);
    expect(kept.read()).toBeNull();
    const named = place('other.json');
    writeHonesty(named.file, other);
    expect(named.read()).toMatchObject({ message: expect.stringContaining('of something else') });
  });

  test('that is broken is as if there were none, unless it was named', () => {
    for (const text of ['', '{', '[]', '{"format":"muster-honesty/1"}', '{"format":"other"}']) {
      const kept = place();
      writeHonesty(kept.file, record);
      writeFileSync(kept.file, text);
      expect(kept.read()).toBeNull();
      writeFileSync(join(folder, 'named.json'), text);
      expect(place('named.json').read()).toHaveProperty('message');
    }
  });

  test('that cannot be written says why', () => {
    writeFileSync(join(folder, 'file'), '');
    const refusal = writeHonesty(join(folder, 'file', 'honesty.json'), record);
    expect(refusal?.message).toContain('a part of its path is a file');
  });
});

test('muster load refuses a self-test that is not there, before it asks anything', async () => {
  const { exit, err } = await openSession().run(
    ...['load', '--target', 'http://127.0.0.1:1', '--honesty', 'nowhere.json'],
  );
  expect(exit).toBe(2);
  expect(err).toContain('`nowhere.json` cannot be read: there is no such file or folder');
  expect(err).toContain('muster selftest honesty --out FILE');
});
