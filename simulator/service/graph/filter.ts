/** A `$filter` as a tree. */
export type FilterNode =
  | { readonly kind: 'and' | 'or'; readonly of: readonly FilterNode[] }
  | { readonly kind: 'not'; readonly of: FilterNode }
  | {
      readonly kind: 'test';
      readonly property: string;
      readonly operator: string;
      readonly values: readonly Literal[];
    }
  | { readonly kind: 'isof'; readonly type: string };

export type Literal = string | number | boolean | null;

const token = /\s*(?:(\(|\)|,)|('(?:[^']|'')*')|([\w@.:/+-]+))/y;

const tokensOf = (text: string): string[] | null => {
  const tokens: string[] = [];
  let at = 0;
  const end = text.trimEnd().length;
  while (at < end) {
    token.lastIndex = at;
    const found = token.exec(text);
    if (found === null) return null;
    tokens.push(found[1] ?? found[2] ?? found[3] ?? '');
    at = token.lastIndex;
  }
  return tokens;
};

/** Thrown and caught within this file only. */
class Unreadable extends Error {}

const literalOf = (text: string): Literal => {
  if (text.startsWith("'")) return text.slice(1, -1).replaceAll("''", "'");
  if (text === 'true' || text === 'false') return text === 'true';
  if (text === 'null') return null;
  return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text;
};

const operators = new Set(['eq', 'ne', 'lt', 'le', 'gt', 'ge']);
const functions = new Set(['contains', 'startswith', 'endswith']);
const deepest = 50;

const parser = (tokens: readonly string[]) => {
  let at = 0;
  const peek = (): string => (tokens[at] ?? '').toLowerCase();
  const take = (): string => tokens[at++] ?? '';
  const expect = (wanted: string): void => {
    if (take() !== wanted) throw new Unreadable();
  };

  const list = (): Literal[] => {
    const values: Literal[] = [];
    expect('(');
    do values.push(literalOf(take()));
    while (peek() === ',' && take() === ',');
    expect(')');
    return values;
  };

  const call = (name: string): FilterNode => {
    expect('(');
    const first = take();
    if (name === 'isof') {
      expect(')');
      return { kind: 'isof', type: String(literalOf(first)).replace(/^microsoft\.graph\./, '') };
    }
    expect(',');
    const value = literalOf(take());
    expect(')');
    return { kind: 'test', property: first, operator: name, values: [value] };
  };

  const test = (depth: number): FilterNode => {
    if (depth > deepest) throw new Unreadable();
    const word = take();
    const name = word.toLowerCase();
    if (word === '(') {
      const inside = either(depth + 1);
      expect(')');
      return inside;
    }
    if (name === 'not') return { kind: 'not', of: test(depth + 1) };
    if (peek() === '(' && (functions.has(name) || name === 'isof')) return call(name);
    const operator = take().toLowerCase();
    if (!/^[\w@./]+$/.test(word)) throw new Unreadable();
    if (operator === 'in') return { kind: 'test', property: word, operator, values: list() };
    const value = tokens[at];
    if (!operators.has(operator) || value === undefined) throw new Unreadable();
    at += 1;
    return { kind: 'test', property: word, operator, values: [literalOf(value)] };
  };

  const chain = (kind: 'and' | 'or', next: (depth: number) => FilterNode, depth: number) => {
    const parts = [next(depth)];
    while (peek() === kind) {
      take();
      parts.push(next(depth));
    }
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { kind, of: parts };
  };
  const both = (depth: number): FilterNode => chain('and', test, depth);
  const either = (depth: number): FilterNode => chain('or', both, depth);
  return {
    whole: (): FilterNode => {
      const tree = either(0);
      if (at < tokens.length) throw new Unreadable();
      return tree;
    },
  };
};

/** Null where the text is no filter. */
export const readFilter = (text: string): FilterNode | null => {
  const tokens = tokensOf(text);
  if (tokens === null || tokens.length === 0) return null;
  try {
    return parser(tokens).whole();
  } catch (problem) {
    if (problem instanceof Unreadable) return null;
    throw problem;
  }
};

/** Operators by property; `or` says that tests of it may be joined by `or`. */
export type Filterable = Readonly<Record<string, readonly string[]>>;

/** The same properties with more operators for each. */
export const withAdvanced = (filterable: Filterable, operators: readonly string[]): Filterable =>
  Object.fromEntries(
    Object.entries(filterable).map(([name, known]) => [name, [...known, ...operators]]),
  );

/** Whether a service that knows these properties and operators looks at this filter at all. */
export const isSupported = (node: FilterNode, filterable: Filterable): boolean => {
  switch (node.kind) {
    case 'and':
      return node.of.every((part) => isSupported(part, filterable));
    case 'or':
      return node.of.every(
        (part) =>
          isSupported(part, filterable) &&
          (part.kind !== 'test' || filterable[part.property]?.includes('or') === true),
      );
    case 'not':
      return (
        isSupported(node.of, filterable) &&
        Object.values(filterable).some((known) => known.includes('not'))
      );
    case 'isof':
      return true;
    case 'test':
      return filterable[node.property]?.includes(node.operator) === true;
  }
};

const same = (value: unknown, literal: Literal): boolean =>
  typeof value === 'string' && typeof literal === 'string'
    ? value.toLowerCase() === literal.toLowerCase()
    : value === literal;

const below = (value: unknown, literal: Literal): boolean => {
  if (typeof value === 'number' && typeof literal === 'number') return value < literal;
  return Date.parse(String(value)) < Date.parse(String(literal));
};

const tests: Readonly<Record<string, (value: unknown, literals: readonly Literal[]) => boolean>> = {
  eq: (value, [literal = null]) => same(value, literal),
  ne: (value, [literal = null]) => !same(value, literal),
  in: (value, literals) => literals.some((literal) => same(value, literal)),
  lt: (value, [literal = null]) => below(value, literal),
  gt: (value, [literal = null]) => !below(value, literal) && !same(value, literal),
  le: (value, [literal = null]) => below(value, literal) || same(value, literal),
  ge: (value, [literal = null]) => !below(value, literal),
  contains: (value, [literal]) => text(value).includes(text(literal)),
  startswith: (value, [literal]) => text(value).startsWith(text(literal)),
  endswith: (value, [literal]) => text(value).endsWith(text(literal)),
};

const text = (value: unknown): string => String(value ?? '').toLowerCase();

/** Whether an entity passes. */
export const passes = (node: FilterNode, entity: Readonly<Record<string, unknown>>): boolean => {
  switch (node.kind) {
    case 'and':
      return node.of.every((part) => passes(part, entity));
    case 'or':
      return node.of.some((part) => passes(part, entity));
    case 'not':
      return !passes(node.of, entity);
    case 'isof':
      return entity['@odata.type'] === `#microsoft.graph.${node.type}`;
    case 'test':
      return tests[node.operator]?.(entity[node.property], node.values) === true;
  }
};
