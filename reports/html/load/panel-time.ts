import { amountText } from '../../fleet/amount-text.ts';
import type { LoadSummary } from '../../load/summary.ts';
import { clockMeanings, timeText } from '../../load/text.ts';
import { percentileNames, type TimesSummary } from '../../load/times-summary.ts';
import { dashes } from '../chart/chart.ts';
import { behind, type Cell, cell, dataTable, figure, word } from '../chart/data-table.ts';
import { sampleOf } from '../chart/line-chart.ts';
import { type Html, html } from '../html.ts';
import { none, panel, wide } from '../panel.ts';
import { spectrum } from './spectrum.ts';
import { barsOf, timesBars } from './times-bars.ts';
import { amount, percentileCell, timeCell } from './told.ts';

type Clock = 'response' | 'service' | 'lag' | 'wait' | 'firstByte' | 'refused';

const clocks: readonly (readonly [Clock, string, string])[] = [
  ['response', 'response', clockMeanings.response],
  ['service', 'service', clockMeanings.service],
  ['lag', 'start lag', clockMeanings.lag],
  ['wait', 'wait', 'from handing it over until it went onto a connection'],
  ['firstByte', 'first byte', 'from going onto a connection to the first byte'],
  ['refused', 'refused', 'the response clock of answers with an error status, kept apart'],
];

export const timesColumns = ['min', ...percentileNames, 'max', 'mean', 'sd', 'n'] as const;

export const timesCells = (place: string, times: TimesSummary): readonly Cell[] => {
  const { atLeast, count } = times;
  const seen = cell(
    html`${amount(`${place}/count`, count)}${atLeast === 0 ? null : html`<span class="meaning">+ ${amount(`${place}/atLeast`, atLeast)} at least so long</span>`}`,
    count + atLeast,
  );
  return [
    timeCell(`${place}/least`, times.least),
    ...percentileNames.map((name) => percentileCell(place, times, name)),
    timeCell(`${place}/most`, times.most),
    timeCell(`${place}/mean`, times.mean),
    timeCell(`${place}/deviation`, times.deviation),
    seen,
  ];
};

const looks = ['bad', 'c0', 'odd'] as const;

const spectrumPart = ({ measured }: LoadSummary): Html => {
  const drawn = clocks.slice(0, 3).map(([clock, name], at) => ({
    name,
    look: looks[at] ?? 'c0',
    dash: (dashes[at] ?? []).join(' '),
    times: measured[clock],
  }));
  const key = drawn.map(
    ({ name, look }, at) => html`<li>${sampleOf({ look, dash: at })} ${name}</li>`,
  );
  return html`<section class="chart" id="spectrum" aria-labelledby="spectrum-title"><h4 id="spectrum-title">Percentile spectrum</h4><p class="how">To the right every step is a tenth of what was left: of a hundred requests one took longer than the line says at p99. Each clock has a line of its own; none is made of another. A line ends where fewer than ten samples lie beyond it.</p><ul class="key">${key}</ul>${wide('Percentile spectrum', spectrum(drawn))}</section>`;
};

const barsTable = ({ measured }: LoadSummary): Html =>
  dataTable(
    'How many took how long',
    [word('clock'), ...['from', 'below', 'count'].map(figure)],
    clocks
      .slice(0, 3)
      .flatMap(([clock, name]) =>
        barsOf(measured[clock].histogram).map(({ from, below, count }) => [
          cell(name),
          cell(timeText(from), from),
          cell(timeText(below), below),
          cell(amountText(count), count),
        ]),
      ),
  );

const histogramPart = (summary: LoadSummary): Html => {
  const rows = clocks
    .slice(0, 3)
    .map(([clock, name]) => [name, '', summary.measured[clock]] as const);
  const label =
    'Requests by how long they took, a row for each clock; the table below holds the same';
  return html`<section class="chart" id="histogram" aria-labelledby="histogram-title"><h4 id="histogram-title">Histogram</h4><p class="how">A row for each clock, upon one axis on which every step is twice the last. Bars are as high as their share of the tallest in their row; what was never answered has no bar. Strokes are p50, p90 and p99.</p>${wide('Histogram', timesBars(label, rows))}${behind(barsTable(summary))}</section>`;
};

/** Panel 4: how long it took, by three clocks that are never mixed. */
export const timePanel = (summary: LoadSummary): Html => {
  const { measured } = summary;
  const seen = measured.response.count + measured.response.atLeast;
  const rows = clocks
    .filter(([clock]) => clock !== 'refused' || measured.refused.count > 0)
    .map(([clock, name]) => [cell(name), ...timesCells(`/measured/${clock}`, measured[clock])]);
  return panel(
    'time',
    'Time, by three clocks',
    'Of the measured phases, every request in, none made up: a percentile is the upper bound of a bucket, at most 0.8 % above the truth, to the microsecond below 256 µs. `≥` stands where what nobody waited for may have taken longer. One with fewer than ten samples beyond it is not shown, with the number it needs. Threads count apart and their histograms are added, never their percentiles.',
    seen + measured.refused.count === 0
      ? none('Nothing was answered or waited for.')
      : html`${dataTable('Times by clock', [word('clock'), ...timesColumns.map(figure)], rows)}<dl class="facts words">${clocks.map(([, name, meaning]) => html`<dt>${name}</dt><dd>${meaning}</dd>`)}</dl>${spectrumPart(summary)}${histogramPart(summary)}`,
  );
};
