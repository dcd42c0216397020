import { amountText } from '../../fleet/amount-text.ts';
import { type Html, html } from '../html.ts';

const left = 150;
const right = 20;
const width = 900;
const rowHeight = 66;
const barsHeight = 40;

/** How many took so long; durations are in the unit of the picture. */
interface DurationBar {
  readonly from: number;
  readonly below: number;
  readonly count: number;
}

/** A histogram with its name, and strokes for what is known of its percentiles. */
export interface DurationRow {
  readonly name: string;
  readonly about: string;
  readonly bars: readonly DurationBar[];
  readonly percentiles: readonly (readonly [name: string, value: number | null])[];
}

export interface DurationPicture {
  readonly label: string;
  /** Below this nobody can tell durations apart; it all stands at the left edge. */
  readonly leastShown: number;
  /** Where marks may stand. */
  readonly marks: readonly number[];
  readonly text: (duration: number) => string;
}

interface Axis {
  readonly least: number;
  readonly most: number;
  readonly x: (duration: number) => number;
}

const axisOf = (rows: readonly DurationRow[], { leastShown }: DurationPicture): Axis => {
  const bars = rows.flatMap((row) => row.bars);
  const from = bars.reduce((least, bar) => Math.min(least, bar.from), Number.POSITIVE_INFINITY);
  const least = Math.max(leastShown, Number.isFinite(from) ? from : leastShown);
  const most = bars.reduce((end, { below }) => Math.max(end, below), least * 2);
  const span = Math.log2(most / least);
  const x = (duration: number): number =>
    left + (Math.log2(Math.max(least, duration) / least) / span) * (width - left - right);
  return { least, most, x };
};

const barMarkup = (
  { from, below, count }: DurationBar,
  tallest: number,
  floor: number,
  { x }: Axis,
  { text }: DurationPicture,
): Html => {
  const start = x(from);
  const long = Math.max(2, x(below) - start - 1.5);
  const high = Math.max(1.5, (count / tallest) * barsHeight);
  const says = `${amountText(count)} took ${text(from)} to ${text(below)}`;
  return html`<rect class="column" x="${start.toFixed(1)}" y="${(floor - high).toFixed(1)}" width="${long.toFixed(1)}" height="${high.toFixed(1)}"><title>${says}</title></rect>`;
};

/** Names that would run into their neighbour are left out; the strokes stay. */
const strokes = (
  { percentiles }: DurationRow,
  floor: number,
  { x }: Axis,
  { text }: DurationPicture,
): Html => {
  let end = left - 30;
  return html`${percentiles.map(([name, value]) => {
    if (value === null) return null;
    const at = x(value);
    const hasRoom = at - 12 > end;
    if (hasRoom) end = at + 14;
    const label = hasRoom
      ? html`<text class="mark" x="${at.toFixed(1)}" y="${floor - barsHeight - 5}">${name}</text>`
      : null;
    return html`<g><title>${name}: ${text(value)}</title><path class="percentile" d="M${at.toFixed(1)} ${floor - barsHeight - 2}V${floor}"/>${label}</g>`;
  })}`;
};

const rowMarkup = (row: DurationRow, at: number, axis: Axis, picture: DurationPicture): Html => {
  const floor = (at + 1) * rowHeight;
  const tallest = row.bars.reduce((most, { count }) => Math.max(most, count), 1);
  return html`<text class="name" x="0" y="${floor - 22}">${row.name}</text><text class="about" x="0" y="${floor - 8}">${row.about}</text><path class="floor" d="M${left} ${floor}H${width - right}"/>${row.bars.map((bar) => barMarkup(bar, tallest, floor, axis, picture))}${strokes(row, floor, axis, picture)}`;
};

/** Marks that would run into their neighbour are left out. */
const ticksOf = ({ least, most, x }: Axis, { marks, text }: DurationPicture, bottom: number) => {
  let end = 0;
  return marks
    .filter((mark) => mark >= least && mark <= most)
    .map((mark) => {
      const at = x(mark);
      const hasRoom = at - 24 > end;
      if (hasRoom) end = at + 24;
      const label = hasRoom
        ? html`<text class="x" x="${at.toFixed(1)}" y="${bottom + 16}">${text(mark)}</text>`
        : null;
      return html`<path class="grid" d="M${at.toFixed(1)} 8V${bottom}"/>${label}`;
    });
};

/** A histogram in each row, all upon one axis of doublings. */
export const durationRows = (rows: readonly DurationRow[], picture: DurationPicture): Html => {
  const axis = axisOf(rows, picture);
  const bottom = rows.length * rowHeight;
  return html`<svg class="detections" viewBox="0 0 ${width} ${bottom + 24}" width="${width}" role="img" aria-label="${picture.label}">${ticksOf(axis, picture, bottom)}${rows.map((row, at) => rowMarkup(row, at, axis, picture))}</svg>`;
};
