import { cannotShow } from '../difference-text.ts';
import type { Difference } from '../result.ts';
import { type Html, html } from './html.ts';

const membersOf = (text: string): readonly string[] | null => {
  if (!text.startsWith('[') || !text.endsWith(']')) return null;
  const inner = text.slice(1, -1);
  return inner === '' ? [] : inner.split(', ');
};

/** A value with those members of a list marked that the other side lacks. */
const valueMarkup = (text: string, other: string | null, sign: 'missing' | 'extra'): Html => {
  const members = membersOf(text);
  const others = other === null ? null : membersOf(other);
  if (members === null || others === null) return html`<code>${text}</code>`;
  const shown = members.map((member, index) => {
    const comma = index === 0 ? '' : ', ';
    if (others.includes(member)) return html`${comma}${member}`;
    return html`${comma}<mark class="${sign}"><span class="unseen">${sign}: </span>${member}</mark>`;
  });
  return html`<code>[${shown}]</code>`;
};

const row = ({ place, offset, subject, field, expected, observed, basis }: Difference): Html =>
  html`<tr><th scope="row">${field === '' ? subject : `${subject}.${field}`}<br><span class="utc">at ${offset}</span></th><td data-label="expected">${valueMarkup(expected, observed, 'missing')}</td><td data-label="actual">${observed === null ? html`<i>${cannotShow}</i>` : valueMarkup(observed, expected, 'extra')}</td><td class="place" title="${place.file}:${place.line}">line ${place.line}<br>${basis}</td></tr>`;

/** Expected and actual side by side, field by field, always under these two words. */
export const differenceTable = (differences: readonly Difference[]): Html =>
  html`<table class="differences"><caption class="unseen">Expected and actual</caption><thead><tr><th scope="col">field</th><th scope="col">expected</th><th scope="col">actual</th><th scope="col">in the file</th></tr></thead><tbody>${differences.map(row)}</tbody></table>`;
