import { dscTokens, type Token } from './dsc-tokens.ts';
import { deepestNesting, type TextProblem } from './json.ts';
import { type Places, setPlace } from './places.ts';

/** One resource block of a configuration: `IntuneDeviceCompliancePolicyiOs 'x' { … }`. */
export interface DscBlock {
  readonly resource: string;
  readonly instance: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly offset: number;
}

export interface ParsedDsc {
  readonly blocks: readonly DscBlock[];
  readonly places: Places;
  readonly problems: readonly TextProblem[];
}

interface Reader {
  readonly tokens: readonly Token[];
  at: number;
  readonly places: Places;
  readonly problems: TextProblem[];
}

const resourceName = /^(?:Intune|AAD)[A-Za-z0-9]+$/;

const peek = (reader: Reader, ahead = 0): Token | undefined => reader.tokens[reader.at + ahead];

const is = (token: Token | undefined, ...texts: readonly string[]): boolean =>
  token !== undefined && token.kind !== 'text' && texts.includes(token.text);

const problem = (reader: Reader, message: string, offset: number): void => {
  reader.problems.push({ severity: 'error', code: 'dsc', message, offset });
};

/** Steps over a bracket and all it holds. */
const skipGroup = (reader: Reader): void => {
  let open = 0;
  do {
    const token = peek(reader);
    if (token === undefined) return;
    if (token.kind === 'open') open++;
    if (token.kind === 'close') open--;
    reader.at++;
  } while (open > 0);
};

/** What follows a value on its line is an expression we do not work out; it is stepped over. */
const skipRest = (reader: Reader): void => {
  for (;;) {
    const next = peek(reader);
    if (next === undefined || next.first || next.kind === 'close' || is(next, ';', ',')) return;
    if (next.kind === 'open') skipGroup(reader);
    else reader.at++;
  }
};

const constants: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['$true', true],
  ['$false', false],
  ['$null', null],
]);

const readScalar = (reader: Reader, token: Token): unknown => {
  reader.at++;
  const constant = token.text.toLowerCase();
  if (token.kind === 'number') return Number(token.text);
  if (token.kind === 'variable' && constants.has(constant)) return constants.get(constant);
  return token.text;
};

const readItems = (reader: Reader, depth: number): unknown[] => {
  const items: unknown[] = [];
  const start = reader.at++;
  for (;;) {
    while (is(peek(reader), ',', ';')) reader.at++;
    const next = peek(reader);
    if (next === undefined) {
      problem(reader, 'this list does not end', reader.tokens[start]?.at ?? 0);
      return items;
    }
    if (next.kind === 'close') {
      reader.at++;
      return items;
    }
    const before = reader.at;
    const value = readValue(reader, depth + 1);
    setPlace(reader.places, items, items.length, { name: next.at, value: next.at, end: next.end });
    items.push(value);
    if (reader.at === before) reader.at++;
  }
};

function readValue(reader: Reader, depth: number): unknown {
  const token = peek(reader);
  if (token === undefined) return null;
  if (depth > deepestNesting) {
    problem(reader, `nested deeper than ${deepestNesting} levels`, token.at);
    reader.at = reader.tokens.length;
    return null;
  }
  if (is(token, '@(')) return readItems(reader, depth);
  if (is(token, '@{', '{')) return readBody(reader, depth);
  if (token.kind === 'word' && is(peek(reader, 1), '{')) {
    reader.at++;
    return readBody(reader, depth);
  }
  if (token.kind === 'open') {
    skipGroup(reader);
    skipRest(reader);
    return `${token.text}…)`;
  }
  const value = readScalar(reader, token);
  skipRest(reader);
  return value;
}

/** `{ Name = value; … }`: a resource, an embedded instance or a hash table. */
const readBody = (reader: Reader, depth: number): Readonly<Record<string, unknown>> => {
  const body: Record<string, unknown> = Object.create(null);
  const start = reader.at++;
  for (;;) {
    while (is(peek(reader), ';', ',')) reader.at++;
    const name = peek(reader);
    if (name === undefined) {
      problem(reader, 'this block does not end', reader.tokens[start]?.at ?? 0);
      return body;
    }
    if (is(name, '}')) {
      reader.at++;
      return body;
    }
    reader.at++;
    if (!is(peek(reader), '=')) {
      skipRest(reader);
      continue;
    }
    reader.at++;
    const first = peek(reader);
    body[name.text] = readValue(reader, depth + 1);
    const value = first?.at ?? name.at;
    setPlace(reader.places, body, name.text, {
      name: name.at,
      value,
      end: first?.end ?? value + 1,
    });
  }
};

const readBlock = (reader: Reader): DscBlock | undefined => {
  const name = peek(reader);
  const instance = peek(reader, 1);
  if (name?.kind !== 'word' || !resourceName.test(name.text)) return undefined;
  const named = instance?.kind === 'text' || instance?.kind === 'word';
  if (!named || !is(peek(reader, 2), '{')) return undefined;
  reader.at += 2;
  const properties = readBody(reader, 0);
  return { resource: name.text, instance: instance.text, properties, offset: name.at };
};

/** The Intune and Entra blocks of a configuration in written order; none after an error. */
export const parseDsc = (text: string): ParsedDsc => {
  const reader: Reader = {
    tokens: dscTokens(text),
    at: 0,
    places: new Map(),
    problems: [],
  };
  const blocks: DscBlock[] = [];
  while (reader.at < reader.tokens.length) {
    const block = readBlock(reader);
    if (block === undefined) reader.at++;
    else blocks.push(block);
  }
  const { places, problems } = reader;
  return { blocks: problems.length > 0 ? [] : blocks, places, problems };
};

/** Whether a text is worth reading as DSC: it names a resource of ours and opens a block. */
export const looksLikeDsc = (text: string): boolean =>
  /^\s*(?:Intune|AAD)[A-Za-z0-9]+\s+(?:'[^'\n]*'|"[^"\n]*"|\w+)\s*\{/m.test(text) ||
  /^\s*Configuration\s+\w+/im.test(text);
