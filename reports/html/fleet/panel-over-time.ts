import { minutesText } from '../../fleet/amount-text.ts';
import type { DaySummary } from '../../fleet/by-day.ts';
import type { Counts } from '../../fleet/tally.ts';
import type { LineChart } from '../chart/chart.ts';
import { behind, cell, dataTable, figure, word } from '../chart/data-table.ts';
import { lineChart, zoomControls } from '../chart/line-chart.ts';
import { type Html, html } from '../html.ts';
import { none, panel } from '../panel.ts';
import type { FleetData } from './fleet-data.ts';
import { lanesSvg } from './lanes.ts';
import { chartsOf, momentText } from './series.ts';
import { amount, minutes } from './told.ts';

/** Where a script does not know better. */
const drawnWidth = 900;

const countsOf: Readonly<Record<string, (day: DaySummary) => Counts>> = {
  states: ({ complianceState }) => complianceState,
  reasons: ({ reasons }) => reasons,
  access: ({ access }) => access,
};

const places: Readonly<Record<string, string>> = {
  states: 'complianceState',
  reasons: 'reasons',
  access: 'access',
};

/** The days of the summary, whatever finer steps the chart is drawn in. */
const tableOf = ({ id, title, lines }: LineChart, days: readonly DaySummary[]): Html => {
  const counts = countsOf[id];
  const rows = days.map((day, at) => [
    cell(String(day.day), day.day),
    ...(counts === undefined
      ? [cell(amount(`byDay.${at}.checkIns`, day.checkIns), day.checkIns)]
      : lines.map(({ name }) => {
          const devices = counts(day)[name];
          const place = `byDay.${at}.${places[id]}.${name}`;
          return devices === undefined ? cell('0', 0) : cell(amount(place, devices), devices);
        })),
  ]);
  const columns = [word('day'), ...lines.map(({ name }) => figure(name))];
  return behind(dataTable(`${title} by day`, columns, rows, { isSortable: true }));
};

const lanesTable = ({ summary: { connectors } }: FleetData): Html => {
  const rows = connectors.flatMap(({ partner, minutes: lasted, changes }, at) =>
    Object.entries(lasted).map(([state, each]) => {
      const begun = changes.filter((change) => change.state === state);
      return [
        cell(html`<code>${partner}</code>`),
        cell(state),
        cell(minutes(`connectors.${at}.minutes.${state}`, each), each),
        cell(begun.map(({ fromMinute }) => momentText(fromMinute)).join(', ')),
      ];
    }),
  );
  return dataTable(
    'Connectors by state',
    [word('partner'), word('state'), figure('lasted'), word('began after')],
    rows,
  );
};

const lanes = (data: FleetData): Html => {
  const { connectors, days } = data.summary;
  const extent = { from: 0, until: days, width: drawnWidth };
  const outages = connectors.flatMap(({ minutes: lasted }) => Object.entries(lasted));
  const usual = outages.filter(([state]) => state !== 'enabled' && state !== 'available');
  const away = usual.reduce((sum, [, each]) => sum + each, 0);
  const says = away === 0 ? 'None was ever away.' : `Together they were away ${minutesText(away)}.`;
  if (connectors.length === 0) return none('The tenant has no connector.');
  return html`<section class="chart" id="connectors" aria-labelledby="connectors-title"><h4 id="connectors-title">Connectors</h4><p class="how">A lane for the connector of each partner, its state from left to right upon the same axis as the charts below. ${says}</p><div class="lanes-place" data-lanes>${lanesSvg(connectors, days, extent)}</div>${behind(lanesTable(data))}</section>`;
};

/** Who was where over the days, under the states of the connectors. */
export const overTimePanel = (data: FleetData): Html =>
  panel(
    'over-time',
    'Over time',
    'Time runs from left to right in days since the start, the same in every picture, so that what happens at one moment stands in one column: `11d 9h` is eleven days and nine hours after the start, as a profile writes it. Tick a name to draw or drop its line.',
    html`${zoomControls('day', data.summary.days)}${lanes(data)}${chartsOf(data).map((chart) => lineChart(chart, tableOf(chart, data.summary.byDay)))}`,
  );
