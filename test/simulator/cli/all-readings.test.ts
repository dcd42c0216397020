import { describe, expect, test } from 'vitest';
import { openSession, tenant } from './session.ts';

/** A partner that falls silent; `head` may name a reading. */
const silent = (id: string, complianceState: string, head: string): string => `apiVersion: muster/v1
kind: Scenario
id: ${id}
title: a silent partner
covers: [CONN-08, CONN-09]
${head}
use: [../tenant.yaml]
timeline:
  - at: 0s
    do:
      - report: { partner: lookout, device: pixel, state: highSeverity }
      - report: { partner: zimperium, device: pixel, state: secured }
  - at: 7d
    expect:
      pixel: { complianceState: ${complianceState} }
`;

const files = {
  'tenant.yaml': tenant,
  'scenarios/at.yaml': silent('silence/at', 'compliant', 'basis: documented'),
  'scenarios/after.yaml': silent(
    'silence/after',
    'noncompliant',
    'readings: { unresponsiveBoundary: gt }',
  ),
};

const surveyOf = async (...argv: readonly string[]) => {
  const { out } = await openSession(files).run('run', '--all-readings', '--json', ...argv);
  return JSON.parse(out);
};

const turnsOf = async (name: string) => {
  const { readings } = await surveyOf();
  return readings.find((one: { name: string }) => one.name === name).turns;
};

describe('run --all-readings', () => {
  test('lists which results change, per reading and choice, each with what it rests on', async () => {
    const { exit, out } = await openSession(files).run('run', '--all-readings');
    expect(exit).toBe(0);
    expect(out).toContain('\n  gt: 1 result of 1 case changes\n    silence/at\n');
    expect(out).toContain(
      'scenarios/at.yaml:15:33: at 7d: pixel.complianceState: compliant becomes noncompliant ' +
        '(rests on our reading unresponsiveBoundary=gt)',
    );
  });

  test('turns the default for the cases that depart from it', async () => {
    const [gte, gt] = await turnsOf('unresponsiveBoundary');
    expect([gte.value, gte.isDefault, gte.played]).toEqual(['gte', true, 1]);
    expect(gte.changed).toMatchObject([
      {
        id: 'silence/after',
        was: 'met',
        is: 'interpretive',
        restsOn: 'unresponsiveBoundary=gte',
        results: [{ offset: '7d', was: 'noncompliant', is: 'compliant' }],
      },
    ]);
    expect(gt.changed.map(({ id }: { id: string }) => id)).toEqual(['silence/at']);
  });

  test('tries a reading that takes a duration with one', async () => {
    const turns = await turnsOf('scanAgeing');
    expect(turns.map(({ value }: { value: string }) => value)).toEqual(['7d']);
    expect(turns[0].changed.length).toBe(0);
  });

  test('names the readings that nothing depends on', async () => {
    const { out } = await openSession(files).run('run', '--all-readings');
    const [last] = out.split('\n').filter((line) => line.startsWith('no case looks at this: '));
    expect(last).toContain('compromisedUnderHigh');
    expect(last).not.toContain('unresponsiveBoundary');
    expect(out).toMatch(/^compromisedUnderHigh: .*\n {2}no case looks at this$/m);
  });

  test('writes both reports, the same bytes on any number of threads', async () => {
    const written = await Promise.all(
      ['1', '2'].map(async (threads) => {
        const session = openSession(files);
        await session.run('run', '--all-readings', '--threads', threads, '--out', 'report');
        return [session.read('report/readings.json'), session.read('report/readings.md')];
      }),
    );
    const [json = '', page = ''] = written[0] ?? [];
    expect(written[1]).toEqual([json, page]);
    expect(JSON.parse(json)).toEqual(await surveyOf());
    expect(page).toContain('rests on our reading unresponsiveBoundary=gt');
    expect(page.match(/^# /gm)).toHaveLength(1);
  });

  test('a case that is violated as its file has it is 1', async () => {
    const session = openSession(files);
    session.write('scenarios/bad.yaml', silent('silence/bad', 'noncompliant', 'tags: [bad]'));
    expect((await session.run('run', '--all-readings')).exit).toBe(1);
    expect((await session.run('run', '--all-readings', '--id', 'silence/at')).exit).toBe(0);
  });

  test.each([['--watch'], ['--shuffle=7'], ['--reading', 'unresponsiveBoundary=gt']])(
    'does not go together with %s',
    async (...argv) => {
      const { exit, err } = await openSession(files).run('run', '--all-readings', ...argv);
      expect(exit).toBe(2);
      expect(err).toContain('do not go together');
    },
  );
});
