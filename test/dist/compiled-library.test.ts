import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** A package of its own, so that its compiled library can be told from what it ships. */
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const home = mkdtempSync(join(tmpdir(), 'muster compiled '));
const compiled = join(home, 'dist', 'scenarios.jsonl');
const topic = 'scenarios/several-vendors';
const variant = 'setting/state/secured-as-none';

beforeAll(() => {
  for (const part of ['dist', 'scenarios', 'package.json']) {
    const filter = (path: string): boolean => !path.endsWith('.d.ts');
    cpSync(join(root, part), join(home, part), { recursive: true, filter });
  }
  symlinkSync(join(root, 'node_modules'), join(home, 'node_modules'), 'junction');
});
afterAll(() => rmSync(home, { recursive: true }));

const main = join(home, 'dist', 'simulator', 'cli', 'main.js');
const muster = (cwd: string, ...argv: readonly string[]) =>
  spawnSync(process.execPath, [main, ...argv], { cwd, encoding: 'utf8' });

const run = (): string => muster(home, 'run', topic).stdout;

describe('the library that the build has compiled', () => {
  test('is what the built program plays, until the scenario is another one', () => {
    expect(run()).toMatch(/^151 met/m);
    const lines = readFileSync(compiled, 'utf8').split('\n');
    const wrong = lines.map((line) =>
      line.includes('several-vendors/all-silent')
        ? line.replaceAll('"expected":"noncompliant"', '"expected":"compliant"')
        : line,
    );
    writeFileSync(compiled, wrong.join('\n'));
    expect(run()).toContain('expected compliant, observed noncompliant');
    appendFileSync(join(home, topic, 'all-silent.yaml'), '# read again\n');
    expect(run()).toMatch(/^151 met/m);
  });

  test('is what is graded where nobody has scenarios', () => {
    const nobody = join(home, 'nobody');
    mkdirSync(nobody);
    const { status, stdout } = muster(nobody, 'grade', '--variant', variant);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^all +1 +1 +0 +0$/m);
    expect(Number(/^(\d+) cases against 1 variant$/m.exec(stdout)?.[1])).toBeGreaterThan(1000);
  });
});
