/** Where something stands in a text. Lines and columns count from 1. */
export interface Span {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Length of the marked text, at least 1. */
  readonly length: number;
}

/** One thing that is wrong with an input: a code, a place and a sentence. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  /** Short and stable, e.g. `name`, `duration`, `unknown-field`. */
  readonly code: string;
  /** Lower case, no final stop, the user's own words in backticks. */
  readonly message: string;
  readonly span: Span;
  /** What stands under the caret, e.g. `known devices: pixel`. */
  readonly label?: string;
  /** What to do about it, e.g. "did you mean `pixel`?". */
  readonly help?: string;
  /** Other places that matter: the table row a value came from, the file that included this one. */
  readonly related?: readonly { readonly span: Span; readonly message: string }[];
}
