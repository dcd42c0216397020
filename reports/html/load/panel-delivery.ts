import { amountText } from '../../fleet/amount-text.ts';
import { dispersionOf } from '../../load/honesty.ts';
import { imbalances, type Sums } from '../../load/sums.ts';
import { type Piece, stackedBar } from '../chart/bars.ts';
import { behind, type Cell, cell, dataTable, figure, word } from '../chart/data-table.ts';
import { lineChart } from '../chart/line-chart.ts';
import { type Html, html } from '../html.ts';
import { none, panel } from '../panel.ts';
import { arrivalsStrip } from './arrivals-strip.ts';
import type { LoadData } from './load-data.ts';
import { momentTable } from './moment-table.ts';
import { phaseSpans } from './moments.ts';
import { loadCharts } from './series-charts.ts';
import { amount } from './told.ts';

type Part = readonly [name: keyof Sums, words: string, look: string];

/** Each whole with what it is made of; every request stands in exactly one place of each. */
const equations: readonly (readonly [Part, readonly Part[]])[] = [
  [
    ['offered', 'offered', 'off'],
    [
      ['started', 'started', 'good'],
      ['dropped', 'dropped', 'bad'],
    ],
  ],
  [
    ['started', 'started', 'off'],
    [
      ['completed', 'completed', 'good'],
      ['lost', 'lost', 'bad'],
      ['timedOut', 'timed out', 'wait'],
      ['inFlight', 'in flight at the end', 'off'],
    ],
  ],
  [
    ['completed', 'completed', 'off'],
    [
      ['correct', 'correct', 'good'],
      ['stale', 'stale', 'wait'],
      ['wrong', 'wrong', 'bad'],
      ['refused', 'refused', 'bad'],
      ['unchecked', 'not judged', 'off'],
    ],
  ],
];

const equation = (sums: Sums, [[whole, says], parts]: (typeof equations)[number]): Html => {
  const term = ([name, words]: readonly [keyof Sums, string, ...unknown[]]): Html =>
    html`<b>${amount(`/measured/sums/${name}`, sums[name])}</b> ${words}`;
  const right = parts.map((part, at) => html`${at === 0 ? '' : ' + '}${term(part)}`);
  const pieces: readonly Piece[] = parts.map(([name, words, look]) => ({
    name: words,
    size: sums[name],
    look,
  }));
  return html`<p class="sum">${term([whole, says])} = ${right}</p>${stackedBar(pieces)}`;
};

const shortfall = ({ offered, started }: Sums): Html | null =>
  started === offered
    ? null
    : html`<p class="o-violated">Only ${amountText(started)} of ${amountText(offered)} requests that were due were ever sent. The others count as waiting for at least the time-out.</p>`;

const ratesText = (count: number, duration: number): Cell =>
  cell(
    duration === 0 ? '–' : `${amountText((count * 1_000) / duration)}/s`,
    duration === 0 ? 0 : count / duration,
  );

const phases = ({ summary }: LoadData): Html => {
  const rows = summary.phases.map(({ name, isWarmUp, shape, duration, planned, sums }, at) => {
    const place = `/phases/${at}`;
    return [
      cell(html`${name}${isWarmUp ? html`<span class="meaning">not measured</span>` : null}`),
      cell(html`<data data-of="${place}/shape" value="${shape}">${shape}</data>`),
      cell(`${amountText(planned.mean)}/s`, planned.mean),
      ratesText(sums.offered, duration),
      ratesText(sums.started, duration),
      ratesText(sums.completed, duration),
      cell(amount(`${place}/sums/offered`, sums.offered), sums.offered),
    ];
  });
  return html`<h4>Phases</h4>${dataTable(
    'Phases as planned and as they went',
    [
      word('phase'),
      word('shape'),
      ...['planned', 'offered', 'started', 'completed', 'requests'].map(figure),
    ],
    rows,
  )}`;
};

/** Whole stretches of a phase, so that its edges do not look like pauses. */
const arrivalRows = ({ summary }: LoadData): readonly (readonly Cell[])[] => {
  const { counts, length } = summary.series.starts;
  return phaseSpans(summary.phases).map(({ phase, from, until }) => {
    const inside = counts.slice(
      Math.ceil((from * 1_000) / length),
      Math.floor((until * 1_000) / length),
    );
    const isEven = phase.planned.mean === phase.planned.peak && inside.length > 1;
    const dispersion = isEven ? dispersionOf(inside) : Number.NaN;
    const [least, most] = [Math.min(...inside), Math.max(...inside)];
    return [
      cell(phase.name),
      cell(inside.length === 0 ? '–' : amountText(least), least),
      cell(inside.length === 0 ? '–' : amountText(most), most),
      cell(amountText(inside.filter((count) => count === 0).length)),
      cell(Number.isNaN(dispersion) ? '–' : dispersion.toFixed(3), dispersion),
    ];
  });
};

const arrivals = (data: LoadData): Html => {
  const { starts } = data.summary.series;
  const title = 'Arrivals';
  const body =
    starts.counts.length === 0
      ? none('Nothing was ever started.')
      : html`${arrivalsStrip(data)}${behind(
          dataTable(
            'Requests started in each stretch, by phase',
            [word('phase'), ...['fewest', 'most', 'empty', 'variance over mean'].map(figure)],
            arrivalRows(data),
          ),
        )}`;
  return html`<section class="chart" id="arrivals" aria-labelledby="arrivals-title"><h4 id="arrivals-title">${title}</h4><p class="how">Requests started in each ${starts.length / 1_000} s, as high as their share of the most. Bursts and gaps in a phase of one rate would be the driver's. Variance over mean is 0 where they are perfectly even and 1 where they come as independent callers do; a phase whose rate changes has none.</p>${body}</section>`;
};

/** Panel 2: what was promised and what came of it, as sums that add up, and over time. */
export const deliveryPanel = (data: LoadData): Html => {
  const { sums } = data.summary.measured;
  const wrong = imbalances(sums);
  const { rates } = loadCharts(data);
  return panel(
    'delivery',
    'Promise and delivery',
    'Requests of the measured phases. Every one that was due stands in exactly one place of each sum; both sides were counted apart, by the thread that paces and by those that ask.',
    html`${shortfall(sums)}${equations.map((each) => equation(sums, each))}${wrong.length === 0 ? html`<p class="says">All three add up.</p>` : html`<ul class="points">${wrong.map((text) => html`<li class="o-violated">${text}</li>`)}</ul>`}${phases(data)}${lineChart(rates, momentTable(data, rates))}${arrivals(data)}`,
  );
};
