import { minutesText } from '../../fleet/amount-text.ts';
import type { ConnectorSummary } from '../../fleet/connector-time.ts';
import { plotSides } from '../chart/line-chart.ts';
import { daySteps } from '../chart/scale.ts';
import { type Html, html } from '../html.ts';
import { momentText } from './series.ts';

const minutesInDay = 1_440;
const laneHeight = 26;
const rough = 6.6;

/** What a state looks like: a colour and a pattern, beside its word. */
const looks: Readonly<Record<string, string>> = {
  enabled: 'good',
  available: 'good',
  unresponsive: 'wait',
  unavailable: 'off',
  notSetUp: 'off',
  error: 'bad',
};

/** What of the run is drawn, in days, and in how many pixels. */
export interface Extent {
  readonly from: number;
  readonly until: number;
  readonly width: number;
}

/** One state of a connector, in minutes from the start. */
interface Stretch {
  readonly state: string;
  readonly from: number;
  readonly until: number;
}

/** @param end of the run, in minutes */
const stretchesOf = ({ changes }: ConnectorSummary, end: number): readonly Stretch[] =>
  changes.map(({ state, fromMinute }, at) => ({
    state,
    from: fromMinute,
    until: changes[at + 1]?.fromMinute ?? end,
  }));

const drawn = (stretch: Stretch, y: number, extent: Extent): Html | null => {
  const { from, until, width } = extent;
  const room = width - plotSides.left - plotSides.right;
  const x = (minute: number): number => {
    const share = (minute / minutesInDay - from) / (until - from);
    return plotSides.left + Math.min(1, Math.max(0, share)) * room;
  };
  const [left, right] = [x(stretch.from), x(stretch.until)];
  const isOut = stretch.until <= from * minutesInDay || stretch.from >= until * minutesInDay;
  if (isOut) return null;
  // A short outage is what somebody looks for, so it keeps a width that can be seen.
  const long = Math.max(3, right - left);
  const lasted = minutesText(stretch.until - stretch.from);
  const label =
    stretch.state.length * rough + 8 < long
      ? html`<text class="state" x="${(left + 5).toFixed(1)}" y="${y + 13}">${stretch.state}</text>`
      : null;
  return html`<g class="stretch s-${looks[stretch.state] ?? 'off'}"><title>${stretch.state} from ${momentText(stretch.from)}, for ${lasted}</title><rect class="fill" x="${left.toFixed(1)}" y="${y}" width="${long.toFixed(1)}" height="18"/><rect class="pattern" x="${left.toFixed(1)}" y="${y}" width="${long.toFixed(1)}" height="18"/>${label}</g>`;
};

/** A stretch that is not the usual one is drawn last, so that none hides it. */
const byLook = (a: Stretch, b: Stretch): number =>
  Number(looks[a.state] !== 'good') - Number(looks[b.state] !== 'good');

/** A lane for the connector of each partner, upon the axis of the charts. */
export const lanesSvg = (
  connectors: readonly ConnectorSummary[],
  days: number,
  extent: Extent,
): Html => {
  const { from, until, width } = extent;
  const height = connectors.length * laneHeight + 22;
  const room = width - plotSides.left - plotSides.right;
  const ticks = daySteps(from, until, Math.max(3, room / 52)).map((day) => {
    const x = (plotSides.left + ((day - from) / (until - from)) * room).toFixed(1);
    return html`<path class="grid" d="M${x} 0V${height - 20}"/><text class="x" x="${x}" y="${height - 5}">${day}</text>`;
  });
  const lanes = connectors.map((connector, at) => {
    const y = at * laneHeight + 2;
    const stretches = [...stretchesOf(connector, days * minutesInDay)].sort(byLook);
    return html`<text class="y" x="${plotSides.left - 8}" y="${y + 13}">${connector.partner}</text>${stretches.map((each) => drawn(each, y, extent))}`;
  });
  return html`<svg class="lanes" viewBox="0 0 ${width} ${height}" role="img" aria-label="States of the connectors over the days; the table below holds the same">${ticks}${lanes}</svg>`;
};
