import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';

/** The part of JSON Schema 2020-12 that the contract's schemas are written in. */
export interface Schema {
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'boolean';
  readonly enum?: readonly string[];
  readonly const?: string | boolean;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: false | Schema;
  readonly minProperties?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: 'uuid' | 'date-time' | 'uri';
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: string | boolean;
  readonly allOf?: readonly Schema[];
  readonly if?: Schema;
  readonly then?: Schema;
  readonly else?: Schema;
  readonly not?: Schema;
}

/** One way in which a value is not what a schema says. It never repeats the value. */
export interface SchemaFault {
  /** JSON Pointer. */
  readonly path: string;
  readonly keyword: keyof Schema;
  readonly message: string;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const dateTime = new RegExp(
  [
    /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])/,
    /T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/,
  ]
    .map(({ source }) => source)
    .join(''),
  'i',
);

const daysIn = (year: number, month: number): number => {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  if (month === 2) return leap ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
};

/** RFC 3339, without leap seconds, which `Date` cannot read. */
const isDateTime = (text: string): boolean => {
  if (!dateTime.test(text)) return false;
  const day = Number(text.slice(8, 10));
  return day <= 28 || day <= daysIn(Number(text.slice(0, 4)), Number(text.slice(5, 7)));
};

/** Values come from `JSON.parse`: what they have is their own, and no schema names what others have. */
const validators = new Ajv2020({
  allErrors: true,
  verbose: true,
  strictTypes: false,
  formats: { uuid, 'date-time': isDateTime, uri: (text: string) => URL.canParse(text) },
});

/** Names of properties come from outside as well. */
const shown = (name: unknown): string =>
  String(name)
    .replace(/[^\w.-]/g, '?')
    .slice(0, 40) || '(an empty name)';

type Wording = (error: ErrorObject) => string;

/** What is said of each keyword. Ajv's own words repeat names as they came. */
const wordings: ReadonlyMap<string, Wording> = new Map(
  Object.entries<Wording>({
    type: ({ params }) => `is not of type ${params['type']}`,
    enum: ({ params }) => `none of ${params['allowedValues'].join(', ')}`,
    const: ({ params }) => `is not ${params['allowedValue']}`,
    required: ({ params }) => `${params['missingProperty']} is missing`,
    additionalProperties: ({ params }) =>
      `${shown(params['additionalProperty'])} has no place in the schema`,
    minProperties: ({ params }) => `fewer than ${params['limit']} members`,
    minItems: ({ params }) => `fewer than ${params['limit']}`,
    maxItems: ({ params }) => `more than ${params['limit']}`,
    uniqueItems: () => 'the same twice',
    minLength: ({ params }) => `shorter than ${params['limit']}`,
    maxLength: ({ params }) => `longer than ${params['limit']}`,
    pattern: ({ params }) => `does not match ${params['pattern']}`,
    format: ({ params }) => `is no ${params['format']}`,
    minimum: ({ params }) => `less than ${params['limit']}`,
    maximum: ({ params }) => `more than ${params['limit']}`,
    not: ({ schema }) => `${(schema as Schema).required?.join(', ') ?? 'it'} may not stand here`,
  }),
);

/** That a branch of an `if` fails is told by what fails in it. */
const faultsOf = (error: ErrorObject): readonly SchemaFault[] => {
  const wording = wordings.get(error.keyword);
  if (wording === undefined) return [];
  const keyword = error.keyword as keyof Schema;
  return [{ path: error.instancePath, keyword, message: wording(error) }];
};

/** Faults that are told of one value; the rest would only repeat them. */
const mostFaults = 20;

const none: readonly SchemaFault[] = [];

/** By the schema as text: profiles make the same ones again and again. */
const compiled = new Map<string, ValidateFunction>();

const compile = (schema: Schema): ValidateFunction => {
  const text = JSON.stringify(schema);
  const known = compiled.get(text) ?? validators.compile(schema);
  compiled.set(text, known);
  return known;
};

/** Every way, up to twenty, in which a value is not what the schema says. */
export const schemaCheck = (schema: Schema): ((value: unknown) => readonly SchemaFault[]) => {
  // Compiled when the first value comes: many who have a schema never meet one.
  let validate: ValidateFunction | null = null;
  return (value) => {
    validate ??= compile(schema);
    if (validate(value)) return none;
    return (validate.errors ?? []).flatMap(faultsOf).slice(0, mostFaults);
  };
};
