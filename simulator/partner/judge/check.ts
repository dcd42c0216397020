import type { ContractProfile } from '../../contract/profile.ts';
import type { Call } from './call.ts';

/** How a rule is founded: a public fact, a public analogue, or Muster's own design. */
export const marks = { F: 'public fact', A: 'public analogue', D: "Muster's own design" } as const;
export type Mark = keyof typeof marks;

export interface Fault {
  /** The call that shows it. */
  readonly exchange: number;
  readonly expected: string;
  readonly observed: string;
  /** `SHOULD`: it is only worth a warning. */
  readonly severity: 'MUST' | 'SHOULD';
}

/** What a check says while it watches. */
export interface Note {
  /** The rule was met here; `topic` where it has to be in several ways. */
  readonly seen: (topic?: string) => void;
  readonly fault: (
    expected: string,
    observed: string,
    other?: { readonly severity?: 'MUST' | 'SHOULD'; readonly exchange?: number },
  ) => void;
}

/** One check of partner-contract.md, 7.2, that needs nobody to drive the connector. */
export interface Check {
  readonly id: string;
  readonly title: string;
  /** What the rule rests on. */
  readonly rule: string;
  readonly mark: Mark;
  readonly severity: 'MUST' | 'SHOULD';
  /** All must be seen before the check counts as demonstrated; empty: anything will do. */
  readonly topics: readonly string[];
  /** Starts to watch one connector; what it returns hears every call of it in order. */
  readonly watch: (profile: ContractProfile) => (call: Call, note: Note) => void;
}
