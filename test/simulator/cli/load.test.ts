import { describe, expect, test } from 'vitest';
import { fleetLines } from '../../../simulator/cli/load/plan-text.ts';
import { asksOneThing, loadRequest } from '../../../simulator/cli/load/request.ts';
import { isRefusal } from '../../../simulator/cli/refusal.ts';
import { openLoad } from '../../../simulator/load/profile/open-profile.ts';
import { diskIo } from '../../../simulator/scenario/load.ts';
import { documentsOf } from '../../../simulator/source/documents.ts';
import { shippedScenarios } from '../../../simulator/source/package-root.ts';
import { openSession } from './session.ts';

const target = 'http://127.0.0.1:8080';

describe('muster load', () => {
  test.each([
    [[], '`--target` says which service is asked'],
    [['--target', 'localhost'], '`localhost` is no address such as'],
    [['--target', 'ftp://a'], '`ftp://a` is no address such as'],
    [['--target', `${target}/v1.0`], 'give it as `--path`'],
    [['--target', target, '--rate', 'fast'], '`--rate` is requests a second'],
    [['--target', target, '--rate', '0'], '`--rate` is requests a second'],
    [['--target', target, '--rate', '5@0s'], '`--rate` is requests a second'],
    [['--target', target, '--for', '60'], '`--for` is a duration such as'],
    [['--target', target, '--for', '0s'], '`--for` is no time at all'],
    [['--target', target, '--path', 'device'], '`--path` begins with /'],
    [['--target', target, '--header', 'accept'], '`accept` is no header'],
    [['--target', target, '--threshold', 'respnse_p99 < 1s'], 'did you mean `response_p99`?'],
    [['--target', target, '--threshold', 'lost = 0'], '`=` is no comparison'],
    [['--target', target, '--devices', '0'], '`--devices` is a whole number'],
    [['--target', target, '--threads', 'many'], '`--threads` is a whole number'],
  ])('%j is 2 and says why', async (argv, message) => {
    const { exit, err } = await openSession().run('load', ...argv);
    expect(exit).toBe(2);
    expect(err).toContain(message);
  });

  const documents = documentsOf(diskIo({ directory: shippedScenarios }));
  const { profile: steady } = openLoad('loads/steady.yaml', documents, null);

  test('asks a small fleet where nothing is named, and one thing where a path is', () => {
    expect(steady?.devices).toBe(200);
    const request = loadRequest({ target }, steady);
    if (isRefusal(request)) throw new Error(request.message);
    expect(request.profile?.phases.map(({ name }) => name)).toEqual(['warm-up', 'steady']);
    expect(request.thresholds.map(({ text }) => text)).toContain('wrong == 0');
    expect(asksOneThing({ target })).toBe(false);
    expect(asksOneThing({ target, path: '/health' })).toBe(true);
  });

  test('takes what the command line says in place of what the load says', () => {
    const options = {
      target,
      rate: '500',
      for: '3s',
      devices: '50',
      seed: '9',
      threshold: ['lost < 3'],
    };
    const request = loadRequest(options, steady);
    if (isRefusal(request)) throw new Error(request.message);
    expect(request.profile).toMatchObject({ devices: 50, seed: 9, name: 'steady' });
    expect(request.plan.seed).toBe(9);
    expect(request.plan.phases).toBe(request.profile?.phases);
    expect(request.profile?.phases[1]).toMatchObject({
      executor: { kind: 'constantRate', rate: 500 },
      duration: 3_000,
      mix: steady?.mix,
    });
    expect(request.thresholds.map(({ text }) => text)).toContain('lost < 3');
  });

  test('says in its plan who would ask for what', () => {
    const lines = steady === null ? [] : fleetLines(steady);
    expect(lines[0]).toContain('200 devices of two-vendors, seed 1, in real time');
    expect(lines[1]).toContain('messages 5 %, heartbeats 1 %');
    expect(lines[2]).toContain('up to 5 messages/s of 5 devices each');
  });

  test('is 5 and says what is needed where there is no service of ours', async () => {
    const { exit, err } = await openSession().run('load', '--target', 'http://127.0.0.1:9');
    expect(exit).toBe(5);
    expect(err).toContain('http://127.0.0.1:9 cannot be set up');
    expect(err).toContain('With `--path` any other service is asked one thing');
  });

  test('tells the errors of a load file with their places', async () => {
    const session = openSession();
    session.write('lunch.yaml', 'apiVersion: muster/v1\nkind: Load\nname: lunch\nphaes: []\n');
    const { exit, err } = await session.run('load', 'lunch.yaml', '--target', target);
    expect(exit).toBe(2);
    expect(err).toContain('did you mean `phases`?');
    expect(err).toContain('lunch.yaml:4:1');
  });

  const phasesOf = (options: object) => {
    const request = loadRequest({ target, ...options });
    if (isRefusal(request)) throw new Error(request.message);
    return request.plan.phases;
  };

  test('warms up at the same rate, apart from what it measures', () => {
    expect(phasesOf({ rate: '50', for: '1m' })).toMatchObject([
      { executor: { kind: 'constantRate', rate: 50 }, duration: 2_000, isWarmUp: true },
      { executor: { kind: 'constantRate', rate: 50 }, duration: 60_000, isWarmUp: false },
    ]);
    expect(phasesOf({ 'warm-up': '0s' })).toHaveLength(1);
  });

  test.each([
    ['2000', { kind: 'constantRate', rate: 2_000 }],
    ['100+50/10s', { kind: 'stairs', from: 100, step: 50, each: 10_000 }],
    ['20000@15m', { kind: 'constantDevices', devices: 20_000, every: 900_000 }],
    ['5000@once', { kind: 'atOnce', requests: 5_000 }],
  ])('reads %s', (rate, executor) => {
    expect(phasesOf({ rate })[1]?.executor).toEqual(executor);
  });

  test('rises from one rate to another', () => {
    expect(phasesOf({ rate: '100..5000', random: true })[1]).toMatchObject({
      executor: { kind: 'rampRate', from: 100, to: 5_000 },
      spacing: 'random',
    });
  });
});

describe('muster compare', () => {
  test('says what it looks for where there is nothing', async () => {
    const { exit, err } = await openSession().run('compare', 'before', 'after');
    expect(exit).toBe(2);
    expect(err).toContain('there is no load run in `before`');
    expect(err).toContain('there is no load run in `after`');
  });
});

test('muster selftest knows its tests', async () => {
  const { exit, err } = await openSession().run('selftest', 'honest');
  expect(exit).toBe(2);
  expect(err).toContain('did you mean `honesty`?');
});
