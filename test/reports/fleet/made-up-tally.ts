import fc from 'fast-check';
import { addHistograms, bucketOf, type Histogram } from '../../../reports/fleet/histogram.ts';
import type { Counts, FleetTally } from '../../../reports/fleet/tally.ts';

const whole = fc.integer({ min: 0, max: 1_000_000 });
const names = fc.constantFrom('a', 'b', 'c/d', 'lookout/android', '__proto__', '10', '9');
const sorted = <T>(record: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
const byName = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<Readonly<Record<string, T>>> =>
  fc
    .array(fc.tuple(names, value), { maxLength: 5 })
    .map((entries) => sorted(Object.fromEntries(entries)));
const counts: fc.Arbitrary<Counts> = byName(whole);
const change = fc.integer({ min: -100, max: 100 });
const changes = byName(fc.array(change, { maxLength: 4 }));

export const histogramOf = (durations: readonly number[]): Histogram =>
  durations
    .map((duration) => ({
      count: 1,
      sum: duration,
      least: duration,
      most: duration,
      buckets: [[bucketOf(duration), 1] as const],
    }))
    .reduce<Histogram>(addHistograms, {
      count: 0,
      sum: 0,
      least: Number.POSITIVE_INFINITY,
      most: Number.NEGATIVE_INFINITY,
      buckets: [],
    });

const histogram = fc
  .array(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 1, maxLength: 6 })
  .map(histogramOf);
const lane = fc.integer({ min: 0, max: 0xffff_ffff });
const keys = fc.uniqueArray(fc.nat(20)).map((list) => list.sort((a, b) => a - b));
const situations = fc
  .uniqueArray(fc.constantFrom('x|1', 'x|2', 'y|1', 'Z|9'))
  .map((list) => list.sort());

/** Any tally, as an engine could write it. */
export const anyTally: fc.Arbitrary<FleetTally> = fc.record({
  devices: whole,
  lost: whole,
  events: counts,
  digest: fc.tuple(lane, lane, lane, lane),
  byHour: fc.record({ complianceState: changes, reasons: changes, access: changes }),
  checkIns: fc.array(whole, { maxLength: 4 }),
  cohorts: counts,
  atEnd: counts,
  exposure: counts,
  overBlocking: counts,
  threatened: whole,
  open: whole,
  threats: counts,
  detection: byName(histogram),
  undecided: counts,
  outcomes: counts,
  messages: counts,
  questions: byName(keys),
  situations,
});
