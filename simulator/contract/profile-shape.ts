import { bases } from '../../core/vocabulary.ts';
import { type Fields, type ObjectOf, object, optional, wanted } from '../source/collection.ts';
import { duration, integer, text, textLike, word } from '../source/scalar.ts';
import type { Shape } from '../source/shape.ts';
import { isMapping } from '../source/tree.ts';
import type { Parameter } from './parameter.ts';
import { parameters } from './parameters.ts';
import type { ProfileSetting } from './profile.ts';

const valueShape = (parameter: Parameter): Shape<number | string> => {
  switch (parameter.type) {
    case 'count':
      return integer(parameter);
    case 'status':
      return integer({ least: 200, most: 599 });
    case 'duration':
      return duration;
    case 'choice':
      return word('way', parameter.words);
    case 'text':
      return text();
  }
};

type Setting = Pick<ProfileSetting, 'basis' | 'value'>;

/** A value alone, or `{ value, basis }`. */
const settingShape = (parameter: Parameter): Shape<Setting> => {
  const alone = valueShape(parameter);
  const founded = object('a value and its basis', {
    value: { shape: alone, need: 'required', description: parameter.meaning },
    basis: optional(word('basis', bases), 'How the value is founded.'),
  });
  return {
    expected: alone.expected,
    schema: (options) => ({ anyOf: [alone.schema(options), founded.schema(options)] }),
    read: (tree, report) => {
      if (isMapping(tree)) return founded.read(tree, report);
      const value = alone.read(tree, report);
      return value === undefined ? undefined : { value };
    },
  };
};

const groupMeanings: Readonly<Record<keyof typeof parameters, string>> = {
  names: 'Names that both sides must know.',
  answers: 'In which of several ways the service answers.',
  limits: 'How much may be sent, and how often.',
  times: 'How long things last.',
  statuses: 'HTTP status codes.',
};

const groupShape = (group: keyof typeof parameters) => {
  const members: readonly (readonly [string, Parameter])[] = Object.entries(parameters[group]);
  const fields = members.map(
    ([name, parameter]) =>
      [
        name,
        optional(
          settingShape(parameter),
          `${parameter.meaning} Default: ${parameter.value} (${parameter.basis}, ${parameter.source}).`,
        ),
      ] as const,
  );
  return object(group, Object.fromEntries(fields));
};

const groups = Object.keys(parameters) as (keyof typeof parameters)[];

const head = {
  apiVersion: wanted(word('version of the format', ['muster/v1']), 'Always `muster/v1`.'),
  kind: wanted(word('kind of file', ['ContractProfile']), 'Always `ContractProfile`.'),
  name: wanted(
    textLike('a name such as `inband-errors`', /^[A-Za-z0-9][A-Za-z0-9._-]*$/),
    'What it is called in reports; best that of the file.',
  ),
  title: optional(text(), 'What it is, in a sentence.'),
};

const groupFields: Fields = Object.fromEntries(
  groups.map((group) => [group, optional(groupShape(group), groupMeanings[group])]),
);

/** A contract profile as a file; what it leaves out is as in the default profile. */
export const contractProfileShape: Shape<
  ObjectOf<typeof head> & Readonly<Record<string, unknown>>
> = object('a contract profile', { ...head, ...groupFields });

type Groups = Readonly<Record<string, Readonly<Record<string, Setting>> | undefined>>;

/** What a file that was read sets. */
export const settingsOf = (entry: Readonly<Record<string, unknown>>): readonly ProfileSetting[] =>
  groups.flatMap((group) =>
    Object.entries((entry as Groups)[group] ?? {}).map(([name, setting]) => ({
      group,
      name,
      ...setting,
    })),
  );
