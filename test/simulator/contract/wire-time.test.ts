import { expect, it } from 'vitest';
import { instantOf, wireTime } from '../../../simulator/contract/wire-time.ts';

it.each([
  ...['2026-11-21T21:25:01.005Z', '1969-12-31T23:59:59.999Z', '2024-02-29T00:00:00.000Z'],
  ...['0050-06-01T12:00:00.000Z', '0999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ...['2026-11-21T21:25:01Z', '2026-11-21T21:25:01.5Z', '2026-11-21T21:25:01.1234567Z'],
  ...['2026-11-21t21:25:01.005z', '2026-11-21T21:25:01.005+00:00', '2026-11-21T23:25:01+02:00'],
])('%s is the instant it names', (text) => {
  expect(instantOf(text)).toBe(Date.parse(text));
});

it('what is written is read again', () => {
  for (let instant = 0; instant < 4e12; instant += 12_345_678_901) {
    expect(instantOf(wireTime(instant))).toBe(instant);
  }
});
