/** What shows that a requirement is demonstrated. */
export interface Evidence {
  readonly by: 'scenario' | 'law' | 'look-up' | 'reading';
  /** The known-bad variant, or the reading that was turned. */
  readonly variant: string;
  /** The case or check that fails under it, and how. */
  readonly check: string;
  readonly difference: string;
}
