/** A source file twice, each as long as the file, with everything else blanked out by spaces. */
export interface Views {
  /** Without comments and without what stands in strings, templates and regular expressions. */
  readonly code: string;
  readonly comments: string;
}

const comment = /\/\/[^\n]*|\/\*[\s\S]*?\*\//y;
const quoted = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/y;
/** From a backtick, or the brace that ends an expression, to the next expression or the end. */
const templatePart = /[`}](?:\\[\s\S]|\$(?!\{)|[^`\\$])*(?:`|\$\{)/y;
const regularExpression = /\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*/y;
/** After one of these a slash begins a regular expression and does not divide. */
const beforeExpression = /(?:^|[(,=:[!&|?{};+\-*%~^<>]|\b(?:return|typeof|case))\s*$/;

const lengthAt = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
};

const blank = (text: string): string => text.replace(/[^\n]/g, ' ');

/** How deep in braces each open template expression is; the innermost is the last. */
type Depths = number[];

const templateLengthAt = (text: string, at: number, depths: Depths): number => {
  const inExpression = depths.length > 0;
  const endsExpression = text[at] === '}' && inExpression && depths.at(-1) === 0;
  if (text[at] !== '`' && !endsExpression) {
    if (inExpression && text[at] === '{') depths.push((depths.pop() ?? 0) + 1);
    if (inExpression && text[at] === '}') depths.push((depths.pop() ?? 0) - 1);
    return 0;
  }
  if (endsExpression) depths.pop();
  const length = lengthAt(templatePart, text, at);
  if (text.slice(at, at + length).endsWith('${')) depths.push(0);
  return length;
};

const cache = new Map<string, Views>();

const patternLengthAt = (text: string, at: number, codeBefore: string): number =>
  text[at] === '/' && beforeExpression.test(codeBefore.slice(-60))
    ? lengthAt(regularExpression, text, at)
    : 0;

/** The first and last character stay, so that `x = ''` does not read as an unfinished line. */
const blankInside = (piece: string): string =>
  piece.length < 2 ? piece : `${piece[0]}${blank(piece.slice(1, -1))}${piece.at(-1)}`;

const read = (text: string): Views => {
  let code = '';
  let comments = '';
  const depths: Depths = [];
  for (let at = 0; at < text.length; ) {
    const commentLength = lengthAt(comment, text, at);
    const length =
      commentLength ||
      lengthAt(quoted, text, at) ||
      templateLengthAt(text, at, depths) ||
      patternLengthAt(text, at, code) ||
      1;
    const piece = text.slice(at, at + length);
    code += commentLength > 0 ? blank(piece) : blankInside(piece);
    comments += commentLength > 0 ? piece : blank(piece);
    at += length;
  }
  return { code, comments };
};

export const viewsOf = (text: string): Views => {
  const views = cache.get(text) ?? read(text);
  cache.set(text, views);
  return views;
};

export const codeOf = ({ text }: { readonly text: string }): string => viewsOf(text).code;
export const commentsOf = ({ text }: { readonly text: string }): string => viewsOf(text).comments;

/** One import, export from, dynamic import or require. */
export interface Import {
  readonly specifier: string;
  readonly index: number;
}

const importPattern = /\b(?:from|import|require)\s*\(?\s*(['"])([^'"\n]+)\1/g;

export const importsOf = (text: string): readonly Import[] => {
  const { code } = viewsOf(text);
  return [...text.matchAll(importPattern)]
    .filter(({ index }) => code[index] !== ' ')
    .map((match) => ({ specifier: match[2] ?? '', index: match.index }));
};

/** Path from the root of what a relative import names. */
export const resolveImport = (from: string, specifier: string): string => {
  const parts = from.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
};
