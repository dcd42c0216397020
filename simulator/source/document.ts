import {
  Composer,
  type CST,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type ParsedNode,
  Parser,
} from 'yaml';
import type { Span } from './diagnostic.ts';
import type { Report } from './report.ts';
import type { Entry, Leaf, Mapping, Tree } from './tree.ts';

/** Levels of maps and lists. A policy has six; the parser's stack ends at some thousand. */
const deepest = 64;

/** Lines with errors of the YAML itself that are shown of one file; the later ones only follow. */
const mostSyntaxErrors = 5;

interface Source {
  readonly file: string;
  readonly text: string;
  readonly lines: LineCounter;
  readonly report: Report;
  /** Where the last thing ends that is not space. */
  readonly end: number;
  /** How many were met. */
  aliases: number;
}

/**
 * The one document of a YAML 1.2 text, core schema, as a tree; null after at least one report.
 * Aliases, anchors, tags and directives are refused, so that a file means the same to everybody.
 */
export const readDocument = (file: string, text: string, report: Report): Tree | null => {
  const start = { span: { file, line: 1, column: 1, length: 1 } };
  const lines = new LineCounter();
  const source: Source = { file, text, lines, report, end: text.trimEnd().length, aliases: 0 };
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  if (isTooDeep(tokens)) {
    report(start, 'yaml', `\`${file}\` nests deeper than ${deepest} levels`);
    return null;
  }
  const [document, second] = compose(tokens, text.length);
  if (document === undefined) return null;
  const errors: SyntaxError[] = [...document.errors];
  if (second !== undefined) {
    const [from, to] = second.range;
    errors.push({ code: 'MULTIPLE_DOCS', message: '', pos: [from, to] });
  }
  if (reportSyntax(source, errors)) return null;
  if (document.directives.yaml.explicit === true || /^%/m.test(text.slice(0, headEnd(text)))) {
    report(start, 'yaml', 'directives are not allowed', { help: 'take out the line with `%`' });
    return null;
  }
  if (document.contents === null) {
    report(start, 'empty', `\`${file}\` is empty`);
    return null;
  }
  const tree = convert(source, document.contents);
  // What an alias stands for would be missing everywhere, so nothing else is said of the file.
  return source.aliases > 0 ? null : tree;
};

const compose = (tokens: readonly CST.Token[], length: number) => [
  ...new Composer({
    version: '1.2',
    schema: 'core',
    // The library compares each key with each other one, which takes minutes on a large map.
    uniqueKeys: false,
    prettyErrors: false,
  }).compose(tokens, true, length),
];

const headEnd = (text: string): number => {
  const end = text.search(/^---/m);
  return end < 0 ? 0 : end;
};

type Branch = CST.BlockMap | CST.BlockSequence | CST.FlowCollection;

const isBranch = (token: CST.Token | null | undefined): token is Branch =>
  token !== null && token !== undefined && 'items' in token;

/** Looked at level by level before the tree is composed, because composing is recursive. */
const isTooDeep = (tokens: readonly CST.Token[]): boolean => {
  let level: Branch[] = [];
  for (const token of tokens) {
    if (token.type === 'document' && isBranch(token.value)) level.push(token.value);
  }
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > deepest) return true;
    const next: Branch[] = [];
    for (const branch of level) {
      for (const item of branch.items) {
        if (isBranch(item.key)) next.push(item.key);
        if (isBranch(item.value)) next.push(item.value);
      }
    }
    level = next;
  }
  return false;
};

const spanOf = ({ file, lines, text, end }: Source, from: number, to: number): Span => {
  // What is missing at the end of a file is shown at the last thing that is there.
  const start = Math.min(from, Math.max(0, end - 1));
  const { line, col } = lines.linePos(start);
  const lineEnd = text.indexOf('\n', start);
  let stop = lineEnd < 0 ? to : Math.min(to, lineEnd);
  while (stop > start && text[stop - 1] === ' ') stop -= 1;
  return {
    file,
    line: Math.max(line, 1),
    column: Math.max(col, 1),
    length: Math.max(stop - start, 1),
  };
};

interface SyntaxError {
  readonly code: string;
  readonly message: string;
  readonly pos: readonly [number, number];
}

const reportSyntax = (source: Source, errors: readonly SyntaxError[]): boolean => {
  const lines = new Set<number>();
  for (const { code, message, pos } of errors) {
    const place = { span: spanOf(source, pos[0], pos[1]) };
    if (lines.has(place.span.line)) continue;
    if (lines.size === mostSyntaxErrors) break;
    lines.add(place.span.line);
    if (code === 'MULTIPLE_DOCS') {
      source.report(place, 'yaml', 'a second document begins here, a file holds exactly one');
    } else {
      source.report(
        place,
        'yaml',
        message.replace(/^[A-Z](?=[a-z])/, (c) => c.toLowerCase()),
        {
          ...syntaxHelp(source.text, pos[0]),
        },
      );
    }
  }
  return errors.length > 0;
};

/** The slip everybody makes once: `{ at: ${n} }`, where the brace ends the value. */
const syntaxHelp = (text: string, at: number): { help?: string } =>
  text.slice(Math.max(0, at - 1), at + 1) === '${'
    ? { help: 'inside `{ }` and `[ ]`, put `"${…}"` in quotes' }
    : {};

const convert = (source: Source, node: ParsedNode | null): Tree | null => {
  if (node === null) return null;
  const [from, to] = node.range;
  const span = spanOf(source, from, to);
  if (isAlias(node)) {
    source.aliases += 1;
    source.report({ span }, 'yaml', 'aliases are not allowed', { help: 'write the value out' });
    return null;
  }
  if (node.anchor !== undefined) {
    source.report({ span }, 'yaml', `anchors are not allowed, found \`&${node.anchor}\``, {
      help: 'what several files share goes into a tenant file, see `use:`',
    });
  }
  if (node.tag !== undefined) {
    source.report({ span }, 'yaml', 'tags are not allowed', { help: 'take out the word with `!`' });
  }
  if (isScalar(node)) return leafOf(node.value, node.source ?? '', span);
  if (isSeq(node)) {
    const items = node.items.map((item) => convert(source, item) ?? nothing(span));
    return { kind: 'list', items, span };
  }
  if (isMap(node)) return mappingOf(source, node.items, span);
  return isCollection(node) ? null : nothing(span);
};

const nothing = (span: Span): Leaf => ({ kind: 'leaf', value: null, text: '', span });

const leafOf = (value: unknown, text: string, span: Span): Leaf => {
  const scalar =
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? value
      : null;
  return { kind: 'leaf', value: scalar, text, span };
};

const mappingOf = (
  source: Source,
  pairs: readonly { key: ParsedNode; value: ParsedNode | null }[],
  span: Span,
): Mapping => {
  const entries = new Map<string, Entry>();
  for (const { key, value } of pairs) {
    const at = { span: spanOf(source, key.range[0], key.range[1]) };
    if (!isScalar(key) || key.value === null) {
      source.report(at, 'yaml', 'a key must be a plain word');
      continue;
    }
    const name = typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
    if (key.anchor !== undefined || key.tag !== undefined) {
      source.report(at, 'yaml', 'a key has neither anchor nor tag');
    }
    const before = entries.get(name);
    if (before !== undefined) {
      source.report(
        { ...at, origin: [{ span: before.at.span, message: 'it stands here first' }] },
        'duplicate-key',
        `\`${name}\` stands twice in this map`,
      );
      continue;
    }
    entries.set(name, { key: name, at, value: convert(source, value) ?? nothing(at.span) });
  }
  return { kind: 'map', entries: [...entries.values()], span };
};
