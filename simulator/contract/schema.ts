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

/** Null while it is only asked whether there is a fault at all, which is much cheaper. */
type Path = string | null;
type Say = (path: Path, keyword: keyof Schema, message: string) => void;
type Check = (value: unknown, path: Path, say: Say) => void;
type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isOfType: Readonly<Record<NonNullable<Schema['type']>, (value: unknown) => boolean>> = {
  object: isObject,
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  integer: Number.isInteger,
  boolean: (value) => typeof value === 'boolean',
};

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const dateTime = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/;

const daysIn = (year: number, month: number): number => {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  if (month === 2) return leap ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
};

const isDateTime = (text: string): boolean => {
  if (!dateTime.test(text)) return false;
  const part = (from: number, to: number): number => Number(text.slice(from, to));
  const [month, day] = [part(5, 7), part(8, 10)];
  const dated = month >= 1 && month <= 12 && day >= 1 && day <= daysIn(part(0, 4), month);
  return dated && part(11, 13) <= 23 && part(14, 16) <= 59 && part(17, 19) <= 59;
};

const formats: Readonly<Record<NonNullable<Schema['format']>, (text: string) => boolean>> = {
  uuid: (text) => uuid.test(text),
  'date-time': isDateTime,
  uri: (text) => URL.canParse(text),
};

/** Names of properties come from outside as well. */
const shown = (name: string): string =>
  name.replace(/[^\w.-]/g, '?').slice(0, 40) || '(an empty name)';

const pointer = (path: Path, name: string | number): Path =>
  path === null ? null : `${path}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;

const textChecks = (schema: Schema): Check[] => {
  const { minLength, maxLength, pattern, format } = schema;
  const checks: ((text: string, path: Path, say: Say) => void)[] = [];
  if (minLength !== undefined) {
    checks.push((text, path, say) => {
      if ([...text].length < minLength) say(path, 'minLength', `shorter than ${minLength}`);
    });
  }
  if (maxLength !== undefined) {
    checks.push((text, path, say) => {
      const long = text.length > maxLength && [...text].length > maxLength;
      if (long) say(path, 'maxLength', `longer than ${maxLength}`);
    });
  }
  if (pattern !== undefined) {
    const compiled = new RegExp(pattern, 'u');
    checks.push((text, path, say) => {
      if (!compiled.test(text)) say(path, 'pattern', `does not match ${pattern}`);
    });
  }
  if (format !== undefined) {
    checks.push((text, path, say) => {
      if (!formats[format](text)) say(path, 'format', `is no ${format}`);
    });
  }
  return checks.map((check) => (value, path, say) => {
    if (typeof value === 'string') check(value, path, say);
  });
};

const numberChecks = ({ minimum, maximum }: Schema): Check[] => {
  if (minimum === undefined && maximum === undefined) return [];
  return [
    (value, path, say) => {
      if (typeof value !== 'number') return;
      if (minimum !== undefined && value < minimum) say(path, 'minimum', `less than ${minimum}`);
      if (maximum !== undefined && value > maximum) say(path, 'maximum', `more than ${maximum}`);
    },
  ];
};

const listChecks = (schema: Schema): Check[] => {
  const { items, minItems, maxItems, uniqueItems } = schema;
  const each = items === undefined ? null : compile(items);
  if (each === null && minItems === undefined && maxItems === undefined) return [];
  return [
    (value, path, say) => {
      if (!Array.isArray(value)) return;
      if (minItems !== undefined && value.length < minItems) {
        say(path, 'minItems', `fewer than ${minItems}`);
      }
      if (maxItems !== undefined && value.length > maxItems) {
        say(path, 'maxItems', `more than ${maxItems}`);
      }
      if (uniqueItems === true && new Set(value).size < value.length) {
        say(path, 'uniqueItems', 'the same twice');
      }
      if (each === null) return;
      for (const [index, item] of value.entries()) each(item, pointer(path, index), say);
    },
  ];
};

const objectChecks = (schema: Schema): Check[] => {
  const { required = [], additionalProperties, minProperties } = schema;
  const known = new Map(
    Object.entries(schema.properties ?? {}).map(([name, part]) => [name, compile(part)]),
  );
  const others =
    additionalProperties === undefined || additionalProperties === false
      ? null
      : compile(additionalProperties);
  return [
    (value, path, say) => {
      if (!isObject(value)) return;
      for (const name of required) {
        if (!Object.hasOwn(value, name)) say(path, 'required', `${name} is missing`);
      }
      let count = 0;
      for (const name in value) {
        count += 1;
        const check = known.get(name) ?? others;
        if (check !== null) check(value[name], pointer(path, name), say);
        else if (additionalProperties === false) {
          say(path, 'additionalProperties', `${shown(name)} has no place in the schema`);
        }
      }
      if (minProperties !== undefined && count < minProperties) {
        say(path, 'minProperties', `fewer than ${minProperties} members`);
      }
    },
  ];
};

const holds = (check: Check, value: unknown): boolean => {
  let sound = true;
  check(value, null, () => {
    sound = false;
  });
  return sound;
};

const combinedChecks = (schema: Schema): Check[] => {
  const checks = (schema.allOf ?? []).map(compile);
  if (schema.not !== undefined) {
    const not = compile(schema.not);
    const what = schema.not.required?.join(', ') ?? 'it';
    checks.push((value, path, say) => {
      if (holds(not, value)) say(path, 'not', `${what} may not stand here`);
    });
  }
  if (schema.if !== undefined) {
    const condition = compile(schema.if);
    const yes = schema.then === undefined ? null : compile(schema.then);
    const no = schema.else === undefined ? null : compile(schema.else);
    checks.push((value, path, say) => (holds(condition, value) ? yes : no)?.(value, path, say));
  }
  return checks;
};

const valueChecks = ({ type, enum: words, const: only }: Schema): Check[] => {
  const checks: Check[] = [];
  if (type !== undefined) {
    const fits = isOfType[type];
    checks.push((value, path, say) => {
      if (!fits(value)) say(path, 'type', `is not of type ${type}`);
    });
  }
  if (words !== undefined) {
    checks.push((value, path, say) => {
      if (!words.some((word) => word === value)) say(path, 'enum', `none of ${words.join(', ')}`);
    });
  }
  if (only !== undefined) {
    checks.push((value, path, say) => {
      if (value !== only) say(path, 'const', `is not ${String(only)}`);
    });
  }
  return checks;
};

const compile = (schema: Schema): Check => {
  const isMap =
    schema.properties !== undefined ||
    schema.required !== undefined ||
    schema.additionalProperties !== undefined ||
    schema.minProperties !== undefined;
  const checks = [
    ...valueChecks(schema),
    ...textChecks(schema),
    ...numberChecks(schema),
    ...listChecks(schema),
    ...(isMap ? objectChecks(schema) : []),
    ...combinedChecks(schema),
  ];
  return (value, path, say) => {
    for (const check of checks) check(value, path, say);
  };
};

/** Faults that are told of one value; the rest would only repeat them. */
const mostFaults = 20;

const none: readonly SchemaFault[] = [];

/** Every way, up to twenty, in which a value is not what the schema says. */
export const schemaCheck = (schema: Schema): ((value: unknown) => readonly SchemaFault[]) => {
  const check = compile(schema);
  return (value) => {
    if (holds(check, value)) return none;
    const faults: SchemaFault[] = [];
    check(value, '', (path, keyword, message) => {
      if (faults.length < mostFaults) faults.push({ path: path ?? '', keyword, message });
    });
    return faults;
  };
};
