import { describe, expect, test } from 'vitest';
import { library, openSession } from './session.ts';

describe('schema', () => {
  test('lists the schemas, and prints one', async () => {
    const session = openSession();
    expect((await session.run('schema')).out).toMatch(/^scenario {2}.+scenario\.schema\.json$/m);
    const { out } = await session.run('schema', 'scenario');
    expect(JSON.parse(out)).toHaveProperty('$schema');
  });

  test('an unknown one is 2', async () => {
    const { exit, err } = await openSession().run('schema', 'scenrio');
    expect(exit).toBe(2);
    expect(err).toContain('did you mean `scenario`?');
  });
});

describe('requirements', () => {
  const read = async (...argv: readonly string[]): Promise<readonly Record<string, unknown>[]> => {
    const { out } = await openSession(library).run('requirements', '--format', 'json', ...argv);
    return JSON.parse(out);
  };

  test('each with its rules and the scenarios that cover it', async () => {
    const [only, ...others] = await read('MULTI-01');
    expect(others).toEqual([]);
    expect(only).toMatchObject({
      id: 'MULTI-01',
      basis: 'documented',
      readOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      scenarios: ['area/good', 'other/good'],
    });
    expect(only?.['rules']).toContain('setting/scan-missing');
  });

  test('those that no scenario covers', async () => {
    const uncovered = (await read('MULTI', '--uncovered')).map(({ id }) => id);
    expect(uncovered).toContain('MULTI-02');
    expect(uncovered).not.toContain('MULTI-01');
  });

  test('as a page with one title', async () => {
    const { out } = await openSession(library).run('requirements', 'MULTI-01');
    expect(out.match(/^# /gm)).toHaveLength(1);
    expect(out).toContain('- scenarios: `area/good`, `other/good`');
  });

  test.each([
    [['MULTY-01'], 'did you mean `MULTI-01`?'],
    [['--format', 'jsn'], 'did you mean `json`?'],
  ])('%j is 2', async (argv, message) => {
    const { exit, err } = await openSession(library).run('requirements', ...argv);
    expect(exit).toBe(2);
    expect(err).toContain(message);
  });
});

describe('lint', () => {
  test('says how much there is', async () => {
    const { exit, out } = await openSession(library).run('lint');
    expect([exit, out]).toEqual([0, '3 scenarios with 3 cases, no errors\n']);
  });

  test('all errors of all files at once, with frames', async () => {
    const session = openSession(library);
    session.write('scenarios/a.yaml', library['scenarios/good.yaml'].replace('pixel:', 'pixle:'));
    session.write(
      'scenarios/b.yaml',
      library['scenarios/good.yaml'].replace('MULTI-01', 'MULTI-99'),
    );
    const { exit, err } = await session.run('lint');
    expect(exit).toBe(2);
    expect(err).toContain('scenarios/a.yaml:13:7');
    expect(err).toContain('did you mean `pixel`?');
    expect(err).toContain('unknown requirement `MULTI-99`');
  });

  test('--expanded prints each case whole', async () => {
    const { out } = await openSession(library).run('lint', 'scenarios/good.yaml', '--expanded');
    expect(out).toContain('id: area/good');
    expect(out).toContain('at-or-under-low');
  });
});
