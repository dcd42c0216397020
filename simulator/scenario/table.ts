import { list, type ObjectOf, object, optional, required } from '../source/collection.ts';
import { didYouMean, listed } from '../source/nearest.ts';
import type { Report } from '../source/report.ts';
import { textLike } from '../source/scalar.ts';
import { anything, located, refined, type Shape } from '../source/shape.ts';
import type { List, Tree } from '../source/tree.ts';
import { mostRows } from './limits.ts';
import { variableName } from './variable.ts';

const columnName = textLike('the name of a column', variableName);

const row: Shape<List> = refined(anything('a row', { type: 'array' }), (_, tree, report) => {
  if (tree.kind === 'list') return tree;
  report(tree, 'type', 'a row is a list with one value for each column', {
    help: 'write `- [secured, low, compliant]`',
  });
  return undefined;
});

const fields = {
  columns: required(list(located(columnName)), 'Names of the columns, used as `${name}`.'),
  rows: required(list(row), 'One row a line, a value for each column.'),
  exhaustive: optional(
    list(located(columnName)),
    'Columns of which every combination of the values that occur must be there, each once.',
  ),
};
export const tableShape = object('columns and rows', fields);
type TableEntry = ObjectOf<typeof fields>;

export interface Row {
  readonly tree: List;
  readonly values: ReadonlyMap<string, Tree>;
  /** `limit=low/reported=highSeverity`: what the case's id ends with. */
  readonly key: string;
}

/** What may stand in a case id so that no shell needs quotes. */
const idText = (tree: Tree | undefined): string => {
  if (tree?.kind !== 'leaf') return tree === undefined ? '' : tree.kind;
  const text = tree.value === null ? 'null' : tree.text;
  return text.replace(/[^A-Za-z0-9._+-]+/g, '-') || 'empty';
};

const checkColumns = (table: TableEntry, report: Report): void => {
  const seen = new Set<string>();
  for (const { value, tree } of table.columns) {
    if (seen.has(value)) report(tree, 'table', `there are two columns \`${value}\``);
    seen.add(value);
  }
  for (const { value, tree } of table.exhaustive ?? []) {
    if (!seen.has(value)) {
      report(tree, 'table', `there is no column \`${value}\``, {
        label: `columns: ${listed([...seen])}`,
        ...didYouMean(value, seen),
      });
    }
  }
};

/**
 * The columns a case's id is made from: the exhaustive ones, which tell the rows apart by
 * promise; without a promise every column that has a single value in every row.
 */
const keyColumns = (table: TableEntry, columns: readonly string[]): readonly string[] => {
  const promised = (table.exhaustive ?? []).map(({ value }) => value);
  if (promised.length > 0) return promised.filter((name) => columns.includes(name));
  return columns.filter((_, index) =>
    table.rows.every(({ items }) => items[index]?.kind === 'leaf'),
  );
};

/** The rows without doubles, which are reported. */
const withoutDoubles = (rows: readonly Row[], report: Report): Row[] => {
  const first = new Map<string, Row>();
  for (const current of rows) {
    const before = first.get(current.key);
    if (before === undefined) {
      first.set(current.key, current);
      continue;
    }
    const origin = [{ span: before.tree.span, message: 'it is here first' }];
    const message = `the row ${current.key.replaceAll('/', ', ')} is there twice`;
    report({ span: current.tree.span, origin }, 'table', message);
  }
  return [...first.values()];
};

/** Missing combinations that are named; the number of the others is told. */
const mostNamed = 5;

const combinations = (columns: readonly (readonly string[])[]): string[] =>
  columns.reduce<string[]>(
    (before, values) => before.flatMap((start) => values.map((value) => `${start}/${value}`)),
    [''],
  );

const checkComplete = (
  rows: readonly Row[],
  exhaustive: readonly string[],
  place: Tree,
  report: Report,
): void => {
  const values = exhaustive.map((name) => [
    ...new Set(rows.map((each) => `${name}=${idText(each.values.get(name))}`)),
  ]);
  const size = values.reduce((product, each) => product * each.length, 1);
  if (size > mostRows) {
    report(place, 'limit', `a complete table would have ${size} rows, the most is ${mostRows}`);
    return;
  }
  const present = new Set(rows.map((each) => `/${each.key}`));
  const missing = combinations(values)
    .filter((combination) => !present.has(combination))
    .map((combination) => combination.slice(1).replaceAll('/', ', '));
  if (missing.length === 0) return;
  const more = missing.length > mostNamed ? ` and ${missing.length - mostNamed} more` : '';
  report(
    place,
    'table',
    `the table is not complete, ${missing.length} of ${size} rows are missing`,
    {
      label: `missing: ${missing.slice(0, mostNamed).join('; ')}${more}`,
    },
  );
};

const rowOf = (
  tree: List,
  columns: readonly string[],
  keys: readonly string[],
  report: Report,
): Row | null => {
  if (tree.items.length !== columns.length) {
    const width = columns.length === 1 ? '1 column' : `${columns.length} columns`;
    report(tree, 'table', `the row has ${tree.items.length} values for ${width}`, {
      label: `columns: ${listed(columns)}`,
    });
    return null;
  }
  const values = new Map(
    columns.flatMap((name, index): [string, Tree][] => {
      const value = tree.items[index];
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const key = keys.map((name) => `${name}=${idText(values.get(name))}`).join('/');
  return { tree, values, key };
};

/** The rows of `cases:`; null after a report of something that leaves none. */
export const readTable = (tree: Tree, report: Report): readonly Row[] | null => {
  const table = tableShape.read(tree, report);
  if (table === undefined) return null;
  checkColumns(table, report);
  if (table.rows.length === 0) {
    report(tree, 'table', 'the table has no rows');
    return null;
  }
  if (table.rows.length > mostRows) {
    report(tree, 'limit', `the table has ${table.rows.length} rows, the most is ${mostRows}`);
    return null;
  }
  const columns = table.columns.map(({ value }) => value);
  const keys = keyColumns(table, columns);
  const rows = table.rows
    .map((each) => rowOf(each, columns, keys, report))
    .filter((each) => each !== null);
  const single = withoutDoubles(rows, report);
  const [promise] = table.exhaustive ?? [];
  const isReadable = rows.length === table.rows.length && keys.length === table.exhaustive?.length;
  if (promise !== undefined && isReadable) checkComplete(single, keys, promise.tree, report);
  return single;
};
