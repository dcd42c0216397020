import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day, hour, minute } from '../../../core/time.ts';
import {
  formatDuration,
  longestDuration,
  parseDuration,
} from '../../../simulator/source/duration.ts';
import { formatInstant, parseInstant } from '../../../simulator/source/instant.ts';

describe('durations', () => {
  it.each([
    ['0s', 0],
    ['5ms', 5],
    ['7d', 7 * day],
    ['7d 6h 30m 10s 5ms', 7 * day + 6 * hour + 30 * minute + 10_005],
    ['1d12h', 36 * hour],
    ['6h+1s', 6 * hour + 1_000],
    ['7d-1ms', 7 * day - 1],
    ['7d - 1h 30m', 7 * day - 90 * minute],
    ['7d-(1d-1ms)', 6 * day + 1],
    ['1h-2h', -hour],
    [' 2h ', 2 * hour],
  ])('`%s`', (text, total) => {
    expect(parseDuration(text)).toMatchObject({ ok: true, total });
  });

  it.each([
    ['', 'it ends too early'],
    ['10', '`10` has no unit, write e.g. `10s`'],
    ['1.5h', 'only whole numbers are allowed, write `1h 30m`'],
    ['3w', '`w` is no unit; d, h, m, s and ms are'],
    ['1H', '`H` is no unit; d, h, m, s and ms are'],
    ['toString', 'a number is missing before `toString`'],
    ['1constructor', '`constructor` is no unit; d, h, m, s and ms are'],
    ['7d-', 'it ends too early'],
    ['-7d', 'a number is missing before `-7d`'],
    ['7d−1ms', '`−1ms` cannot stand there'],
    ['(1h', 'a `)` is missing'],
    ['1h)', '`)` cannot stand there'],
    ['999999999999d', 'the longest duration is 36600d'],
    ['('.repeat(5_000), 'it is too long to be a duration'],
  ])('`%s` is none', (text, problem) => {
    expect(parseDuration(text)).toEqual({ ok: false, problem });
  });

  it('tells the terms it is put together from', () => {
    expect(parseDuration('7d-1ms')).toMatchObject({ terms: [7 * day, 1] });
  });

  it('what is printed reads back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: longestDuration }), (total) => {
        expect(parseDuration(formatDuration(total))).toMatchObject({ ok: true, total });
      }),
    );
  });
});

describe('instants', () => {
  it.each([
    ['2026-01-05T09:00:00Z', '2026-01-05T09:00:00Z'],
    ['2026-01-05T09:00:00.1234567Z', '2026-01-05T09:00:00.123Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00Z'],
  ])('%s', (text, printed) => {
    const instant = parseInstant(text);
    expect(instant === null ? null : formatInstant(instant)).toBe(printed);
  });

  it.each([
    '2026-02-30T00:00:00Z',
    '2026-01-05',
    '2026-01-05T09:00:00+01:00',
    '2026-13-01T00:00:00Z',
    'now',
  ])('`%s` is none', (text) => {
    expect(parseInstant(text)).toBeNull();
  });
});
