import { describe, expect, test } from 'vitest';
import { library, openSession } from './session.ts';

const read = async (...argv: readonly string[]): Promise<readonly Record<string, unknown>[]> => {
  const { out } = await openSession(library).run('requirements', '--format', 'json', ...argv);
  return JSON.parse(out);
};

describe('requirements', () => {
  test('for a program: status, source, rules, and scenarios shipped and own', async () => {
    const [only, ...others] = await read('MULTI-01');
    expect(others).toEqual([]);
    expect(Object.keys(only ?? {}).slice(0, 8)).toEqual([
      'id',
      'basis',
      'status',
      'statement',
      'source',
      'readOn',
      'rules',
      'scenarios',
    ]);
    expect(only).toMatchObject({
      id: 'MULTI-01',
      basis: 'documented',
      status: 'demonstrated',
      readOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      rules: expect.arrayContaining(['setting/scan-missing']),
      scenarios: expect.arrayContaining(['area/good', 'several-vendors/missed-second-scan']),
      evidence: { by: 'scenario' },
    });
  });

  test('a status alone, and what no scenario covers', async () => {
    const outside = await read('CA', '--status', 'outside');
    expect(outside.map(({ id }) => id)).toEqual(['CA-08', 'CA-09']);
    const uncovered = (await read('WIPE', '--uncovered')).map(({ id }) => id);
    expect(uncovered).toContain('WIPE-05');
    expect(uncovered).not.toContain('WIPE-01');
  });

  test('in the terminal, with what shows it, and totals that keep interpretive apart', async () => {
    const one = await openSession().run('requirements', 'WIPE-06');
    expect(one.out).toContain('WIPE-06  demonstrated, interpretive');
    expect(one.out).toMatch(/shown by +wipe\/.+, which/);
    const many = await openSession().run('requirements', 'CONN');
    expect(many.out).toMatch(/^CONN-16 +outside +Classic/m);
    expect(many.out).toMatch(/^ +documented +interpretive$/m);
    expect(many.out).toMatch(/^demonstrated +\d+ +4$/m);
  });

  test('as a page with one title', async () => {
    const { out } = await openSession().run('requirements', 'MULTI-01', '--format', 'md');
    expect(out.match(/^# /gm)).toHaveLength(1);
    expect(out).toContain('### MULTI-01');
  });

  test('what should be read again, as of a day', async () => {
    const session = openSession();
    const stale = ['requirements', 'CERT', '--stale', '180d'];
    const early = await session.run(...stale, '--as-of', '2027-05-19');
    expect([early.exit, early.out]).toEqual([
      0,
      'nothing was read longer ago than that on 2027-05-19\n',
    ]);
    const late = await session.run(...stale, '--as-of', '2027-05-20');
    expect(late.exit).toBe(0);
    expect(late.out).toMatch(/^CERT-01 +demonstrated +2026-11-20, 181 days/m);
    session.today = '2027-05-20';
    expect((await session.run(...stale)).out).toBe(late.out);
  });

  test.each([
    [['MULTY-01'], 'did you mean `MULTI-01`?'],
    [['--format', 'jsn'], 'did you mean `json`?'],
    [['--status', 'shown'], 'there are demonstrated'],
    [['--stale', 'soon'], 'is no duration'],
    [['--stale', '180d', '--as-of', '2027-02-30'], 'is no date'],
    [['--as-of', '2027-02-03'], 'without `--stale`'],
  ])('%j is 2', async (argv, message) => {
    const { exit, err } = await openSession(library).run('requirements', ...argv);
    expect(exit).toBe(2);
    expect(err).toContain(message);
  });
});
