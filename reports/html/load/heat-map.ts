import { heatBounds, type StoredHeat } from '../../load/heat.ts';
import { timeText } from '../../load/text.ts';
import { namedMarks, plotSides } from '../chart/line-chart.ts';
import { logSteps, secondSteps } from '../chart/scale.ts';
import { type Html, html } from '../html.ts';
import { type Moment, type PhaseSpan, responseAt } from './moments.ts';
import { momentText } from './told.ts';

const height = 240;
const top = 16;
const bottom = 24;
const floor = height - bottom;
/** Rows to a doubling of the response time. */
const perDoubling = 2;
/** Shades that can be told apart. */
const shades = 5;

/** What of the run is drawn, in seconds, and in how many pixels. */
export interface Extent {
  readonly from: number;
  readonly until: number;
  readonly width: number;
}

/** Row of a duration: its ends are powers of two and halfway between. */
const rowOf = (bucket: number): number => {
  const [least, most] = heatBounds(bucket);
  return Math.floor(Math.log2(Math.max(1, (least + most) / 2)) * perDoubling);
};

/** Least duration of a row, µs. */
export const rowStart = (row: number): number => 2 ** (row / perDoubling);

export const rowCounts = (heat: StoredHeat): ReadonlyMap<number, number> => {
  const rows = new Map<number, number>();
  for (const [bucket, count] of heat) {
    const row = rowOf(bucket);
    rows.set(row, (rows.get(row) ?? 0) + count);
  }
  return rows;
};

export const rowsIn = (moments: readonly Moment[]): readonly [least: number, most: number] => {
  const rows = moments.flatMap(({ response, atLeast }) =>
    [...response, ...atLeast].map(([bucket]) => rowOf(bucket)),
  );
  if (rows.length === 0) return [0, 1];
  return [rows.reduce((a, b) => Math.min(a, b)), rows.reduce((a, b) => Math.max(a, b))];
};

/** The most in one field, by which shades are given. */
export const mostIn = (moments: readonly Moment[]): number =>
  moments.reduce((most, { response }) => Math.max(most, ...rowCounts(response).values()), 1);

/** By orders of magnitude, because a few slow ones among thousands are what somebody looks for. */
const shadeOf = (count: number, most: number): number =>
  most === 1
    ? shades - 1
    : Math.min(shades - 1, Math.floor((Math.log(count) / Math.log(most)) * (shades - 0.001)));

/** The least count of each shade. */
export const shadeStarts = (most: number): readonly number[] =>
  Array.from({ length: shades }, (_, shade) => Math.max(1, Math.ceil(most ** (shade / shades))));

interface Places {
  readonly x: (second: number) => number;
  readonly y: (duration: number) => number;
}

const placesIn = (
  { from, until, width }: Extent,
  [least, most]: readonly [number, number],
): Places => {
  const room = width - plotSides.left - plotSides.right;
  return {
    x: (second) => plotSides.left + ((second - from) / (until - from)) * room,
    y: (duration) => {
      const row = Math.log2(Math.max(duration, rowStart(least))) * perDoubling;
      return floor - ((row - least) / (most + 1 - least)) * (floor - top);
    },
  };
};

const fieldOf = (moment: Moment, row: number, { x, y }: Places): string => {
  const [left, right] = [x(moment.from), x(moment.until)];
  const [low, high] = [y(rowStart(row)), y(rowStart(row + 1))];
  const long = Math.max(0.6, right - left - 0.4).toFixed(1);
  const tall = (low - high - 0.6).toFixed(1);
  return `M${left.toFixed(1)} ${(high + 0.3).toFixed(1)}h${long}v${tall}h-${long}z`;
};

const fields = (moments: readonly Moment[], places: Places): Html => {
  const most = mostIn(moments);
  const paths = Array.from({ length: shades }, (): string[] => []);
  const unseen: string[] = [];
  const hatched: string[] = [];
  for (const moment of moments) {
    const counts = rowCounts(moment.response);
    for (const [row, count] of counts) {
      paths[shadeOf(count, most)]?.push(fieldOf(moment, row, places));
    }
    for (const row of rowCounts(moment.atLeast).keys()) {
      const field = fieldOf(moment, row, places);
      hatched.push(field);
      if (!counts.has(row)) unseen.push(field);
    }
  }
  return html`${paths.map((path, shade) => html`<path class="h${shade}" d="${path.join('')}"/>`)}<path class="unseen-fill" d="${unseen.join('')}"/><path class="unseen-hatch" d="${hatched.join('')}"/>`;
};

const lineOf = (moments: readonly Moment[], share: number, { x, y }: Places): string => {
  let isBroken = true;
  return moments
    .map((moment) => {
      const percentile = responseAt(moment, share);
      const command = isBroken ? 'M' : 'L';
      isBroken = percentile === null;
      if (percentile === null) return '';
      const middle = x((moment.from + moment.until) / 2);
      return `${command}${middle.toFixed(1)} ${y(percentile.value).toFixed(1)}`;
    })
    .join('');
};

export const heatLines = [
  { name: 'p99', share: 0.99, dash: '' },
  { name: 'p95', share: 0.95, dash: '7 3' },
  { name: 'p50', share: 0.5, dash: '2 3' },
] as const;

const percentileLines = (moments: readonly Moment[], places: Places): readonly Html[] =>
  heatLines.map(({ share, dash }) => {
    const path = lineOf(moments, share, places);
    return html`<path class="halo" d="${path}"/><path class="over" stroke-dasharray="${dash}" d="${path}"/>`;
  });

const axes = (extent: Extent, ends: readonly [number, number], { x, y }: Places): Html => {
  const [least, most] = [rowStart(ends[0]), rowStart(ends[1] + 1)];
  const steps = logSteps(least, most).filter((step) => step >= least && step <= most);
  const room = extent.width - plotSides.left - plotSides.right;
  const seconds = secondSteps(extent.from, extent.until, Math.max(3, room / 60));
  const tick = (second: number): string =>
    extent.until < 600 ? String(second) : momentText(second);
  return html`${steps.map((step) => html`<path class="grid" d="M${plotSides.left} ${y(step).toFixed(1)}H${extent.width - plotSides.right}"/><text class="y" x="${plotSides.left - 8}" y="${(y(step) + 4).toFixed(1)}">${timeText(step)}</text>`)}${seconds.map((second) => html`<text class="x" x="${x(second).toFixed(1)}" y="${height - 6}">${tick(second)}</text>`)}`;
};

const phaseMarks = (spans: readonly PhaseSpan[], { from, until }: Extent, { x }: Places) => {
  const marks = spans
    .filter((span) => span.from >= from && span.from <= until)
    .map((span) => ({ at: span.from, name: span.phase.name }));
  return namedMarks(marks, x).map(({ mark, isNamed }) => {
    const place = x(mark.at).toFixed(1);
    const name = isNamed
      ? html`<text class="event" x="${place}" dx="4" y="11">${mark.name}</text>`
      : null;
    return html`<path class="event" d="M${place} 2V${floor}"/>${name}`;
  });
};

/** Response times over the run: darker where more requests took so long. */
export const heatMap = (
  moments: readonly Moment[],
  spans: readonly PhaseSpan[],
  extent: Extent,
): Html => {
  const ends = rowsIn(moments);
  const places = placesIn(extent, ends);
  const shown = moments.filter(
    (moment) => moment.until > extent.from + 1e-9 && moment.from < extent.until - 1e-9,
  );
  const inside = shown.filter((moment) => moment.from >= extent.from - 1e-9);
  return html`<svg class="heat" viewBox="0 0 ${extent.width} ${height}" role="img" aria-label="Response times over the run by how many took so long; the table below holds the same">${axes(extent, ends, places)}${fields(inside, places)}${percentileLines(inside, places)}${phaseMarks(spans, extent, places)}</svg>`;
};
