import { describe, expect, test } from 'vitest';
import { openSession, type Session } from '../session.ts';

/** On one thread, since to start more takes far longer than to play so few devices. */
const office = [
  ...['muster:fleets/small-office.yaml', '--devices', '20', '--days', '3', '--threads', '1'],
];

const played = async (...more: readonly string[]): Promise<Session> => {
  const session = openSession();
  const { err } = await session.run('fleet', ...office, '--out', 'out', ...more);
  expect(err).toBe('');
  return session;
};

describe('muster report of a fleet', () => {
  test('makes the page of the run again, byte for byte, from the folder or its summary', async () => {
    const session = await played('--check-determinism');
    const page = session.read('out/report.html');
    expect(page).toContain('Muster fleet report</title>');
    expect(page).toContain('checked: the same digest with 2 threads and 7 shares');
    for (const name of ['out', 'out/summary.json']) {
      const { exit, out } = await session.run('report', name, '--out', 'again.html');
      expect({ exit, out }).toEqual({ exit: 0, out: 'report: again.html\n' });
      // Told as yes or no: nobody reads the difference of two pages.
      expect(session.read('again.html') === page).toBe(true);
    }
  });

  test('prints the summary for people and for programs', async () => {
    const session = await played();
    const markdown = await session.run('report', 'out', '--format', 'md');
    expect(markdown).toMatchObject({ exit: 0, out: session.read('out/summary.md') });
    const json = await session.run('report', 'out', '--format', 'json');
    expect(json).toMatchObject({ exit: 0, out: session.read('out/summary.json') });
  });

  test('has no cases, and says so', async () => {
    const { exit, err } = await (await played()).run('report', 'out', '--format', 'junit');
    expect(exit).toBe(2);
    expect(err).toContain('`out` is a fleet, without cases');
    expect(err).toContain('of a fleet there are html, md, json');
  });

  test('a summary that is not what its tally comes to cannot be trusted', async () => {
    const session = await played();
    const text = session.read('out/summary.json');
    session.write('out/summary.json', text.replace('"devicesPlayed": 20', '"devicesPlayed": 21'));
    const { exit, err } = await session.run('report', 'out');
    expect(exit).toBe(2);
    expect(err).toContain('cannot be trusted: `tally.json` beside it comes to something else');
  });

  test('a damaged summary is refused with the place', async () => {
    const session = await played();
    session.write('out/summary.json', session.read('out/summary.json').replace('"seed"', '"sed"'));
    const { exit, err } = await session.run('report', 'out');
    expect(exit).toBe(2);
    expect(err).toContain('`out` is no summary of a fleet: `seed` is not a count');
  });

  test('two of them are not compared, and what does it is named', async () => {
    const { exit, err } = await (await played()).run('report', 'out', 'out');
    expect(exit).toBe(2);
    expect(err).toContain('`out` is a fleet, which is not compared');
    expect(err).toContain('--versus');
  });

  test('shards that are merged have the page of one run', async () => {
    const session = await played();
    for (const n of [1, 2]) {
      await session.run('fleet', ...office, '--shard', `${n}/2`, '--out', `p${n}`);
    }
    await session.run('merge', 'p1', 'p2', '--out', 'merged');
    // The page of a run also tells of its machine, which a merge has none of.
    const about = /<dt>(?:wall time|machine)<\/dt><dd>[^<]*<\/dd>|"machine":(?:null|\{[^}]*\})/g;
    const [merged, whole] = ['merged', 'out'].map((name) =>
      session.read(`${name}/report.html`).replace(about, ''),
    );
    expect(merged === whole).toBe(true);
  });
});
