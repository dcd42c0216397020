import type { Data } from './data.ts';

/** A check of data against what the documents say, in the documents' own words. */
export interface LookUp {
  readonly id: string;
  readonly requirements: readonly string[];
  /** The first thing that is otherwise than documented, or null. */
  readonly differs: (data: Data) => string | null;
}

/** Names in an order that does not count. */
export const list = (values: readonly string[]): string => [...values].sort().join(' ');

const otherwise = (what: string, expected: string, found: string): string | null =>
  expected === found ? null : `${what}: expected ${expected || 'none'}, found ${found || 'none'}`;

/** @param expected what the documents say, written apart from the data */
export const lookUp = (
  id: string,
  requirements: readonly string[],
  what: string,
  expected: string,
  found: (data: Data) => string,
): LookUp => ({
  id: `look-up/${id}`,
  requirements,
  differs: (data) => otherwise(what, expected, found(data)),
});
