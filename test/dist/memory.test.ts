import { spawnSync } from 'node:child_process';
import {
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noCounts } from '../../reports/counts.ts';
import { caseLine, planLine } from '../../reports/record.ts';
import { newDigester } from '../../simulator/run/digest.ts';
import { differenceWith, resultWith, runOf } from '../reports/made-up.ts';

/**
 * Scaled down from a million cases under 512 MB: a twentieth of the cases under a tenth of the
 * heap, in which the record itself, held as a whole, has no room.
 */
const cases = 50_000;
const heapMb = 50;

const idOf = (at: number): string =>
  `area-${at % 40}/scenario-${Math.floor(at / 20)}/row=${at % 20}`;

const resultOf = (at: number) =>
  resultWith({
    id: idOf(at),
    scenario: idOf(at).replace(/\/row=.*/, ''),
    title: `a made-up case that says something about number ${at}`,
    tags: ['p0', 'android', 'several-vendors'],
    trace: String(at).padStart(64, 'a'),
    ...(at % 1000 === 7 ? { outcome: 'violated', differences: [differenceWith()] } : {}),
  });

const writeRecord = (path: string): void => {
  const ids = Array.from({ length: cases }, (_, at) => idOf(at));
  const counts = { ...noCounts };
  const digester = newDigester();
  const file = openSync(path, 'w');
  writeSync(file, planLine({ ...runOf([]).plan, cases: ids }));
  for (let at = 0; at < cases; at++) {
    const result = resultOf(at);
    counts[result.outcome] += 1;
    digester.add(result);
    writeSync(file, caseLine(result));
  }
  const end = { kind: 'end', complete: true, cases, counts, digest: digester.digest() };
  writeSync(file, `${JSON.stringify(end)}\n`);
  closeSync(file);
};

describe('a record larger than the memory there is', () => {
  let folder: string;
  let record: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'muster-large-'));
    record = join(folder, 'run.jsonl');
    writeRecord(record);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const report = (format: string, out: string) => {
    const main = fileURLToPath(new URL('../../dist/simulator/cli/main.js', import.meta.url));
    const argv = [main, 'report', record, '--format', format, '--out', out];
    const child = spawnSync(process.execPath, [`--max-old-space-size=${heapMb}`, ...argv], {
      encoding: 'utf8',
    });
    expect([child.status, child.stderr]).toEqual([0, '']);
    return child.stdout;
  };

  test('becomes a page that says what it left out', () => {
    expect(statSync(record).size).toBeGreaterThan(heapMb * 400_000);
    const out = join(folder, 'page.html');
    expect(report('html', out)).toContain('30000 cases had no room on the page');
    const [body = ''] = readFileSync(out, 'utf8').split('<script');
    expect(body).toContain('>49,950<');
    expect(body).toContain('The page holds 20,000 cases and leaves out 30,000 met');
  }, 120_000);

  test('becomes JUnit with every case', () => {
    const out = join(folder, 'junit.xml');
    report('junit', out);
    expect(readFileSync(out, 'utf8')).toContain(
      '<testsuites name="muster" tests="50000" failures="50"',
    );
  }, 120_000);
});
