import { partnerKeys, partnerOf } from '../../core/partners.ts';
import { bases } from '../../core/vocabulary.ts';
import { list, type ObjectOf, object, optional, wanted } from '../source/collection.ts';
import { durationText, text, word } from '../source/scalar.ts';
import {
  type JsonSchema,
  located,
  named,
  remembered,
  type SchemaOptions,
  type Shape,
  valueSchema,
  wrongType,
} from '../source/shape.ts';
import type { Mapping } from '../source/tree.ts';
import {
  connectorShape,
  deviceShape,
  eventsShape,
  gradeShape,
  repliesShape,
} from './expectation-shape.ts';
import { actShape } from './verbs/verbs.ts';

type Properties = Readonly<Record<string, JsonSchema>>;

/**
 * Expectations are read once the timeline is known, since a key is a device or a connector; here
 * they only have to be a map. The schema offers every partner and takes other keys for devices.
 */
const subjects = (
  what: string,
  beside: (options: SchemaOptions) => Properties,
): Shape<Mapping> => ({
  expected: what,
  schema: (options) => ({
    type: 'object',
    properties: {
      ...beside(options),
      ...Object.fromEntries(
        partnerKeys.map((key) => [
          key,
          {
            ...connectorShape.schema(options),
            description: `Connector of ${partnerOf(key).displayName}.`,
          },
        ]),
      ),
    },
    additionalProperties: valueSchema(deviceShape, options),
  }),
  read: (tree, report) => (tree.kind === 'map' ? tree : wrongType(tree, report, what)),
});

const eventsSchema = (options: SchemaOptions): JsonSchema => ({
  ...eventsShape.schema(options),
  description: 'What happened since the end of the step before, exactly.',
});

const alternative = named(
  'alternative',
  subjects('a map with a grade and what is expected', (options) => ({
    grade: {
      ...gradeShape.schema(options),
      description: 'What it counts as if this alternative holds.',
    },
    events: eventsSchema(options),
  })),
);
export const gradedShape = list(alternative);

const expectShape = subjects('a map of what is expected', (options) => ({
  events: eventsSchema(options),
  replies: {
    ...repliesShape.schema(options),
    description:
      'One word for each `do` item of this step: a result or a code; `~` is not looked at.',
  },
  graded: {
    ...gradedShape.schema(options),
    description:
      'Alternatives where the documents are silent; the first that holds gives the grade.',
  },
}));

const basisField = optional(
  word('basis', bases),
  "How well it is founded; only `documented` can be a conformance failure. Default: the file's.",
);

const stepFields = {
  at: wanted(located(durationText), 'Offset from clock.start, e.g. `6h+1s`; never falling.'),
  note: optional(text(), 'What this step teaches.'),
  basis: basisField,
  do: optional(list(located(actShape)), 'What happens, in this order.'),
  expect: optional(expectShape, 'What must then be so, after everything in `do`.'),
};
export type StepEntry = ObjectOf<typeof stepFields>;
export const stepShape = remembered(object('a step', stepFields));

const whenFields = {
  from: optional(
    located(durationText),
    'Beginning of the window, which belongs to it. Default: 0s.',
  ),
  until: optional(
    located(durationText),
    'End of the window, which does not belong to it. Default: just after the last step.',
  ),
};
const whenShape = object('a window', whenFields);

/** Keys of a watch that are no subjects. */
export const watchKeys = ['when', 'basis', 'note'] as const;
export const watchOwnShape = object('a window and what is watched', {
  when: optional(located(whenShape), 'The half-open window in which it is looked at.'),
  basis: basisField,
  note: optional(text(), 'Why it matters.'),
});

export const watchShape = named(
  'watch',
  subjects('a map with a window and what is watched', (options) => {
    const { properties } = watchOwnShape.schema(options);
    return properties as Properties;
  }),
);
