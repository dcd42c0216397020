import type { Span } from './diagnostic.ts';

/**
 * What a file says, with the place of every part. A tree is read by shapes (shape.ts); nothing
 * else of the `yaml` library leaves this folder.
 */
export type Tree = Leaf | List | Mapping;

/** Another place that matters for a part of a tree, e.g. the table row its value came from. */
export interface Origin {
  readonly span: Span;
  readonly message: string;
}

export interface Placed {
  readonly span: Span;
  readonly origin?: readonly Origin[];
}

export type Scalar = string | number | boolean | null;

export interface Leaf extends Placed {
  readonly kind: 'leaf';
  readonly value: Scalar;
  /** As written, without quotes. */
  readonly text: string;
}

export interface List extends Placed {
  readonly kind: 'list';
  readonly items: readonly Tree[];
}

export interface Mapping extends Placed {
  readonly kind: 'map';
  readonly entries: readonly Entry[];
}

export interface Entry {
  readonly key: string;
  /** Where the key stands. */
  readonly at: Placed;
  readonly value: Tree;
}

export const isMapping = (tree: Tree | undefined): tree is Mapping => tree?.kind === 'map';

export const entryOf = (tree: Tree | undefined, key: string): Entry | undefined =>
  isMapping(tree) ? tree.entries.find((entry) => entry.key === key) : undefined;

export const valueUnder = (tree: Tree | undefined, key: string): Tree | undefined =>
  entryOf(tree, key)?.value;

export type Plain = Scalar | readonly Plain[] | { readonly [key: string]: Plain };

/** The values alone, as JSON would have them. */
export const toPlain = (tree: Tree): Plain => {
  if (tree.kind === 'leaf') return tree.value;
  if (tree.kind === 'list') return tree.items.map(toPlain);
  return Object.fromEntries(tree.entries.map((entry) => [entry.key, toPlain(entry.value)]));
};

/** A tree whose every part stands at one place: for values that come from another kind of file. */
export const fromPlain = (value: unknown, placed: Placed): Tree => {
  const place = { span: placed.span, ...(placed.origin && { origin: placed.origin }) };
  if (Array.isArray(value)) {
    return { kind: 'list', items: value.map((item) => fromPlain(item, place)), ...place };
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, item]) => ({
      key,
      at: place,
      value: fromPlain(item, place),
    }));
    return { kind: 'map', entries, ...place };
  }
  const scalar =
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? value
      : null;
  return { kind: 'leaf', value: scalar, text: String(scalar), ...place };
};

/**
 * The deepest part that exists on the way along `path`, for issues that name a path: a single
 * value itself, of a map or list the key that holds it, which is what `atKey` always asks for.
 */
export const locate = (tree: Tree, path: readonly (string | number)[], atKey = false): Placed => {
  let here: Placed = tree;
  let rest: Tree | undefined = tree;
  for (const step of path) {
    if (rest?.kind === 'list' && typeof step === 'number') {
      rest = rest.items[step];
      if (rest === undefined) return here;
      here = rest;
    } else {
      const entry = entryOf(rest, String(step));
      if (entry === undefined) return here;
      rest = entry.value;
      here = rest.kind === 'leaf' && !atKey ? rest : entry.at;
    }
  }
  return here;
};

/**
 * `over` merged into `base`: maps key by key, everything else replaced. A key keeps the place
 * in the order where it was first written.
 */
export const merge = (base: Tree | undefined, over: Tree): Tree => {
  if (!isMapping(base) || !isMapping(over)) return over;
  const entries = new Map(base.entries.map((entry) => [entry.key, entry]));
  for (const entry of over.entries) {
    const before = entries.get(entry.key);
    entries.set(
      entry.key,
      before === undefined ? entry : { ...entry, value: merge(before.value, entry.value) },
    );
  }
  return { ...over, entries: [...entries.values()] };
};

/** How a value is named in a message: `the number 15`, `a list`. */
export const describe = (tree: Tree): string => {
  if (tree.kind === 'list') return 'a list';
  if (tree.kind === 'map') return 'a map';
  if (tree.value === null) return 'nothing';
  if (typeof tree.value === 'number') return `the number \`${tree.text}\``;
  if (typeof tree.value === 'boolean') return `\`${tree.text}\``;
  return tree.value === '' ? 'an empty text' : `the text \`${shorten(tree.value)}\``;
};

/** Longest piece of a user's own text that is repeated in a message. */
const quoteLimit = 60;

export const shorten = (text: string): string =>
  text.length <= quoteLimit ? text : `${text.slice(0, quoteLimit)}…`;
