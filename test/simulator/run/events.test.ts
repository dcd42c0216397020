import { expect, test } from 'vitest';
import { sameEvents } from '../../../simulator/run/events.ts';

const mark = (device: string, policy?: string) =>
  ({ event: 'mark', device, ...(policy !== undefined && { policy }) }) as const;

test.each([
  ['nothing and nothing', [], [], true],
  ['one that states less', [mark('a')], [mark('a', 'p')], true],
  ['one that states more', [mark('a', 'p')], [mark('a')], false],
  ['another order', [mark('a'), mark('b')], [mark('b'), mark('a')], true],
  ['one too many', [mark('a')], [mark('a'), mark('a')], false],
  ['the same twice for two different', [mark('a'), mark('a')], [mark('a'), mark('b')], false],
  [
    'a vague one that must leave its first partner to a precise one',
    [mark('a'), mark('a', 'p')],
    [mark('a', 'p'), mark('a', 'q')],
    true,
  ],
])('%s', (_title, expected, observed, same) => {
  expect(sameEvents(expected, observed)).toBe(same);
});
