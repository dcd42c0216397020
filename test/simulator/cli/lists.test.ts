import { describe, expect, test } from 'vitest';
import { library, openSession, tenant } from './session.ts';

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

describe('lint', () => {
  test('says how much there is', async () => {
    const { exit, out } = await openSession(library).run('lint');
    expect([exit, out]).toEqual([0, '3 scenarios with 3 cases, no errors\n']);
  });

  test('a tenant that no scenario uses is checked, counted and named', async () => {
    const session = openSession({ ...library, 'scenarios/alone.yaml': tenant });
    expect((await session.run('lint', 'tenant.yaml')).out).toBe(
      '1 tenant by itself (tenant.yaml), no errors\n',
    );
    expect((await session.run('lint')).out).toBe(
      '3 scenarios with 3 cases, 1 tenant by itself (scenarios/alone.yaml), no errors\n',
    );
    expect((await session.run('lint', 'scenarios', 'tenant.yaml')).out).toBe(
      '3 scenarios with 3 cases, 1 tenant by itself (scenarios/alone.yaml), no errors\n',
    );
  });

  test('a tenant that does not say its version is one all the same, with an error', async () => {
    const session = openSession({ 'tenant.yaml': tenant.replace(/^apiVersion.*\n/, '') });
    const { exit, err } = await session.run('lint', 'tenant.yaml');
    expect(exit).toBe(2);
    expect(err).toContain('apiVersion');
    expect(err).not.toContain('covers');
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

  test('a file of another kind that is named is one error', async () => {
    const session = openSession({
      'muster.yaml': 'apiVersion: muster/v1\nkind: Project\n',
      'other.yaml': 'name: ci\non: [push]\n',
    });
    const project = await session.run('lint', 'muster.yaml');
    expect(project.err).toContain('a `Project` holds no scenario');
    expect(project.err).toContain('1 error, ');
    const other = await session.run('lint', 'other.yaml');
    expect(other.err).toContain('the file has no `kind`');
    expect(other.err).toContain('1 error, ');
    expect([project.exit, other.exit]).toEqual([2, 2]);
  });

  test('--expanded prints each case whole', async () => {
    const { out } = await openSession(library).run('lint', 'scenarios/good.yaml', '--expanded');
    expect(out).toContain('id: area/good');
    expect(out).toContain('at-or-under-low');
  });
});
