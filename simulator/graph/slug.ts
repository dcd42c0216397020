/** A text as a key: lower case, letters and digits of any script, runs of others one hyphen. */
export const slug = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replace(/^-+|-+$/g, '');

/** What can be a key of a tenant file as it stands: no spaces, no commas. */
const keyPattern = /^[\p{Letter}\p{Number}][\p{Letter}\p{Number}._@+-]*$/u;

/** A name as a key: unchanged where it can be one, else its slug, else the word given. */
export const keyOf = (text: string, otherwise: string): string => {
  const key = keyPattern.test(text) ? text : slug(text).slice(0, 80);
  if (key === '') return otherwise;
  // `constructor` and its like are properties every object has.
  return key in {} ? `${key}-${otherwise}` : key;
};
