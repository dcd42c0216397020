import type { Diagnostic, Span } from './diagnostic.ts';

/** Texts of the files that frames are cut from, by name of file, as they were read. */
export type Sources = ReadonlyMap<string, string>;

/** How parts of a frame are coloured; whether they are is the caller's business. */
export interface Paint {
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly quiet: (text: string) => string;
}

const plain = (text: string): string => text;
const noPaint: Paint = { error: plain, warning: plain, quiet: plain };

/** Characters of one source line that are shown; the window is moved to where the caret is. */
const widestLine = 120;

/** Control characters could move the cursor of a terminal, so none is ever printed. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const control = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
const clean = (text: string): string => text.replace(/\t/g, ' ').replace(control, '\ufffd');

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]|\p{Emoji_Presentation}/u;

/** Columns the text takes in a terminal, so that carets stand under what they mark. */
const displayWidth = (text: string): number => {
  let width = 0;
  for (const character of text) width += wide.test(character) ? 2 : 1;
  return width;
};

interface Cut {
  readonly line: string;
  readonly indent: number;
  readonly carets: number;
}

const cut = (line: string, { column, length }: Span): Cut => {
  const marked = Math.max(1, Math.min(length, line.length - column + 1, widestLine - 20));
  const from = column - 1 + marked <= widestLine ? 0 : Math.max(0, column - 20);
  const shown = line.slice(from, from + widestLine);
  const text = `${from > 0 ? '…' : ''}${shown}${from + widestLine < line.length ? '…' : ''}`;
  const start = column - 1 - from;
  return {
    line: clean(text),
    indent: (from > 0 ? 1 : 0) + displayWidth(clean(shown.slice(0, start))),
    carets: Math.max(1, displayWidth(clean(shown.slice(start, start + marked)))),
  };
};

const placeOf = ({ file, line, column }: Span): string => `${file}:${line}:${column}`;

const frameOf = (
  span: Span,
  label: string | undefined,
  gutter: number,
  sources: Sources,
  paint: (text: string) => string,
  quiet: (text: string) => string,
): string[] => {
  const line = sources.get(span.file)?.split('\n', span.line)[span.line - 1];
  if (line === undefined || line.trim() === '')
    return label === undefined ? [] : [labelLine(label, gutter)];
  const { line: text, indent, carets } = cut(line, span);
  const number = String(span.line).padStart(gutter);
  const marks = `${' '.repeat(indent)}${paint('^'.repeat(carets))}`;
  const words = label === undefined ? '' : ` ${clean(label)}`;
  return [
    `${quiet(`${number} |`)} ${text}`.trimEnd(),
    `${quiet(`${' '.repeat(gutter)} |`)} ${marks}${words}`,
  ];
};

const labelLine = (label: string, gutter: number): string =>
  `${' '.repeat(gutter)} = ${clean(label)}`;

/** One diagnostic as a code frame, without a line end behind it. */
export const renderDiagnostic = (
  diagnostic: Diagnostic,
  sources: Sources,
  paint: Paint = noPaint,
): string => {
  const { severity, code, message, span, label, help, related = [] } = diagnostic;
  const colour = severity === 'error' ? paint.error : paint.warning;
  const spans = [span, ...related.map((other) => other.span)];
  const gutter = Math.max(...spans.map(({ line }) => String(line).length));
  const margin = ' '.repeat(gutter);
  const lines = [
    `${colour(`${severity}[${code}]`)}: ${clean(message)}`,
    `${margin}${paint.quiet('-->')} ${placeOf(span)}`,
    ...frameOf(span, label, gutter, sources, colour, paint.quiet),
  ];
  for (const other of related) {
    lines.push(`${margin}${paint.quiet(':::')} ${placeOf(other.span)}: ${clean(other.message)}`);
    lines.push(...frameOf(other.span, undefined, gutter, sources, paint.quiet, paint.quiet));
  }
  if (help !== undefined) lines.push(`${margin} ${paint.quiet('=')} help: ${clean(help)}`);
  return lines.join('\n');
};

/** All diagnostics as frames, a blank line between them. */
export const renderDiagnostics = (
  diagnostics: readonly Diagnostic[],
  sources: Sources,
  paint: Paint = noPaint,
): string =>
  diagnostics.map((diagnostic) => renderDiagnostic(diagnostic, sources, paint)).join('\n\n');
