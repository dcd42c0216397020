import { boundsOf } from '../../load/histogram.ts';
import { furthestShare } from '../../load/percentile.ts';
import { timeText } from '../../load/text.ts';
import type { TimesSummary } from '../../load/times-summary.ts';
import { logSteps } from '../chart/scale.ts';
import { type Html, html } from '../html.ts';

const width = 900;
const height = 300;
const sides = { left: 84, right: 24, top: 14, bottom: 30 } as const;
const floor = height - sides.bottom;
/** Decades of 1/(1-p) that are drawn: up to p99.99. */
const decades = 4;

const ticks: readonly (readonly [name: string, share: number])[] = [
  ['p0', 0],
  ['p50', 0.5],
  ['p90', 0.9],
  ['p99', 0.99],
  ['p99.9', 0.999],
  ['p99.99', 0.9999],
];

/** One clock of the picture. */
export interface SpectrumLine {
  readonly name: string;
  readonly look: string;
  readonly dash: string;
  readonly times: TimesSummary;
}

interface Point {
  readonly share: number;
  /** µs. */
  readonly value: number;
}

/** What share of all took no longer than each bucket, as far as ten samples lie beyond. */
const pointsOf = ({ times }: SpectrumLine): readonly Point[] => {
  const { histogram, atLeastHistogram, count, atLeast, most } = times;
  const all = count + atLeast;
  const limit = furthestShare(all);
  const counts = new Map(histogram.buckets);
  for (const [bucket, size] of atLeastHistogram?.buckets ?? []) {
    counts.set(bucket, (counts.get(bucket) ?? 0) + size);
  }
  const longest = Math.max(most ?? 0, atLeastHistogram?.most ?? 0);
  let seen = 0;
  return [...counts]
    .sort(([a], [b]) => a - b)
    .flatMap(([bucket, size]) => {
      const share = seen / all;
      seen += size;
      const until = seen / all;
      const value = Math.max(1, Math.min(boundsOf(bucket)[1], longest));
      if (share > limit) return [];
      return [share, Math.min(until, limit)].map((each) => ({ share: each, value }));
    });
};

const xOf = (share: number): number => {
  const place = Math.min(decades, -Math.log10(1 - share)) / decades;
  return sides.left + place * (width - sides.left - sides.right);
};

/** Points that fall upon the one before are left out. */
const pathOf = (points: readonly Point[], y: (value: number) => number): string => {
  const places: string[] = [];
  for (const { share, value } of points) {
    const place = `${xOf(share).toFixed(1)} ${y(value).toFixed(1)}`;
    if (places.at(-1) !== place) places.push(place);
  }
  return places.length === 0 ? '' : `M${places.join('L')}`;
};

/** From where on the first clock is only known to take at least so long. */
const unsureFrom = ({ times }: SpectrumLine): number | null => {
  const { atLeastHistogram, histogram, count, atLeast } = times;
  const first = atLeastHistogram?.buckets[0]?.[0];
  if (first === undefined) return null;
  const below = histogram.buckets.reduce(
    (sum, [bucket, size]) => (bucket < first ? sum + size : sum),
    0,
  );
  return below / (count + atLeast);
};

const unsureMark = (line: SpectrumLine): Html | null => {
  const share = unsureFrom(line);
  if (share === null || share >= 1 - 10 ** -decades) return null;
  const x = xOf(share).toFixed(1);
  const isRight = xOf(share) > width - 240;
  return html`<path class="event" d="M${x} ${sides.top}V${floor}"/><text class="event${isRight ? ' end' : ''}" x="${x}" dx="${isRight ? -5 : 5}" y="${sides.top + 10}">${line.name}: at least so long from here</text>`;
};

/** How long the slowest of so many took: the percentiles upon a scale that shows the tail. */
export const spectrum = (lines: readonly SpectrumLine[]): Html => {
  const drawn = lines.map((line) => ({ line, points: pointsOf(line) }));
  const values = drawn.flatMap(({ points }) => points.map(({ value }) => value));
  const steps = logSteps(
    values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
    values.reduce((a, b) => Math.max(a, b), 0),
  );
  const [least = 1, most = 10] = [steps[0], steps.at(-1)];
  const y = (value: number): number =>
    floor -
    (Math.log(Math.max(least, value) / least) / Math.log(most / least)) * (floor - sides.top);
  const rows = steps.map(
    (step) =>
      html`<path class="grid" d="M${sides.left} ${y(step).toFixed(1)}H${width - sides.right}"/><text class="y" x="${sides.left - 8}" y="${(y(step) + 4).toFixed(1)}">${timeText(step)}</text>`,
  );
  const columns = ticks.map(([name, share]) => {
    const x = xOf(share).toFixed(1);
    return html`<path class="grid" d="M${x} ${sides.top}V${floor}"/><text class="x" x="${x}" y="${height - 10}">${name}</text>`;
  });
  const [first] = lines;
  return html`<svg class="spectrum" viewBox="0 0 ${width} ${height}" role="img" aria-label="Percentiles of the clocks; the table above holds the same">${rows}${columns}${first === undefined ? null : unsureMark(first)}${drawn.map(({ line, points }) => html`<path class="line l-${line.look}" stroke-dasharray="${line.dash}" d="${pathOf(points, y)}"/>`)}</svg>`;
};
