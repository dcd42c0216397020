import { type Html, html } from '../html.ts';
import { wide } from '../panel.ts';

/** Names are on the left, figures on the right. */
export interface Column {
  readonly title: string;
  readonly kind: 'word' | 'figure' | 'picture';
}

export const word = (title: string): Column => ({ title, kind: 'word' });
export const figure = (title: string): Column => ({ title, kind: 'figure' });
export const picture = (title: string): Column => ({ title, kind: 'picture' });

/** What stands in a cell, and by what it is sorted where that is not its text. */
export interface Cell {
  readonly shown: Html | string;
  readonly order?: number;
}

export const cell = (shown: Html | string, order?: number | null): Cell =>
  order === undefined || order === null ? { shown } : { shown, order };

const classOf: Readonly<Record<Column['kind'], string>> = {
  word: '',
  figure: 'n',
  picture: 'bar-cell',
};

const header = ({ title, kind }: Column, isSortable: boolean): Html => {
  const text =
    isSortable && kind !== 'picture'
      ? html`<button type="button" class="sort" data-do="sort">${title}</button>`
      : html`${title}`;
  return html`<th scope="col" class="${classOf[kind]}">${text}</th>`;
};

const body = ({ shown, order }: Cell, column: Column | undefined, isFirst: boolean): Html => {
  const kind = classOf[column?.kind ?? 'word'];
  const sorted = order === undefined ? null : html` data-order="${order}"`;
  return isFirst
    ? html`<th scope="row" class="${kind}"${sorted}>${shown}</th>`
    : html`<td class="${kind}"${sorted}>${shown}</td>`;
};

export interface TableOptions {
  /** Whether a click on a title sorts by it. */
  readonly isSortable?: boolean;
  /** Last rows that are not sorted with the others. */
  readonly sums?: readonly (readonly Cell[])[];
}

/** A table that scrolls sideways by itself. Its first column names the row. */
export const dataTable = (
  label: string,
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  { isSortable = false, sums = [] }: TableOptions = {},
): Html => {
  const row = (cells: readonly Cell[]): Html =>
    html`<tr>${cells.map((each, at) => body(each, columns[at], at === 0))}</tr>`;
  const foot = sums.length === 0 ? null : html`<tfoot>${sums.map(row)}</tfoot>`;
  return wide(
    label,
    html`<table><caption class="unseen">${label}</caption><thead><tr>${columns.map((each) => header(each, isSortable))}</tr></thead><tbody>${rows.map(row)}</tbody>${foot}</table>`,
  );
};

/** A table behind a chart: folded away, because the chart shows the same. */
export const behind = (table: Html): Html =>
  html`<details class="behind"><summary>The data as a table</summary>${table}</details>`;
