import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const script = fileURLToPath(new URL('../../scripts/tally.mjs', import.meta.url));
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'muster tally '));
  mkdirSync(join(folder, 'conformance'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string, value: unknown): void =>
  writeFileSync(join(folder, name), JSON.stringify(value));

const vitestReport = (passed: number, failed: number, skipped: number) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: skipped,
  numTodoTests: 0,
});

const tally = () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, folder], {
    encoding: 'utf8',
  });
  return { status, lastLine: stdout.trimEnd().split('\n').at(-1), stdout, stderr };
};

test('tests and library cases are added, and interpretive ones count as passed', () => {
  put('tests.json', vitestReport(10, 0, 1));
  put('node24.json', vitestReport(5, 0, 0));
  put('conformance/summary.json', { counts: { met: 3, interpretive: 2, 'not-run': 4 } });
  const { status, lastLine, stdout } = tally();
  expect({ status, lastLine }).toEqual({ status: 0, lastLine: '20 passed, 0 failed, 5 skipped' });
  expect(stdout).toContain('second opinion at full size: not run');
});

test('a violated case is a failure', () => {
  put('conformance/summary.json', { counts: { met: 3, violated: 1 } });
  const { status, lastLine } = tally();
  expect({ status, lastLine }).toEqual({ status: 1, lastLine: '3 passed, 1 failed, 0 skipped' });
});

test('a run that executed nothing fails', () => {
  const { status, lastLine } = tally();
  expect({ status, lastLine }).toEqual({ status: 1, lastLine: '0 passed, 0 failed, 0 skipped' });
});

test('a verdict class it does not know stops it', () => {
  put('conformance/summary.json', { counts: { met: 3, improbable: 1 } });
  const { status, stderr } = tally();
  expect(status).toBe(1);
  expect(stderr).toContain('improbable');
});
