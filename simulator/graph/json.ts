import type { IssueCode } from './issue-codes.ts';
import { type Place, type Places, setPlace } from './places.ts';

/** What is wrong with a text that should be JSON, and where. */
export interface TextProblem {
  readonly severity: 'error' | 'warning';
  readonly code: IssueCode;
  readonly message: string;
  readonly offset: number;
}

export interface ParsedText {
  /** The values at the top: one in JSON, perhaps several in JSON Lines; none after an error. */
  readonly values: readonly object[];
  /** Where each of them begins. */
  readonly starts: readonly number[];
  readonly places: Places;
  readonly problems: readonly TextProblem[];
}

/** Deeper nesting than any policy has; refused so that no input can exhaust the stack. */
export const deepestNesting = 200;

/** Of one file; more of the same would tell nobody more. */
const mostProblems = 20;

interface Reader {
  readonly text: string;
  at: number;
  readonly places: Places;
  readonly problems: TextProblem[];
}

/** Thrown and caught within this file only. */
class Unreadable extends Error {
  readonly code: IssueCode;
  readonly offset: number;
  constructor(code: IssueCode, message: string, offset: number) {
    super(message);
    this.code = code;
    this.offset = offset;
  }
}

const space = /[\s\uFEFF]*/y;
const numberText = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const wordText = /[A-Za-z]+/y;
const plainText = /[^"\\\n]*/y;

const match = (reader: Reader, pattern: RegExp): string => {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.text)?.[0] ?? '';
  reader.at += found.length;
  return found;
};

/** Steps over white space and comments; one at a time, however many there are. */
const skipBlank = (reader: Reader): void => {
  for (;;) {
    match(reader, space);
    const { text, at } = reader;
    if (text.startsWith('//', at)) {
      const end = text.indexOf('\n', at);
      reader.at = end < 0 ? text.length : end;
    } else if (text.startsWith('/*', at)) {
      const end = text.indexOf('*/', at + 2);
      if (end < 0) return;
      reader.at = end + 2;
    } else {
      return;
    }
  }
};

const peek = (reader: Reader): string => reader.text.charAt(reader.at);

const fail = (reader: Reader, message: string, offset = reader.at): never => {
  throw new Unreadable('json', message, offset);
};

const shown = (reader: Reader): string => {
  const next = peek(reader);
  return next === '' ? 'the end of the file' : `\`${next}\``;
};

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

const readEscape = (reader: Reader): string => {
  const at = reader.at;
  const letter = reader.text.charAt(at + 1);
  const plain = escapes[letter];
  if (plain !== undefined) {
    reader.at += 2;
    return plain;
  }
  const digits = reader.text.slice(at + 2, at + 6);
  if (letter !== 'u' || !/^[0-9a-fA-F]{4}$/.test(digits)) {
    fail(reader, `\`\\${letter}\` is not an escape of JSON`);
  }
  reader.at += 6;
  return String.fromCharCode(Number.parseInt(digits, 16));
};

const readText = (reader: Reader): string => {
  const start = reader.at++;
  let text = '';
  for (;;) {
    text += match(reader, plainText);
    const next = peek(reader);
    if (next === '"') break;
    if (next === '\\') text += readEscape(reader);
    else fail(reader, 'this text does not end on its line', start);
  }
  reader.at++;
  return text;
};

const readScalar = (reader: Reader): unknown => {
  if (peek(reader) === '"') return readText(reader);
  const start = reader.at;
  const number = match(reader, numberText);
  if (number !== '') return Number(number);
  const word = match(reader, wordText);
  if (word === 'true') return true;
  if (word === 'false') return false;
  if (word === 'null') return null;
  reader.at = start;
  return fail(reader, `${word === '' ? shown(reader) : `\`${word}\``} is not a value of JSON`);
};

const readName = (reader: Reader): string => {
  if (peek(reader) !== '"') fail(reader, `a property name in quotes belongs here`);
  return readText(reader);
};

const endOf = (reader: Reader, close: string): boolean => {
  skipBlank(reader);
  if (peek(reader) === ',') {
    reader.at++;
    skipBlank(reader);
  } else if (peek(reader) !== close) {
    fail(reader, `${shown(reader)} stands where \`,\` or \`${close}\` belongs`);
  }
  if (peek(reader) !== close) return false;
  reader.at++;
  return true;
};

const readList = (reader: Reader, depth: number): unknown[] => {
  const list: unknown[] = [];
  reader.at++;
  skipBlank(reader);
  if (peek(reader) === ']') {
    reader.at++;
    return list;
  }
  do {
    const value = reader.at;
    list.push(readValue(reader, depth + 1));
    setPlace(reader.places, list, list.length - 1, { name: value, value, end: reader.at });
  } while (!endOf(reader, ']'));
  return list;
};

const readProperty = (reader: Reader, body: Record<string, unknown>, depth: number): void => {
  const name = reader.at;
  const key = readName(reader);
  if (Object.hasOwn(body, key) && reader.problems.length < mostProblems) {
    const message = `\`${key}\` stands twice in one object`;
    reader.problems.push({ severity: 'error', code: 'duplicate-key', message, offset: name });
  }
  skipBlank(reader);
  if (peek(reader) !== ':') fail(reader, `${shown(reader)} stands where \`:\` belongs`);
  reader.at++;
  skipBlank(reader);
  const value = reader.at;
  body[key] = readValue(reader, depth + 1);
  const place: Place = { name, value, end: reader.at };
  setPlace(reader.places, body, key, place);
};

const readObject = (reader: Reader, depth: number): object => {
  // Without a prototype, so that a property named `__proto__` is a property like any other.
  const body: Record<string, unknown> = Object.create(null);
  reader.at++;
  skipBlank(reader);
  if (peek(reader) === '}') {
    reader.at++;
    return body;
  }
  do readProperty(reader, body, depth);
  while (!endOf(reader, '}'));
  return body;
};

function readValue(reader: Reader, depth: number): unknown {
  const next = peek(reader);
  if (next !== '{' && next !== '[') return readScalar(reader);
  if (depth > deepestNesting) {
    throw new Unreadable('too-deep', `nested deeper than ${deepestNesting} levels`, reader.at);
  }
  return next === '{' ? readObject(reader, depth) : readList(reader, depth);
}

const note = (reader: Reader, severity: 'error' | 'warning', problem: Unreadable): void => {
  const { code, message, offset } = problem;
  reader.problems.push({ severity, code, message, offset });
};

const readNext = (reader: Reader): object | Unreadable => {
  try {
    const start = reader.at;
    const value = readValue(reader, 0);
    if (typeof value === 'object' && value !== null) return value;
    return new Unreadable('json', 'a policy is an object, which begins with `{`', start);
  } catch (problem) {
    if (problem instanceof Unreadable) return problem;
    throw problem;
  }
};

/**
 * Reads JSON, and notes where everything stands. Comments, commas before a closing bracket, several
 * values one after the other and text after the last one are forgiven, the last with a warning.
 */
export const parseJson = (text: string): ParsedText => {
  const reader: Reader = { text, at: 0, places: new Map(), problems: [] };
  const values: object[] = [];
  const starts: number[] = [];
  skipBlank(reader);
  while (reader.at < text.length) {
    const start = reader.at;
    const value = readNext(reader);
    if (value instanceof Unreadable) {
      if (values.length === 0) {
        note(reader, 'error', value);
        return { values: [], starts: [], places: reader.places, problems: reader.problems };
      }
      const message = 'what follows the end of the JSON is ignored';
      note(reader, 'warning', new Unreadable('trailing-text', message, start));
      break;
    }
    values.push(value);
    starts.push(start);
    skipBlank(reader);
  }
  const broken = reader.problems.some((problem) => problem.severity === 'error');
  const { places, problems } = reader;
  return { values: broken ? [] : values, starts, places, problems };
};
