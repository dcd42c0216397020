import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openSession } from '../simulator/cli/session.ts';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'examples/second-target');
const secret = 'canary-7f21c0';

const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill();
});

/** Starts the example on a free port; answers its address. */
const start = (...words: readonly string[]): Promise<string> => {
  const child = spawn(process.execPath, [join(folder, 'server.mjs'), '0', ...words], {
    env: { ...process.env, SECOND_TARGET_SECRET: secret },
  });
  running.push(child);
  return new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error('it ended')));
    child.stdout.on('data', (data) => {
      const address = /http:\S+/.exec(String(data))?.[0];
      if (address !== undefined) resolve(address);
    });
  });
};

interface Ended {
  readonly exit: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly notRun: Readonly<Record<string, number>>;
  readonly cases: readonly {
    readonly id: string;
    readonly outcome: string;
    readonly because: string | null;
  }[];
  readonly err: string;
  readonly record: string;
}

const library = [
  'connector/state/precedence.yaml',
  'connector/unresponsive/ignored-after-n-days.yaml',
  'connector/state/consent-revoked.yaml',
  'several-vendors/missed-second-scan.yaml',
  'compliance/threat-level/not-configured.yaml',
  'connector/state/deprovisioned.yaml',
  'connector/unresponsive/boundary-just-after.yaml',
  'app-protection/nothing-reported-yet.yaml',
].map((path) => join(root, 'scenarios', path));

const judge = async (address: string, ...paths: readonly string[]): Promise<Ended> => {
  const session = openSession();
  session.env = { SECOND_TARGET_SECRET: secret };
  const file = join(folder, 'target.yaml');
  const target = ['--target', address, '--target-file', file];
  const { exit, out, err } = await session.run(
    ...['run', ...paths, ...target, '--json', '--out', 'report'],
  );
  const { counts, notRun, cases } = JSON.parse(out);
  return { exit, counts, notRun, cases, err, record: session.read('report/run.jsonl') };
};

describe('the second target', () => {
  it('shares no code with Muster, and stays small', () => {
    const text = readFileSync(join(folder, 'server.mjs'), 'utf8');
    const imported = [...text.matchAll(/from '([^']+)'/g)].map((match) => match[1]);
    expect(imported.every((name) => name?.startsWith('node:'))).toBe(true);
    expect(text.split('\n').length).toBeLessThan(220);
  });

  it('is found out by its own scenarios, in one step', async () => {
    const { exit, counts, cases } = await judge(await start(), join(folder, 'scenarios'));
    expect(exit).toBe(1);
    expect(counts).toMatchObject({ met: 4, violated: 1 });
    expect(cases[0]).toMatchObject({
      id: 'second-target/second-vendor-silent',
      differences: [{ offset: '0s', expected: 'noncompliant', observed: 'compliant' }],
    });
  });

  it('has every class of the library come out right', async () => {
    const { exit, counts, notRun, cases, record } = await judge(await start(), ...library);
    const outcomes = new Map(cases.map(({ id, outcome }) => [id, outcome]));
    expect(exit).toBe(1);
    // What it can do and show.
    expect([...outcomes.keys()].some((id) => id.startsWith('connector/state/precedence'))).toBe(
      false,
    );
    expect(counts['met']).toBe(12);
    // The mistake, found although most of what the case expects cannot be seen.
    expect(outcomes.get('several-vendors/missed-second-scan')).toBe('violated');
    expect(counts['violated']).toBe(1);
    // It was played, and shows no reasons and no access.
    expect(outcomes.get('connector/unresponsive/ignored-after-n-days')).toBe('not-demonstrated');
    expect(outcomes.get('compliance/threat-level/not-configured')).not.toBe('violated');
    // What it lacks is said, verb by verb where it can do the rest.
    expect(outcomes.get('connector/state/consent-revoked')).toBe('not-run');
    expect(Object.keys(notRun).sort()).toEqual([
      'for the reading unresponsiveBoundary=gt',
      'needs admin',
      'needs app-launch, device',
      'needs deprovision, provision',
    ]);
    expect(counts['error']).toBe(0);
    expect(record).not.toContain(secret);
  });

  it('is good once it is mended', async () => {
    const address = await start('--mended');
    const { exit, counts } = await judge(address, join(folder, 'scenarios'));
    expect(exit).toBe(0);
    expect(counts).toMatchObject({ met: 5, violated: 0 });
  });

  it('refuses a wrong secret, and then nothing is judged', async () => {
    const address = await start();
    const session = openSession();
    session.env = { SECOND_TARGET_SECRET: 'not-the-secret' };
    const file = join(folder, 'target.yaml');
    const { exit, out, err } = await session.run(
      ...['run', join(folder, 'scenarios'), '--target', address, '--target-file', file, '--json'],
    );
    expect(exit).toBe(5);
    expect(err).toContain('the token endpoint gives the admin no token: 401 (invalid_client)');
    expect(err).toContain('nothing was judged');
    expect(JSON.parse(out)).toMatchObject({ complete: false, planned: 5, counts: { met: 0 } });
    expect(`${out}${err}`).not.toContain('not-the-secret');
  });
});
