import type { DiagnosticCode, Report } from './report.ts';
import { describe, type Tree } from './tree.ts';

/** A part of a JSON Schema (draft 7), as editors read it. */
export type JsonSchema = { readonly [keyword: string]: JsonSchemaValue };
export type JsonSchemaValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonSchemaValue[]
  | { readonly [key: string]: JsonSchemaValue };

export interface SchemaOptions {
  /** Whether `"${name}"` may stand wherever a value does; it may in scenarios. */
  readonly variables: boolean;
  /** Whether maps may lack what they need, because another file may have it. */
  readonly partial: boolean;
  /** Schemas that are written once and referred to, filled while the schema is made. */
  readonly definitions: Map<string, JsonSchema>;
}

/**
 * What may stand at a place of a file: one description that both reads it and becomes the JSON
 * Schema that editors use.
 */
export interface Shape<T> {
  /** In words, to follow "expected": `a duration such as 6h+1s`. */
  readonly expected: string;
  /** The value, or undefined after at least one report. */
  readonly read: (tree: Tree, report: Report) => T | undefined;
  readonly schema: (options: SchemaOptions) => JsonSchema;
}

/** A value with the tree it was read from, for whoever has more to say about it. */
export interface Located<T> {
  readonly value: T;
  readonly tree: Tree;
}

export const located = <T>(shape: Shape<T>): Shape<Located<T>> => ({
  expected: shape.expected,
  schema: shape.schema,
  read: (tree, report) => {
    const value = shape.read(tree, report);
    return value === undefined ? undefined : { value, tree };
  },
});

/** Goes on where `shape` ends; `next` reports what it does not like. */
export const refined = <T, U>(
  shape: Shape<T>,
  next: (value: T, tree: Tree, report: Report) => U | undefined,
): Shape<U> => ({
  expected: shape.expected,
  schema: shape.schema,
  read: (tree, report) => {
    const value = shape.read(tree, report);
    return value === undefined ? undefined : next(value, tree, report);
  },
});

/** The same shape, written once in a schema under this name wherever it stands. */
export const named = <T>(name: string, shape: Shape<T>): Shape<T> => ({
  ...shape,
  schema: (options) => {
    if (!options.definitions.has(name)) options.definitions.set(name, shape.schema(options));
    return { $ref: `#/definitions/${name}` };
  },
});

/**
 * Reads the same tree only once. The rows of a table share most of their tenant, part by part;
 * what was reported on is read again, so that nothing goes unsaid.
 */
export const remembered = <T>(shape: Shape<T>): Shape<T> => {
  const sound = new WeakMap<Tree, { readonly value: T }>();
  return {
    ...shape,
    read: (tree, report) => {
      const before = sound.get(tree);
      if (before !== undefined) return before.value;
      let isSound = true;
      const value = shape.read(tree, (...said) => {
        isSound = false;
        report(...said);
      });
      if (isSound && value !== undefined) sound.set(tree, { value });
      return value;
    },
  };
};

/** Any tree at all; somebody else knows what may stand there, and says it as `schema`. */
export const anything = (expected: string, schema: JsonSchema): Shape<Tree> => ({
  expected,
  read: (tree) => tree,
  schema: () => schema,
});

export const wrongType = (
  tree: Tree,
  report: Report,
  expected: string,
  help?: string,
): undefined => {
  report(tree, 'type', `expected ${expected}, found ${describe(tree)}`, {
    ...(help !== undefined && { help }),
  });
  return undefined;
};

export const refuse = (
  tree: Tree,
  report: Report,
  code: DiagnosticCode,
  message: string,
  remark: { label?: string; help?: string } = {},
): undefined => {
  report(tree, code, message, remark);
  return undefined;
};

/** `"${name}"` beside what may stand there itself: anywhere but in a key. */
export const orVariable = (schema: JsonSchema, options: SchemaOptions): JsonSchema => {
  if (!options.variables) return schema;
  options.definitions.set('variable', { type: 'string', pattern: '\\$\\{[^}]+\\}' });
  return { anyOf: [schema, { $ref: '#/definitions/variable' }] };
};

/** What may stand as a value: what the shape says, or a variable. */
export const valueSchema = (shape: Shape<unknown>, options: SchemaOptions): JsonSchema =>
  orVariable(shape.schema(options), options);
