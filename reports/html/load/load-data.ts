import type { ComparedChange } from '../../load/compare.ts';
import type { LoadSummary } from '../../load/summary.ts';

/** What the run was held against: an earlier one, and what changed; or why it cannot be. */
export interface Baseline {
  /** Name of the earlier run, as somebody gave it. */
  readonly name: string;
  /** When each of its repeats began. */
  readonly startedAt: readonly string[];
  readonly compared:
    | { readonly kind: 'changes'; readonly changes: readonly ComparedChange[] }
    | { readonly kind: 'refused'; readonly because: string };
}

/** Everything the page of a load run shows. */
export interface LoadData {
  readonly summary: LoadSummary;
  readonly baseline: Baseline | null;
}
