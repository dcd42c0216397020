import { type Html, html } from '../html.ts';

/** What the codes say that a plan brings no words for; by what stands before the stroke. */
const meanings: ReadonlyMap<string, string> = new Map([
  ['already-denied', 'access or compliance was gone already'],
  ['over-before', 'the threat was gone before anything was decided'],
  ['open-at-the-end', 'the run ended before anything was decided'],
  ['accepted', 'taken and used'],
  ['stale', 'older than what was known already, and left aside'],
  ['connector-unavailable', 'refused: the connector was not available'],
  ['connector-error', 'refused: the connector was in error'],
  ['connector-unknown', 'refused: the tenant has no such connector'],
  ['device-unknown', 'refused: the tenant has no such device'],
]);

type Words = Readonly<Record<string, string>>;

/** What a code means; null where nobody has said. */
export const meaningOf = (code: string, words: Words): string | null => {
  const told = new Map(Object.entries(words));
  const slug = code.replace(/\/.*$/, '');
  return told.get(code) ?? told.get(slug) ?? meanings.get(slug) ?? null;
};

/** A code with its meaning under it. */
export const meant = (code: string, words: Words): Html => {
  const meaning = meaningOf(code, words);
  return html`<code>${code}</code>${meaning === null ? null : html`<span class="meaning">${meaning}</span>`}`;
};
