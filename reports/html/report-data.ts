import type { CauseShare } from '../cause.ts';
import type { Comparison } from '../compare.ts';
import type { CaseResult, Counts, Grounds, Outcome, Plan, StaleKnownFailing } from '../result.ts';

/** Where and when a run was made; the record itself says nothing of it. */
export interface Machine {
  /** Milliseconds since 1970, UTC, of the machine's own clock. */
  readonly startedAt: number;
  readonly wallMs: number;
  readonly node: string;
  readonly system: string;
  readonly processor: string;
  readonly cores: number;
  readonly threads: number;
}

/** What a suite made of the shipped known-bad variants. */
export interface SuiteStrength {
  readonly graded: number;
  readonly noticed: number;
  /** Requirements for which a broken rule was noticed. */
  readonly demonstrated: readonly string[];
  readonly areas: readonly {
    readonly area: string;
    readonly graded: number;
    readonly noticed: number;
  }[];
  readonly unnoticed: readonly {
    readonly id: string;
    readonly mistake: string;
    readonly requirements: readonly string[];
    readonly why: string;
  }[];
}

export interface AreaCount {
  readonly area: string;
  readonly counts: Counts;
}

/** A case as a page keeps it. */
export type PageCase = Omit<CaseResult, 'trace'>;

/** How sure whoever made the page is of the record. */
export interface Trust {
  readonly problems: readonly string[];
  readonly digest: 'recomputed' | 'not recomputed';
}

/** Everything a page shows. Its numbers are of the whole record, also where cases are left out. */
export interface ReportData {
  readonly plan: Omit<Plan, 'cases'>;
  readonly planned: number;
  readonly counts: Counts;
  readonly complete: boolean;
  readonly digest: string;
  readonly trust: Trust;
  /** How often each reason was given for not running. */
  readonly notRun: Readonly<Record<string, number>>;
  /** Those that touch most cases, first. */
  readonly causes: readonly CauseShare[];
  readonly causesLeft: number;
  readonly areas: readonly AreaCount[];
  /** By requirement id: how its cases ended. */
  readonly requirements: Readonly<Record<string, Partial<Record<Outcome, number>>>>;
  /** By `name=value`: how many cases name it in their head. */
  readonly readings: Readonly<Record<string, number>>;
  readonly known: readonly PageCase[];
  readonly stale: readonly StaleKnownFailing[];
  readonly cases: readonly PageCase[];
  /** Cases, and stories of cases, that had no room. */
  readonly leftOut: { readonly cases: Partial<Record<Outcome, number>>; readonly stories: number };
  readonly grounds: readonly Grounds[];
  readonly machine: Machine | null;
  readonly strength: SuiteStrength | null;
  readonly changes: Comparison | null;
}
