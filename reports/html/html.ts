/** Text that is markup already. Everything else is escaped where it is put in. */
export interface Html {
  readonly markup: string;
}

type Part = Html | string | number | null | false | readonly Part[];

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);

const isHtml = (part: Html | readonly Part[]): part is Html => 'markup' in part;

const markupOf = (part: Part): string => {
  if (part === null || part === false) return '';
  if (typeof part !== 'object') return escapeHtml(String(part));
  return isHtml(part) ? part.markup : part.map(markupOf).join('');
};

/** A template whose values are escaped unless they are markup themselves. */
export const html = (texts: TemplateStringsArray, ...parts: readonly Part[]): Html => ({
  markup: texts.map((text, at) => text + markupOf(parts[at] ?? null)).join(''),
});

/** Words with a number before them: `1 case`, `2 cases`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${grouped(count)} ${count === 1 ? one : many}`;

/** `1,116`: digits in threes, the same in every locale. */
export const grouped = (count: number): string => String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');

/** The permalink of an item, which is its kind and its stable id. */
export const linkTo = (kind: 'case' | 'requirement' | 'reading', id: string): string =>
  `#${kind}/${id.split('/').map(encodePart).join('/')}`;

/** The address of a question, kept readable: only what an address cannot hold is encoded. */
export const queryLink = (query: string): string =>
  `#q/${query.replace(/[%\s"<>`#]/g, (sign) => encodeURIComponent(sign))}`;

/** Ids are words with `=`, `.` and dashes; anything else is written as the address wants it. */
const encodePart = (part: string): string =>
  encodeURIComponent(part).replaceAll('%3D', '=').replaceAll('%3A', ':').replaceAll('%2C', ',');
