import type { StaleKnownFailing } from '../result.ts';
import { type Html, html, linkTo } from './html.ts';
import { none, panel, wide } from './panel.ts';
import type { PageCase, ReportData } from './report-data.ts';

const staleRow = ({
  pattern,
  because,
  class: kind,
  owner,
  issue,
  until,
}: StaleKnownFailing): Html =>
  html`<tr class="stale"><th scope="row">${pattern}</th><td><b>✕ ${because}</b></td><td>${kind}</td><td>${owner}</td><td>${issue}</td><td>${until}</td></tr>`;

const knownRow = ({ id, knownFailing }: PageCase): Html | null => {
  if (knownFailing === null) return null;
  const { class: kind, owner, issue, until } = knownFailing;
  return html`<tr><th scope="row"><a href="${linkTo('case', id)}">${id}</a></th><td>fails as listed</td><td>${kind}</td><td>${owner}</td><td>${issue}</td><td>${until}</td></tr>`;
};

/** Panel 14: promises about failures; those that no longer hold at the top. */
export const knownPanel = ({ known, stale, counts }: ReportData): Html => {
  const left = counts['known-failing'] - known.length;
  const table = html`<table class="known"><caption class="unseen">Known failures</caption><thead><tr><th scope="col">case or pattern</th><th scope="col">state</th><th scope="col">class</th><th scope="col">owner</th><th scope="col">issue</th><th scope="col">holds until</th></tr></thead><tbody>${stale.map(staleRow)}${known.map(knownRow)}</tbody></table>`;
  const body =
    known.length + stale.length === 0
      ? none('No case is excused.')
      : html`${wide('Known failures', table)}${left > 0 ? none(`${left} more are in the record.`) : null}`;
  return panel(
    'known-failing',
    'Known failures',
    'Cases that somebody has answered for. An entry that has expired, matches nothing or whose case is met fails the run and stands first.',
    body,
  );
};
