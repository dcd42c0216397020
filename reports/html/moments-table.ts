import type { Deed, Moment, Sight, Story } from '../story.ts';
import { type Html, html } from './html.ts';
import { spanText, utcText } from './utc.ts';

const laneName = ({ lanes }: Story, index: number): string => {
  const lane = lanes[index];
  if (lane === undefined) return '';
  return lane.kind === 'access' ? `${lane.name} → ${lane.about}` : lane.name;
};

const deedLine = (story: Story, { lane, what, reply }: Deed): Html =>
  html`<li><b>${laneName(story, lane)}</b> ${what}${reply === undefined ? null : html` <span class="reply">${reply}</span>`}</li>`;

const sightLine = ([subject, field, expected, ...observed]: Sight): Html => {
  const what = field === '' ? subject : `${subject}.${field}`;
  if (observed.length === 0) return html`<li>${what} = ${expected}</li>`;
  const seen = observed[0] ?? 'the target cannot show it';
  return html`<li class="o-violated">✕ <b>${what}</b>: expected ${expected}, observed ${seen}</li>`;
};

const list = (items: readonly Html[]): Html | string =>
  items.length === 0 ? '' : html`<ul>${items}</ul>`;

const row = (story: Story, moment: Moment): Html => {
  const { at, note, did = [], stood = [], saw = [], events = [] } = moment;
  const states = stood.map(([lane, state]) => html`<li>${laneName(story, lane)}: ${state}</li>`);
  return html`<tr><th scope="row"><span class="offset">${spanText(at)}</span><br><span class="utc">${utcText(story.start + at)}</span></th><td>${note === undefined ? null : html`<p class="note">${note}</p>`}${list(did.map((deed) => deedLine(story, deed)))}</td><td>${list([...states, ...events.map((event) => html`<li>event: ${event}</li>`)])}</td><td>${list(saw.map(sightLine))}</td></tr>`;
};

/** What the picture shows, as a table: nothing of it is only drawn. */
export const momentsTable = (story: Story): Html =>
  html`<table class="moments"><caption class="unseen">The moments of the case</caption><thead><tr><th scope="col">when (virtual, UTC)</th><th scope="col">what was done</th><th scope="col">what changed</th><th scope="col">what was expected</th></tr></thead><tbody>${story.moments.map((moment) => row(story, moment))}</tbody></table>`;
