import type { Diagnostic } from './diagnostic.ts';
import type { Placed } from './tree.ts';

/** Every code an input can be refused or remarked with, and what it means. */
export const diagnosticCodes = {
  'not-found': 'a file or folder that is named does not exist',
  unreadable: 'a file exists but cannot be read',
  'too-large': 'a file is larger than any of its kind can sensibly be',
  'not-text': 'a file is binary, or is not UTF-8',
  empty: 'a file says nothing',
  yaml: 'a file is not YAML as Muster reads it',
  'duplicate-key': 'a key stands twice in one map',
  type: 'a value is of another type than what stands there',
  value: 'a value is not among those allowed',
  'unknown-field': 'a key has no meaning where it stands',
  'missing-field': 'a key that must be there is not',
  name: 'a name is not known, or cannot be used as one',
  duration: 'a duration or an instant cannot be understood',
  time: 'an instant is impossible: before the start, out of order, or an empty window',
  variable: 'a `${name}` has no value, or cannot stand there',
  table: 'a table does not keep what it promises',
  include: 'a file that is used cannot be',
  'duplicate-id': 'two scenarios, or two cases, have the same id',
  'expects-nothing': 'a scenario looks at nothing, so it could never fail',
  conflict: 'parts of a tenant contradict each other',
  limit: 'something is larger than a named limit',
  advice: 'it works, but not as it reads',
} as const satisfies Record<string, string>;
export type DiagnosticCode = keyof typeof diagnosticCodes;

export interface Remark {
  readonly label?: string;
  readonly help?: string;
  readonly severity?: 'error' | 'warning';
}

/** Says that something at a place is wrong. Reading goes on, so that all errors come at once. */
export type Report = (
  place: Placed,
  code: DiagnosticCode,
  message: string,
  remark?: Remark,
) => void;

export interface Collector {
  readonly report: Report;
  readonly add: (diagnostic: Diagnostic) => void;
  /** Everything so far, each once, in the order of files and places. */
  readonly list: () => readonly Diagnostic[];
  /** Whether there was an error so far. */
  readonly failed: () => boolean;
}

/** Errors that differ only in the table row they came through are one error. */
const identity = ({ code, message, span }: Diagnostic): string =>
  JSON.stringify([code, message, span.file, span.line, span.column]);

export const collector = (): Collector => {
  const found = new Map<string, Diagnostic>();
  const add = (diagnostic: Diagnostic): void => {
    const key = identity(diagnostic);
    if (!found.has(key)) found.set(key, diagnostic);
  };
  const report: Report = (place, code, message, remark) => {
    const { severity = 'error', label, help } = remark ?? {};
    add({
      severity,
      code,
      message,
      span: place.span,
      ...(label !== undefined && { label }),
      ...(help !== undefined && { help }),
      ...(place.origin !== undefined && { related: place.origin }),
    });
  };
  return {
    report,
    add,
    list: () => [...found.values()].sort(byPlace),
    failed: () => hasErrors([...found.values()]),
  };
};

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const byPlace = (a: Diagnostic, b: Diagnostic): number =>
  compareText(a.span.file, b.span.file) ||
  a.span.line - b.span.line ||
  a.span.column - b.span.column ||
  compareText(a.message, b.message);

export const hasErrors = (diagnostics: readonly Diagnostic[]): boolean =>
  diagnostics.some(({ severity }) => severity === 'error');
