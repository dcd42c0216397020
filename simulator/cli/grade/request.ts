import { type Bar, bars } from '../../../reports/strength.ts';
import type { Variant } from '../../grade/variant.ts';
import { isRefusal, type Refusal, unknownName } from '../refusal.ts';
import { threadsOf } from '../run/request.ts';

/** The options of `grade` as they were given. */
export interface GradeOptions {
  readonly 'require-demonstrated'?: string | undefined;
  readonly variant?: readonly string[] | undefined;
  readonly req?: readonly string[] | undefined;
  readonly threads?: string | undefined;
  readonly format?: string | undefined;
  readonly out?: string | undefined;
}

const formats = ['text', 'md', 'json', 'mte'] as const;
export type GradeFormat = (typeof formats)[number];

/** The same, understood. */
export interface GradeRequest {
  readonly bar: Bar | null;
  readonly variants: readonly Variant[];
  /** Requirements that were asked for; empty: all that the variants break. */
  readonly requirements: readonly string[];
  /** Somebody asked for certain variants. */
  readonly chosen: boolean;
  readonly threads: number | null;
  readonly format: GradeFormat;
  readonly out: string | null;
}

const wordOf = <W extends string>(
  noun: string,
  words: readonly W[],
  given: string | undefined,
): W | null | Refusal => {
  if (given === undefined) return null;
  const word = words.find((each) => each === given);
  return word ?? { help: `there are ${words.join(', ')}`, ...unknownName(noun, given, words) };
};

const fits = (pattern: string, id: string): boolean => {
  if (!pattern.includes('*')) return pattern === id;
  const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(id);
};

/** Each part of a choice must match something by itself: a slip must not silently choose less. */
const unmatched = (
  { variant = [], req = [] }: GradeOptions,
  variants: readonly Variant[],
): Refusal | null => {
  const ids = variants.map(({ id }) => id);
  for (const pattern of variant) {
    if (ids.some((id) => fits(pattern, id))) continue;
    return {
      ...unknownName('variant', pattern, ids),
      message: `\`--variant ${pattern}\` matches no variant`,
    };
  }
  const broken = new Set(variants.flatMap(({ requirements }) => requirements));
  for (const id of req) {
    if (broken.has(id)) continue;
    return {
      help: '`muster requirements` says what becomes of it',
      ...unknownName('requirement', id, broken),
      message: `\`--req ${id}\`: no variant breaks it`,
    };
  }
  return null;
};

export const gradeRequest = (
  options: GradeOptions,
  shipped: readonly Variant[],
): GradeRequest | Refusal => {
  const bar = wordOf('bar', bars, options['require-demonstrated']);
  if (isRefusal(bar)) return bar;
  const format = wordOf('format', formats, options.format);
  if (isRefusal(format)) return format;
  const threads = threadsOf(options.threads);
  if (isRefusal(threads)) return threads;
  const slip = unmatched(options, shipped);
  if (slip !== null) return slip;
  const { variant = [], req = [], out = null } = options;
  const variants = shipped.filter(
    ({ id, requirements }) =>
      (variant.length === 0 || variant.some((pattern) => fits(pattern, id))) &&
      (req.length === 0 || req.some((each) => requirements.includes(each))),
  );
  if (variants.length === 0) return { message: 'no variant passes all of the filters' };
  return {
    bar,
    variants,
    requirements: req,
    chosen: variant.length + req.length > 0,
    threads,
    format: format ?? 'text',
    out,
  };
};
