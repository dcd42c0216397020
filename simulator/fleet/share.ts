import { keyLeaf } from '../source/collection.ts';
import type { Report } from '../source/report.ts';
import { type Located, located, refuse, type Shape, wrongType } from '../source/shape.ts';
import { type Placed, shorten, type Tree } from '../source/tree.ts';
import { parseProbability } from './probability.ts';
import { certain, type Weighted } from './profile.ts';

/** A part of a whole: a weight, which means something beside others only, or a percentage. */
export interface Share {
  readonly weight: number;
  readonly percent: boolean;
}

const mostWeight = 1_000_000;
/** Weights are drawn from by words of 32 bits. */
const mostTogether = 1_000_000_000;

const expected = 'a share such as `80` or `80%`';

export const share: Shape<Share> = {
  expected,
  schema: () => ({
    anyOf: [
      { type: 'integer', minimum: 0, maximum: mostWeight },
      { type: 'string', pattern: '^\\d+(\\.\\d+)?\\s*%$' },
    ],
  }),
  read: (tree, report) => {
    if (tree.kind !== 'leaf' || tree.value === null || typeof tree.value === 'boolean') {
      return wrongType(tree, report, expected);
    }
    const found = `\`${shorten(tree.text)}\``;
    if (typeof tree.value === 'number') {
      const fits = Number.isInteger(tree.value) && tree.value >= 0 && tree.value <= mostWeight;
      if (fits) return { weight: tree.value, percent: false };
      const message = `a weight is a whole number from 0 to ${mostWeight}, found ${found}`;
      return refuse(tree, report, 'value', message);
    }
    const parsed = parseProbability(tree.text);
    if (parsed.ok && parsed.percent) return { weight: parsed.value, percent: true };
    if (parsed.ok || parsed.problem === 'is no probability') {
      return refuse(tree, report, 'value', `expected ${expected}, found ${found}`);
    }
    return refuse(tree, report, 'value', `${found} ${parsed.problem}`);
  },
};

/**
 * Whether shares make a whole: all weights or all percentages, which add up to 100 %, and not
 * nothing at all.
 */
export const checkShares = (
  shares: readonly Located<Share>[],
  whole: Placed,
  of: string,
  report: Report,
): void => {
  const [first, ...others] = shares;
  if (first === undefined) return;
  const odd = others.find(({ value }) => value.percent !== first.value.percent);
  if (odd !== undefined) {
    const message = `the shares of ${of} are all weights or all percentages`;
    report(odd.tree, 'conflict', message);
    return;
  }
  const sum = shares.reduce((total, { value }) => total + value.weight, 0);
  if (sum === 0) report(whole, 'value', `the shares of ${of} sum to nothing`);
  else if (first.value.percent && sum !== certain) {
    report(whole, 'value', `the shares of ${of} add up to ${sum / (certain / 100)}%, not to 100%`);
  } else if (sum > mostTogether) {
    report(whole, 'limit', `the weights of ${of} add up to more than ${mostTogether}`);
  }
};

/** A share that nobody wrote, so that one of one is the whole. */
export const equalShare: Share = { weight: 1, percent: false };

export const weighted = <T>(value: T, { weight }: Share): readonly Weighted<T>[] =>
  weight === 0 ? [] : [{ value, weight }];

const readList = <T>(items: readonly Tree[], one: Shape<T>, report: Report): Weighted<T>[] =>
  items.flatMap((item) => {
    const value = one.read(item, report);
    return value === undefined ? [] : weighted(value, equalShare);
  });

/**
 * One value for all, a list of equally frequent ones, or a map from values to shares.
 *
 * @param of what the values are, for messages
 */
export const mixOf = <T>(of: string, one: Shape<T>): Shape<readonly Weighted<T>[]> => ({
  expected: `${one.expected}, a list of them, or a map from them to shares`,
  schema: (options) => {
    const item = one.schema(options);
    return {
      anyOf: [
        item,
        { type: 'array', items: item, minItems: 1 },
        { type: 'object', additionalProperties: share.schema(options), minProperties: 1 },
      ],
    };
  },
  read: (tree, report) => {
    if (tree.kind === 'leaf') return readList([tree], one, report);
    if (tree.kind === 'list') {
      if (tree.items.length === 0) report(tree, 'value', `there are no ${of}`);
      return readList(tree.items, one, report);
    }
    if (tree.entries.length === 0) report(tree, 'value', `there are no ${of}`);
    const shares: Located<Share>[] = [];
    const found = tree.entries.flatMap((entry): Weighted<T>[] => {
      const value = one.read(keyLeaf(entry), report);
      const part = located(share).read(entry.value, report);
      if (part !== undefined) shares.push(part);
      return value === undefined || part === undefined ? [] : [...weighted(value, part.value)];
    });
    checkShares(shares, tree, of, report);
    return found;
  },
});
