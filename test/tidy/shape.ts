import { codeOf } from './code.ts';
import { type Check, type Finding, inside, isCode, lineAt, type TidyFile } from './finding.ts';

const fileLinesMax = 400;
const functionLinesMax = 70;
const columnsMax = 100;

const linesOf = (text: string): readonly string[] => text.replace(/\n$/, '').split('\n');

export const longFiles: Check = (files) =>
  files
    .filter((file) => isCode(file) && linesOf(file.text).length > fileLinesMax)
    .map(({ path, text }) => ({
      path,
      line: fileLinesMax + 1,
      message: `${linesOf(text).length} lines, at most ${fileLinesMax} are allowed`,
    }));

/**
 * A sentence for the user stays in one piece, so that it can be found by searching for it, and so
 * does what stands in a template, a pattern or a comment: whatever is not code.
 */
const holdsText = (line: string, code: string): boolean =>
  [...line].some((sign, at) => sign !== ' ' && code[at] === ' ');

export const longLines: Check = (files) =>
  files.filter(isCode).flatMap(({ path, text }) => {
    const code = linesOf(codeOf({ text }));
    return linesOf(text).flatMap((line, at) =>
      line.length > columnsMax && !holdsText(line, code[at] ?? '')
        ? [{ path, line: at + 1, message: `longer than ${columnsMax} columns` }]
        : [],
    );
  });

/** Functions that were longer when the limit came: `path#name` to lines. It may only shrink. */
const longFunctionsKnown: ReadonlyMap<string, number> = new Map<string, number>([]);

/** Where a body opens: `function f(…) {`, `=> {`, or a method. */
const bodyPattern = new RegExp(
  [
    /\bfunction\b[^{;]*\{/,
    /=>\s*\{/,
    /^[ \t]*(?:(?:async|get|set|static)\s+)*(?!if|for|while|switch|catch)[\w$]+\([^()]*\)[^;=\n]*\{$/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gm',
);

const closingBrace = (code: string, open: number): number => {
  let depth = 0;
  for (let at = open; at < code.length; at++) {
    if (code[at] === '{') depth++;
    if (code[at] === '}' && --depth === 0) return at;
  }
  return code.length;
};

const nameBefore = (code: string, from: number, to: number): string => {
  const head = code.slice(Math.max(0, code.lastIndexOf('\n\n', from)), to);
  const names = [...head.matchAll(/(?:\b(?:const|function)\s+|^\s*)([\w$]+)\s*(?=[=(<:])/gm)];
  return names.at(-1)?.[1] ?? 'anonymous';
};

export interface FunctionSize {
  readonly name: string;
  readonly line: number;
  readonly lines: number;
}

export const functionsOf = (text: string): readonly FunctionSize[] => {
  const code = codeOf({ text });
  return [...code.matchAll(bodyPattern)].map((match) => {
    const open = match.index + match[0].length - 1;
    const line = lineAt(code, match.index);
    const lines = lineAt(code, closingBrace(code, open)) - line + 1;
    return { name: nameBefore(code, match.index, open), line, lines };
  });
};

const tooLong = (file: TidyFile, known: ReadonlyMap<string, number>): readonly Finding[] =>
  functionsOf(file.text).flatMap(({ name, line, lines }) => {
    const allowed = known.get(`${file.path}#${name}`) ?? functionLinesMax;
    if (lines <= functionLinesMax || lines === allowed) return [];
    const message =
      lines > allowed
        ? `function \`${name}\` has ${lines} lines, at most ${allowed} are allowed`
        : `function \`${name}\` has shrunk to ${lines} lines: lower its entry from ${allowed}`;
    return [{ path: file.path, line, message }];
  });

/** Tests are tables and stories, and may be long. */
export const longFunctionsBeyond =
  (known: ReadonlyMap<string, number>): Check =>
  (files) => {
    const sources = files.filter((file) => isCode(file) && !inside(file.path, ['test', 'bench']));
    const longNow = new Set(
      sources.flatMap((file) =>
        functionsOf(file.text)
          .filter(({ lines }) => lines > functionLinesMax)
          .map(({ name }) => `${file.path}#${name}`),
      ),
    );
    const stale = [...known.keys()]
      .filter((entry) => !longNow.has(entry))
      .map((entry) => ({
        path: 'test/tidy/shape.ts',
        line: 1,
        message: `no function longer than ${functionLinesMax} lines is \`${entry}\`: remove it`,
      }));
    return [...sources.flatMap((file) => tooLong(file, known)), ...stale];
  };

export const longFunctions: Check = longFunctionsBeyond(longFunctionsKnown);

const vague = new Set(['utils', 'helpers', 'util', 'helper', 'common', 'misc']);

export const vagueNames: Check = (files) =>
  files.flatMap(({ path }) =>
    path
      .split('/')
      .map((part) => part.replace(/(?:\.test)?\.\w+$/, ''))
      .filter((part) => vague.has(part))
      .map((part) => ({ path, line: 1, message: `\`${part}\` says nothing; name the noun` })),
  );
