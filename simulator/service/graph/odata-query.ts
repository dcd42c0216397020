import { keepRecent } from '../recent.ts';

/** An `$expand` item with what stands in its parentheses. */
export interface Expansion {
  readonly name: string;
  readonly inner: readonly Expansion[];
}

/** The system query options of OData that Graph knows, as far as Intune looks at them. */
export interface ODataQuery {
  readonly select: readonly string[] | null;
  readonly filter: string | null;
  readonly expand: readonly Expansion[];
  readonly orderby: string | null;
  readonly top: number | null;
  readonly skip: number;
  readonly skiptoken: string | null;
  readonly count: boolean;
  /** An option whose value cannot be read; null where all can. */
  readonly wrong: string | null;
}

/** Cut at commas that stand outside parentheses. */
const outerParts = (text: string, mark: ',' | ';'): string[] => {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if (letter === '(') depth += 1;
    else if (letter === ')') depth -= 1;
    else if (letter === mark && depth === 0) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  parts.push(text.slice(from));
  return parts.map((part) => part.trim()).filter((part) => part !== '');
};

const deepest = 5;

const expansionsOf = (text: string, depth = 0): Expansion[] =>
  outerParts(text, ',').map((part) => {
    const [, name = part, inner] = /^([^(]+)(?:\((.*)\))?$/s.exec(part) ?? [];
    const nested = outerParts(inner ?? '', ';').find((option) => /^\$?expand=/i.test(option));
    const deeper = nested === undefined || depth >= deepest;
    const inside = deeper ? [] : expansionsOf(nested.replace(/^\$?expand=/i, ''), depth + 1);
    return { name: name.trim(), inner: inside };
  });

const whole = (text: string | null): number | null =>
  text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;

const noOptions: ODataQuery = {
  select: null,
  filter: null,
  expand: [],
  orderby: null,
  top: null,
  skip: 0,
  skiptoken: null,
  count: false,
  wrong: null,
};

/** Queries that were read lately, by their text: a client asks the same way again and again. */
const mostRead = 500;
const longestRead = 500;
const read = new Map<string, ODataQuery>();

/** Names of options are read with or without `$`, in any case. */
export const readQuery = (search: string): ODataQuery => {
  if (search === '') return noOptions;
  const known = read.get(search);
  if (known !== undefined) return known;
  const query = queryIn(search);
  return search.length > longestRead ? query : keepRecent(read, mostRead, search, query);
};

const queryIn = (search: string): ODataQuery => {
  const options = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(search)) {
    options.set(name.replace(/^\$/, '').toLowerCase(), value);
  }
  const of = (name: string): string | null => options.get(name) ?? null;
  const select = of('select');
  const count = of('count');
  const wrongNumber = ['top', 'skip'].find((name) => options.has(name) && whole(of(name)) === null);
  return {
    select: select === null ? null : outerParts(select, ','),
    filter: of('filter'),
    expand: expansionsOf(of('expand') ?? ''),
    orderby: of('orderby'),
    top: whole(of('top')),
    skip: whole(of('skip')) ?? 0,
    skiptoken: of('skiptoken'),
    count: count !== null && count.toLowerCase() === 'true',
    wrong: wrongNumber === undefined ? null : `$${wrongNumber}`,
  };
};
