import { type Html, html } from '../html.ts';
import { dashes, heightIn, type Line, type LineChart, type Mark, stepsFor } from './chart.ts';

/** Pixels beside the plot, the same for every chart, so that one instant stands below another. */
export const plotSides = { left: 84, right: 18 } as const;

const width = 900;
const height = 190;
const top = 8;
const bottom = 24;
/** Room above the plot where the names of marks stand. */
const markRoom = 14;
const floor = height - bottom;
const roughLetter = 6.2;

const dashText = ({ dash }: Line): string => (dashes[dash] ?? []).join(' ');

export const sampleOf = (line: Pick<Line, 'look' | 'dash'>): Html =>
  html`<svg class="sample l-${line.look}" width="30" height="10" aria-hidden="true"><path d="M1 5H29" stroke-dasharray="${(dashes[line.dash] ?? []).join(' ')}"/></svg>`;

/** Names the lines, and lets them be drawn or not; the values under the cursor stand in it. */
const key = ({ id, lines }: LineChart): Html =>
  html`<ul class="key">${lines.map((line, at) => html`<li class="${line.isShown ? '' : 'off'}"><label><input type="checkbox" data-chart="${id}" data-line="${at}"${line.isShown ? html` checked` : null}> ${sampleOf(line)}${line.name} <span class="now" data-now="${at}"></span></label></li>`)}<li class="moment" data-moment></li></ul>`;

type Place = (value: number) => number;

/** What is known, in pieces; a moment alone is still to be seen. */
const pathOf = (values: Line['values'], at: readonly number[], x: Place, y: Place): string => {
  const pieces: string[][] = [[]];
  values.forEach((value, place) => {
    if (value === null) pieces.push([]);
    else pieces.at(-1)?.push(`${x(at[place] ?? 0).toFixed(1)} ${y(value).toFixed(1)}`);
  });
  return pieces
    .filter((points) => points.length > 0)
    .map((points) => (points.length === 1 ? `M${points[0]}h0.1` : `M${points.join('L')}`))
    .join('');
};

/** Which marks have room for their name beside the one before. */
export const namedMarks = (
  marks: readonly Mark[],
  x: Place,
): readonly { readonly mark: Mark; readonly isNamed: boolean }[] => {
  let end = Number.NEGATIVE_INFINITY;
  return marks.map((mark) => {
    const isNamed = x(mark.at) >= end;
    if (isNamed) end = x(mark.at) + mark.name.length * roughLetter + 8;
    return { mark, isNamed };
  });
};

const markMarkup = (marks: readonly Mark[], x: Place): readonly Html[] =>
  namedMarks(marks, x).map(({ mark, isNamed }) => {
    const at = x(mark.at).toFixed(1);
    const name = isNamed
      ? html`<text class="event" x="${at}" dx="4" y="10">${mark.name}</text>`
      : null;
    return html`<g><title>${mark.name}</title><path class="event" d="M${at} 2V${floor}"/>${name}</g>`;
  });

/** The chart as it stands where no script runs and on paper: the whole run, the first lines. */
const still = (chart: LineChart): Html => {
  const { axis, scale, marks } = chart;
  const shown = chart.lines.filter(({ isShown }) => isShown);
  const steps = stepsFor(chart, shown);
  const ceiling = marks.length === 0 ? top : top + markRoom;
  const room = width - plotSides.left - plotSides.right;
  const x = (moment: number): number => plotSides.left + (moment / axis.until) * room;
  const y = (value: number): number => floor - heightIn(scale, steps, value) * (floor - ceiling);
  const rows = steps.map(
    (step) =>
      html`<path class="grid" d="M${plotSides.left} ${y(step).toFixed(1)}H${width - plotSides.right}"/><text class="y" x="${plotSides.left - 8}" y="${(y(step) + 4).toFixed(1)}">${scale.text(step)}</text>`,
  );
  const columns = axis
    .steps(0, axis.until, 16)
    .map(
      (moment) =>
        html`<text class="x" x="${x(moment).toFixed(1)}" y="${height - 6}">${axis.tick(moment)}</text>`,
    );
  const lines = shown.map(
    (line) =>
      html`<path class="line l-${line.look}" stroke-dasharray="${dashText(line)}" d="${pathOf(line.values, chart.at, x, y)}"/>`,
  );
  return html`<svg class="still" viewBox="0 0 ${width} ${height}" role="img" aria-label="${chart.title} over time; the table below holds the same">${rows}${columns}${markMarkup(marks, x)}${lines}</svg>`;
};

/** A chart over the time of a run; a script makes it one that answers. */
export const lineChart = (chart: LineChart, table: Html): Html =>
  html`<section class="chart" id="chart-${chart.id}" aria-labelledby="chart-${chart.id}-title"><h4 id="chart-${chart.id}-title">${chart.title}</h4><p class="how">${chart.how}</p>${key(chart)}<div class="plot" data-plot="${chart.id}">${still(chart)}</div><p class="unseen" role="status" data-says="${chart.id}"></p>${table}</section>`;

/** For choosing a part of the run, in the unit of the axis. */
export const zoomControls = (unit: string, until: number): Html =>
  html`<p class="zoom"><label>Show from ${unit} <input type="number" id="zoom-from" min="0" max="${until}" step="any" value="0"></label><label>to ${unit} <input type="number" id="zoom-until" min="0" max="${until}" step="any" value="${until}"></label><button type="button" data-do="whole">Whole run</button><span class="says">Or draw over a chart. In a chart the arrow keys go from moment to moment.</span></p>`;
