import type { FleetKind } from './plan.ts';
import { shareOf } from './unit.ts';

/** Of what a situation consists, in the order in which it is written. */
export const dimensions = [
  'platform',
  'managementType',
  'partners',
  'level',
  'partnerState',
  'policy',
] as const;
export type Dimension = (typeof dimensions)[number];

/** Values of different dimensions that come together. */
export type Tuple = Readonly<Partial<Record<Dimension, string>>>;

/** How many of the tuples that can occur did occur. */
export interface TupleCoverage {
  readonly met: number;
  readonly possible: number;
  /** 0 to 1; null: there is no such tuple. */
  readonly share: number | null;
  readonly missing: number;
  /** The first ones, in the order of the dimensions and then A to Z. */
  readonly firstMissing: readonly Tuple[];
}

export interface Coverage {
  readonly situations: number;
  /** The values that occurred; tuples are made of these. */
  readonly values: Readonly<Record<Dimension, readonly string[]>>;
  /** What the plan allows and no device ever was. */
  readonly neverMet: Tuples;
  readonly pairs: TupleCoverage;
  readonly triples: TupleCoverage;
}

type Tuples = Readonly<Record<'managementType' | 'partners' | 'policy', readonly string[]>>;
/** By dimension, the values a situation covers. */
type Values = readonly (readonly string[])[];

const missingMax = 50;
const joined: readonly Dimension[] = ['partnerState', 'policy'];

/** Apps side by side are the same combination in whatever order they are written. */
const inOrder = (combination: string): string => combination.split('+').sort().join('+');

const valuesIn = (text: string, dimension: Dimension | undefined): readonly string[] => {
  if (dimension === 'partners') return [inOrder(text)];
  return joined.some((name) => name === dimension) ? text.split('+') : [text];
};

const split = (situation: string): Values =>
  situation.split('|').map((text, i) => valuesIn(text, dimensions[i]));

const sorted = (values: Iterable<string>): readonly string[] => [...new Set(values)].sort();

/** All ways to choose `size` of the dimensions, in their order. */
const choices = (size: number, from = 0): readonly (readonly number[])[] =>
  size === 0
    ? [[]]
    : dimensions.flatMap((_, first) =>
        first < from ? [] : choices(size - 1, first + 1).map((rest) => [first, ...rest]),
      );

/** Every way to take one value of each list. */
const products = (lists: readonly (readonly number[])[]): readonly (readonly number[])[] =>
  lists.reduce<readonly (readonly number[])[]>(
    (tuples, list) => tuples.flatMap((tuple) => list.map((value) => [...tuple, value])),
    [[]],
  );

/** By dimension and number of the value whether it is allowed. */
type Row = readonly (readonly boolean[])[];

/** One combination of apps on one kind of device, dimension by dimension. */
const isAllowed = (
  { platform, managementType, policies }: FleetKind,
  combination: string,
): Readonly<Record<Dimension, (value: string) => boolean>> => {
  const isBare = combination === 'none';
  return {
    platform: (value) => value === platform,
    managementType: (value) => value === managementType,
    partners: (value) => value === combination,
    // A device without an app has no level, and no partner whose state could matter to it.
    level: (value) => value === 'none' || !isBare,
    partnerState: (value) => (value === 'none') === isBare,
    policy: (value) => policies.includes(value),
  };
};

const rowsOf = (kinds: readonly FleetKind[], values: Values): readonly Row[] =>
  kinds.flatMap((kind) =>
    kind.partners.map((partners) => {
      const allowed = isAllowed(kind, inOrder(partners));
      return dimensions.map((dimension, i) => (values[i] ?? []).map(allowed[dimension]));
    }),
  );

interface Space {
  readonly values: Values;
  readonly rows: readonly Row[];
  /** Of each situation the numbers of its values, by dimension. */
  readonly situations: readonly (readonly (readonly number[])[])[];
}

const spaceOf = (situations: readonly Values[], kinds: readonly FleetKind[]): Space => {
  const values = dimensions.map((_, i) => sorted(situations.flatMap((each) => each[i] ?? [])));
  const numbers = values.map((known) => new Map(known.map((value, number) => [value, number])));
  return {
    values,
    rows: rowsOf(kinds, values),
    situations: situations.map((each) =>
      dimensions.map((_, i) => (each[i] ?? []).map((value) => numbers[i]?.get(value) ?? 0)),
    ),
  };
};

const keyOf = (tuple: readonly number[]): string => tuple.join();

const metIn = ({ situations }: Space, chosen: readonly number[]): ReadonlySet<string> => {
  const met = new Set<string>();
  for (const situation of situations) {
    for (const tuple of products(chosen.map((i) => situation[i] ?? []))) met.add(keyOf(tuple));
  }
  return met;
};

const tuplesOf = (space: Space, size: number): TupleCoverage => {
  let met = 0;
  let missing = 0;
  const firstMissing: Tuple[] = [];
  for (const chosen of choices(size)) {
    const found = metIn(space, chosen);
    met += found.size;
    const lists = chosen.map((i) => (space.values[i] ?? []).map((_, number) => number));
    for (const tuple of products(lists)) {
      if (found.has(keyOf(tuple))) continue;
      const isPossible = space.rows.some((row) =>
        tuple.every((value, at) => row[chosen[at] ?? 0]?.[value]),
      );
      if (!isPossible) continue;
      missing += 1;
      if (firstMissing.length === missingMax) continue;
      const named = tuple.map((value, at) => {
        const i = chosen[at] ?? 0;
        return [dimensions[i], space.values[i]?.[value]] as const;
      });
      firstMissing.push(Object.fromEntries(named));
    }
  }
  const possible = met + missing;
  return { met, possible, share: shareOf(met, possible), missing, firstMissing };
};

const without = (all: readonly string[], seen: readonly string[]): readonly string[] =>
  sorted(all.filter((value) => !seen.includes(value)));

/**
 * Pairwise and three-way coverage of what a fleet met. A tuple that was met is possible, whatever
 * the kinds say of it.
 *
 * @param situations see `FleetTally.situations`
 */
export const coverageOf = (
  situations: readonly string[],
  kinds: readonly FleetKind[],
): Coverage => {
  const space = spaceOf(situations.map(split), kinds);
  const [platform = [], managementType = [], partners = [], level = [], ...rest] = space.values;
  const [partnerState = [], policy = []] = rest;
  return {
    situations: situations.length,
    values: { platform, managementType, partners, level, partnerState, policy },
    neverMet: {
      managementType: without(
        kinds.map((kind) => kind.managementType),
        managementType,
      ),
      partners: without(
        kinds.flatMap((kind) => kind.partners.map(inOrder)),
        partners,
      ),
      policy: without(
        kinds.flatMap((kind) => kind.policies),
        policy,
      ),
    },
    pairs: tuplesOf(space, 2),
    triples: tuplesOf(space, 3),
  };
};
