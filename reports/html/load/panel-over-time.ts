import { amountText } from '../../fleet/amount-text.ts';
import { timeText } from '../../load/text.ts';
import { behind, type Column, cell, dataTable, figure, word } from '../chart/data-table.ts';
import { lineChart, zoomControls } from '../chart/line-chart.ts';
import { type Html, html } from '../html.ts';
import { none, panel } from '../panel.ts';
import {
  heatLines,
  heatMap,
  mostIn,
  rowCounts,
  rowStart,
  rowsIn,
  shadeStarts,
} from './heat-map.ts';
import type { LoadData } from './load-data.ts';
import { momentTable } from './moment-table.ts';
import { coarser, lengthOf, type Moment, momentsOf, phaseSpans } from './moments.ts';
import { loadCharts } from './series-charts.ts';
import { momentText } from './told.ts';

/** Columns a picture has room for. */
const columnsMost = 150;
const rowsMost = 60;
/** Where a script does not know better. */
const drawnWidth = 900;

/** The heat map as it is drawn: anew for each part of the run, by the page or by its script. */
export const drawHeat = (
  { summary }: LoadData,
  extent: { readonly from: number; readonly until: number; readonly width: number },
): Html => {
  const all = momentsOf(summary);
  const inside = all.filter(({ from, until }) => until > extent.from && from < extent.until);
  return heatMap(coarser(inside, columnsMost), phaseSpans(summary.phases), extent);
};

const key = (moments: readonly Moment[]): Html => {
  const starts = shadeStarts(mostIn(moments));
  const shade = (at: number): Html =>
    html`<li><svg class="heat-sample" width="16" height="12" aria-hidden="true"><rect class="h${at}" width="16" height="12"/></svg> from ${amountText(starts[at] ?? 1)}</li>`;
  const isTold = (at: number): boolean => at === 0 || starts[at] !== starts[at - 1];
  const lines = heatLines.map(
    ({ name, dash }) =>
      html`<li><svg class="heat-sample" width="30" height="10" aria-hidden="true"><path class="over" d="M1 5H29" stroke-dasharray="${dash}"/></svg> ${name}</li>`,
  );
  return html`<ul class="key"><li>requests in a field:</li>${starts.map((_, at) => (isTold(at) ? shade(at) : null))}<li><svg class="heat-sample" width="16" height="12" aria-hidden="true"><rect class="unseen-fill" width="16" height="12"/><rect class="unseen-hatch" width="16" height="12"/></svg> at least so long</li>${lines}</ul>`;
};

const heatTable = (data: LoadData): Html => {
  const moments = coarser(momentsOf(data.summary), rowsMost);
  const [least, most] = rowsIn(moments);
  const rows = Array.from({ length: most - least + 1 }, (_, at) => least + at);
  const columns: readonly Column[] = [
    word('moments'),
    ...rows.map((row) => figure(`from ${timeText(Math.round(rowStart(row)))}`)),
    figure('at least so long'),
  ];
  const cells = moments.map((moment) => {
    const counts = rowCounts(moment.response);
    const unseen = moment.atLeast.reduce((sum, [, count]) => sum + count, 0);
    return [
      cell(`${momentText(moment.from)} to ${momentText(moment.until)}`, moment.from),
      ...rows.map((row) => cell(amountText(counts.get(row) ?? 0), counts.get(row) ?? 0)),
      cell(amountText(unseen), unseen),
    ];
  });
  return behind(dataTable('Requests by moment and response time', columns, cells));
};

const heatPart = (data: LoadData): Html => {
  const until = lengthOf(data.summary);
  const extent = { from: 0, until, width: drawnWidth };
  const all = coarser(momentsOf(data.summary), columnsMost);
  return html`<section class="chart" id="heat-map" aria-labelledby="heat-map-title"><h4 id="heat-map-title">Heat map</h4><p class="how">Each field is a stretch of the run and a span of response times; the stronger it is filled, the more requests that were due then took so long. What never got an answer is hatched, at the least it can have taken.</p>${key(all)}<div class="lanes-place" data-heat>${drawHeat(data, extent)}</div>${heatTable(data)}</section>`;
};

/** Panel 5: the run from moment to moment. */
export const overTimePanel = (data: LoadData): Html => {
  const charts = loadCharts(data);
  const { series } = data.summary;
  const rest = [charts.times, charts.flights, charts.failures].filter((chart) => chart !== null);
  return panel(
    'over-time',
    'Over time',
    'Seconds since the first phase began, the same in every picture, so that what happens at one moment stands in one column; dotted strokes are where phases begin. Tick a name to draw or drop its line.',
    series.stretches.length === 0
      ? html`${zoomControls('second', lengthOf(data.summary))}${none('Nothing was due in any moment.')}`
      : html`${zoomControls('second', lengthOf(data.summary))}${heatPart(data)}${rest.map((chart) => lineChart(chart, momentTable(data, chart)))}${charts.failures === null ? none('Nothing was refused, timed out, lost, dropped, wrong or stale at any moment.') : null}`,
  );
};
