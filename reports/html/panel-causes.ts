import type { CauseShare } from '../cause.ts';
import { counted, type Html, html, linkTo } from './html.ts';
import { outcomeWord } from './outcome-words.ts';
import { none, panel } from './panel.ts';
import type { ReportData } from './report-data.ts';

const causesShown = 5;

const links = (kind: 'case' | 'requirement', ids: readonly string[], most: number): Html =>
  html`${ids.slice(0, most).map((id, index) => html`${index === 0 ? '' : ', '}<a href="${linkTo(kind, id)}">${id}</a>`)}`;

const item = ({ text, outcome, place, count, cases, requirements }: CauseShare): Html => {
  const more = count - 3;
  return html`<li><p class="cause">${outcomeWord(outcome)} <b>${text}</b></p><p>${counted(count, 'case')}: ${links('case', cases, 3)}${more > 0 ? ` and ${more} more` : ''}. First at <code>${place.file}:${place.line}</code>.${requirements.length === 0 ? '' : html` Cites ${links('requirement', requirements, 4)}.`}</p></li>`;
};

/** Panel 3: the few causes that would turn most cases. */
export const causesPanel = ({ causes, causesLeft }: ReportData): Html => {
  const left = causes.length + causesLeft - causesShown;
  const body =
    causes.length === 0
      ? none('Nothing failed, so there is nothing to fix.')
      : html`<ol class="causes">${causes.slice(0, causesShown).map(item)}</ol>${left > 0 ? none(`${counted(left, 'further cause')} below these; status:violated,error,not-demonstrated lists every case.`) : null}`;
  return panel(
    'fix-first',
    'Fix first',
    'Failures with the same field, expectation and observation are one cause; the causes that touch most cases stand first.',
    body,
  );
};
