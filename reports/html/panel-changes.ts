import type { Change, Comparison } from '../compare.ts';
import { counted, type Html, html, linkTo } from './html.ts';
import { outcomeWord } from './outcome-words.ts';
import { none, panel } from './panel.ts';
import type { ReportData } from './report-data.ts';

const listMax = 200;

const limited = <T>(items: readonly T[], show: (item: T) => Html): Html =>
  html`<ul class="changes">${items.slice(0, listMax).map(show)}${items.length > listMax ? html`<li>and ${items.length - listMax} more</li>` : null}</ul>`;

const block = (title: string, count: number, body: Html): Html | null =>
  count === 0 ? null : html`<h4>${title}: ${count}</h4>${body}`;

const changeItem = ({ id, formerly, from, to }: Change): Html =>
  html`<li><a href="${linkTo('case', id)}">${id}</a>${formerly === null ? '' : ` (was ${formerly})`} <span class="from">${from} →</span> ${outcomeWord(to)}</li>`;

const changed = (title: string, changes: readonly Change[]): Html | null =>
  block(title, changes.length, limited(changes, changeItem));

const comparison = (found: Comparison): Html => {
  const { first, newlyFailing, newlyMet, otherwise, added, gone, renamed, readings, same } = found;
  const parts = [
    changed('Newly failing', newlyFailing),
    changed('Newly met', newlyMet),
    changed('Otherwise changed', otherwise),
    block(
      'New cases',
      added.length,
      limited(
        added,
        ({ id, outcome }) =>
          html`<li><a href="${linkTo('case', id)}">${id}</a> ${outcomeWord(outcome)}</li>`,
      ),
    ),
    block(
      'Gone cases',
      gone.length,
      limited(gone, ({ id, outcome }) => html`<li>${id} (was ${outcome})</li>`),
    ),
    block(
      'Renamed',
      renamed.length,
      limited(
        renamed,
        ({ from, to }) => html`<li>${from} → <a href="${linkTo('case', to)}">${to}</a></li>`,
      ),
    ),
    block(
      'Changed readings',
      readings.length,
      limited(
        readings,
        ({ name, from, to }) =>
          html`<li><a href="${linkTo('reading', name)}">${name}</a>: ${from ?? 'not there'} → ${to ?? 'not there'}</li>`,
      ),
    ),
  ];
  return html`<p>Against <b>${first.name}</b> (${first.tool}, digest <code>${first.digest.slice(0, 12)}</code>): ${counted(same, 'case')} ended alike.</p>${parts}`;
};

/** Panel 13: what is otherwise than in an earlier record. */
export const changesPanel = ({ changes }: ReportData): Html =>
  panel(
    'changes',
    'Changes',
    'What is otherwise than in an earlier record; a case that was renamed is followed to its new id.',
    html`${changes === null ? none('Compared with nothing. `muster report EARLIER THIS --format html` fills this panel, or choose an earlier run.jsonl here.') : comparison(changes)}<p class="tools"><label class="file">Compare with an earlier record <input type="file" accept=".jsonl" data-do="compare"></label></p>`,
  );
