import { plotSides } from '../chart/line-chart.ts';
import { type Html, html } from '../html.ts';
import type { LoadData } from './load-data.ts';
import { lengthOf } from './moments.ts';

const width = 900;
const height = 46;
const barsMost = 400;

/** The most of several neighbours, so that a burst stays one. */
const thinned = (counts: readonly number[]): readonly number[] => {
  const each = Math.ceil(counts.length / barsMost);
  return Array.from({ length: Math.ceil(counts.length / each) }, (_, place) =>
    Math.max(...counts.slice(place * each, (place + 1) * each)),
  );
};

/** A bar for each stretch, upon the axis of the charts. */
export const arrivalsStrip = ({ summary }: LoadData): Html => {
  const { counts, length } = summary.series.starts;
  const bars = thinned(counts);
  const most = Math.max(1, ...bars);
  const room = width - plotSides.left - plotSides.right;
  const step = (counts.length * length) / bars.length / 1_000;
  const scale = room / lengthOf(summary);
  const path = bars
    .map((count, place) => {
      const x = (plotSides.left + place * step * scale).toFixed(1);
      const tall = (count / most) * (height - 4);
      return count === 0
        ? ''
        : `M${x} ${height}v-${tall.toFixed(1)}h${(step * scale).toFixed(2)}V${height}z`;
    })
    .join('');
  return html`<svg class="arrivals" viewBox="0 0 ${width} ${height + 1}" role="img" aria-label="Requests started in each stretch of the run; the table below sums them up"><path class="grid" d="M${plotSides.left} ${height + 0.5}H${width - plotSides.right}"/><path class="column" d="${path}"/></svg>`;
};
