import { amountText } from '../../fleet/amount-text.ts';
import { timeText } from '../../load/text.ts';
import { logSteps, roundSteps } from '../chart/scale.ts';
import { type Html, html } from '../html.ts';

const width = 900;
const height = 280;
const sides = { left: 84, right: 24, top: 12, bottom: 42 } as const;
const floor = height - sides.bottom;

/** One moment: what was offered, and how long the slow ones of it took. */
export interface KneePoint {
  /** A second. */
  readonly offered: number;
  /** µs. */
  readonly value: number;
  readonly isAtLeast: boolean;
  readonly isWarmUp: boolean;
  readonly about: string;
}

/** A triangle that points up where the truth may be higher, a ring where it was not measured. */
const pointMarkup = (point: KneePoint, x: number, y: number): Html => {
  const says = html`<title>${point.about}: ${amountText(point.offered)}/s, ${point.isAtLeast ? 'at least ' : ''}${timeText(point.value)}</title>`;
  const look = point.isWarmUp ? 'warm' : 'dot';
  const at = `${x.toFixed(1)} ${y.toFixed(1)}`;
  return point.isAtLeast
    ? html`<path class="${look} least" d="M${at}m-4.5 3.5l4.5-8 4.5 8z">${says}</path>`
    : html`<circle class="${look}" cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="3.4">${says}</circle>`;
};

/** Load against latency: where the points turn upwards is what the service can do. */
export const kneePicture = (points: readonly KneePoint[], name: string): Html => {
  const values = points.map(({ value }) => value);
  const rows = logSteps(Math.min(...values), Math.max(...values));
  const columns = roundSteps(Math.max(...points.map(({ offered }) => offered)));
  const [least = 1, most = 10, right = 1] = [rows[0], rows.at(-1), columns.at(-1)];
  const x = (offered: number): number =>
    sides.left + (offered / right) * (width - sides.left - sides.right);
  const y = (value: number): number =>
    floor - (Math.log(value / least) / Math.log(most / least)) * (floor - sides.top);
  return html`<svg class="knee" viewBox="0 0 ${width} ${height}" role="img" aria-label="Response time ${name} by requests a second offered; the table below joins the moments of each step">${rows.map((step) => html`<path class="grid" d="M${sides.left} ${y(step).toFixed(1)}H${width - sides.right}"/><text class="y" x="${sides.left - 8}" y="${(y(step) + 4).toFixed(1)}">${timeText(step)}</text>`)}${columns.map((step) => html`<path class="grid" d="M${x(step).toFixed(1)} ${sides.top}V${floor}"/><text class="x" x="${x(step).toFixed(1)}" y="${floor + 16}">${amountText(step)}</text>`)}<text class="x" x="${(sides.left + width - sides.right) / 2}" y="${height - 6}">requests a second offered; upwards the response time ${name}</text>${points.map((point) => pointMarkup(point, x(point.offered), y(point.value)))}</svg>`;
};
