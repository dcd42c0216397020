import type { JsonSchema, JsonSchemaValue, Shape } from '../source/shape.ts';
import { tenantFileShape } from '../tenant/tenant-shape.ts';
import { scenarioShape } from './scenario-shape.ts';

/** The JSON Schema of a kind of file, draft 7, which is what editors understand best. */
export const fileSchema = (
  title: string,
  description: string,
  shape: Shape<unknown>,
  variables = false,
): JsonSchema => {
  const definitions = new Map<string, JsonSchema>();
  const whole = shape.schema({ variables, definitions, partial: false });
  const sorted = [...definitions].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title,
    description: withoutBackticks(description),
    ...withPlainDescriptions(whole),
    ...(sorted.length > 0 && {
      definitions: Object.fromEntries(
        sorted.map(([name, schema]) => [name, withPlainDescriptions(schema)]),
      ),
    }),
  };
};

const withoutBackticks = (text: string): string => text.replaceAll('`', '');

const plainValue = (key: string, value: JsonSchemaValue): JsonSchemaValue => {
  if (key === 'description' && typeof value === 'string') return withoutBackticks(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item: JsonSchemaValue) => plainValue('', item));
  return withPlainDescriptions(value as JsonSchema);
};

/** Editors show a description as plain text, where backticks would only be in the way. */
const withPlainDescriptions = (schema: JsonSchema): JsonSchema =>
  Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, plainValue(key, value)]));

export const scenarioSchema = (): JsonSchema =>
  fileSchema(
    'Muster scenario',
    'What is done to a tenant with Mobile Threat Defense, and what must then be so.',
    scenarioShape,
    true,
  );

export const tenantSchema = (): JsonSchema =>
  fileSchema(
    'Muster tenant',
    'Connectors, policies, users and devices of a tenant, in Graph property names.',
    tenantFileShape,
  );

/** As it is committed: two spaces, one line end at the end. */
export const schemaText = (schema: JsonSchema): string => `${JSON.stringify(schema, null, 2)}\n`;
