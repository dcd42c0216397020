import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSession, scenario, tenant } from './session.ts';

const suite = {
  'tenant.yaml': tenant,
  'scenarios/one.yaml': scenario('mine/one', 'compliant', 'covers: [MULTI-01, COMP-09]'),
};

const killed = 'setting/state/secured-as-none';
const survivor = 'connector/set-up/negated';
const unreached = 'access/operator/always-or';
const three = [killed, survivor, unreached].flatMap((id) => ['--variant', id]);

describe('a small suite of somebody', () => {
  test('is told what it kills, what it overlooks and what it never reaches', async () => {
    const { exit, out } = await openSession(suite).run('grade', ...three);
    expect(exit).toBe(0);
    expect(out).toMatch(/^1 case against 3 variants$/m);
    expect(out).toMatch(/^all +3 +1 +1 +1$/m);
    expect(out).toContain(`killed ${killed}: `);
    expect(out).toContain('  by mine/one (scenarios/one.yaml:13:');
    expect(out).toMatch(
      /^in mine\/one at 1h \(scenarios\/one.yaml:8:\d+\) nobody looked at lookout.partnerState: enabled$/m,
    );
    expect(out).toContain(`  survived ${survivor}: `);
    expect(out).toContain(
      '    with it lookout.partnerState: notSetUp; also zimperium.partnerState',
    );
    expect(out).toContain(`never reached ${unreached}: AND is read as OR (CA-03)`);
  });

  test('reaches it with the scenario that was printed, as it was printed', async () => {
    const session = openSession(suite);
    const before = await session.run('grade', '--variant', unreached);
    const [, copied = ''] = before.out.split('ready to copy:\n\n');
    expect(copied).toMatch(/^# Tells the right rule from a wrong one: AND is read as OR\.\n/);
    session.write('scenarios/copied.yaml', copied);
    const { exit, out } = await session.run('grade', '--variant', unreached);
    expect(exit).toBe(0);
    expect(out).toContain(`killed ${unreached}: `);
    expect((await session.run('run')).exit).toBe(0);
  });

  test('kills the survivor once it looks where it was told to', async () => {
    const session = openSession(suite);
    const text = `${suite['scenarios/one.yaml']}      lookout: { partnerState: enabled }\n`;
    session.write('scenarios/one.yaml', text);
    expect((await session.run('grade', '--variant', survivor)).out).toMatch(/^all +1 +1 +0 +0$/m);
  });

  test('comes out the same to the byte on two threads', { timeout: 120_000 }, async () => {
    const session = openSession(suite);
    const on = (threads: string) =>
      session.run('grade', '--req', 'MULTI-01', '--threads', threads, '--out', threads);
    expect((await on('1')).exit).toBe(0);
    expect((await on('2')).exit).toBe(0);
    for (const file of ['grade.json', 'mutation.json', 'grade.md']) {
      expect(session.read(`2/${file}`)).toBe(session.read(`1/${file}`));
    }
  });

  test('is told the same on the screen as in the folder', async () => {
    const session = openSession(suite);
    const grade = ['grade', '--variant', killed];
    expect((await session.run(...grade, '--out', 'graded')).out).toMatch(/^report: graded/m);
    for (const [format, file] of [
      ['json', 'grade.json'],
      ['mte', 'mutation.json'],
      ['md', 'grade.md'],
    ] as const) {
      const { exit, out } = await session.run(...grade, '--format', format, '--out', 'again');
      expect(exit).toBe(0);
      expect(out.trimEnd()).toBe(session.read(`graded/${file}`).trimEnd());
    }
  });
});

describe('the bar', () => {
  test('is missed where a core requirement is not demonstrated', async () => {
    const session = openSession(suite);
    const bar = ['--require-demonstrated', 'p0'];
    const { exit, out } = await session.run('grade', '--req', 'CA-03', ...bar);
    expect(exit).toBe(1);
    expect(out).toContain('below the bar p0: 1 requirement not demonstrated');
    expect(out).toContain('  CA-03: no case cites it');
  });

  test('is reached where all that was asked for is', async () => {
    const session = openSession(suite);
    const bar = ['--require-demonstrated', 'all'];
    const { exit, out } = await session.run('grade', '--req', 'COMP-09', ...bar);
    expect(exit).toBe(0);
    expect(out).toContain('the bar all is reached');
  });

  test('asks for what nobody cites, and for what a case cites without noticing', async () => {
    const session = openSession(suite);
    const argv = ['grade', '--req', 'PLAT-10', '--require-demonstrated', 'all'];
    const { exit, out } = await session.run(...argv);
    expect(exit).toBe(1);
    expect(out).toContain('  PLAT-10: no case cites it');
    session.write('scenarios/one.yaml', scenario('mine/one', 'compliant', 'covers: [PLAT-10]'));
    const cited = await session.run(...argv);
    expect(cited.exit).toBe(1);
    expect(cited.out).toContain('  PLAT-10: 1 case cites it, and none notices any of 3 variants');
  });

  test('is missed by a case that kills and does not cite', async () => {
    const session = openSession(suite);
    session.write('scenarios/one.yaml', scenario('mine/one', 'compliant', 'covers: [MULTI-05]'));
    const { exit, out } = await session.run(
      ...['grade', '--variant', killed, '--require-demonstrated', 'all'],
    );
    expect(exit).toBe(1);
    expect(out).toMatch(/^all +1 +1 +0 +0$/m);
    expect(out).toContain('  COMP-09: no case cites it');
  });
});

describe('what cannot be graded', () => {
  test('a case that fails by itself kills nothing: 1, before anything is graded', async () => {
    const session = openSession({
      ...suite,
      'scenarios/bad.yaml': scenario('mine/bad', 'noncompliant'),
    });
    const { exit, out, err } = await session.run('grade', '--variant', killed);
    expect(exit).toBe(1);
    expect(out).toBe('');
    expect(err).toContain('1 case failed without any variant, so that nothing was graded');
    expect(err).toContain('violated mine/bad: scenarios/bad.yaml:13:');
  });

  test('a known failure is left out and named', async () => {
    const session = openSession({
      ...suite,
      'scenarios/bad.yaml': scenario('mine/bad', 'noncompliant'),
      'muster.yaml': 'apiVersion: muster/v1\nkind: Project\nknownFailing: known.yaml\n',
      'known.yaml': `apiVersion: muster/v1
kind: KnownFailing
entries:
  - id: mine/bad
    class: product-bug
    owner: ada
    issue: "#1"
    until: 2026-12-31
`,
    });
    const { exit, out } = await session.run('grade', '--variant', killed);
    expect(exit).toBe(0);
    expect(out).toContain('left out: mine/bad (known-failing)');
  });

  test.each([
    [['--format', 'xml'], 'unknown format `xml`'],
    [['--require-demonstrated', 'p7'], 'unknown bar `p7`'],
    [['--variant', 'setting/limit/one-hihger'], 'did you mean `setting/limit/one-higher`?'],
    [['--variant', 'nothing/*'], '`--variant nothing/*` matches no variant'],
    [['--req', 'MULTI-99'], '`--req MULTI-99`: no variant breaks it'],
    [['--threads', '0'], 'the number of threads is from 1'],
    [['--variant', 'setting/*', '--req', 'CA-03'], 'no variant passes all of the filters'],
    [['nowhere'], '`nowhere` does not exist'],
  ])('%j is 2', async (argv, message) => {
    const { exit, err } = await openSession(suite).run('grade', ...argv);
    expect(exit).toBe(2);
    expect(err).toContain(message);
  });

  test('a folder that cannot be written is 2', async () => {
    const session = openSession({ ...suite, taken: 'a file' });
    const { exit, err } = await session.run('grade', '--variant', killed, '--out', 'taken');
    expect(exit).toBe(2);
    expect(err).toContain('cannot write the grade to `taken`');
  });
});

test('the folder holds every form, and a file for each scenario to copy', async () => {
  const session = openSession(suite);
  const { exit, out } = await session.run('grade', ...three, '--out', 'graded');
  expect(exit).toBe(0);
  expect(out).toContain('report: graded/grade.md');
  const json = JSON.parse(session.read('graded/grade.json'));
  expect(json.counts).toEqual({ variants: 3, killed: 1, survived: 1, neverReached: 1 });
  expect(session.read('graded/grade.md')).toContain(`### \`${survivor}\``);
  expect(JSON.parse(session.read('graded/mutation.json')).schemaVersion).toBe('2');
  expect(readdirSync(join(session.folder, 'graded/witnesses'))).toEqual([
    'access.operator.always-or.yaml',
  ]);
  expect(existsSync(join(session.folder, 'graded/witnesses/access'))).toBe(false);
});
