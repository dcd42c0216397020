import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSession, type Session, tenant } from './session.ts';

/** Serves until it waits for Ctrl-C, which then comes. */
const serve = async (session: Session, ...argv: readonly string[]) => {
  session.interrupted = (listener) => setTimeout(listener, 0);
  return session.run('serve', '--port', '0', ...argv);
};

const secretsIn = (out: string): readonly string[] =>
  [...out.matchAll(/^ {2}curl .*client_secret=(\S+)/gm)].map(([, secret]) => secret ?? '');

describe('muster serve --data', { timeout: 90_000 }, () => {
  test('goes on with what is kept, and shows a secret once', async () => {
    const session = openSession({ 'tenant.yaml': tenant });
    const first = await serve(session, '--data', 'kept', '--tenant', 'tenant.yaml');
    expect(first.exit).toBe(0);
    expect(first.out).toContain('nothing yet');
    expect(first.out).toContain('what is answered survives the death of this process');
    const second = await serve(session, '--data', 'kept');
    expect(second.exit).toBe(0);
    expect(second.out).toMatch(/restored: 1 tenant, 0 messages, in \d+\.\d\d s/);
    expect(second.out).toContain('Tenant tenant (');
    expect(new Set(secretsIn(second.out))).toEqual(new Set(['$SECRET']));
    expect(second.out).toContain('--new-secrets shows others beside it');
    const third = await serve(session, '--data', 'kept', '--new-secrets');
    const shown = [...secretsIn(first.out), ...secretsIn(third.out)];
    expect(new Set(shown).size).toBe(2 * secretsIn(first.out).length);
    for (const secret of shown) expect(secret).toHaveLength(32);
  });

  test('takes the same tenant file again, refuses a changed one, and adds another', async () => {
    const session = openSession({ 'tenant.yaml': tenant, 'other.yaml': tenant });
    await serve(session, '--data', 'kept', '--tenant', 'tenant.yaml');
    const same = await serve(session, '--data', 'kept', '--tenant', 'tenant.yaml');
    expect(same.exit).toBe(0);
    const other = await serve(session, '--data', 'kept', '--tenant', 'other.yaml');
    expect(other.out).toContain('Tenant other (');
    expect(other.out).toMatch(/beside it {9}tenant \(/);
    session.write('tenant.yaml', `${tenant}\n# another text`);
    const changed = await serve(session, '--data', 'kept', '--tenant', 'tenant.yaml');
    expect(changed.exit).toBe(2);
    expect(changed.err).toContain('was loaded from another text of this file');
    const kept = await serve(session, '--data', 'kept');
    expect(kept.out).toContain('restored: 2 tenants');
  });

  test('says what a loss of power does', async () => {
    const session = openSession();
    const { out } = await serve(session, '--data', 'kept', '--durable', 'power-loss');
    expect(out).toContain('what is answered survives a loss of power');
    const wrong = await serve(session, '--data', 'kept', '--durable', 'everything');
    expect(wrong.exit).toBe(2);
    const alone = await serve(session, '--durable', 'power-loss');
    expect(alone.err).toContain('goes with it');
  });

  test('a folder that cannot be used is 2, in a sentence', async () => {
    const session = openSession({ 'letter/dear.txt': '' });
    const foreign = await serve(session, '--data', 'letter');
    expect(foreign.exit).toBe(2);
    expect(foreign.err).toContain('has something else in it');
    const file = await serve(session, '--data', join('letter', 'dear.txt', 'below'));
    expect(file.exit).toBe(2);
    expect(file.err).not.toContain('    at ');
    await serve(session, '--data', 'kept');
    const path = join(session.folder, 'kept', 'muster-data.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace('"format":1', '"format":2'));
    const format = await serve(session, '--data', 'kept');
    expect(format.exit).toBe(2);
    expect(format.err).toContain('has format 2, and this version reads format 1');
  });

  test('a folder that another serves is 2', async () => {
    const session = openSession();
    let second: Awaited<ReturnType<typeof serve>> | null = null;
    session.interrupted = (stopFirst) => {
      session.interrupted = (listener) => setTimeout(listener, 0);
      void session.run('serve', '--port', '0', '--data', 'kept').then((said) => {
        second = said;
        stopFirst();
      });
    };
    const first = await session.run('serve', '--port', '0', '--data', 'kept');
    expect(first.exit).toBe(0);
    expect(second).toMatchObject({ exit: 2, err: expect.stringContaining('is in use by another') });
  });

  test('leaves nothing behind where it was not asked for', async () => {
    const session = openSession({ 'tenant.yaml': tenant });
    await serve(session, '--tenant', 'tenant.yaml');
    expect(existsSync(join(session.folder, 'kept'))).toBe(false);
  });
});
