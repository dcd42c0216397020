/** A token of PowerShell; `text` is the value of a string, of others the letters. */
export interface Token {
  readonly kind: 'text' | 'number' | 'word' | 'variable' | 'open' | 'close' | 'separator' | 'other';
  readonly text: string;
  readonly at: number;
  readonly end: number;
  /** First on its line, which ends a value that no `;` ends. */
  readonly first: boolean;
}

const patterns: readonly (readonly [Token['kind'], RegExp])[] = [
  ['open', /@\(|@\{|\$\(|[({[]/y],
  ['close', /[)}\]]/y],
  ['separator', /[;,=]/y],
  ['variable', /\$\{[^}\n]{0,200}\}|\$[A-Za-z_][\w:]{0,200}/y],
  ['number', /-?\d+(?:\.\d+)?(?![\w.-])/y],
  ['word', /[A-Za-z_][\w-]{0,200}/y],
];

const blank = /\s+|#(?!>)[^\n]*|`\n/y;

/** Where a comment or white space that begins here ends; the same place where none begins. */
const blankEnd = (text: string, at: number): number => {
  if (text.startsWith('<#', at)) {
    const end = text.indexOf('#>', at);
    return end < 0 ? text.length : end + 2;
  }
  blank.lastIndex = at;
  return at + (blank.exec(text)?.[0].length ?? 0);
};

interface Quoted {
  readonly text: string;
  readonly end: number;
}

const singleQuoted = (text: string, at: number): Quoted | undefined => {
  let end = text.indexOf("'", at + 1);
  while (end >= 0 && text.charAt(end + 1) === "'") end = text.indexOf("'", end + 2);
  if (end < 0) return undefined;
  return { text: text.slice(at + 1, end).replaceAll("''", "'"), end: end + 1 };
};

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '0': '' };

const doubleQuoted = (text: string, at: number): Quoted | undefined => {
  const parts: string[] = [];
  let from = at + 1;
  for (let index = from; index < text.length; index++) {
    const next = text.charAt(index);
    if (next === '"' && text.charAt(index + 1) !== '"') {
      parts.push(text.slice(from, index));
      return { text: parts.join(''), end: index + 1 };
    }
    if (next !== '`' && next !== '"') continue;
    const letter = text.charAt(index + 1);
    parts.push(text.slice(from, index), next === '`' ? (escapes[letter] ?? letter) : '"');
    index++;
    from = index + 1;
  }
  return undefined;
};

/** `@' … '@`, whose ends stand on lines of their own. */
const hereText = (text: string, at: number): Quoted | undefined => {
  const line = text.indexOf('\n', at);
  const end = text.indexOf(`\n${text.charAt(at + 1)}@`, line < 0 ? at : line);
  if (line < 0 || end < 0) return undefined;
  return { text: text.slice(line + 1, Math.max(line + 1, end)), end: end + 3 };
};

const quotedAt = (text: string, at: number): Quoted | undefined => {
  switch (text.charAt(at)) {
    case "'":
      return singleQuoted(text, at);
    case '"':
      return doubleQuoted(text, at);
    case '@':
      return /['"]/.test(text.charAt(at + 1)) ? hereText(text, at) : undefined;
    default:
      return undefined;
  }
};

const tokenAt = (text: string, at: number, first: boolean): Token => {
  const quoted = quotedAt(text, at);
  if (quoted !== undefined) return { kind: 'text', at, first, ...quoted };
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) return { kind, text: found, at, end: at + found.length, first };
  }
  return { kind: 'other', text: text.charAt(at), at, end: at + 1, first };
};

/** Splits PowerShell into tokens; comments and blanks are left out. Never fails. */
export const dscTokens = (text: string): readonly Token[] => {
  const tokens: Token[] = [];
  let at = 0;
  let first = true;
  while (at < text.length) {
    const end = blankEnd(text, at);
    if (end > at) {
      first ||= text.charAt(at) !== '`' && text.slice(at, end).includes('\n');
      at = end;
      continue;
    }
    const token = tokenAt(text, at, first);
    tokens.push(token);
    first = false;
    at = token.end;
  }
  return tokens;
};
