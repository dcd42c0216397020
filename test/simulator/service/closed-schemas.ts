import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import { parse } from 'yaml';

type Schema = Readonly<Record<string, unknown>>;

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const partsOf = (schema: Schema): readonly Schema[] =>
  Array.isArray(schema['allOf']) ? schema['allOf'].filter(isSchema) : [];

const nameIn = (reference: unknown): string => String(reference).split('/').at(-1) ?? '';

/** All properties of a type, with those of its ancestors. */
const propertiesOf = (schema: Schema, all: Readonly<Record<string, unknown>>): Schema => {
  const reference = schema['$ref'];
  if (reference !== undefined) {
    const target = all[nameIn(reference)];
    return isSchema(target) ? propertiesOf(target, all) : {};
  }
  const own = isSchema(schema['properties']) ? schema['properties'] : {};
  return Object.assign({}, ...partsOf(schema).map((part) => propertiesOf(part, all)), own);
};

/** A schema of a property, in JSON Schema's words. */
const converted = (schema: unknown): unknown => {
  if (!isSchema(schema)) return {};
  if (schema['$ref'] !== undefined) return { $ref: `#/$defs/${nameIn(schema['$ref'])}` };
  const parts = partsOf(schema).map(converted);
  const { type, enum: members, items } = schema;
  const plain = {
    ...(type === undefined ? {} : { type }),
    ...(members === undefined || schema['x-flags'] === true ? {} : { enum: members }),
    ...(items === undefined ? {} : { items: converted(items) }),
    ...(parts.length === 0 ? {} : { allOf: parts }),
  };
  return schema['nullable'] === true ? { anyOf: [{ type: 'null' }, plain] } : plain;
};

/** Types are closed: what they do not name is wrong, annotations apart. */
const closed = (name: string, schema: Schema, all: Readonly<Record<string, unknown>>): Schema => {
  if (schema['enum'] !== undefined) return converted(schema) as Schema;
  const properties = Object.entries(propertiesOf(schema, all));
  const own = {
    type: 'object',
    properties: Object.fromEntries(properties.map(([key, value]) => [key, converted(value)])),
    patternProperties: { '@|^#': {} },
    additionalProperties: false,
  };
  const derived = schema['x-odata-derived'];
  const others = isSchema(derived) ? Object.values(derived).map(nameIn) : [];
  const references = others
    .filter((other) => other !== name && other in all)
    .map((other) => ({ $ref: `#/$defs/${other}` }));
  return references.length === 0 ? own : { anyOf: [own, ...references] };
};

/** A check of one type of Graph against the OpenAPI description of one version. */
export const closedSchemas = (file: string): ((type: string) => ValidateFunction) => {
  const document: unknown = parse(readFileSync(file, 'utf8'));
  const components = isSchema(document) ? document['components'] : {};
  const schemas = isSchema(components) ? components['schemas'] : {};
  const all = isSchema(schemas) ? schemas : {};
  const defs = Object.fromEntries(
    Object.entries(all).flatMap(([name, schema]) =>
      isSchema(schema) ? [[name, closed(name, schema, all)]] : [],
    ),
  );
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  return (type) => ajv.compile({ $ref: `#/$defs/microsoft.graph.${type}`, $defs: defs });
};
