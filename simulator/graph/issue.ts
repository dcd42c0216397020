import type { IssueCode } from './issue-codes.ts';

/** Where in a body: property names and list positions, from the outside in. */
export type Path = readonly (string | number)[];

/** One remark on a Graph body. Its place is a path; the reader of the file turns it into a line. */
export interface Issue {
  readonly path: Path;
  readonly severity: 'error' | 'warning';
  /** Short and stable, e.g. `enum`, `unknown-property`. */
  readonly code: IssueCode;
  /** Lower case, no final stop, names in backticks. */
  readonly message: string;
  /** The values that would have been right, where they can be listed. */
  readonly allowed?: readonly string[];
  /** What to do about it, e.g. "did you mean `iosEnabled`?". */
  readonly help?: string;
}

/** Collects the remarks of one body. */
export interface Remarks {
  readonly issues: Issue[];
  /** Names of properties that were read and have no bearing on Mobile Threat Defense. */
  readonly ignored: string[];
}

export const noRemarks = (): Remarks => ({ issues: [], ignored: [] });

export const hasError = (issues: readonly Issue[]): boolean =>
  issues.some((issue) => issue.severity === 'error');

export const warn = (
  remarks: Remarks,
  path: Path,
  code: IssueCode,
  message: string,
  help?: string,
): void => {
  remarks.issues.push({
    path,
    severity: 'warning',
    code,
    message,
    ...(help === undefined ? {} : { help }),
  });
};

export const refuse = (
  remarks: Remarks,
  path: Path,
  code: IssueCode,
  message: string,
  allowed?: readonly string[],
): void => {
  remarks.issues.push({
    path,
    severity: 'error',
    code,
    message,
    ...(allowed === undefined ? {} : { allowed }),
  });
};

const longestShown = 60;

/** A value as it is shown in a message, cut where it is long. */
export const shown = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
};
