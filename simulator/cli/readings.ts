import {
  openQuestions,
  type ReadingName,
  type Readings,
  readingNames,
} from '../../core/readings.ts';
import { isRefusal, type Refusal, unknownName } from './refusal.ts';

const choicesOf = (name: ReadingName): readonly string[] => openQuestions[name].choices;

const readingName = (name: string): ReadingName | undefined =>
  readingNames.find((candidate) => candidate === name);

/** `name=value` as it stands on the command line. */
const readOne = (text: string): Partial<Readings> | Refusal => {
  const equals = text.indexOf('=');
  const name = text.slice(0, equals < 0 ? text.length : equals).trim();
  const known = readingName(name);
  if (known === undefined) return unknownName('reading', name, readingNames);
  const choices = choicesOf(known);
  const value = text.slice(equals + 1).trim();
  if (equals < 0) {
    return { message: `\`${name}\` needs a value`, help: `write ${name}=${choices[0]}` };
  }
  if (choices.includes(value)) return { [known]: value };
  const refusal = unknownName(`value of \`${name}\``, value, choices);
  return { help: `it can be ${choices.join(' or ')}`, ...refusal };
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
