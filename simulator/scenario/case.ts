import type { Readings } from '../../core/readings.ts';
import type { Tenant } from '../../core/tenant.ts';
import type { Instant } from '../../core/time.ts';
import type { Basis } from '../../core/vocabulary.ts';
import type { Capability } from '../port/capability.ts';
import type { ConnectorField, DeviceField, MusterEvent } from '../port/observation.ts';
import type { Operation } from '../port/operation.ts';
import type { Span } from '../source/diagnostic.ts';

/** One case: a scenario, or one row of a scenario's table. Plain data: it crosses threads. */
export interface Case {
  /** `several-vendors/missed-second-scan`, with `/column=value` for each column of a table row. */
  readonly id: string;
  readonly scenario: string;
  readonly title: string;
  readonly span: Span;
  readonly tags: readonly string[];
  readonly covers: readonly string[];
  /** Declared and derived from what the steps do and look at, without doubles, A to Z. */
  readonly needs: readonly Capability[];
  /** Those of the needs that follow from looks alone: without them the rest can be played. */
  readonly looksFor?: readonly Capability[];
  /** The readings the file names; the rest are the run's. */
  readonly readings: Partial<Readings>;
  readonly tenant: Tenant;
  readonly start: Instant;
  readonly steps: readonly Step[];
  readonly watches: readonly Watch[];
  /** Every resource the case speaks of or a policy includes. */
  readonly resources: readonly string[];
}

export interface Step {
  readonly at: Instant;
  /** The offset as it stands in the file, e.g. `6h+1s`. */
  readonly offset: string;
  readonly note: string | null;
  readonly span: Span;
  readonly basis: Basis;
  readonly operations: readonly { readonly operation: Operation; readonly span: Span }[];
  /** Empty where the step looks at nothing. */
  readonly expectations: readonly Expectation[];
  /** Alternatives where the documents are silent; the first that holds gives the grade. */
  readonly graded: readonly GradedAlternative[];
}

export interface GradedAlternative {
  readonly grade: 'met' | 'informational' | 'violated';
  readonly span: Span;
  readonly expectations: readonly Expectation[];
}

/** One field looked at, with what is expected of it. */
export type Expectation = { readonly span: Span } & (
  | {
      readonly kind: 'device';
      readonly device: string;
      readonly field: DeviceField;
      /** App, resource or partner within the field, where it is a map. */
      readonly key: string | null;
      /** A word, or a list of codes in canonical order. */
      readonly expected: string | readonly string[];
    }
  | {
      readonly kind: 'connector';
      readonly partner: string;
      readonly field: ConnectorField;
      /** Message type, for `messages`. */
      readonly key: string | null;
      readonly expected: string;
    }
  | { readonly kind: 'events'; readonly exactly: readonly MusterEvent[] }
  | {
      /** Reply of the n-th operation of this step, counted from 0. */
      readonly kind: 'reply';
      readonly operation: number;
      /** A result (`accepted`, `refused`) or a code (`device-unknown`). */
      readonly expected: string;
    }
);

/** What must never, or always, be so in the half-open window [from, until). */
export interface Watch {
  readonly mode: 'never' | 'always';
  readonly from: Instant;
  readonly until: Instant;
  readonly span: Span;
  readonly basis: Basis;
  readonly expectations: readonly Expectation[];
  /** Where to look besides the steps, ascending, all inside the window. */
  readonly instants: readonly Instant[];
}
