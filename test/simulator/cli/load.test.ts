import { describe, expect, test } from 'vitest';
import { loadRequest } from '../../../simulator/cli/load/request.ts';
import { isRefusal } from '../../../simulator/cli/refusal.ts';
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
