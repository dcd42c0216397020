import { describe, expect, it } from 'vitest';
import { day, hour, minute } from '../../../core/time.ts';
import { parseProbability, probability } from '../../../simulator/fleet/probability.ts';
import { mixOf } from '../../../simulator/fleet/share.ts';
import { interval, span } from '../../../simulator/fleet/spread.ts';
import { timeZone } from '../../../simulator/fleet/time-zone.ts';
import { readDocument } from '../../../simulator/source/document.ts';
import { collector } from '../../../simulator/source/report.ts';
import type { Shape } from '../../../simulator/source/shape.ts';

/** What a shape makes of a text, or the messages. */
const readAs = <T>(shape: Shape<T>, text: string): T | readonly string[] | undefined => {
  const { report, list } = collector();
  const tree = readDocument('x.yaml', text, report);
  const value = tree === null ? undefined : shape.read(tree, report);
  const said = list().map(({ message }) => message);
  return said.length > 0 ? said : value;
};

describe('a probability', () => {
  it.each([
    ['5%', 50_000],
    ['0.05', 50_000],
    ['0.5 %', 5_000],
    ['0.0001%', 1],
    ['0.000001', 1],
    ['0.0500000', 50_000],
    ['0', 0],
    ['1', 1_000_000],
    ['100%', 1_000_000],
  ])('%s is exact in millionths', (text, expected) => {
    expect(readAs(probability, text)).toBe(expected);
  });

  it.each([
    ['0.0000001', 'is more precise than 0.000001, one in a million'],
    ['0.00005%', 'is more precise than 0.0001%, one in a million'],
    ['5', 'is more than always'],
    ['101%', 'is more than always'],
    ['-5%', 'is less than nothing'],
    ['often', 'is no probability'],
    ['5e-2', 'is no probability'],
  ])('%s is refused', (text, problem) => {
    expect(readAs(probability, text)).toEqual([`\`${text}\` ${problem}`]);
  });

  it('without its sign is told how to write it', () => {
    expect(parseProbability('5')).toMatchObject({ help: 'write `5%`' });
  });
});

describe('a spread', () => {
  it.each([
    ['8h', { kind: 'fixed', value: 8 * hour }],
    ['0s', { kind: 'fixed', value: 0 }],
    ['{ from: 1h, to: 3h }', { kind: 'between', from: hour, to: 3 * hour }],
    ['{ mean: 2d }', { kind: 'mean', mean: 2 * day }],
  ])('%s', (text, expected) => {
    expect(readAs(span, text)).toEqual(expected);
  });

  it.each([
    ['-8h', '`-8h` is less than nothing'],
    ['{ from: 3h, to: 1h }', '`from`, 3h, is longer than `to`, 1h'],
    ['{ from: 3h }', 'it has `from` and `to`, or a `mean`'],
    ['{ mean: 3h, to: 4h }', 'it has `from` and `to`, or a `mean`'],
    ['{}', 'it has `from` and `to`, or a `mean`'],
    ['8', '`8` is no duration: `8` has no unit, write e.g. `8s`'],
  ])('%s is refused', (text, message) => {
    expect(readAs(span, text)).toEqual([message]);
  });

  it.each(['0s', '59s', '{ mean: 1s }', '{ from: 0s, to: 1d }'])(
    '%s is too short for what happens again and again',
    (text) => {
      expect(readAs(interval, text)).toEqual([
        expect.stringContaining('apart is too often, the least is 1m'),
      ]);
    },
  );
});

describe('a mix', () => {
  const zones = mixOf('timeZones', timeZone);

  it.each([
    ['"+01:00"', [{ value: hour, weight: 1 }]],
    [
      '["-05:00", UTC]',
      [
        { value: -5 * hour, weight: 1 },
        { value: 0, weight: 1 },
      ],
    ],
    [
      '{ "+05:30": 3, "-00:30": 1, UTC: 0 }',
      [
        { value: 5 * hour + 30 * minute, weight: 3 },
        { value: -30 * minute, weight: 1 },
      ],
    ],
    [
      '{ "+01:00": 33.4%, UTC: 66.6% }',
      [
        { value: hour, weight: 334_000 },
        { value: 0, weight: 666_000 },
      ],
    ],
  ])('%s', (text, expected) => {
    expect(readAs(zones, text)).toEqual(expected);
  });

  it.each([
    ['{ UTC: 0, "+01:00": 0 }', 'the shares of timeZones sum to nothing'],
    ['{ UTC: 50%, "+01:00": 40% }', 'the shares of timeZones add up to 90%, not to 100%'],
    ['{ UTC: 50%, "+01:00": 1 }', 'the shares of timeZones are all weights or all percentages'],
    ['{ UTC: -1 }', 'a weight is a whole number from 0 to 1000000, found `-1`'],
    ['{ UTC: 0.5 }', 'a weight is a whole number from 0 to 1000000, found `0.5`'],
    ['[]', 'there are no timeZones'],
    ['{}', 'there are no timeZones'],
    ['"+15:00"', 'there is no place with local time `+15:00`'],
    ['"+01:60"', 'there is no place with local time `+01:60`'],
  ])('%s is refused', (text, message) => {
    expect(readAs(zones, text)).toEqual([message]);
  });
});
