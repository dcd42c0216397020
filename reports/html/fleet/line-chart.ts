import { amountText } from '../../fleet/amount-text.ts';
import { type Html, html } from '../html.ts';
import { daySteps, roundSteps } from './scale.ts';
import { dashes, type Line, type LineChart } from './series.ts';

/** Pixels beside the plot, the same for every chart, so that one instant stands below another. */
export const plotSides = { left: 84, right: 18 } as const;

const width = 900;
const height = 190;
const top = 8;
const bottom = 24;

const dashText = ({ dash }: Line): string => (dashes[dash] ?? []).join(' ');

const sample = (line: Line): Html =>
  html`<svg class="sample l-${line.look}" width="30" height="10" aria-hidden="true"><path d="M1 5H29" stroke-dasharray="${dashText(line)}"/></svg>`;

/** Names the lines, and lets them be drawn or not; the values under the cursor stand in it. */
const key = ({ id, lines }: LineChart): Html =>
  html`<ul class="key">${lines.map((line, at) => html`<li class="${line.isShown ? '' : 'off'}"><label><input type="checkbox" data-chart="${id}" data-line="${at}"${line.isShown ? html` checked` : null}> ${sample(line)}${line.name} <span class="now" data-now="${at}"></span></label></li>`)}<li class="moment" data-moment></li></ul>`;

const pathOf = (
  values: readonly number[],
  days: readonly number[],
  x: (day: number) => number,
  y: (value: number) => number,
): string => {
  const points = values.map((value, at) => `${x(days[at] ?? 0).toFixed(1)} ${y(value).toFixed(1)}`);
  return points.length === 1 ? `M${points[0]}h0.1` : `M${points.join('L')}`;
};

/** The chart as it stands where no script runs and on paper: the whole run, the first lines. */
const still = (chart: LineChart): Html => {
  const shown = chart.lines.filter(({ isShown }) => isShown);
  const until = chart.days.at(-1) ?? 1;
  const most = shown.reduce((max, { values }) => values.reduce((a, b) => Math.max(a, b), max), 0);
  const steps = roundSteps(most);
  const room = width - plotSides.left - plotSides.right;
  const x = (day: number): number => plotSides.left + (day / until) * room;
  const floor = height - bottom;
  const y = (value: number): number => floor - (value / (steps.at(-1) ?? 1)) * (floor - top);
  const rows = steps.map(
    (step) =>
      html`<path class="grid" d="M${plotSides.left} ${y(step).toFixed(1)}H${width - plotSides.right}"/><text class="y" x="${plotSides.left - 8}" y="${(y(step) + 4).toFixed(1)}">${amountText(step)}</text>`,
  );
  const columns = daySteps(0, until, 16).map(
    (day) => html`<text class="x" x="${x(day).toFixed(1)}" y="${height - 6}">${day}</text>`,
  );
  const lines = shown.map(
    (line) =>
      html`<path class="line l-${line.look}" stroke-dasharray="${dashText(line)}" d="${pathOf(line.values, chart.days, x, y)}"/>`,
  );
  return html`<svg class="still" viewBox="0 0 ${width} ${height}" role="img" aria-label="${chart.title} over the days; the table below holds the same">${rows}${columns}${lines}</svg>`;
};

/** A chart over the days of a run; a script makes it one that answers. */
export const lineChart = (chart: LineChart, table: Html): Html =>
  html`<section class="chart" id="chart-${chart.id}" aria-labelledby="chart-${chart.id}-title"><h4 id="chart-${chart.id}-title">${chart.title}</h4><p class="how">${chart.how}</p>${key(chart)}<div class="plot" data-plot="${chart.id}">${still(chart)}</div><p class="unseen" role="status" data-says="${chart.id}"></p>${table}</section>`;
