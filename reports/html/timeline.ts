import type { Lane, Moment, Story, Window } from '../story.ts';
import { type Html, html } from './html.ts';
import { type Axis, axisOf, type Scale } from './time-axis.ts';
import { spanText } from './utc.ts';

const left = 178;
/** Beyond the last instant, so that the states it leaves behind can be read. */
const right = 112;
const top = 40;
const laneHeight = 42;
const windowHeight = 22;

/** What a state looks like: a colour and a pattern, beside its word. */
const looks: Readonly<Record<string, string>> = {
  compliant: 'good',
  granted: 'good',
  enabled: 'good',
  available: 'good',
  inGracePeriod: 'wait',
  unresponsive: 'wait',
  noncompliant: 'bad',
  denied: 'bad',
  error: 'bad',
};

const lookOf = (state: string): string => looks[state] ?? 'off';

/** A piece of a lane in one state. */
interface Stretch {
  readonly state: string;
  readonly from: number;
  readonly until: number;
}

const stretchesOf = (story: Story, lane: number, end: number): readonly Stretch[] => {
  const changes = story.moments.flatMap(({ at, stood = [] }) =>
    stood.flatMap(([index, state]) => (index === lane ? [{ at, state }] : [])),
  );
  return changes.map(({ at, state }, index) => ({
    state,
    from: at,
    until: changes[index + 1]?.at ?? end,
  }));
};

const yOf = (lane: number): number => top + lane * laneHeight;

const roughWidth = (text: string): number => text.length * 6.4 + 8;

const stretchMarkup = (stretch: Stretch, lane: number, axis: Axis, isLast: boolean): Html => {
  const x = left + axis.x(stretch.from);
  const width = left + axis.x(stretch.until) - x + (isLast ? right - 14 : 0);
  const y = yOf(lane) + 14;
  const kind = lookOf(stretch.state);
  const label =
    roughWidth(stretch.state) <= width
      ? html`<text class="state" x="${x + 6}" y="${y + 13}">${stretch.state}</text>`
      : null;
  return html`<g class="stretch s-${kind}"><title>${stretch.state} from ${spanText(stretch.from)}</title><rect class="fill" x="${x}" y="${y}" width="${width}" height="18"/><rect class="pattern" x="${x}" y="${y}" width="${width}" height="18"/>${label}</g>`;
};

const laneTitle = ({ kind, name, about }: Lane): readonly [string, string] => {
  if (kind === 'admin') return ['admin', 'changes to the tenant'];
  if (kind === 'access') return [`→ ${about}`, `access of ${name}`];
  return [name, about];
};

const laneMarkup = (story: Story, lane: Lane, index: number, axis: Axis): Html => {
  const [title, about] = laneTitle(lane);
  const end = axis.instants.at(-1) ?? 0;
  const y = yOf(index);
  const stretches = stretchesOf(story, index, end);
  return html`<g class="lane k-${lane.kind}"><text class="name" x="12" y="${y + 22}">${title}</text><text class="about" x="12" y="${y + 35}">${about.slice(0, 27)}</text><path class="rail" d="M${left} ${y + 23}H${left + axis.width + (right - 14)}"/>${stretches.map((stretch, at) => stretchMarkup(stretch, index, axis, at === stretches.length - 1))}</g>`;
};

const gapMarkup = (axis: Axis, index: number, bottom: number): Html | null => {
  const at = axis.instants[index];
  const before = axis.instants[index - 1];
  if (at === undefined || before === undefined) return null;
  const width = axis.x(at) - axis.x(before);
  const text = `+${spanText(at - before)}`;
  if (roughWidth(text) > width + 14) return null;
  const x = left + axis.x(before) + width / 2;
  return html`<text class="gap" x="${x}" y="${bottom}">${text}</text>`;
};

/** Labels that would run into their neighbour go one line up, and then away. */
const axisMarkup = (axis: Axis, bottom: number): Html => {
  const ends = [-100, -100];
  return html`${axis.instants.map((at) => {
    const x = left + axis.x(at);
    const text = spanText(at);
    const half = (text.length * 6.2) / 2;
    const row = ends.findIndex((end) => end < x - half - 4);
    if (row >= 0) ends[row] = x + half;
    const label =
      row < 0
        ? null
        : html`<text class="tick" x="${x}" y="${26 - row * 13}"><title>${spanText(at)}</title>${text}</text>`;
    return html`<path class="grid" d="M${x} 31V${bottom}"/>${label}`;
  })}${axis.instants.map((_at, index) => gapMarkup(axis, index, bottom + 14))}`;
};

const deedsMarkup = (moment: Moment, axis: Axis): Html => {
  const x = left + axis.x(moment.at);
  const byLane = new Map<number, string[]>();
  const links: Html[] = [];
  for (const { lane, to, what, reply } of moment.did ?? []) {
    const text = reply === undefined ? what : `${what}: ${reply}`;
    byLane.set(lane, [...(byLane.get(lane) ?? []), text]);
    if (to !== undefined) {
      links.push(html`<path class="sent" d="M${x} ${yOf(lane) + 10}V${yOf(to) + 14}"/>`);
    }
  }
  const marks = [...byLane].map(([lane, texts]) => {
    const y = yOf(lane) + 14;
    const number =
      texts.length > 1
        ? html`<text class="many" x="${x + 6}" y="${y - 2}">${texts.length}</text>`
        : null;
    return html`<g class="deed"><title>${spanText(moment.at)}: ${texts.join('; ')}</title><path d="M${x - 5} ${y - 10}h10l-5 9Z"/>${number}</g>`;
  });
  return html`${links}${marks}`;
};

const judged = ({ saw = [], wrong }: Moment): 'violated' | 'not-demonstrated' | 'met' | null => {
  if (wrong === true) {
    const hidden = saw.some((sight) => sight.length === 4 && sight[3] === null);
    const differs = saw.some((sight) => sight.length === 4 && sight[3] !== null);
    return hidden && !differs ? 'not-demonstrated' : 'violated';
  }
  return saw.length === 0 ? null : 'met';
};

const verdictMarkup = (moment: Moment, axis: Axis, y: number): Html | null => {
  const verdict = judged(moment);
  if (verdict === null) return null;
  const x = left + axis.x(moment.at);
  const { saw = [] } = moment;
  const wrong = saw.filter((sight) => sight.length === 4).length;
  const word =
    verdict === 'met'
      ? `${saw.length} as expected`
      : `${Math.max(1, wrong)} of ${Math.max(1, saw.length)} not as expected`;
  return html`<g class="check o-${verdict}"><title>${spanText(moment.at)}: ${word}</title><use href="#g-${verdict}" x="${x - 8}" y="${y}" width="16" height="16"/></g>`;
};

/** Where something was not as expected, through all lanes. */
const wrongMarkup = ({ at, wrong }: Moment, axis: Axis, band: number): Html | null =>
  wrong === true
    ? html`<rect class="wrong" x="${left + axis.x(at) - 11}" y="32" width="22" height="${band - 12}"/>`
    : null;

const windowMarkup = (window: Window, axis: Axis, y: number): Html => {
  const x = left + axis.x(window.from);
  const width = Math.max(6, left + axis.x(window.until) - x);
  const text = `${window.mode} ${window.what}`;
  const room = Math.floor((axis.width + right - 4) / 6);
  const shown = text.length > room ? `${text.slice(0, room - 1)}…` : text;
  // A text that would leave the picture begins earlier than its bracket.
  const textX = Math.max(left, Math.min(x + 2, left + axis.width + right - 4 - shown.length * 6));
  const wrong = window.wrong === true;
  return html`<g class="window ${wrong ? 'o-violated' : 'o-met'}"><title>${text}, from ${spanText(window.from)} until ${spanText(window.until)}${wrong ? ': broken' : ': held'}</title><path class="bracket" d="M${x} ${y + 5}v-4h${width}v4"/><text x="${textX}" y="${y + 14}">${wrong ? '✕ ' : ''}${shown}</text></g>`;
};

const summaryOf = ({ lanes, moments }: Story): string =>
  `${lanes.length} lanes, ${moments.length} moments; the table below holds the same.`;

/** How a picture is drawn: its scale, and the pixels there are for it. */
export interface Drawing {
  readonly scale: Scale;
  readonly room: number;
}

/** The picture of a case: a lane for each connector, device and resource, and what was judged. */
export const timelineSvg = (story: Story, { scale, room }: Drawing): Html => {
  const axis = axisOf(story, scale, room - left - right);
  const band = yOf(story.lanes.length) + 4;
  const windows = band + 26;
  const bottom = windows + story.windows.length * windowHeight + 2;
  const width = left + axis.width + right;
  const height = bottom + 20;
  return html`<svg class="timeline" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="Timeline of the case: ${summaryOf(story)}">${story.moments.map((moment) => wrongMarkup(moment, axis, band))}${axisMarkup(axis, bottom)}${story.lanes.map((lane, index) => laneMarkup(story, lane, index, axis))}<g class="band"><text class="name" x="12" y="${band + 13}">as expected?</text>${story.moments.map((moment) => verdictMarkup(moment, axis, band))}</g>${story.moments.map((moment) => deedsMarkup(moment, axis))}${story.windows.map((window, index) => windowMarkup(window, axis, windows + index * windowHeight))}</svg>`;
};
