import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addComparisons,
  type FleetComparison,
  mostTelling,
  noComparison,
  type TellingDevice,
} from '../../../reports/fleet/comparison.ts';

const deviceWith = (rest: Partial<TellingDevice>): TellingDevice => ({
  device: 0,
  cohort: 'office',
  gainedMs: 0,
  lostMs: 0,
  exposureChangeMs: 0,
  cause: 'level-allowed',
  ...rest,
});

const anyDevices = fc
  .array(
    fc.record({
      gainedMs: fc.nat(3),
      lostMs: fc.nat(3),
      exposureChangeMs: fc.integer({ min: -3, max: 3 }),
      cause: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    }),
    { maxLength: 60 },
  )
  .map((list) => list.map((rest, device) => deviceWith({ ...rest, device })));

const comparisonOf = (telling: readonly TellingDevice[]): FleetComparison => ({
  ...noComparison,
  devices: telling.length,
  finalStates: { 'compliant/noncompliant': telling.length },
  cohorts: {
    [telling[0]?.cause ?? 'none']: {
      devices: telling.length,
      gaining: 1,
      losing: 0,
      access: { gainedMs: 5, lostMs: 0 },
      exposure: { gainedMs: 1, lostMs: 2 },
      overBlocking: { gainedMs: 0, lostMs: 3 },
    },
  },
  telling: mostTelling(telling),
});

describe('the most telling devices', () => {
  test('most changed time first, of equal ones the lower number, at most three of one cause', () => {
    const same = [9, 4, 7, 1].map((device) => deviceWith({ device, gainedMs: 50 }));
    const other = deviceWith({ device: 3, exposureChangeMs: -80, cause: 'not-seen-yet' });
    const found = mostTelling([...same, other]).map(({ device }) => device);
    expect(found).toEqual([3, 1, 4, 7]);
  });

  test('ten of them at most, and none that nothing happened to', () => {
    const devices = Array.from({ length: 30 }, (_, device) =>
      deviceWith({ device, lostMs: device, cause: `cause-${device % 10}` }),
    );
    expect(mostTelling(devices)).toHaveLength(10);
    expect(mostTelling([deviceWith({})])).toEqual([]);
  });

  test('are the same whatever shares they were found in', () => {
    fc.assert(
      fc.property(anyDevices, fc.nat(60), fc.nat(60), (devices, one, two) => {
        const [from, to] = [Math.min(one, two), Math.max(one, two)];
        const parts = [devices.slice(to), devices.slice(0, from), devices.slice(from, to)];
        const [a, b, c] = parts.map(comparisonOf) as [
          FleetComparison,
          FleetComparison,
          FleetComparison,
        ];
        const whole = mostTelling(devices);
        expect(addComparisons(addComparisons(a, b), c).telling).toEqual(whole);
        expect(addComparisons(a, addComparisons(b, c)).telling).toEqual(whole);
        expect(JSON.stringify(addComparisons(a, b))).toBe(JSON.stringify(addComparisons(b, a)));
      }),
    );
  });
});

const ms = fc.nat(1_000_000);
const causes = fc.dictionary(fc.constantFrom('a', 'b', 'c/d'), ms);
const exchange = fc.record({ gainedMs: ms, lostMs: ms });
const exchangeByCause = fc.record({
  gainedMs: ms,
  lostMs: ms,
  gainedByCause: causes,
  lostByCause: causes,
});
const cohort = fc.record({
  devices: ms,
  gaining: ms,
  losing: ms,
  access: exchange,
  exposure: exchange,
  overBlocking: exchange,
});
const anyComparison: fc.Arbitrary<FleetComparison> = fc.record({
  devices: ms,
  lost: ms,
  differing: ms,
  gaining: ms,
  losing: ms,
  access: exchange,
  exposure: exchangeByCause,
  overBlocking: exchangeByCause,
  cohorts: fc.dictionary(fc.constantFrom('phones', 'tablets'), cohort),
  finalStates: causes,
  telling: fc.constant([]),
});

/** Every number in it by its path, so that nothing can be left out of a sum. */
const numbersIn = (value: unknown, path = ''): ReadonlyMap<string, number> =>
  new Map(
    typeof value === 'number'
      ? [[path, value]]
      : Object.entries(value as object).flatMap(([name, each]) => [
          ...numbersIn(each, `${path} ${name}`),
        ]),
  );

test('adding comparisons adds every number in them', () => {
  fc.assert(
    fc.property(anyComparison, anyComparison, (a, b) => {
      const [left, right, sum] = [a, b, addComparisons(a, b)].map((each) => numbersIn(each));
      const names = new Set([...(left?.keys() ?? []), ...(right?.keys() ?? [])]);
      for (const name of names) {
        expect(sum?.get(name), name).toBe((left?.get(name) ?? 0) + (right?.get(name) ?? 0));
      }
      expect(sum?.size).toBe(names.size);
    }),
  );
});

test('comparing no devices changes no comparison', () => {
  fc.assert(
    fc.property(anyDevices, (devices) => {
      const comparison = comparisonOf(devices);
      expect(JSON.stringify(addComparisons(comparison, noComparison))).toBe(
        JSON.stringify(comparison),
      );
      expect(JSON.stringify(addComparisons(noComparison, comparison))).toBe(
        JSON.stringify(comparison),
      );
    }),
  );
});
