import type { CaseResult } from './result.ts';

/** What the query box can be asked about, and what an example looks like. */
export const queryKeys = {
  status: ['how the case ended', 'status:violated,error'],
  area: ['first part of its id', 'area:connector'],
  id: ['its id, * for any characters', 'id:several-vendors/*'],
  tag: ['one of its tags', 'tag:p0'],
  req: ['a requirement it covers', 'req:MULTI-*'],
  reading: ['a reading its file names', 'reading:mtdRecalc'],
  device: ['a device or connector it is about', 'device:pixel'],
  field: ['a field that differs', 'field:complianceState'],
  file: ['the file it stands in', 'file:*grace*'],
  changed: ['how it differs from the earlier record', 'changed:newly-violated'],
} as const satisfies Record<string, readonly [string, string]>;
type Key = keyof typeof queryKeys;

/** The parts of a case that can be asked about. */
export type Asked = Pick<
  CaseResult,
  | 'id'
  | 'title'
  | 'outcome'
  | 'tags'
  | 'covers'
  | 'readings'
  | 'because'
  | 'differences'
  | 'place'
  | 'story'
>;

/** Words for how a case changed since the earlier record, by id. */
export type ChangedWords = ReadonlyMap<string, readonly string[]>;

export type Query =
  | { readonly kind: 'query'; readonly matches: (kase: Asked) => boolean }
  | { readonly kind: 'mistake'; readonly mistake: string };

interface Term {
  readonly key: Key | null;
  readonly not: boolean;
  /** Any of these is enough. */
  readonly values: readonly string[];
}

/** Words apart by spaces, where quotes keep a phrase together. */
const wordsOf = (text: string): readonly string[] =>
  [...text.matchAll(/(?:[^\s"]|"[^"]*"?)+/g)].map(([word]) => word);

const unquoted = (text: string): string => text.replaceAll('"', '').toLowerCase();

const isKey = (word: string): word is Key => Object.hasOwn(queryKeys, word);

const termOf = (word: string): Term | string => {
  const not = word.startsWith('-') && word.length > 1;
  const rest = not ? word.slice(1) : word;
  const named = /^([a-z]+):(.*)$/is.exec(rest);
  if (named === null || rest.startsWith('"')) return { key: null, not, values: [unquoted(rest)] };
  const key = (named[1] ?? '').toLowerCase();
  if (!isKey(key)) {
    return `there is no \`${key}:\`; there are ${Object.keys(queryKeys).join(', ')}`;
  }
  const values = unquoted(named[2] ?? '')
    .split(',')
    .filter((value) => value !== '');
  if (values.length === 0) return `\`${key}:\` needs a value, for example ${queryKeys[key][1]}`;
  return { key, not, values };
};

const escapeRegExp = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');

type Matcher = (text: string) => boolean;

/** The whole text, with `*` for any characters. */
const whole = (value: string): Matcher => {
  if (!value.includes('*')) return (text) => text.toLowerCase() === value;
  const pattern = new RegExp(`^${value.split('*').map(escapeRegExp).join('.*')}$`, 'is');
  return (text) => pattern.test(text);
};

const subjectsOf = ({ differences, story }: Asked): readonly string[] => [
  ...differences.map(({ subject }) => subject),
  ...(story?.lanes ?? []).map(({ name }) => name),
];

/** A reading may be asked for with its value or by its name alone. */
const readingWords = (readings: readonly string[]): readonly string[] =>
  readings.flatMap((reading) => [reading, reading.split('=')[0] ?? '']);

const textsOf = (key: Key, kase: Asked, changed: ChangedWords): readonly string[] => {
  switch (key) {
    case 'status':
      return [kase.outcome];
    case 'area':
      return [kase.id.split('/')[0] ?? ''];
    case 'id':
      return [kase.id];
    case 'tag':
      return kase.tags;
    case 'req':
      return kase.covers;
    case 'reading':
      return readingWords(kase.readings);
    case 'device':
      return subjectsOf(kase);
    case 'field':
      return kase.differences.flatMap(({ field }) => [field, field.split('.')[0] ?? '']);
    case 'file':
      return [kase.place.file];
    case 'changed':
      return changed.get(kase.id) ?? [];
  }
};

const freeTextOf = ({ id, title, because, differences }: Asked): string =>
  [
    id,
    title,
    because ?? '',
    ...differences.map(
      ({ subject, field, expected, observed }) => `${subject}.${field} ${expected} ${observed}`,
    ),
  ]
    .join('\n')
    .toLowerCase();

const testOf = ({ key, not, values }: Term, changed: ChangedWords): ((kase: Asked) => boolean) => {
  if (key === null) {
    const [value = ''] = values;
    return (kase) => freeTextOf(kase).includes(value) !== not;
  }
  const matchers = values.map(whole);
  return (kase) => {
    const texts = textsOf(key, kase, changed);
    return matchers.some((matches) => texts.some(matches)) !== not;
  };
};

/**
 * Understands what stands in the query box: terms apart by spaces, all of which must hold;
 * `key:value`, several values with commas; `-` before a term turns it round; anything else is
 * looked for in id, title and differences.
 */
export const queryOf = (text: string, changed: ChangedWords = new Map()): Query => {
  const terms = wordsOf(text).map(termOf);
  const mistake = terms.find((term) => typeof term === 'string');
  if (mistake !== undefined) return { kind: 'mistake', mistake };
  const tests = terms.flatMap((term) => (typeof term === 'string' ? [] : [testOf(term, changed)]));
  return { kind: 'query', matches: (kase) => tests.every((test) => test(kase)) };
};
