import { didYouMean, listed } from './nearest.ts';
import type { Report } from './report.ts';
import {
  type JsonSchema,
  type SchemaOptions,
  type Shape,
  valueSchema,
  wrongType,
} from './shape.ts';
import { describe, type Entry, type Mapping, type Placed, type Tree } from './tree.ts';

/** Items that cannot be read are left out, after a report. */
export const list = <T>(item: Shape<T>): Shape<readonly T[]> => ({
  expected: 'a list',
  schema: (options) => ({ type: 'array', items: valueSchema(item, options) }),
  read: (tree, report) => {
    if (tree.kind !== 'list') return wrongType(tree, report, 'a list', listHelp(tree));
    return tree.items.map((part) => item.read(part, report)).filter((value) => value !== undefined);
  },
});

const listHelp = (tree: Tree): string | undefined =>
  tree.kind === 'leaf' && tree.value !== null ? `write \`[${tree.text}]\`` : undefined;

/**
 * `required`: without it the whole map means nothing. `wanted`: missing is an error too, but the
 * rest is read on. `optional`: there is a default.
 */
export type Need = 'required' | 'wanted' | 'optional';

export interface Field<T, N extends Need> {
  readonly shape: Shape<T>;
  readonly need: N;
  /** Shown when the editor's pointer rests on the key. */
  readonly description: string;
}

export type Fields = Readonly<Record<string, Field<unknown, Need>>>;

type ReadOf<F> = F extends Field<infer T, Need> ? T : never;
type Required<F extends Fields> = {
  [K in keyof F]: F[K]['need'] extends 'required' ? K : never;
}[keyof F];

export type ObjectOf<F extends Fields> = {
  readonly [K in Required<F>]: ReadOf<F[K]>;
} & {
  readonly [K in Exclude<keyof F, Required<F>>]?: ReadOf<F[K]>;
};

export const required = <T>(shape: Shape<T>, description: string): Field<T, 'required'> => ({
  shape,
  description,
  need: 'required',
});
export const wanted = <T>(shape: Shape<T>, description: string): Field<T, 'wanted'> => ({
  shape,
  description,
  need: 'wanted',
});
export const optional = <T>(shape: Shape<T>, description: string): Field<T, 'optional'> => ({
  shape,
  description,
  need: 'optional',
});

const unknownField = (entry: Entry, known: readonly string[], report: Report): void =>
  report(entry.at, 'unknown-field', `unknown field \`${entry.key}\``, {
    label: known.length === 0 ? 'no fields are allowed here' : `allowed: ${listed(known)}`,
    ...didYouMean(entry.key, known),
  });

const missingField = (at: Placed, key: string, description: string, report: Report): void =>
  report(at, 'missing-field', `\`${key}\` is missing`, { help: `${key}: ${description}` });

/** A map with the given keys and no others. */
export const object = <const F extends Fields>(what: string, fields: F): Shape<ObjectOf<F>> => {
  const known = Object.keys(fields);
  return {
    expected: `a map with ${what}`,
    schema: (options) => objectSchema(fields, options),
    read: (tree, report) => {
      if (tree.kind !== 'map') return wrongType(tree, report, `a map with ${what}`);
      const values: Record<string, unknown> = {};
      let whole = true;
      for (const entry of tree.entries) {
        if (!Object.hasOwn(fields, entry.key)) unknownField(entry, known, report);
      }
      for (const [key, { shape, need, description }] of Object.entries(fields)) {
        const entry = tree.entries.find((candidate) => candidate.key === key);
        if (entry === undefined && need !== 'optional') {
          missingField(tree, key, description, report);
        }
        const value = entry === undefined ? undefined : shape.read(entry.value, report);
        if (value !== undefined) values[key] = value;
        else if (need === 'required') whole = false;
      }
      return whole ? (values as ObjectOf<F>) : undefined;
    },
  };
};

const objectSchema = (fields: Fields, options: SchemaOptions): JsonSchema => {
  const entries = Object.entries(fields);
  const needed = entries.filter(([, { need }]) => need !== 'optional').map(([key]) => key);
  return {
    type: 'object',
    properties: Object.fromEntries(
      entries.map(([key, { shape, description }]) => [
        key,
        { ...valueSchema(shape, options), description },
      ]),
    ),
    ...(needed.length > 0 && !options.partial && { required: needed }),
    additionalProperties: false,
  };
};

export interface NamedValue<T> {
  readonly name: string;
  readonly at: Placed;
  readonly tree: Tree;
  /** Undefined where it could not be read; the name is known all the same. */
  readonly value: T | undefined;
}

/** Names as keys, each with a value of the same shape. `name` checks the keys. */
export const record = <T>(
  what: string,
  name: Shape<string>,
  value: Shape<T>,
): Shape<readonly NamedValue<T>[]> => ({
  expected: `a map from ${what}`,
  schema: (options) => ({
    type: 'object',
    propertyNames: name.schema(options),
    additionalProperties: valueSchema(value, options),
  }),
  read: (tree, report) => {
    if (tree.kind !== 'map') return wrongType(tree, report, `a map from ${what}`);
    return tree.entries
      .filter((entry) => name.read(keyLeaf(entry), report) !== undefined)
      .map((entry) => ({
        name: entry.key,
        at: entry.at,
        tree: entry.value,
        value: value.read(entry.value, report),
      }));
  },
});

/** A key as a tree, so that the shapes of values can read it. */
export const keyLeaf = ({ key, at }: Entry): Tree => ({
  kind: 'leaf',
  value: key,
  text: key,
  ...at,
});

/** A closed set of keys, such as partners, each optional and with a value of the same shape. */
export const keyed = <K extends string, T>(
  noun: string,
  keys: readonly K[],
  value: Shape<T>,
  describeKey: (key: K) => string,
): Shape<readonly (NamedValue<T> & { readonly name: K })[]> => ({
  expected: `a map by ${noun}`,
  schema: (options) => ({
    type: 'object',
    properties: Object.fromEntries(
      keys.map((key) => [key, { ...valueSchema(value, options), description: describeKey(key) }]),
    ),
    ...(options.variables && {
      patternProperties: { '\\$\\{[^}]+\\}': valueSchema(value, options) },
    }),
    additionalProperties: false,
  }),
  read: (tree, report) => {
    if (tree.kind !== 'map') return wrongType(tree, report, `a map by ${noun}`);
    const found: (NamedValue<T> & { name: K })[] = [];
    for (const entry of tree.entries) {
      const name = keys.find((key) => key === entry.key);
      if (name === undefined) {
        report(entry.at, 'name', `unknown ${noun} \`${entry.key}\``, {
          label: `allowed: ${listed(keys)}`,
          ...didYouMean(entry.key, keys),
        });
        continue;
      }
      const read = value.read(entry.value, report);
      found.push({ name, at: entry.at, tree: entry.value, value: read });
    }
    return found;
  },
});

/** Whichever of the two the value's own kind asks for, so that a wrong one is one message. */
export const listOrMap = <A, B>(asList: Shape<A>, asMap: Shape<B>): Shape<A | B> => ({
  expected: `${asList.expected} or ${asMap.expected}`,
  schema: (options) => ({ anyOf: [asList.schema(options), asMap.schema(options)] }),
  read: (tree, report) => {
    if (tree.kind === 'list') return asList.read(tree, report);
    if (tree.kind === 'map') return asMap.read(tree, report);
    return wrongType(tree, report, `${asList.expected} or ${asMap.expected}`);
  },
});

/** `null` (`~`) or a value. */
export const nullable = <T>(shape: Shape<T>): Shape<{ readonly value: T | null }> => ({
  expected: `${shape.expected} or \`~\``,
  schema: (options) => ({ anyOf: [shape.schema(options), { type: 'null' }] }),
  read: (tree, report) => {
    if (tree.kind === 'leaf' && tree.value === null) return { value: null };
    const value = shape.read(tree, report);
    return value === undefined ? undefined : { value };
  },
});

export type Choice<T> = { readonly description: string; readonly shape: Shape<T> };

/** A map with exactly one of the keys, e.g. one verb with its arguments. */
export const oneKey = <T>(noun: string, choices: Readonly<Record<string, Choice<T>>>): Shape<T> => {
  const known = Object.keys(choices);
  return {
    expected: `a map with one ${noun}`,
    schema: (options) => ({
      type: 'object',
      properties: Object.fromEntries(
        Object.entries(choices).map(([key, { shape, description }]) => [
          key,
          { ...shape.schema(options), description },
        ]),
      ),
      minProperties: 1,
      maxProperties: 1,
      additionalProperties: false,
    }),
    read: (tree, report) => {
      const entry = soleEntry(noun, tree, report);
      if (entry === undefined) return undefined;
      const choice = Object.hasOwn(choices, entry.key) ? choices[entry.key] : undefined;
      if (choice !== undefined) return choice.shape.read(entry.value, report);
      report(entry.at, 'name', `unknown ${noun} \`${entry.key}\``, {
        label: `allowed: ${listed(known)}`,
        ...didYouMean(entry.key, known),
      });
      return undefined;
    },
  };
};

const soleEntry = (noun: string, tree: Tree, report: Report): Entry | undefined => {
  const map: Mapping | null = tree.kind === 'map' ? tree : null;
  const [entry, another] = map?.entries ?? [];
  if (entry !== undefined && another === undefined) return entry;
  if (another === undefined) {
    report(tree, 'type', `expected a map with one ${noun}, found ${describe(tree)}`);
    return undefined;
  }
  report(
    another.at,
    'type',
    `one ${noun} an item, found \`${entry?.key}\` and \`${another.key}\``,
    {
      help: `begin a new item: \`- ${another.key}: …\``,
    },
  );
  return undefined;
};
