import { questionOf, type ReadingName, type Readings, readingNames } from '../../core/readings.ts';
import { bases } from '../../core/vocabulary.ts';
import { type Capability, capabilities, capabilityNames } from '../port/capability.ts';
import { type Field, list, type ObjectOf, object, optional, wanted } from '../source/collection.ts';
import { instant, text, textLike, word } from '../source/scalar.ts';
import { located, refined, type Shape } from '../source/shape.ts';
import type { Tree } from '../source/tree.ts';
import { apiVersion, tenantFields, useField } from '../tenant/tenant-shape.ts';
import { readingShape } from './reading-value.ts';
import { stepShape, watchShape } from './step-shape.ts';
import { tableShape } from './table.ts';

/** Words with slashes; `=` and `+` so that the id of a case is the id of its expanded form. */
const idPattern = /^[A-Za-z0-9][A-Za-z0-9._=+-]*(\/[A-Za-z0-9][A-Za-z0-9._=+-]*)*$/;
const scenarioId = textLike('an id such as `several-vendors/missed-second-scan`', idPattern);

/** One id or several, since a scenario may have been renamed more than once. */
const formerIds: Shape<readonly string[]> = {
  expected: 'an id or a list of ids',
  schema: (options) => ({
    anyOf: [scenarioId.schema(options), list(scenarioId).schema(options)],
  }),
  read: (tree, report) => {
    if (tree.kind === 'list') return list(scenarioId).read(tree, report);
    const id = scenarioId.read(tree, report);
    return id === undefined ? undefined : [id];
  },
};

const readingField = (name: ReadingName): Field<Readings[ReadingName], 'optional'> => {
  const { choices, question, requirements } = questionOf(name);
  const meaning = `${question} Default: ${choices[0]}. (${requirements.join(', ')})`;
  return optional(readingShape(name), meaning);
};

const readingFields = Object.fromEntries(readingNames.map((name) => [name, readingField(name)]));

/** Readings by name; each value is one of the choices of its question. */
export const readingsShape: Shape<Partial<Readings>> = refined(
  object('readings', readingFields),
  (entry) => entry as Partial<Readings>,
);

const capability: Shape<Capability> = word('capability', capabilityNames);

const capabilityWords = Object.entries(capabilities)
  .map(([name, sentence]) => `${name}: ${sentence}`)
  .join('; ');

const tag = textLike('a tag such as `several-vendors`', /^[A-Za-z0-9][A-Za-z0-9._-]*$/);

/** `given` has a tenant's keys and is read together with what `use` brings. */
const partsOfTenant = object('the parts of a tenant', { use: useField, ...tenantFields });
const givenShape: Shape<Tree> = {
  expected: partsOfTenant.expected,
  schema: (options) => partsOfTenant.schema({ ...options, partial: true }),
  read: (tree) => tree,
};

const anyMap: Shape<Tree> = {
  expected: 'a map from names to values',
  schema: () => ({ type: 'object' }),
  read: (tree) => tree,
};

const fields = {
  apiVersion: wanted(word('version of the format', [apiVersion]), 'Always `muster/v1`.'),
  kind: wanted(word('kind of file', ['Scenario']), 'Always `Scenario`.'),
  id: wanted(located(scenarioId), 'Never changed once published: lists of known failures name it.'),
  title: optional(text(), 'What is shown, as a sentence that is true if the scenario is met.'),
  formerly: optional(located(formerIds), 'Earlier ids, after a rename.'),
  tags: optional(list(tag), 'For `--tag`.'),
  covers: wanted(
    located(list(located(text('the id of a requirement')))),
    'Ids of the requirements it shows, e.g. `MULTI-01`; `muster requirements` lists them.',
  ),
  basis: optional(
    word('basis', bases),
    'How well its expectations are founded; only `documented` can be a conformance failure. Default: documented.',
  ),
  needs: optional(
    list(capability),
    `What a target must be able to do, beside what follows from the steps. ${capabilityWords}.`,
  ),
  readings: optional(
    readingsShape,
    'The interpretations it depends on, where the documents leave something open.',
  ),
  use: useField,
  given: optional(
    givenShape,
    'Parts of the tenant, merged with what `use` brings in written order.',
  ),
  vars: optional(anyMap, 'Values by name, used as `${name}`.'),
  clock: optional(
    object('the clock', { start: optional(instant, 'Default: 2026-01-05T09:00:00Z.') }),
    'When the scenario begins.',
  ),
  cases: optional(tableShape, 'A table: the scenario is played once for each row.'),
  timeline: wanted(located(list(located(stepShape))), 'The steps, in the order of time.'),
  never: optional(list(watchShape), 'What must not be so at any instant of a window.'),
  always: optional(list(watchShape), 'What must be so at every instant of a window.'),
};

export type ScenarioEntry = ObjectOf<typeof fields>;

/** A scenario file as a whole, which is also what its JSON Schema is made from. */
export const scenarioShape = object('a scenario', fields);
