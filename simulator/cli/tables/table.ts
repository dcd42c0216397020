import type { Page } from '../page.ts';
import { type Refusal, unknownName } from '../refusal.ts';

/** Something that is looked up: rows of cells, the first cell of each being its name. */
export interface Table {
  /** The word by which it is asked for. */
  readonly name: string;
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Cells with nothing in them are left out. */
const rowText = (columns: readonly string[], row: readonly string[], page: Page): string[] => {
  const [head = '', ...cells] = row;
  const [, ...names] = columns;
  return [
    ...page.lines(page.paint.strong(head), ''),
    ...cells.flatMap((cell, i) =>
      cell === ''
        ? []
        : page.lines(cell, `    ${page.paint.faint((names[i] ?? '').padEnd(16))} `, ' '.repeat(21)),
    ),
  ];
};

const tablesText = (tables: readonly Table[], page: Page): string =>
  tables
    .flatMap(({ title, columns, rows }) => [
      title,
      '',
      ...rows.flatMap((row) => rowText(columns, row, page)),
      '',
    ])
    .join('\n')
    .trimEnd();

const line = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

const tablesMarkdown = (tables: readonly Table[]): string =>
  tables
    .flatMap(({ title, columns, rows }) => [
      `## ${title}`,
      '',
      line(columns),
      line(columns.map(() => '---')),
      ...rows.map(line),
      '',
    ])
    .join('\n')
    .trimEnd();

/** By table, an array of its rows, each by the names of the columns. */
const tablesJson = (tables: readonly Table[]): string =>
  JSON.stringify(
    Object.fromEntries(
      tables.map(({ name, columns, rows }) => [
        name,
        rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i] ?? '']))),
      ]),
    ),
    null,
    2,
  );

const tableFormats = ['text', 'json', 'md'] as const;
export type TableFormat = (typeof tableFormats)[number];

/** The format as it is named on the command line. */
export const tableFormatFrom = (name: string): TableFormat | Refusal =>
  tableFormats.find((known) => known === name) ?? {
    help: 'there are text, json and md',
    ...unknownName('format', name, tableFormats),
  };

export const renderTables = (tables: readonly Table[], format: TableFormat, page: Page): string => {
  if (format === 'json') return tablesJson(tables);
  return format === 'md' ? tablesMarkdown(tables) : tablesText(tables, page);
};
