import { expect, test } from 'vitest';
import { amountText, durationText, shareText } from '../../../reports/fleet/amount-text.ts';
import { bar } from '../../../reports/fleet/table.ts';

test.each([
  [0, '0'],
  [0.25, '0.3'],
  [9.96, '10.0'],
  [12.5, '13'],
  [999, '999'],
  [1_000, '1,000'],
  [1_234_567, '1,234,567'],
  [-91, '-91'],
  [-4_321, '-4,321'],
])('amount %d: %s', (amount, text) => {
  expect(amountText(amount)).toBe(text);
});

test.each([
  [0, '0ms'],
  [999, '999ms'],
  [1_000, '1s'],
  [61_000, '1m 1s'],
  [3_600_000, '1h'],
  [3_601_000, '1h'],
  [29_360_127, '8h 9m'],
  [86_400_000 * 1_095 + 36_000_000, '1,095d 10h'],
  [-90_000, '-1m 30s'],
])('duration %d: %s', (duration, text) => {
  expect(durationText(duration)).toBe(text);
});

test.each([
  [null, '–'],
  [0, '0%'],
  [0.000_1, '<0.1%'],
  [0.014, '1.4%'],
  [0.34, '34.0%'],
  [0.999_9, '>99.9%'],
  [1, '100%'],
])('share %d: %s', (share, text) => {
  expect(shareText(share)).toBe(text);
});

test('a bar is as long as its share, and never empty where there is something', () => {
  expect(bar(1)).toBe('█'.repeat(20));
  expect(bar(0.5)).toBe('█'.repeat(10));
  expect(bar(0.000_01)).toBe('▏');
  expect([bar(0), bar(null)]).toEqual(['', '']);
});
