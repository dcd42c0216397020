import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addTallies } from '../../../reports/fleet/add-tallies.ts';
import { mergeShards } from '../../../reports/fleet/merge-shards.ts';
import { readTally, type TallyFile, tallyText } from '../../../reports/fleet/tally-file.ts';
import { planWith, tallyWith } from './made-up-fleet.ts';
import { anyTally } from './made-up-tally.ts';

const fileWith = (rest: Partial<TallyFile> = {}): TallyFile => ({
  plan: planWith(),
  shard: { number: 1, of: 2 },
  tally: tallyWith(),
  ...rest,
});

const read = (value: unknown) => readTally(JSON.stringify(value));
const written = (file: TallyFile): Record<string, unknown> => JSON.parse(tallyText(file));

test('what was written is read back, to the byte', () => {
  fc.assert(
    fc.property(anyTally, (tally) => {
      const file = fileWith({ tally });
      const found = readTally(tallyText(file));
      expect(found.ok && tallyText(found.file)).toBe(tallyText(file));
    }),
  );
});

test.each([
  ['', 'it is no JSON object: the file was cut'],
  ['[]', 'it is no JSON object: the file was cut'],
  ['{"kind":"plan"}', 'it is no tally of a fleet'],
  ['{"kind":"fleet-tally","schemaVersion":2}', 'schema version 2 is not 1'],
])('%s is refused: %s', (text, problem) => {
  expect(readTally(text)).toEqual({ ok: false, problem });
});

test('a file that was cut anywhere is refused', () => {
  const text = tallyText(fileWith()).trimEnd();
  for (let length = 0; length < text.length; length += 7) {
    expect(readTally(text.slice(0, length)).ok).toBe(false);
  }
});

/** Paths to every value of an object, its lists excepted. */
const paths = (value: unknown, path: readonly string[] = []): readonly (readonly string[])[] => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [path];
  return [path, ...Object.entries(value).flatMap(([name, each]) => paths(each, [...path, name]))];
};

const replaced = (value: unknown, [name, ...rest]: readonly string[], by: unknown): unknown =>
  name === undefined || typeof value !== 'object' || value === null
    ? by
    : Object.fromEntries(
        Object.entries(value).map(([key, each]) => [
          key,
          key === name ? replaced(each, rest, by) : each,
        ]),
      );

test('a value of the wrong kind is refused wherever it stands', () => {
  const whole = written(fileWith());
  for (const path of paths(whole).slice(1)) {
    const found = read(replaced(whole, path, true));
    expect(found.ok, path.join('.')).toBe(false);
  }
});

test.each<[string, readonly string[], unknown]>([
  ['`tally.devices` is not a count', ['tally', 'devices'], -1],
  ['`tally.open` is not a count', ['tally', 'open'], 0.5],
  ['`tally.digest` is not four sums', ['tally', 'digest'], [1, 2, 3]],
  ['`tally.digest[2]` is not a sum of 32 bits', ['tally', 'digest'], [1, 2, 2 ** 32, 3]],
  ['`tally.checkIns[1]` is not a count', ['tally', 'checkIns'], [1, null]],
  ['`tally.exposure.level-allowed` is not a count', ['tally', 'exposure', 'level-allowed'], '3'],
  [
    '`tally.detection.lookout/android` counts 3 in its buckets',
    ['tally', 'detection', 'lookout/android', 'count'],
    4,
  ],
  [
    '`tally.detection.lookout/android` has buckets that do not fit its least and most',
    ['tally', 'detection', 'lookout/android', 'most'],
    9_000_000,
  ],
  ['`plan.thresholds` is not a list', ['plan', 'thresholds'], null],
  ['`shard` is no number of a shard', ['shard', 'number'], 3],
])('%s', (problem, path, value) => {
  expect(read(replaced(written(fileWith()), path, value))).toEqual({ ok: false, problem });
});

describe('merging shards', () => {
  const first = { name: 'a', file: fileWith() };
  const second = { name: 'b', file: fileWith({ shard: { number: 2, of: 2 } }) };

  test('adds them up, in whatever order', () => {
    const merged = mergeShards([second, first]);
    expect(merged).toEqual({
      ok: true,
      plan: planWith(),
      tally: addTallies(tallyWith(), tallyWith()),
    });
    expect(mergeShards([first, second])).toEqual(merged);
  });

  test('needs every shard once', () => {
    expect(mergeShards([])).toMatchObject({ problems: ['there is no shard to merge'] });
    expect(mergeShards([first])).toMatchObject({
      problems: ['1 of 2 shards are missing, such as 2'],
    });
    expect(mergeShards([first, second, { ...second, name: 'c' }])).toMatchObject({
      problems: ['b and c are both shard 2 of 2'],
    });
  });

  test('refuses shards of different runs and says what differs', () => {
    const other = fileWith({ plan: planWith({ seed: 8, days: 3 }), shard: { number: 2, of: 2 } });
    expect(mergeShards([first, { name: 'b', file: other }])).toMatchObject({
      problems: ['b is of another run than a: not the same days, seed'],
    });
    const finer = fileWith({ shard: { number: 2, of: 3 } });
    expect(mergeShards([first, { name: 'b', file: finer }])).toMatchObject({
      problems: ['b is one of 3 shards, a one of 2'],
    });
  });
});
