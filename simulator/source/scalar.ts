import type { Duration, Instant } from '../../core/time.ts';
import { parseDuration } from './duration.ts';
import { parseInstant } from './instant.ts';
import { didYouMean, listed } from './nearest.ts';
import { refuse, type Shape, wrongType } from './shape.ts';
import { describe, shorten } from './tree.ts';

/** Numbers and `true` without quotes are no text, since `15.0` would silently become 15. */
const quoteHelp = (text: string): string => `write it in quotes: \`"${shorten(text)}"\``;

/** Text that is not empty. */
export const text = (expected = 'a text'): Shape<string> => ({
  expected,
  schema: () => ({ type: 'string', minLength: 1 }),
  read: (tree, report) => {
    if (tree.kind !== 'leaf' || tree.value === null) return wrongType(tree, report, expected);
    if (typeof tree.value !== 'string') {
      return wrongType(tree, report, expected, quoteHelp(tree.text));
    }
    return tree.value.trim() === '' ? wrongType(tree, report, expected) : tree.value;
  },
});

/** Text of a certain form; `expected` says which. */
export const textLike = (expected: string, pattern: RegExp): Shape<string> => {
  const base = text(expected);
  return {
    expected,
    schema: () => ({ type: 'string', pattern: pattern.source }),
    read: (tree, report) => {
      const value = base.read(tree, report);
      if (value === undefined || pattern.test(value)) return value;
      return refuse(tree, report, 'value', `expected ${expected}, found \`${shorten(value)}\``);
    },
  };
};

/** One of a closed list of words. `noun` names the list in messages: "unknown `noun` `x`". */
export const word = <V extends string>(noun: string, words: readonly V[]): Shape<V> => {
  const expected = `a ${noun}`;
  return {
    expected,
    schema: () => ({ enum: words }),
    read: (tree, report) => {
      if (tree.kind !== 'leaf' || tree.value === null) return wrongType(tree, report, expected);
      const found = words.find((candidate) => candidate === tree.text);
      if (found !== undefined) return found;
      return refuse(tree, report, 'value', `unknown ${noun} \`${shorten(tree.text)}\``, {
        label: `allowed: ${listed(words)}`,
        ...didYouMean(tree.text, words),
      });
    },
  };
};

const looksTrue = ['yes', 'on', 'True', 'TRUE', '1'];
const looksFalse = ['no', 'off', 'False', 'FALSE', '0'];

export const flag: Shape<boolean> = {
  expected: '`true` or `false`',
  schema: () => ({ type: 'boolean' }),
  read: (tree, report) => {
    if (tree.kind !== 'leaf') return wrongType(tree, report, flag.expected);
    if (typeof tree.value === 'boolean') return tree.value;
    const meant = looksTrue.includes(tree.text)
      ? 'true'
      : looksFalse.includes(tree.text)
        ? 'false'
        : tree.text;
    const quotes = meant === tree.text ? ', without quotes' : '';
    const help = ['true', 'false'].includes(meant) ? `write \`${meant}\`${quotes}` : undefined;
    return wrongType(tree, report, flag.expected, help);
  },
};

export interface Range {
  readonly least: number;
  readonly most: number;
}

/** A whole number with both ends of its range. */
export const integer = ({ least, most }: Range): Shape<number> => {
  const expected = `a whole number from ${least} to ${most}`;
  return {
    expected,
    schema: () => ({ type: 'integer', minimum: least, maximum: most }),
    read: (tree, report) => {
      if (tree.kind !== 'leaf' || typeof tree.value !== 'number') {
        return wrongType(tree, report, expected);
      }
      const fits = Number.isInteger(tree.value) && tree.value >= least && tree.value <= most;
      return fits
        ? tree.value
        : refuse(tree, report, 'value', `expected ${expected}, found \`${tree.text}\``);
    },
  };
};

export interface DurationText {
  readonly text: string;
  /** May be negative where it is an offset that was worked out. */
  readonly total: Duration;
  /** Durations it is put together from, without sign. */
  readonly terms: readonly Duration[];
}

const durationPattern = '^[\\s\\d()+-]*\\d[\\s\\d()+a-z-]*$';

/** A duration as written, `7d 6h 30m 10s 5ms` with + and -. Never negative. */
export const durationText: Shape<DurationText> = {
  expected: 'a duration such as `6h+1s`',
  schema: () => ({ type: 'string', pattern: durationPattern }),
  read: (tree, report) => {
    if (tree.kind !== 'leaf' || tree.value === null || typeof tree.value === 'boolean') {
      return wrongType(tree, report, durationText.expected);
    }
    const parsed = parseDuration(tree.text);
    const after = /^\s*-(.*)$/s.exec(tree.text)?.[1];
    if (after !== undefined && parseDuration(after).ok) {
      return refuse(tree, report, 'time', `\`${tree.text}\` is less than nothing`);
    }
    if (!parsed.ok) {
      const found = shorten(tree.text);
      return refuse(tree, report, 'duration', `\`${found}\` is no duration: ${parsed.problem}`);
    }
    if (parsed.total < 0) {
      return refuse(tree, report, 'time', `\`${tree.text}\` is less than nothing`);
    }
    return { text: tree.text.trim(), total: parsed.total, terms: parsed.terms };
  },
};

export const duration: Shape<Duration> = {
  ...durationText,
  read: (tree, report) => durationText.read(tree, report)?.total,
};

const instantPattern = '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$';

/** A date and time in UTC. */
export const instant: Shape<Instant> = {
  expected: 'a time such as `2026-01-05T09:00:00Z`',
  schema: () => ({ type: 'string', pattern: instantPattern }),
  read: (tree, report) => {
    if (tree.kind !== 'leaf' || typeof tree.value !== 'string') {
      return wrongType(tree, report, instant.expected);
    }
    const parsed = parseInstant(tree.value);
    if (parsed !== null) return parsed;
    const help =
      /T/.test(tree.value) && !tree.value.endsWith('Z')
        ? 'times are UTC and end in `Z`'
        : undefined;
    return refuse(
      tree,
      report,
      'duration',
      `expected ${instant.expected}, found ${describe(tree)}`,
      help === undefined ? {} : { help },
    );
  },
};
