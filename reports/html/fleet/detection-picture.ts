import { amountText, durationText } from '../../fleet/amount-text.ts';
import type { PartnerTimes, TimeBar } from '../../fleet/detection.ts';
import { type Html, html } from '../html.ts';

const left = 150;
const right = 20;
const width = 900;
const rowHeight = 66;
const barsHeight = 40;
/** Below this nobody can tell durations apart; it all stands at the left edge. */
const leastShown = 1_000;

const marks: readonly number[] = [
  1_000, 10_000, 60_000, 600_000, 3_600_000, 21_600_000, 86_400_000, 604_800_000, 2_592_000_000,
];

interface Axis {
  readonly least: number;
  readonly most: number;
  readonly x: (duration: number) => number;
}

const axisOf = (rows: readonly PartnerTimes[]): Axis => {
  const bars = rows.flatMap(({ histogram }) => histogram);
  const least = Math.max(leastShown, Math.min(...bars.map(({ fromMs }) => fromMs)));
  const most = Math.max(least * 2, ...bars.map(({ belowMs }) => belowMs));
  const span = Math.log2(most / least);
  const x = (duration: number): number =>
    left + (Math.log2(Math.max(least, duration) / least) / span) * (width - left - right);
  return { least, most, x };
};

const barMarkup = (bar: TimeBar, tallest: number, floor: number, { x }: Axis): Html => {
  const from = x(bar.fromMs);
  const long = Math.max(2, x(bar.belowMs) - from - 1.5);
  const high = Math.max(1.5, (bar.detections / tallest) * barsHeight);
  const says = `${amountText(bar.detections)} took ${durationText(bar.fromMs)} to ${durationText(bar.belowMs)}`;
  return html`<rect class="column" x="${from.toFixed(1)}" y="${(floor - high).toFixed(1)}" width="${long.toFixed(1)}" height="${high.toFixed(1)}"><title>${says}</title></rect>`;
};

/** Names that would run into their neighbour are left out; the strokes stay. */
const percentiles = (times: PartnerTimes, floor: number, { x }: Axis): Html => {
  let end = left - 30;
  const known = [
    ['p50', times.p50Ms],
    ['p90', times.p90Ms],
    ['p99', times.p99Ms],
  ] as const;
  return html`${known.map(([name, value]) => {
    if (value === null) return null;
    const at = x(value);
    const hasRoom = at - 12 > end;
    if (hasRoom) end = at + 14;
    const label = hasRoom
      ? html`<text class="mark" x="${at.toFixed(1)}" y="${floor - barsHeight - 5}">${name}</text>`
      : null;
    return html`<g><title>${name}: ${durationText(value)}</title><path class="percentile" d="M${at.toFixed(1)} ${floor - barsHeight - 2}V${floor}"/>${label}</g>`;
  })}`;
};

const rowMarkup = (times: PartnerTimes, at: number, axis: Axis): Html => {
  const floor = (at + 1) * rowHeight;
  const tallest = Math.max(1, ...times.histogram.map(({ detections }) => detections));
  return html`<text class="name" x="0" y="${floor - 22}">${times.partner}</text><text class="about" x="0" y="${floor - 8}">${times.platform}, n = ${amountText(times.detections)}</text><path class="floor" d="M${left} ${floor}H${width - right}"/>${times.histogram.map((bar) => barMarkup(bar, tallest, floor, axis))}${percentiles(times, floor, axis)}`;
};

/** A histogram for each partner and platform, all upon one axis of doublings. */
export const detectionPicture = (rows: readonly PartnerTimes[]): Html => {
  const axis = axisOf(rows);
  const bottom = rows.length * rowHeight;
  const ticks = marks
    .filter((mark) => mark >= axis.least && mark <= axis.most)
    .map((mark) => {
      const x = axis.x(mark).toFixed(1);
      return html`<path class="grid" d="M${x} 8V${bottom}"/><text class="x" x="${x}" y="${bottom + 16}">${durationText(mark)}</text>`;
    });
  return html`<svg class="detections" viewBox="0 0 ${width} ${bottom + 24}" width="${width}" role="img" aria-label="Detections by the time until a decision; the table below holds the same">${ticks}${rows.map((times, at) => rowMarkup(times, at, axis))}</svg>`;
};
