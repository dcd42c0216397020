import type { Issue } from './issue.ts';

/** What became of a Graph body; `value` is null where an issue is an error. */
export interface Normalised<Value> {
  readonly value: Value | null;
  readonly issues: readonly Issue[];
  /** Properties with no bearing on Mobile Threat Defense, annotations left out. */
  readonly ignored: readonly string[];
}
