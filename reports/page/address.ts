/** What the address asks the page to show. */
export type Wanted =
  | { readonly show: 'case'; readonly id: string }
  | { readonly show: 'query'; readonly query: string }
  | { readonly show: 'part'; readonly id: string };

/** A percent sign that begins nothing is no reason to fail. */
const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** `#case/…`, `#q/…`, or the id of a part of the page. */
export const wantedOf = (hash: string): Wanted | null => {
  const text = decoded(hash.replace(/^#/, ''));
  if (text === '') return null;
  if (text.startsWith('case/')) return { show: 'case', id: text.slice('case/'.length) };
  if (text.startsWith('q/')) return { show: 'query', query: text.slice('q/'.length) };
  return { show: 'part', id: text };
};
