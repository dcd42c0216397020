import { questionOf, type ReadingName, type Readings, readingNames } from '../../core/readings.ts';
import { choicesText, readingValue } from '../scenario/reading-value.ts';
import { isRefusal, type Refusal, unknownName } from './refusal.ts';

const readingName = (name: string): ReadingName | undefined =>
  readingNames.find((candidate) => candidate === name);

/** `name=value` as it stands on the command line. */
const readOne = (text: string): Partial<Readings> | Refusal => {
  const equals = text.indexOf('=');
  const name = text.slice(0, equals < 0 ? text.length : equals).trim();
  const known = readingName(name);
  if (known === undefined) return unknownName('reading', name, readingNames);
  const { choices } = questionOf(known);
  const value = text.slice(equals + 1).trim();
  if (equals < 0) {
    return { message: `\`${name}\` needs a value`, help: `write ${name}=${choices[0]}` };
  }
  const read = readingValue(known, value);
  if ('value' in read) return { [known]: read.value };
  const help = `it can be ${choicesText(known)}`;
  if (read.problem !== null) {
    return { message: `\`${value}\` is no value of \`${known}\`: ${read.problem}`, help };
  }
  return { help, ...unknownName(`value of \`${known}\``, value, choices) };
};

/** What `--reading` turned, or what is wrong with the first one that is. */
export const readingsFrom = (texts: readonly string[]): Partial<Readings> | Refusal => {
  let readings: Partial<Readings> = {};
  for (const text of texts) {
    const one = readOne(text);
    if (isRefusal(one)) return one;
    readings = { ...readings, ...one };
  }
  return readings;
};
