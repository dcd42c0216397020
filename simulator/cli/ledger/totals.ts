import type { LedgerEntry } from '../../grade/ledger.ts';
import { type Status, statusNames } from '../../grade/status.ts';

/** How many entries have one status. What is interpretive is no conformance and stands apart. */
export interface Total {
  readonly status: Status;
  readonly documented: number;
  readonly interpretive: number;
}

export const totalsOf = (entries: readonly LedgerEntry[]): readonly Total[] =>
  statusNames.map((status) => {
    const those = entries.filter((entry) => entry.status === status);
    const documented = those.filter(({ requirement }) => requirement.basis === 'documented');
    return {
      status,
      documented: documented.length,
      interpretive: those.length - documented.length,
    };
  });
