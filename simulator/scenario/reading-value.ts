import { questionOf, type ReadingChoice, type ReadingName } from '../../core/readings.ts';
import { formatDuration, parseDuration } from '../source/duration.ts';
import { duration, word } from '../source/scalar.ts';
import { refuse, type Shape } from '../source/shape.ts';
import { describe } from '../source/tree.ts';

type Value = ReadingChoice['value'];

/** A reading's value as files and reports write it: `gte`, `7d`. */
export const readingText = (value: Value): string =>
  typeof value === 'number' ? formatDuration(value) : value;

/** The value that a text means, or what is wrong with it where the reading takes durations. */
export const readingValue = (
  name: ReadingName,
  text: string,
): { readonly value: Value } | { readonly problem: string | null } => {
  const { choices, duration: example } = questionOf(name);
  const choice = choices.find((known) => known === text) as Value | undefined;
  if (choice !== undefined) return { value: choice };
  if (example === undefined) return { problem: null };
  const parsed = parseDuration(text);
  if (!parsed.ok) return { problem: parsed.problem };
  return parsed.total > 0 ? { value: parsed.total } : { problem: 'it is no time at all' };
};

/** What a reading can be, in words: `never or a duration such as 7d`. */
export const choicesText = (name: ReadingName): string => {
  const { choices, duration: example } = questionOf(name);
  const words = [...choices];
  if (example !== undefined) words.push(`a duration such as ${readingText(example)}`);
  return words.join(' or ');
};

/** One value of one reading in a file. */
export const readingShape = (name: ReadingName): Shape<Value> => {
  const { choices, duration: example } = questionOf(name);
  const words: Shape<string> = word(`choice for ${name}`, choices);
  if (example === undefined) return words as Shape<Value>;
  const expected = choicesText(name);
  return {
    expected,
    schema: (options) => ({ anyOf: [words.schema(options), duration.schema(options)] }),
    read: (tree, report) => {
      if (tree.kind === 'leaf' && choices.includes(tree.text))
        return words.read(tree, report) as Value;
      const length = duration.read(tree, (at, code, message) =>
        report(at, code, message, { help: `it can be ${expected}` }),
      );
      if (length !== 0) return length;
      return refuse(tree, report, 'value', `expected ${expected}, found ${describe(tree)}`);
    },
  };
};
