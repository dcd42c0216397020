import type { LineChart } from '../chart/chart.ts';
import { behind, type Column, cell, dataTable, figure, word } from '../chart/data-table.ts';
import type { Html } from '../html.ts';
import type { LoadData } from './load-data.ts';
import { coarser, momentsOf } from './moments.ts';
import { seriesValues } from './series-charts.ts';
import { momentText } from './told.ts';

/** More rows nobody reads; `summary.json` has all of them. */
const rowsMost = 60;

/** What a chart shows, in at most so many stretches of the run. */
export const momentTable = (data: LoadData, { title, lines, scale }: LineChart): Html => {
  const moments = coarser(momentsOf(data.summary), rowsMost);
  const rows = moments.map((moment) => [
    cell(`${momentText(moment.from)} to ${momentText(moment.until)}`, moment.from),
    ...lines.map(({ name }) => {
      const value = seriesValues.get(name)?.(moment) ?? null;
      return cell(value === null ? '–' : scale.text(value), value);
    }),
  ]);
  const columns: readonly Column[] = [word('moments'), ...lines.map(({ name }) => figure(name))];
  return behind(dataTable(`${title} by moment`, columns, rows, { isSortable: true }));
};
