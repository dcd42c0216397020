import type { Diagnostic } from './diagnostic.ts';
import type { Placed } from './tree.ts';

/** What a code means, and what would have been right in its place. */
export interface CodeNote {
  readonly meaning: string;
  readonly allowed: string;
}

/** Every code an input can be refused or remarked with. docs/errors.md is made from it. */
export const diagnosticCodes = {
  'not-found': {
    meaning: 'a file or folder that is named does not exist',
    allowed: 'paths of files and folders that are there, relative to where Muster is started',
  },
  unreadable: {
    meaning: 'a file exists but cannot be read',
    allowed: 'ordinary files that may be read; a folder only where folders are taken',
  },
  'too-large': {
    meaning: 'a file is larger than any of its kind can sensibly be',
    allowed: 'scenario, tenant and project files up to 1 MiB, exports up to 16 MiB',
  },
  'not-text': {
    meaning: 'a file is binary, or is not UTF-8',
    allowed: 'UTF-8, with a byte order mark or without, with any line ends',
  },
  empty: {
    meaning: 'a file says nothing',
    allowed: 'a map that begins with `apiVersion` and `kind`',
  },
  yaml: {
    meaning: 'a file is not YAML as Muster reads it',
    allowed: 'one YAML 1.2 document without tags, anchors, aliases and directives',
  },
  'duplicate-key': {
    meaning: 'a key stands twice in one map',
    allowed: 'each key once, in YAML and in exported JSON',
  },
  type: {
    meaning: 'a value is of another type than what stands there',
    allowed: 'the type the message names: a text, a number, true or false, a list or a map',
  },
  value: {
    meaning: 'a value is not among those allowed',
    allowed: 'the values listed under the caret',
  },
  'unknown-field': {
    meaning: 'a key has no meaning where it stands',
    allowed: 'the keys listed under the caret',
  },
  'missing-field': {
    meaning: 'a key that must be there is not',
    allowed: 'a map with that key; scenarios/FORMAT.md says which ones each map needs',
  },
  name: {
    meaning: 'a name is not known, or cannot be used as one',
    allowed: 'names that the tenant, the scenario or the catalogue gives',
  },
  duration: {
    meaning: 'a duration or an instant cannot be understood',
    allowed: 'sums and differences of whole numbers with a unit: `7d`, `6h+30m`, `1d-1ms`',
  },
  time: {
    meaning: 'an instant is impossible: before the start, out of order, or an empty window',
    allowed: 'offsets from the start that grow from step to step, up to ten years',
  },
  variable: {
    meaning: 'a `${name}` has no value, or cannot stand there',
    allowed: 'columns of `cases` and names of `vars`, in scenarios only',
  },
  table: {
    meaning: 'a table does not keep what it promises',
    allowed: 'rows as long as `columns`, each once, and all of them where it is `exhaustive`',
  },
  include: {
    meaning: 'a file that is used cannot be',
    allowed: 'tenants under `use`, exported policies under `import`, and no circles',
  },
  'duplicate-id': {
    meaning: 'two scenarios, or two cases, have the same id',
    allowed: 'an id that no other scenario has or once had',
  },
  'expects-nothing': {
    meaning: 'a scenario looks at nothing, so it could never fail',
    allowed: 'at least one `expect` or `always` in every case',
  },
  conflict: {
    meaning: 'parts of a tenant contradict each other',
    allowed: 'what Intune itself would accept',
  },
  limit: {
    meaning: 'something is larger than a named limit',
    allowed: 'as much as the message names',
  },
  advice: {
    meaning: 'it works, but not as it reads',
    allowed: 'this is only a warning: nothing has to be changed',
  },
} as const satisfies Record<string, CodeNote>;
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

const byPlace = (a: Diagnostic, b: Diagnostic): number =>
  compareText(a.span.file, b.span.file) ||
  a.span.line - b.span.line ||
  a.span.column - b.span.column ||
  compareText(a.message, b.message);

export const hasErrors = (diagnostics: readonly Diagnostic[]): boolean =>
  diagnostics.some(({ severity }) => severity === 'error');
