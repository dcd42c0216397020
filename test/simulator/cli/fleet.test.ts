import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSession } from './session.ts';

const office = 'muster:fleets/small-office.yaml';
/** To start threads takes far longer than to play so few devices. */
const alone = ['--threads', '1'];

const tenant = (level: string): string => `apiVersion: muster/v1
kind: Tenant
use: [muster:fleets/tenants/small-office.yaml]
serviceRelease: ${level}
`;

describe('muster fleet', () => {
  test('plays a fleet and says what it came to', async () => {
    const { exit, out, err } = await openSession().run('fleet', office, '--devices', '30');
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    expect(out).toContain('30 devices lived 30 days');
    expect(out).toMatch(/digest [0-9a-f]{32}, seed 1/);
    expect(out).toContain(`muster fleet ${office} --devices 30 --days 30 --seed 1`);
  });

  test('writes the record, the summary and the page', async () => {
    const session = openSession();
    await session.run(
      ...['fleet', office, ...alone, '--devices', '20', '--days', '3', '--out', 'report'],
    );
    const files = readdirSync(join(session.folder, 'report'));
    expect(files).toEqual(expect.arrayContaining(['tally.json', 'summary.json', 'summary.md']));
    const summary: unknown = JSON.parse(session.read('report/summary.json'));
    expect(summary).toMatchObject({ kind: 'fleet', days: 3, counts: { devicesPlayed: 20 } });
    expect(session.read('report/summary.json')).not.toMatch(/thread|shard|wall/i);
  });

  test('shards that are merged are one run, byte for byte, in whatever order', async () => {
    const session = openSession();
    const sizes = [office, ...alone, '--devices', '31', '--days', '9'];
    await session.run('fleet', ...sizes, '--out', 'whole');
    for (const n of [1, 2, 3]) {
      const { exit } = await session.run('fleet', ...sizes, '--shard', `${n}/3`, '--out', `p${n}`);
      expect(exit).toBe(0);
      expect(existsSync(join(session.folder, `p${n}`, 'summary.json'))).toBe(false);
    }
    await session.run('merge', 'p3', 'p1', 'p2', '--out', 'merged');
    expect(session.read('merged/summary.json')).toBe(session.read('whole/summary.json'));
  });

  test('refuses to merge what does not belong together, and says everything', async () => {
    const session = openSession();
    const days = ['--days', '2', ...alone];
    await session.run('fleet', office, ...days, '--shard', '1/3', '--out', 'a');
    await session.run('fleet', office, ...days, '--seed', '2', '--shard', '2/3', '--out', 'b');
    const strangers = await session.run('merge', 'a', 'b', '--out', 'c');
    expect(strangers.exit).toBe(2);
    expect(strangers.err).toContain('b is of another run than a: not the same inputs, seed');
    const gap = await session.run('merge', 'a');
    expect(gap.exit).toBe(2);
    expect(gap.err).toContain('2 of 3 shards are missing, such as 2, 3');
    const gone = await session.run('merge', 'a', 'nowhere');
    expect(gone.exit).toBe(2);
    expect(gone.err).toContain('cannot read `nowhere/tally.json`: there is no such file');
    expect(existsSync(join(session.folder, 'c'))).toBe(true);
    expect(readdirSync(join(session.folder, 'c'))).toEqual([]);
  });

  test('a missed threshold is exit 7, one that speaks of nothing that occurred exit 8', async () => {
    const run = (...thresholds: readonly string[]) =>
      openSession().run(
        'fleet',
        office,
        ...alone,
        '--days',
        '2',
        ...thresholds.flatMap((text) => ['--threshold', text]),
      );
    expect((await run('events/device > 100000')).exit).toBe(7);
    expect((await run('detection_p99{zimperium/ios} < 1h')).exit).toBe(8);
    expect((await run('events/device > 1')).exit).toBe(0);
  });

  test('checks its own determinism', async () => {
    const session = openSession();
    const { exit, out } = await session.run(
      'fleet',
      office,
      '--days',
      '2',
      '--threads',
      '2',
      '--check-determinism',
    );
    expect(exit).toBe(0);
    expect(out).toContain('determinism: verified, 1 thread and 7 shares gave the same bytes');
  });

  test('Ctrl-C ends it with an incomplete record and exit 130', async () => {
    const session = openSession();
    session.interrupted = (listener) => listener();
    const { exit } = await session.run('fleet', office, '--threads', '1', '--out', 'report');
    expect(exit).toBe(130);
    const summary: unknown = JSON.parse(session.read('report/summary.json'));
    expect(summary).toMatchObject({ complete: false, verdict: 'incomplete' });
  });
});

describe('two tenants', () => {
  test('a tenant against itself makes no difference', async () => {
    const session = openSession({ 'mine.yaml': tenant('2601') });
    const { exit, out } = await session.run(
      ...['fleet', office, ...alone],
      ...['--tenant', 'mine.yaml', '--versus', 'mine.yaml', '--out', 'what-if'],
    );
    expect(exit).toBe(0);
    expect(out).toContain('The two tenants make no difference to any of 50 devices.');
    const comparison: unknown = JSON.parse(session.read('what-if/comparison.json'));
    expect(comparison).toMatchObject({ alike: true, telling: [] });
  });

  test('what changes is shown by devices whose lives can be run', async () => {
    const session = openSession({
      'mine.yaml': tenant('2601'),
      'strict.yaml': `${tenant('2601')}settings: { secureByDefault: true }
compliancePolicies: {}
connectors: { lookout: { androidEnabled: false, iosEnabled: false } }
`,
    });
    const { out } = await session.run(
      ...['fleet', office, ...alone, '--days', '10'],
      ...['--tenant', 'mine.yaml', '--versus', 'strict.yaml', '--out', 'what-if'],
    );
    expect(out).toMatch(/Of 50 devices \d+ \(\S+\) gain access at some time and \d+/);
    const lives = readdirSync(join(session.folder, 'what-if', 'devices'));
    expect(lives.length).toBeGreaterThan(0);
    const played = await session.run('run', 'what-if/devices');
    expect({ exit: played.exit, err: played.err }).toEqual({ exit: 0, err: '' });
  });
});

describe('one life', () => {
  test('is a scenario that lints and is met', async () => {
    const session = openSession();
    const told = await session.run('fleet', office, '--device', '7', '--as-scenario', 'life.yaml');
    expect(told).toMatchObject({ exit: 0, out: 'written: life.yaml\n' });
    expect((await session.run('lint', 'life.yaml')).exit).toBe(0);
    const played = await session.run('run', 'life.yaml');
    expect(played.out).toContain('1 met, 0 violated');
  });

  test('of a device that is not there is refused', async () => {
    const session = openSession();
    const told = await session.run('fleet', office, '--device', '50', '--as-scenario', 'x.yaml');
    expect(told.exit).toBe(2);
    expect(told.err).toContain('there is no device 50: they count from 0 to 49');
    expect(existsSync(join(session.folder, 'x.yaml'))).toBe(false);
  });
});

describe('bad input', () => {
  test.each([
    [['--devices', '0'], '`--devices` is a whole number from 1 to 100000000, not `0`'],
    [['--devices', '1000000000000'], '`--devices` is a whole number from 1 to 100000000'],
    [['--days', '-3'], '`--days` is a whole number from 1'],
    [['--shard', '5/4'], '`--shard 5/4` is no shard'],
    [['--shard', '0/4'], 'shards count from 1'],
    [['--threads', '0'], '`--threads` is a whole number from 1'],
    [['--threshold', 'noncompliance < 5%'], 'there is no metric `noncompliance`'],
    [['--reading', 'mtdRecalc=never'], 'unknown value of `mtdRecalc`'],
    [['--device', '3'], '`--device` needs `--as-scenario`'],
    [['--tenant', 'gone.yaml'], '`gone.yaml` does not exist'],
    [['--versus', 'gone.yaml'], '`gone.yaml` does not exist'],
    [['--shard', '1/2', '--versus', 'x.yaml'], '`--shard` and `--versus` do not go together'],
  ])('%s', async (options, message) => {
    const { exit, out, err } = await openSession().run('fleet', office, ...options);
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err).toContain(message);
    expect(err).not.toMatch(/^\s+at /m);
  });

  test('a folder that cannot be written is known before the run starts', async () => {
    const session = openSession({ taken: 'a file' });
    const { exit, out, err } = await session.run('fleet', office, '--out', 'taken/report');
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err).toContain('cannot write reports to');
  });

  test('a record that was cut is refused', async () => {
    const session = openSession();
    mkdirSync(join(session.folder, 'cut'));
    session.write('cut/tally.json', '{"kind":"fleet-tal');
    const { exit, err } = await session.run('merge', 'cut');
    expect(exit).toBe(2);
    expect(err).toContain('`cut/tally.json`: it is no JSON object: the file was cut');
  });
});
