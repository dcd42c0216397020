import { describe, expect, test } from 'vitest';
import {
  countsPer,
  type Disturbance,
  deviationOf,
  dispersionOf,
  exactPercentile,
  type Honesty,
  type HonestyClaim,
  type HonestyFigure,
  type HonestyRecord,
  isWithin,
  joinHonesty,
  verdictOf,
} from '../../../reports/load/honesty.ts';
import { honestyLines, honestyStanding } from '../../../reports/load/honesty-text.ts';

const figure = (told: number, truth: number): HonestyFigure => ({
  experiment: 'Freezing server',
  what: 'response time p99',
  told,
  truth,
  unit: 'µs',
  tolerance: { share: 0.05, amount: 100 },
  isTimed: true,
});

const claim = (holds: boolean, isTimed: boolean): HonestyClaim => ({
  experiment: 'Shape',
  what: 'no tenth is empty',
  holds,
  seen: '0 to 9',
  isTimed,
});

const calm: Disturbance = { experiment: 'Freezing server', waited: 0, steal: 0, others: 0 };
const verdictWith = (...parts: readonly Partial<Honesty>[]) =>
  verdictOf(
    joinHonesty(parts.map((part) => ({ figures: [], claims: [], disturbances: [], ...part }))),
  );

describe('honesty', () => {
  test('is being within the tolerance: a share of the truth or so much, whichever is more', () => {
    expect(
      [figure(1_049, 1_000), figure(1_100, 1_000), figure(1_101, 1_000)].map(isWithin),
    ).toEqual([true, true, false]);
    expect(isWithin(figure(1_900_000, 2_000_000))).toBe(true);
    expect(isWithin(figure(1_899_999, 2_000_000))).toBe(false);
    expect(isWithin(figure(Number.NaN, 1_000))).toBe(false);
    expect(deviationOf(figure(950, 1_000))).toBe(0.05);
  });

  test('needs every figure and every claim, and at least one of them', () => {
    expect(verdictWith()).toBe('dishonest');
    const good = { figures: [figure(1, 1)] };
    expect(verdictWith(good, { claims: [claim(true, true)] })).toBe('honest');
    expect(verdictWith({ figures: [figure(9_000, 1)] })).toBe('dishonest');
    expect(verdictWith(good, { claims: [claim(false, true)] })).toBe('dishonest');
  });

  test.each<[string, Partial<Disturbance>, 'busy' | 'dishonest']>([
    ['nothing', {}, 'dishonest'],
    ['our own threads alone', { waited: 0.4 }, 'dishonest'],
    ['others who were in no way', { others: 3 }, 'dishonest'],
    ['others who took the processors', { others: 0.2, waited: 0.02 }, 'busy'],
    ['the host', { steal: 0.02 }, 'busy'],
    ['a system that does not say', { waited: null, steal: null, others: null }, 'dishonest'],
  ])('with a time beyond it and a machine disturbed by %s', (_, disturbed, verdict) => {
    const figures = [figure(9_000, 1)];
    expect(verdictWith({ figures, disturbances: [{ ...calm, ...disturbed }] })).toBe(verdict);
  });

  test('is never too busy to tell where something was miscounted or elsewhere was calm', () => {
    const disturbances = [{ ...calm, steal: 0.5 }];
    const missed = { figures: [figure(9_000, 1)], disturbances };
    expect(verdictWith(missed)).toBe('busy');
    const miscounted = [{ ...figure(9_000, 1), isTimed: false }];
    expect(verdictWith(missed, { figures: miscounted })).toBe('dishonest');
    expect(verdictWith(missed, { claims: [claim(false, false)] })).toBe('dishonest');
    expect(verdictWith(missed, { claims: [claim(false, true)] })).toBe('dishonest');
  });

  test('says how far each figure was from the log', () => {
    const figures = [figure(10_600, 1_818_700)];
    const disturbances = [{ ...calm, steal: 0.25, others: null }];
    const lines = honestyLines({ figures, claims: [claim(false, true)], disturbances });
    expect(lines.join('\n')).toMatch(/✗ response time p99 +10\.60 ms +1818\.70 ms +99\.42 %/);
    expect(lines).toContain('  ✗ no tenth is empty: 0 to 9');
    expect(lines.join('\n')).toContain('others ran unknown of one, stolen 25.00 %');
  });
});

test('counts per stretch leave out what lies outside', () => {
  expect(countsPer([9, 10, 14, 15, 20, 24.9, 25], 10, 5, 3)).toEqual([2, 1, 2]);
});

test('dispersion is 0 of even counts, large of bursts, and not a number of nothing', () => {
  expect(dispersionOf([5, 5, 5])).toBe(0);
  // The bursts of a generator that sends a second's worth at once.
  expect(dispersionOf([738, 262, 0, 0, 0, 0, 0, 0, 0, 0])).toBeGreaterThan(100);
  expect(dispersionOf([0, 0])).toBeNaN();
});

test('an exact percentile is the value at its rank', () => {
  const values = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect([0, 0.5, 0.99, 1].map((share) => exactPercentile(values, share))).toEqual([
    1, 50, 99, 100,
  ]);
});

test('the report of a run says how the driver did in its self-test, or that it took none', () => {
  expect(honestyStanding(undefined)).toMatch(/not run on this machine$/);
  const standing = (verdict: HonestyRecord['verdict'], told: number): string =>
    honestyStanding({
      format: 'muster-honesty/1',
      verdict,
      provenance: {
        tool: 'mtd-muster 0.1.0',
        node: 'v20.20.2',
        system: 'linux',
        processor: 'one',
        cores: 2,
        startedAt: '2026-01-05T09:00:00.000Z',
        command: 'muster selftest honesty',
      },
      figures: [figure(told, 1_000_000), figure(1_000_000, 1_000_000)],
      claims: [],
      disturbances: [],
    });
  expect(standing('honest', 1_010_000)).toBe(
    'self-test of the driver at 2026-01-05T09:00:00.000Z: every figure was within its tolerance; ' +
      "of 2 figures the one furthest from the server's own log used 20.00 % of its tolerance",
  );
  expect(standing('dishonest', 2_000_000)).toMatch(/INVALID.*response time p99; Freezing server/);
  expect(standing('busy', 2_000_000)).toMatch(/too busy to tell.*no pass.*response time p99/);
});
