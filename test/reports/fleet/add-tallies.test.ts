import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addSeries } from '../../../reports/fleet/add-counts.ts';
import { addTallies, noTally } from '../../../reports/fleet/add-tallies.ts';
import { anyTally, histogramOf } from './made-up-tally.ts';

/** Bytes, so that the order of names counts too. */
const bytes = (value: unknown): string => JSON.stringify(value);

test('adding tallies is associative, to the byte', () => {
  fc.assert(
    fc.property(anyTally, anyTally, anyTally, (a, b, c) => {
      const left = addTallies(addTallies(a, b), c);
      expect(bytes(addTallies(a, addTallies(b, c)))).toBe(bytes(left));
    }),
  );
});

test('adding tallies is commutative, to the byte', () => {
  fc.assert(
    fc.property(anyTally, anyTally, (a, b) => {
      expect(bytes(addTallies(b, a))).toBe(bytes(addTallies(a, b)));
    }),
  );
});

test('no devices change nothing, from either side', () => {
  fc.assert(
    fc.property(anyTally, (a) => {
      expect(bytes(addTallies(a, noTally))).toBe(bytes(a));
      expect(bytes(addTallies(noTally, a))).toBe(bytes(a));
    }),
  );
});

test('a name that one side lacks is kept, and names come out A to Z', () => {
  const a = { ...noTally, events: { scan: 2, launch: 1 }, detection: { x: histogramOf([7]) } };
  const b = { ...noTally, events: { checkIn: 5, scan: 1 } };
  const { events, detection } = addTallies(a, b);
  expect(Object.entries(events)).toEqual([
    ['checkIn', 5],
    ['launch', 1],
    ['scan', 3],
  ]);
  expect(detection['x']?.count).toBe(1);
});

test('lanes of the digest overflow as 32 bits do', () => {
  const a = { ...noTally, digest: [0xffff_ffff, 1, 2, 3] };
  const b = { ...noTally, digest: [2, 1, 0, 0xffff_fffd] };
  expect(addTallies(a, b).digest).toEqual([1, 2, 2, 0]);
});

test('lists of different length are added place by place', () => {
  expect(addSeries([1, 2, 3], [10])).toEqual([11, 2, 3]);
  expect(addSeries([], [4, -4])).toEqual([4, -4]);
});

test('situations and questions are met once however many shares met them', () => {
  const a = { ...noTally, situations: ['a', 'c'], questions: { access: [2, 10] } };
  const b = { ...noTally, situations: ['b', 'c'], questions: { access: [9, 10], launch: [1] } };
  const sum = addTallies(a, b);
  expect(sum.situations).toEqual(['a', 'b', 'c']);
  expect(sum.questions).toEqual({ access: [2, 9, 10], launch: [1] });
});
