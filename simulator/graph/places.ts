import type { Span } from '../source/diagnostic.ts';
import type { Path } from './issue.ts';

/** Offsets into the text, in UTF-16 code units. */
export interface Place {
  /** Where the property name begins; for an item of a list, where the item does. */
  readonly name: number;
  readonly value: number;
  readonly end: number;
}

/** Where the parts of each object and list of a parsed text stand. */
export type Places = Map<object, Map<string | number, Place>>;

export interface Text {
  /** As the user named it. */
  readonly file: string;
  readonly text: string;
  /** Offsets at which lines begin, ascending. */
  readonly lines: readonly number[];
}

export const textOf = (file: string, text: string): Text => {
  const lines = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines.push(at + 1);
  return { file, text, lines };
};

/** The line an offset stands on, counted from 0. */
const lineAt = (source: Text, offset: number): number => {
  let low = 0;
  let high = source.lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((source.lines[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
};

/** A span of at most `length` characters that ends with its line. */
export const spanAt = (source: Text, offset: number, length = 1): Span => {
  const line = lineAt(source, offset);
  const start = source.lines[line] ?? 0;
  const next = source.lines[line + 1] ?? source.text.length + 1;
  const marked = Math.max(1, Math.min(length, next - 1 - offset));
  return { file: source.file, line: line + 1, column: offset - start + 1, length: marked };
};

/** The place of what a path leads to, or of the last part of the path that has one. */
export const placeOf = (places: Places, root: object, path: Path): Place | undefined => {
  let place: Place | undefined;
  let holder: unknown = root;
  for (const step of path) {
    if (typeof holder !== 'object' || holder === null) break;
    const found = places.get(holder)?.get(step);
    if (found === undefined) break;
    place = found;
    holder = (holder as Readonly<Record<string | number, unknown>>)[step];
  }
  return place;
};

export const setPlace = (
  places: Places,
  holder: object,
  key: string | number,
  place: Place | undefined,
): void => {
  if (place === undefined) return;
  const known = places.get(holder) ?? new Map<string | number, Place>();
  known.set(key, place);
  places.set(holder, known);
};
