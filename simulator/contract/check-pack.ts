import { day } from '../../core/time.ts';
import { type RollUpRow, severities } from '../../core/vendor-cloud.ts';
import { bases, limits } from '../../core/vocabulary.ts';
import { classificationTokens, threatCategories } from './classification.ts';
import {
  activationMeanings,
  dualProfileModels,
  packParts,
  type SilenceRule,
  type VendorPack,
} from './vendor-pack.ts';

/** What is wrong with a pack, and where: `silence.least: …`. */
export interface PackProblem {
  readonly path: string;
  readonly message: string;
}

type Say = (path: string, message: string) => void;
type Check = (value: unknown, path: string, say: Say) => void;

const shown = (value: unknown): string => JSON.stringify(value) ?? 'nothing';

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const wordOf =
  (words: readonly unknown[], alone?: string): Check =>
  (value, path, say) => {
    if (words.includes(value)) return;
    say(path, `${shown(value)} is none of ${alone ?? words.map(String).join(', ')}`);
  };

const textLike =
  (pattern: RegExp, expected: string): Check =>
  (value, path, say) => {
    if (typeof value !== 'string' || !pattern.test(value)) {
      say(path, `expected ${expected}, found ${shown(value)}`);
    }
  };

const flag: Check = (value, path, say) => {
  if (typeof value !== 'boolean') say(path, `expected true or false, found ${shown(value)}`);
};

const listOf =
  (item: Check): Check =>
  (value, path, say) => {
    if (!Array.isArray(value) || value.length === 0) {
      say(path, `expected a list that is not empty, found ${shown(value)}`);
      return;
    }
    for (const [index, each] of value.entries()) item(each, `${path}[${index}]`, say);
  };

/** A map with any keys; `keys` narrows them. */
const mapOf =
  (item: Check, keys: readonly string[] | null = null): Check =>
  (value, path, say) => {
    if (!isMap(value)) {
      say(path, `expected a map, found ${shown(value)}`);
      return;
    }
    for (const [key, each] of Object.entries(value)) {
      if (keys !== null && !keys.includes(key)) say(`${path}.${key}`, 'has no meaning here');
      else item(each, `${path}.${key}`, say);
    }
  };

/** A map with exactly these keys. */
const recordOf =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value, path, say) => {
    const dot = path === '' ? '' : `${path}.`;
    if (!isMap(value)) {
      say(path === '' ? '(the pack)' : path, `expected a map, found ${shown(value)}`);
      return;
    }
    for (const key of Object.keys(value)) {
      if (!Object.hasOwn(fields, key)) say(`${dot}${key}`, 'has no meaning here');
    }
    for (const [key, check] of Object.entries(fields)) {
      if (Object.hasOwn(value, key)) check(value[key], `${dot}${key}`, say);
      else say(`${dot}${key}`, 'is missing');
    }
  };

const wholeFrom =
  (least: number): Check =>
  (value, path, say) => {
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < least) {
      say(path, `expected a whole number from ${least}, found ${shown(value)}`);
    }
  };

const nullOr =
  (check: Check): Check =>
  (value, path, say) => {
    if (value !== null) check(value, path, say);
  };

const milliseconds = wholeFrom(1);

const silence: Check = (value, path, say) => {
  const problems: string[] = [];
  const fields = { after: nullOr(milliseconds), least: milliseconds, most: milliseconds };
  recordOf(fields)(value, path, (at, message) => {
    problems.push(at);
    say(at, message);
  });
  if (problems.length > 0) return;
  const { after, least, most } = value as SilenceRule;
  if (least > most) say(path, '`least` is more than `most`');
  else if (after !== null && (after < least || after > most)) {
    say(`${path}.after`, 'is outside of `least` and `most`');
  }
  if (most > 365 * day) say(`${path}.most`, 'is more than a year');
};

const row = recordOf({
  severity: wordOf(severities),
  atLeast: wholeFrom(1),
  level: wordOf(severities),
});

/** A table must at least let a single high threat through, or the worst would go unreported. */
const rollUp: Check = (value, path, say) => {
  if (value === 'max') return;
  if (!Array.isArray(value)) {
    say(path, `expected \`max\` or a list of rows, found ${shown(value)}`);
    return;
  }
  let whole = true;
  listOf(row)(value, path, (at, message) => {
    whole = false;
    say(at, message);
  });
  const rows: readonly RollUpRow[] = whole ? value : [];
  if (whole && !rows.some(({ atLeast, level }) => atLeast === 1 && level === 'high')) {
    say(path, 'no single threat ever makes a device `high`');
  }
};

const text = textLike(/\S/, 'a text');

const fields: { readonly [Part in keyof VendorPack]: Check } = {
  name: textLike(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'a name such as `lookout-like`'),
  title: text,
  sources: listOf(text),
  readOn: textLike(/^\d{4}-\d{2}-\d{2}$/, 'a day such as `2026-11-20`'),
  basis: recordOf(Object.fromEntries(packParts.map((part) => [part, wordOf(bases)]))),
  risk: mapOf(wordOf([...limits, null])),
  severity: mapOf(wordOf(limits)),
  activation: mapOf(wordOf(activationMeanings)),
  silence,
  rollUp,
  unenrolled: flag,
  dualProfiles: wordOf(dualProfileModels),
  resyncEvery: nullOr(milliseconds),
  categories: mapOf(wordOf(threatCategories)),
  classifications: mapOf(wordOf(classificationTokens, 'the registered classifications')),
  ratings: mapOf(wordOf(limits), classificationTokens),
};

/** Levels that a device of this vendor can have at all. */
const checkReach = (pack: VendorPack, say: Say): void => {
  for (const level of limits) {
    if (!Object.values(pack.risk).includes(level)) say('risk', `no word means \`${level}\``);
  }
  if (!Object.values(pack.activation).includes('activated')) {
    say('activation', 'no word means `activated`');
  }
};

export type CheckedPack =
  | { readonly pack: VendorPack; readonly problems: readonly [] }
  | { readonly pack: null; readonly problems: readonly PackProblem[] };

/** A vendor pack from plain data, e.g. read from YAML or JSON; every problem of it at once. */
export const checkPack = (value: unknown): CheckedPack => {
  const problems: PackProblem[] = [];
  const say: Say = (path, message) => {
    problems.push({ path, message });
  };
  recordOf(fields)(value, '', say);
  if (problems.length > 0) return { pack: null, problems };
  const pack = value as VendorPack;
  checkReach(pack, say);
  return problems.length > 0 ? { pack: null, problems } : { pack, problems: [] };
};
