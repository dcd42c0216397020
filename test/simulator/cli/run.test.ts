import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readRecord } from '../../../reports/record.ts';
import { digestOf } from '../../../simulator/run/digest.ts';
import { library, openSession, type Session, scenario, tenant } from './session.ts';

const good = {
  'tenant.yaml': library['tenant.yaml'],
  'scenarios/good.yaml': scenario('area/good'),
};

describe('how a run ends', () => {
  test('all met is 0, and the sentence names every class', async () => {
    const { exit, out } = await openSession(good).run('run');
    expect(exit).toBe(0);
    expect(out).toContain(
      '1 met, 0 violated, 0 error, 0 not-demonstrated, 0 known-failing, 0 interpretive, ' +
        '0 informational, 0 not run',
    );
  });

  test('violated is 1, with a frame, the difference and how to see it again', async () => {
    const { exit, out } = await openSession(library).run('run');
    expect(exit).toBe(1);
    expect(out).toContain(`violated area/bad
  what area/bad says [COMP-02]
  at 1h: pixel.complianceState
      --> scenarios/bad.yaml:14:33
    14 |       pixel: { complianceState: noncompliant }
       |                                 ^^^^^^^^^^^^
    expected  noncompliant
    observed  compliant
  again: muster run scenarios/bad.yaml --id area/bad`);
    expect(out).toContain('2 met, 1 violated');
  });

  test('an inferred expectation that differs is interpretive and 0', async () => {
    const text = scenario('area/bad', 'noncompliant', 'covers: [COMP-02]\nbasis: inferred');
    const { exit, out } = await openSession({ ...good, 'scenarios/bad.yaml': text }).run('run');
    expect(exit).toBe(0);
    expect(out).toContain('1 interpretive');
  });

  test('an error in any file is 2, whatever the filter, and nothing is played', async () => {
    const session = openSession({ ...library, 'scenarios/worse.yaml': 'apiVersion: [' });
    const { exit, out, err } = await session.run('run', '--id', 'area/good');
    expect([exit, out]).toEqual([2, '']);
    expect(err).toContain('scenarios/worse.yaml:1');
  });
});

describe('paths', () => {
  test('those of muster.yaml, else ./scenarios, else those of the command line', async () => {
    const project = 'apiVersion: muster/v1\nkind: Project\npaths: [scenarios/good.yaml]\n';
    const session = openSession(library);
    expect((await session.run('run', 'scenarios/other.yaml')).out).toContain('1 met');
    expect((await session.run('run')).out).toContain('2 met');
    session.write('muster.yaml', project);
    expect((await session.run('run')).out).toContain('1 met, 0 violated');
  });

  test('a path that does not exist, and a folder without scenarios, are 2', async () => {
    const session = openSession(library);
    expect((await session.run('run', 'scenrios')).exit).toBe(2);
    session.write('empty/readme.txt', '');
    expect((await session.run('run', 'empty')).exit).toBe(2);
  });

  test('an unknown field of muster.yaml is an error with its place', async () => {
    const text = 'apiVersion: muster/v1\nkind: Project\npahts: [x]\n';
    const { exit, err } = await openSession({ ...library, 'muster.yaml': text }).run('run');
    expect(exit).toBe(2);
    expect(err).toContain('muster.yaml:3:1');
    expect(err).toContain('did you mean `paths`?');
  });
});

describe('filters', () => {
  test.each([
    [['--id', 'area/good'], '1 met, 0 violated'],
    [['--id', 'area/*'], '1 met, 1 violated'],
    [['--id', 'area/good', '--id', 'other/good'], '2 met, 0 violated'],
    [['--tag', 'wrong'], '0 met, 1 violated'],
    [['--req', 'MULTI-01'], '2 met, 0 violated'],
    [['--req', 'MULTI-01', '--tag', 'fine'], '1 met, 0 violated'],
  ])('%j', async (argv, sentence) => {
    expect((await openSession(library).run('run', ...argv)).out).toContain(sentence);
  });

  test.each([
    [['--id', 'area/god'], '`--id area/god` matches no case'],
    [['--id', 'area/god'], 'did you mean `area/good`?'],
    [['--id', 'area/good', '--id', 'nonsense'], '`--id nonsense` matches no case'],
    [['--tag', 'wrogn'], 'did you mean `wrong`?'],
    [['--req', 'COMP-03'], '`--req COMP-03` matches no case'],
    [['--req', 'COMP-02', '--tag', 'fine'], 'no case passes all of the filters'],
  ])('%j matches nothing, which is an error', async (argv, message) => {
    const { exit, err } = await openSession(library).run('run', ...argv);
    expect(exit).toBe(2);
    expect(err).toContain(message);
  });
});

describe('reports', () => {
  /** The same bytes whenever the same is played. */
  const lasting = ['junit.xml', 'run.jsonl', 'summary.json', 'summary.md'];
  const files = [...lasting, 'machine.json', 'report.html'].sort();

  test('--out writes all of them, whole, and says where', async () => {
    const session = openSession(library);
    const { out } = await session.run('run', '--out', 'deep/report');
    expect(readdirSync(join(session.folder, 'deep/report')).sort()).toEqual(files);
    expect(out).toContain(`report: ${join('deep/report', 'report.html')}`);
    const reading = readRecord(session.read('deep/report/run.jsonl'), digestOf);
    expect(reading).toMatchObject({ kind: 'run', run: { complete: true } });
    const summary: unknown = JSON.parse(session.read('deep/report/summary.json'));
    expect(summary).toMatchObject({ counts: { met: 2, violated: 1, 'not-run': 0 } });
  });

  test('two runs write the same bytes, in whatever order they were played', async () => {
    const session = openSession(library);
    await session.run('run', '--out', 'a');
    await session.run('run', '--out', 'b', '--shuffle=3');
    for (const file of lasting) expect(session.read(`b/${file}`)).toBe(session.read(`a/${file}`));
  });

  test('a folder that cannot be written is 2 before anything is played', async () => {
    const session = openSession({ ...library, report: 'a file' });
    const { exit, out, err } = await session.run('run', '--out', 'report');
    expect([exit, out]).toEqual([2, '']);
    expect(err).toContain('cannot write reports to');
    expect(err).not.toContain(session.folder.concat('/scenarios'));
  });

  // Linux answers there as if /proc itself were missing, which Node takes as a reason to go on.
  test.runIf(process.platform === 'linux')('a folder under /proc is refused', async () => {
    const { exit } = await openSession(library).run('run', '--out', '/proc/muster/report');
    expect(exit).toBe(2);
  });

  test('without --out nothing is written', async () => {
    const session = openSession(library);
    await session.run('run');
    expect(readdirSync(session.folder).sort()).toEqual(['scenarios', 'tenant.yaml']);
  });

  test('--json prints the summary and nothing else', async () => {
    const { out } = await openSession(library).run('run', '--json');
    expect(JSON.parse(out)).toMatchObject({ counts: { met: 2, violated: 1 } });
  });

  test('annotations only on GitHub, one for each cause', async () => {
    const session = openSession(library);
    expect((await session.run('run')).out).not.toContain('::error');
    session.env = {
      GITHUB_ACTIONS: 'true',
      GITHUB_STEP_SUMMARY: join(session.folder, 'step.md'),
    };
    const { out } = await session.run('run');
    expect(out.match(/^::error file=scenarios\/bad\.yaml,line=14,/gm)).toHaveLength(1);
    expect(session.read('step.md')).toContain('# Muster run');
  });
});

describe('--only-failed', () => {
  test('plays what failed in the record of the folder, and nothing is 3', async () => {
    const session = openSession(library);
    await session.run('run', '--out', 'report');
    const again = await session.run('run', '--only-failed', '--out', 'report');
    expect(again.out).toContain('0 met, 1 violated');
    session.write('scenarios/bad.yaml', scenario('area/bad'));
    expect((await session.run('run', '--only-failed', '--out', 'report')).exit).toBe(0);
    const none = await session.run('run', '--only-failed', '--out', 'report');
    expect(none.exit).toBe(3);
    expect(none.out).toContain('nothing failed in the last run');
  });

  test('without a record, or with one that was cut, it is 2', async () => {
    const session = openSession(library);
    expect((await session.run('run', '--only-failed')).err).toContain('no earlier run');
    await session.run('run', '--out', 'report');
    const lines = session.read('report/run.jsonl').split('\n');
    session.write('report/run.jsonl', lines.slice(0, 2).join('\n'));
    const cut = await session.run('run', '--only-failed', '--out', 'report');
    expect(cut.exit).toBe(2);
    expect(cut.err).toContain('cannot be trusted');
  });
});

describe('--known-failing', () => {
  const entry = (pattern: string, until = '2026-12-31') =>
    `- { ${pattern}, class: defect, owner: ada, issue: "#1", until: "${until}" }\n`;

  test.each([
    ['a listed violation', entry('id: area/bad'), 0, '1 known-failing'],
    ['one that is met', entry('id: area/good'), 1, 'is met now'],
    ['one that has expired', entry('id: area/bad', '2026-05-31'), 1, 'expired on 2026-05-31'],
    ['one that matches nothing', entry('pattern: "nothing/*"'), 1, 'matches no case'],
  ])('%s', async (_title, list, exit, text) => {
    const session = openSession({ ...library, 'known.yaml': list });
    const said = await session.run('run', '--known-failing', 'known.yaml', '--tag', 'wrong');
    const all = await session.run('run', '--known-failing', 'known.yaml');
    expect(all.exit).toBe(exit);
    expect(all.out + all.err).toContain(text);
    // A filter that leaves a case out makes no entry about it stale.
    if (text === 'is met now') expect(said.err).not.toContain('known-failing');
  });

  test('a list that cannot be read is 2 with its place', async () => {
    const list = '- { id: area/bad, class: defect, owner: ada, issue: "#1", until: tomorrow }\n';
    const session = openSession({ ...library, 'known.yaml': list });
    const { exit, err } = await session.run('run', '--known-failing', 'known.yaml');
    expect(exit).toBe(2);
    expect(err).toContain('known.yaml:1:');
    expect((await session.run('run', '--known-failing', 'missing.yaml')).exit).toBe(2);
  });
});

describe('--reading', () => {
  const later = (id: string, readings: string) =>
    scenario(id, 'noncompliant', `covers: [THREAT-10]${readings}`).replace(
      '    expect',
      '      - report: { partner: lookout, device: pixel, state: misconfigured }\n    expect',
    );
  const session = () => openSession({ ...good, 'scenarios/later.yaml': later('area/later', '') });

  test('what another reading changes is interpretive, never violated', async () => {
    expect((await session().run('run')).out).toContain('2 met');
    const turned = await session().run('run', '--reading', 'misconfiguredAs=lastKnown');
    expect(turned.exit).toBe(0);
    expect(turned.out).toContain(
      '1 met, 0 violated, 0 error, 0 not-demonstrated, 0 known-failing, 1 interp',
    );
    expect(turned.out).toContain('turned: misconfiguredAs=lastKnown');
  });

  test('it wins over the file, and muster.yaml does not', async () => {
    const named = openSession({
      ...good,
      'scenarios/later.yaml': later('area/later', '\nreadings: { misconfiguredAs: noValidScan }'),
      'muster.yaml':
        'apiVersion: muster/v1\nkind: Project\nreadings: { misconfiguredAs: lastKnown }\n',
    });
    expect((await named.run('run')).out).toContain('2 met');
    const turned = await named.run('run', '--reading', 'misconfiguredAs=lastKnown');
    expect(turned.out).toContain('1 interpretive');
  });

  test.each([
    ['multiVendorScpe=allProvisioned', 'did you mean `multiVendorScope`?'],
    ['multiVendorScope=all', 'it can be complianceToggleOn or allProvisioned'],
    ['multiVendorScope', 'needs a value'],
  ])('%s is 2', async (reading, message) => {
    const { exit, err } = await session().run('run', '--reading', reading);
    expect(exit).toBe(2);
    expect(err).toContain(message);
  });
});

describe('an interruption', () => {
  test('leaves a record that says so, and is 130', async () => {
    const session = openSession(library);
    session.interrupted = (listener) => listener();
    const { exit, out } = await session.run('run', '--out', 'report');
    expect(exit).toBe(130);
    expect(out).toContain('interrupted after 0 of 3 cases');
    const reading = readRecord(session.read('report/run.jsonl'), digestOf);
    expect(reading).toMatchObject({ kind: 'run', run: { complete: false, results: [] } });
    expect(readdirSync(join(session.folder, 'report')).some((f) => f.endsWith('.partial'))).toBe(
      false,
    );
  });
});

describe('--watch', () => {
  test('runs again well under a second after a change, and Ctrl-C is 130', async () => {
    const session = openSession(library);
    let waits = 0;
    let changedAt = 0;
    const took: number[] = [];
    session.interrupted = (listener) => {
      waits += 1;
      // Each run listens once while it plays and once while it waits.
      if (waits === 2) {
        setTimeout(() => {
          changedAt = Date.now();
          session.write('scenarios/bad.yaml', scenario('area/bad'));
        }, 20);
      }
      if (waits === 4) {
        took.push(Date.now() - changedAt);
        setTimeout(listener, 1);
      }
    };
    const { exit, out } = await session.run('run', '--watch');
    expect(exit).toBe(130);
    expect(out).toContain('2 met, 1 violated');
    expect(out).toContain('3 met, 0 violated');
    expect(took[0]).toBeLessThan(1000);
  });

  /** One step for each time a command listens for Ctrl-C: while it plays, while it waits. */
  const watching = async (
    files: Readonly<Record<string, string>>,
    ...steps: readonly (((session: Session) => void) | 'playing' | 'Ctrl-C')[]
  ) => {
    const session = openSession(files);
    const left = [...steps];
    session.interrupted = (listener) => {
      const step = left.shift() ?? 'Ctrl-C';
      if (step === 'Ctrl-C') setTimeout(listener, 1);
      else if (step !== 'playing') setTimeout(() => step(session), 20);
    };
    const { out } = await session.run('run', '--watch');
    expect(left).toEqual([]);
    return [...out.matchAll(/\d+ met, \d+ violated/g)].map(([sentence]) => sentence);
  };

  const exported = (level: string): string =>
    JSON.stringify({
      '@odata.type': '#microsoft.graph.androidWorkProfileCompliancePolicy',
      displayName: 'exported',
      deviceThreatProtectionEnabled: true,
      deviceThreatProtectionRequiredSecurityLevel: level,
    });

  const importing = tenant.replace(
    / {4}"@odata.type"[\s\S]*?SecurityLevel: low\n/,
    '    import: exports/policy.json\n',
  );

  test('a changed export that a tenant imports is a change; a file saved as it was is none', async () => {
    const low = scenario('area/low').replaceAll('secured', 'lowSeverity');
    const files = {
      'tenant.yaml': importing,
      'exports/policy.json': exported('secured'),
      'scenarios/low.yaml': low,
    };
    const runs = await watching(
      files,
      'playing',
      (session) => session.write('scenarios/low.yaml', low),
      (session) => session.write('exports/policy.json', exported('low')),
      'playing',
      'Ctrl-C',
    );
    expect(runs).toEqual(['0 met, 1 violated', '1 met, 0 violated']);
  });

  test('a scenario in a new folder is a change, and so is the project', async () => {
    const runs = await watching(
      { 'tenant.yaml': tenant, 'scenarios/good.yaml': scenario('area/good') },
      'playing',
      ({ write }) => {
        write('scenarios/new/other.yaml', scenario('new/other').replace('../', '../../'));
      },
      'playing',
      ({ write }) => {
        write('muster.yaml', 'apiVersion: muster/v1\nkind: Project\npaths: [scenarios/new]\n');
      },
      'playing',
      'Ctrl-C',
    );
    expect(runs).toEqual(['1 met, 0 violated', '2 met, 0 violated', '1 met, 0 violated']);
  });
});

test('options that cannot be understood are 2', async () => {
  const session = openSession(library);
  for (const argv of [
    ['--threads', '0'],
    ['--threads', 'two'],
    ['--shuffle=x'],
    ['--out', 'a', '--out', 'b'],
    ['--watch', '--json'],
    ['--tag'],
  ]) {
    const { exit, err } = await session.run('run', ...argv);
    expect([argv, exit]).toEqual([argv, 2]);
    expect(err).toMatch(/^error: /);
  }
  expect(existsSync(join(session.folder, 'a'))).toBe(false);
});
