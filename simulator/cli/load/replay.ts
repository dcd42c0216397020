import type { LoadOptions } from './request.ts';

/** What may hold a secret is named and not told. */
const hidden = '…';
const plain = /^[\w@%+=:,./…-]+$/;

const quoted = (word: string): string =>
  plain.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

/** Without a name and a password that may stand in an address. */
const originOf = (target: string): string => {
  try {
    return new URL(target).origin;
  } catch {
    return hidden;
  }
};

const safeValue: Readonly<Record<string, (value: string) => string>> = {
  target: originOf,
  path: (path) => path.replace(/\?.*$/, `?${hidden}`),
  body: () => hidden,
  header: (line) => line.replace(/:.*$/s, `: ${hidden}`),
};

/** What is part of what a run measures; where it goes and how often it is made is not. */
const told = [
  'target',
  'rate',
  'for',
  'warm-up',
  'random',
  'devices',
  'path',
  'body',
  'header',
  'seed',
  'threads',
  'connections',
  'timeout',
  'in-flight',
  'threshold',
  'abort-on-fail',
] as const satisfies readonly (keyof LoadOptions)[];

/** A command that asks for the same again; headers, bodies and queries are left for whoever types it. */
export const replayCommand = (words: readonly string[], options: LoadOptions): string => {
  const given = told.flatMap((name) => {
    const value = options[name];
    if (value === true) return [`--${name}`];
    if (value === false || value === undefined) return [];
    const values: readonly string[] = typeof value === 'string' ? [value] : value;
    const safe = safeValue[name] ?? ((each: string) => each);
    return values.flatMap((each) => [`--${name}`, quoted(safe(each))]);
  });
  return ['muster', 'load', ...words.map(quoted), ...given].join(' ');
};
