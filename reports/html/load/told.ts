import { amountText } from '../../fleet/amount-text.ts';
import { type Percentile, samplesNeeded } from '../../load/percentile.ts';
import { timeText } from '../../load/text.ts';
import {
  type PercentileName,
  shownPercentiles,
  type TimesSummary,
} from '../../load/times-summary.ts';
import { type Cell, cell } from '../chart/data-table.ts';
import { type Html, html } from '../html.ts';

/**
 * A number as people read it, with the exact one and its place in `summary.json` beside it, as a
 * JSON pointer, so that whoever doubts the page can look it up.
 */
const told = (place: string, value: number | null, text: string): Html =>
  html`<data data-of="${place}" value="${value ?? ''}">${text}</data>`;

export const amount = (place: string, value: number): Html => told(place, value, amountText(value));

/** `12.3 %`. */
export const percentText = (share: number): string => {
  if (share === 0 || share === 1) return `${share * 100} %`;
  if (share > 0 && share < 0.0005) return '< 0.1 %';
  if (share > 0.9995 && share < 1) return '> 99.9 %';
  return `${(share * 100).toFixed(1)} %`;
};

/** @param value 0 to 1; null: nobody can say */
export const share = (place: string, value: number | null): Html =>
  told(place, value, value === null ? '–' : percentText(value));

/** @param value µs; null: nobody can say */
export const time = (place: string, value: number | null): Html =>
  told(place, value, value === null ? '–' : timeText(value));

export const timeCell = (place: string, value: number | null): Cell =>
  cell(time(place, value), value);

/** `≥` where what nobody waited for may have pushed it higher. */
export const percentileTime = (place: string, percentile: Percentile): Html =>
  html`${percentile.isAtLeast ? html`<abbr title="at least: what nobody waited for may have taken longer">≥</abbr> ` : null}${time(`${place}/value`, percentile.value)}`;

const seenOf = ({ count, atLeast }: TimesSummary): number => count + atLeast;

/** A percentile, or why it is not shown. */
export const percentileCell = (place: string, times: TimesSummary, name: PercentileName): Cell => {
  const percentile = times.percentiles[name];
  if (percentile !== null) {
    const at = `${place}/percentiles/${name}`;
    return cell(percentileTime(at, percentile), percentile.value);
  }
  const needed = amountText(samplesNeeded(shownPercentiles[name]));
  const seen = amountText(seenOf(times));
  return cell(
    html`–<span class="meaning">needs ${needed}</span><span class="meaning">${seen} seen</span>`,
  );
};

/** `7.5 s`, `2 m 5 s`: an instant of the run. */
export const momentText = (seconds: number): string => {
  const rounded = Math.round(seconds * 10) / 10;
  if (rounded < 120) return `${rounded} s`;
  const [minutes, rest] = [Math.floor(rounded / 60), Math.round(rounded % 60)];
  if (minutes < 120) return rest === 0 ? `${minutes} m` : `${minutes} m ${rest} s`;
  const [hours, left] = [Math.floor(minutes / 60), minutes % 60];
  return left === 0 ? `${hours} h` : `${hours} h ${left} m`;
};
