import type { Counts } from './tally.ts';

const byName = <T>([left]: readonly [string, T], [right]: readonly [string, T]): number =>
  left < right ? -1 : Number(left > right);

/** By name A to Z; a name that only one side has is kept as it is. */
export const addByName = <T>(
  a: Readonly<Record<string, T>>,
  b: Readonly<Record<string, T>>,
  add: (left: T, right: T) => T,
): Readonly<Record<string, T>> => {
  const sums = new Map(Object.entries(a));
  for (const [name, value] of Object.entries(b)) {
    const known = sums.get(name);
    sums.set(name, known === undefined ? value : add(known, value));
  }
  return Object.fromEntries([...sums].sort(byName));
};

const addNumbers = (a: number, b: number): number => a + b;

export const addCounts = (a: Counts, b: Counts): Counts => addByName(a, b, addNumbers);

/** Place by place; the shorter one counts as 0 beyond its end. */
export const addSeries = (a: readonly number[], b: readonly number[]): readonly number[] =>
  Array.from({ length: Math.max(a.length, b.length) }, (_, i) => (a[i] ?? 0) + (b[i] ?? 0));

export const sumOf = (counts: Counts): number => Object.values(counts).reduce(addNumbers, 0);
