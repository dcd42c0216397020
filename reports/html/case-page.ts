import { reproduceLine } from '../reproduce.ts';
import type { CitedRequirement, Grounds } from '../result.ts';
import { differenceTable } from './difference-table.ts';
import { type Html, html, linkTo } from './html.ts';
import { momentsTable } from './moments-table.ts';
import { outcomeWord } from './outcome-words.ts';
import { withCode } from './panel.ts';
import type { PageCase, ReportData } from './report-data.ts';
import { type Drawing, timelineSvg } from './timeline.ts';

const why = ({ story, looked }: PageCase): string => {
  if (looked === 0) return 'It was not played, so there is nothing to draw.';
  return story === undefined
    ? 'How this case went was not kept: a large run keeps it of the cases that are not met, and a page of as many as it has room for.'
    : '';
};

const pictureOf = (kase: PageCase, drawing: Drawing): Html => {
  const { scale } = drawing;
  const { story } = kase;
  if (story === undefined) return html`<p class="none">${why(kase)}</p>`;
  return html`<p class="how"><b>How to read it:</b> virtual time runs to the right; bars are states as they were seen, triangles deeds, dotted lines whom a message was about; the last row says whether what was expected was seen. ${scale === 'compressed' ? 'Gaps are compressed; their lengths stand below.' : 'True to scale, so that instants close together overlap.'}</p><div class="picture" role="region" aria-label="Timeline, scrolls sideways" tabindex="0">${timelineSvg(story, drawing)}</div><p class="tools"><button type="button" data-do="scale">${scale === 'compressed' ? 'Draw true to scale' : 'Draw gaps compressed'}</button></p><details class="data"><summary>The same as a table</summary>${momentsTable(story)}</details>`;
};

const groundsOf = (grounds: Grounds | undefined): Html | null => {
  if (grounds === undefined) return null;
  const frames = grounds.frames.filter((frame) => frame !== '');
  const explanation =
    grounds.explanation === ''
      ? null
      : html`<h4>What decides there, and what would flip it</h4><p class="how">What Muster’s own rules decide about the device at the instant of the first difference.</p><pre class="explanation" tabindex="0" role="region" aria-label="Explanation">${grounds.explanation}</pre>`;
  const code =
    frames.length === 0
      ? null
      : html`<h4>In the file</h4>${frames.map((frame) => html`<pre class="frame" tabindex="0" role="region" aria-label="Lines of the scenario">${frame}</pre>`)}`;
  return html`${explanation}${code}`;
};

const requirementItem = (id: string, known: ReadonlyMap<string, CitedRequirement>): Html => {
  const requirement = known.get(id);
  const link = html`<a href="${linkTo('requirement', id)}">${id}</a>`;
  if (requirement === undefined) return html`<li>${link}</li>`;
  const { statement, source, readOn, basis } = requirement;
  return html`<li>${link} ${withCode(statement)} <span class="source">${basis}; ${source}; read on ${readOn}</span></li>`;
};

const facts = (kase: PageCase): Html => {
  const { place, tags, readings, knownFailing, looked } = kase;
  const known =
    knownFailing === null
      ? null
      : html`<dt>known failing</dt><dd>${knownFailing.class}, ${knownFailing.issue}, ${knownFailing.owner}, until ${knownFailing.until}</dd>`;
  return html`<dl class="facts"><dt>file</dt><dd><code>${place.file}:${place.line}</code></dd><dt>tags</dt><dd>${tags.join(', ') || 'none'}</dd><dt>readings it names</dt><dd>${readings.join(', ') || 'none, so the defaults'}</dd><dt>looked at</dt><dd>${looked} expectations</dd>${known}</dl>`;
};

/** Panel 6: one case, from what it came to down to how to see it again. */
export const casePage = (data: ReportData, kase: PageCase, drawing: Drawing): Html => {
  const { id, title, outcome, because, covers, differences } = kase;
  const known = new Map((data.plan.requirements ?? []).map((each) => [each.id, each]));
  const grounds = data.grounds.find((each) => each.id === id);
  const again = reproduceLine(kase, data.plan);
  return html`<article class="case" aria-labelledby="case-title"><header>${outcomeWord(outcome)}<h3 id="case-title" tabindex="-1">${title}</h3><p class="id"><a href="${linkTo('case', id)}">${id}</a></p></header>${because === null ? null : html`<p class="because">${because}</p>`}${differences.length === 0 ? null : html`<h4>Expected and actual</h4>${differenceTable(differences)}`}<h4>How it went</h4>${pictureOf(kase, drawing)}${groundsOf(grounds)}<h4>Why this matters</h4>${covers.length === 0 ? html`<p class="none">It cites no requirement.</p>` : html`<ul class="cited">${covers.map((each) => requirementItem(each, known))}</ul>`}<h4>Again</h4><p class="again"><code>${again}</code> <button type="button" data-copy="${again}">Copy</button></p>${facts(kase)}</article>`;
};
