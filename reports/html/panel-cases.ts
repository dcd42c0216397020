import { queryKeys } from '../query.ts';
import { counted, type Html, html, linkTo, queryLink } from './html.ts';
import { glyph } from './outcome-words.ts';
import { panel, wide } from './panel.ts';
import type { PageCase, ReportData } from './report-data.ts';

const examples = [
  'status:violated,error,not-demonstrated',
  'tag:p0',
  'status:interpretive',
  '-status:met',
];

const help = (): Html => {
  const rows = Object.entries(queryKeys).map(
    ([key, [meaning, example]]) =>
      html`<tr><th scope="row"><code>${key}:</code></th><td>${meaning}</td><td><a href="${queryLink(example)}"><code>${example}</code></a></td></tr>`,
  );
  return html`<details class="data"><summary>What can be asked</summary><p>Terms stand apart by spaces and all must hold. Several values go with commas, any of which is enough; <code>*</code> stands for any characters; <code>-</code> before a term turns it round. Any other word, or a phrase in quotes, is looked for in ids, titles and differences. The question stands in the address, so that it can be sent to somebody.</p>${wide('Keys of the query box', html`<table class="keys"><caption class="unseen">Keys</caption><thead><tr><th scope="col">key</th><th scope="col">asks for</th><th scope="col">example</th></tr></thead><tbody>${rows}</tbody></table>`)}</details>`;
};

/** The first difference on one line, or why there is none to show. */
const gistOf = ({ differences, because, title }: PageCase): string => {
  const [first] = differences;
  if (first === undefined) return because ?? title;
  const { subject, field, expected, observed, offset } = first;
  const what = field === '' ? subject : `${subject}.${field}`;
  return `at ${offset} ${what}: expected ${expected}, ${observed === null ? 'not shown' : `observed ${observed}`}`;
};

/** One line of the list of cases. */
export const caseRow = (kase: PageCase): Html =>
  html`<a href="${linkTo('case', kase.id)}"><span class="head">${glyph(kase.outcome)}<span class="unseen">${kase.outcome}: </span><span class="id">${kase.id}</span></span><span class="gist">${gistOf(kase)}</span></a>`;

/** What a page shows where scripts do not run, and what is printed. */
const plainMax = 200;

const plainCases = (cases: readonly PageCase[]): Html => {
  const shown = cases.slice(0, plainMax);
  const left = cases.length - shown.length;
  return html`<ul class="plain">${shown.map((kase) => html`<li>${caseRow(kase)}</li>`)}${left > 0 ? html`<li>and ${left} more, which are in the record</li>` : null}</ul>`;
};

/** Panels 5 and 6: the query box, the cases it leaves, and the case that was chosen. */
export const casesPanel = (data: ReportData): Html => {
  const notMet = data.cases.filter(({ outcome }) => outcome !== 'met' && outcome !== 'not-run');
  const chips = examples.map(
    (example) => html`<a class="chip" href="${queryLink(example)}">${example}</a>`,
  );
  return panel(
    'cases',
    'Cases',
    'Ask for cases in the box; choose one to see how it went and why. Up and down move through the list, Enter opens.',
    html`<div class="ask" role="search"><label for="query">Which cases</label><input id="query" type="search" autocomplete="off" spellcheck="false" placeholder="status:violated tag:p0 req:MULTI-02" aria-describedby="query-says"><p id="query-says" class="says" role="status">${counted(data.cases.length, 'case')}</p><p class="chips">${chips}</p>${help()}</div><div class="split"><div id="list" class="list" role="region" aria-label="Cases" tabindex="0"><noscript>${plainCases(notMet)}</noscript></div><div id="case" class="shown"><p class="none">Choose a case to see its timeline.</p></div></div><div id="printed" class="printed">${plainCases(notMet)}</div>`,
  );
};
