import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coverageOf, dimensions } from '../../../reports/fleet/coverage.ts';
import type { FleetKind } from '../../../reports/fleet/plan.ts';

const kinds: readonly FleetKind[] = [
  {
    platform: 'android',
    managementType: 'androidWorkProfile',
    partners: ['lookout', 'lookout+defender'],
    policies: ['work', 'extra'],
  },
  {
    platform: 'ios',
    managementType: 'iosUnmanaged',
    partners: ['lookout', 'none'],
    policies: ['none'],
  },
];

const met = [
  'android|androidWorkProfile|lookout|secured|enabled|extra+work',
  'android|androidWorkProfile|defender+lookout|highSeverity|enabled+error|work',
  'ios|iosUnmanaged|lookout|secured|enabled|none',
  'ios|iosUnmanaged|none|none|none|none',
];

test('a situation covers each of its partner states and policies, and the apps as a whole', () => {
  const { values } = coverageOf(met, kinds);
  expect(values.policy).toEqual(['extra', 'none', 'work']);
  expect(values.partnerState).toEqual(['enabled', 'error', 'none']);
  expect(values.partners).toEqual(['defender+lookout', 'lookout', 'none']);
});

test('pairs that could have met and did not are listed, impossible ones are not', () => {
  const { pairs } = coverageOf(met, kinds);
  expect(pairs.firstMissing).toEqual([
    { platform: 'android', level: 'none' },
    { platform: 'ios', level: 'highSeverity' },
    { platform: 'ios', partnerState: 'error' },
    { managementType: 'androidWorkProfile', level: 'none' },
    { managementType: 'iosUnmanaged', level: 'highSeverity' },
    { managementType: 'iosUnmanaged', partnerState: 'error' },
    { partners: 'defender+lookout', level: 'none' },
    { partners: 'defender+lookout', level: 'secured' },
    { partners: 'lookout', level: 'highSeverity' },
    { partners: 'lookout', level: 'none' },
    { partners: 'lookout', partnerState: 'error' },
    { partners: 'defender+lookout', policy: 'extra' },
    { level: 'none', partnerState: 'enabled' },
    { level: 'none', partnerState: 'error' },
    { level: 'secured', partnerState: 'error' },
    { level: 'highSeverity', policy: 'extra' },
    { level: 'highSeverity', policy: 'none' },
    { level: 'none', policy: 'extra' },
    { level: 'none', policy: 'work' },
    { partnerState: 'error', policy: 'extra' },
    { partnerState: 'error', policy: 'none' },
  ]);
  expect(pairs.missing).toBe(21);
  expect(pairs.possible).toBe(pairs.met + 21);
});

test('meeting a missing pair takes it off the list', () => {
  const more = [...met, 'android|androidWorkProfile|lookout|none|enabled|work'];
  const missing = coverageOf(more, kinds).pairs.firstMissing;
  expect(missing).not.toContainEqual({ platform: 'android', level: 'none' });
  expect(missing).not.toContainEqual({ partners: 'lookout', level: 'none' });
  expect(missing).toContainEqual({ partners: 'defender+lookout', level: 'none' });
});

test('what the plan allows and no device was is told', () => {
  const { neverMet } = coverageOf([met[0] as string], kinds);
  expect(neverMet).toEqual({
    managementType: ['iosUnmanaged'],
    partners: ['defender+lookout', 'none'],
    policy: ['none'],
  });
});

test('nothing met is no coverage, and nothing is missing', () => {
  const { pairs, triples, situations } = coverageOf([], kinds);
  expect(situations).toBe(0);
  expect(pairs).toEqual({ met: 0, possible: 0, share: null, missing: 0, firstMissing: [] });
  expect(triples.share).toBeNull();
});

test('of many missing ones the first fifty are listed', () => {
  const levels = Array.from({ length: 60 }, (_, i) => `l${i}`);
  const kind = { ...(kinds[0] as FleetKind), policies: levels.map((_, i) => `p${i}`) };
  const lone = levels.map(
    (level, i) => `android|androidWorkProfile|lookout|${level}|enabled|p${i}`,
  );
  const { pairs } = coverageOf(lone, [kind]);
  expect(pairs.missing).toBe(60 * 59);
  expect(pairs.firstMissing).toHaveLength(50);
});

/** The same, counted in the plainest way: every possible device is written down. */
const plainly = (situations: readonly string[], size: number) => {
  const tuplesIn = (lists: readonly (readonly string[])[]): readonly string[] => {
    const walk = (at: number, taken: readonly string[]): readonly string[] => {
      if (taken.length === size) return [taken.join(' ')];
      const list = lists[at];
      if (list === undefined) return [];
      const with_ = list.flatMap((value) => walk(at + 1, [...taken, `${dimensions[at]}=${value}`]));
      return [...with_, ...walk(at + 1, taken)];
    };
    return walk(0, []);
  };
  const split = situations.map((situation) =>
    situation.split('|').map((text, i) => (i > 3 ? text.split('+') : [text])),
  );
  const found = new Set(split.flatMap(tuplesIn));
  const values = dimensions.map((_, i) => [...new Set(split.flatMap((lists) => lists[i] ?? []))]);
  const possible = new Set(found);
  for (const kind of kinds) {
    for (const partners of kind.partners.map((apps) => apps.split('+').sort().join('+'))) {
      const isBare = partners === 'none';
      const lists = [
        [kind.platform],
        [kind.managementType],
        [partners],
        isBare ? ['none'] : (values[3] ?? []),
        isBare ? ['none'] : (values[4] ?? []).filter((state) => state !== 'none'),
        kind.policies,
      ];
      const known = lists.map((list, i) => list.filter((value) => values[i]?.includes(value)));
      for (const tuple of tuplesIn(known)) possible.add(tuple);
    }
  }
  return { met: found.size, possible: possible.size };
};

const anySituation = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('lookout', 'defender+lookout'),
      fc.constantFrom('secured', 'highSeverity', 'none'),
      fc.constantFrom('enabled', 'error', 'enabled+error'),
      fc.constantFrom('work', 'extra', 'extra+work'),
    )
    .map((rest) => ['android', 'androidWorkProfile', ...rest].join('|')),
  fc
    .tuple(fc.constantFrom('secured', 'none'), fc.constantFrom('enabled', 'error'))
    .map(([level, state]) => `ios|iosUnmanaged|lookout|${level}|${state}|none`),
  fc.constant('ios|iosUnmanaged|none|none|none|none'),
);

test('pairs and triples are as many as counted one by one', () => {
  fc.assert(
    fc.property(fc.uniqueArray(anySituation, { maxLength: 12 }), (situations) => {
      const { pairs, triples } = coverageOf(situations, kinds);
      expect(pairs).toMatchObject(plainly(situations, 2));
      expect(triples).toMatchObject(plainly(situations, 3));
    }),
  );
});
