import { describe, expect, test } from 'vitest';
import { noCounts } from '../../../reports/counts.ts';
import {
  type ExitCode,
  exitCodes,
  precedence,
  worstExit,
} from '../../../simulator/cli/exit-code.ts';
import { exitOfRun } from '../../../simulator/cli/run-exit.ts';
import { openSession } from './session.ts';

const commands = [
  'run',
  'lint',
  'explain',
  'ask',
  'import',
  'init',
  'devices',
  'schema',
  'requirements',
];

describe('usage', () => {
  test.each([
    [[], 'which command?'],
    [['rnu'], 'did you mean `run`?'],
    [['run', '--thread', '2'], 'did you mean `--threads`?'],
    [['lint', '--bogus'], '`muster lint --help` shows what is possible'],
    [['ask'], 'an argument is missing'],
    [['run', ''], 'an argument is an empty text'],
    [['run', '--out'], '`--out` needs a value'],
    [['ask', 'a.yaml', 'b.yaml'], '`b.yaml` is one argument too many'],
  ])('%j is 2 and says what was meant', async (argv, message) => {
    const { exit, out, err } = await openSession().run(...argv);
    expect([exit, out]).toEqual([2, '']);
    expect(err).toContain(message);
    expect(err).toMatch(/^error: /);
  });

  test('help lists the commands and the exit codes', async () => {
    const { exit, out } = await openSession().run('--help');
    expect(exit).toBe(0);
    for (const name of commands) expect(out).toContain(`muster ${name}`);
    for (const { code } of Object.values(exitCodes)) expect(out).toContain(`  ${code}  `);
  });

  test.each(commands)('%s has examples in its help', async (name) => {
    const { exit, out } = await openSession().run(name, '--help');
    expect(exit).toBe(0);
    expect(out.split('Examples:')[1]).toContain(`muster ${name}`);
  });

  test('the version names the package', async () => {
    expect((await openSession().run('--version')).out).toMatch(/^mtd-muster \d+\.\d+\.\d+\n$/);
  });
});

describe('exit codes', () => {
  test('the first of the precedence wins', () => {
    expect(precedence).toEqual([130, 4, 2, 5, 3, 10, 1, 6, 9, 7, 8]);
    expect(worstExit([])).toBe(0);
    expect(worstExit([1, 6])).toBe(1);
    expect(worstExit([8, 7, 9, 6])).toBe(6);
    expect(worstExit([...precedence].reverse())).toBe(130);
  });

  test('every code but 0 has its place in the precedence', () => {
    const codes: ExitCode[] = Object.values(exitCodes).map(({ code }) => code);
    expect(codes.filter((code) => code !== 0).sort()).toEqual([...precedence].sort());
  });

  test.each([
    [{ met: 2 }, 0],
    [{ met: 1, interpretive: 1, informational: 1, 'known-failing': 1 }, 0],
    [{ met: 1, 'not-run': 3 }, 0],
    [{ 'not-run': 3 }, 3],
    [{}, 3],
    [{ met: 1, violated: 1, 'not-demonstrated': 1 }, 1],
    [{ met: 1, 'not-demonstrated': 1 }, 6],
    [{ violated: 1, error: 1 }, 4],
  ])('%j ends with %i', (some, code) => {
    const counts = { ...noCounts, ...some };
    const planned = Object.values(counts).reduce((sum, n) => sum + n, 0);
    const end = { counts, planned, staleEntries: 0, interrupted: false };
    expect(exitOfRun(end)).toBe(code);
  });

  test('fewer cases than planned, a stale entry, an interruption', () => {
    const end = {
      counts: { ...noCounts, met: 2 },
      planned: 2,
      staleEntries: 0,
      interrupted: false,
    };
    expect(exitOfRun({ ...end, planned: 3 })).toBe(3);
    expect(exitOfRun({ ...end, staleEntries: 1 })).toBe(1);
    expect(exitOfRun({ ...end, planned: 3, interrupted: true })).toBe(130);
  });
});
