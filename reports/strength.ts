import type { Place } from './result.ts';

/**
 * What a suite makes of a known-bad evaluator: some assertion notices, it shows where no assertion
 * looks, or it shows at no instant of any case.
 */
export const variantStatuses = ['never-reached', 'survived', 'killed'] as const;
export type VariantStatus = (typeof variantStatuses)[number];

/** What a bar may ask for: the core requirements, all that documents state, or every one. */
export const bars = ['p0', 'p1', 'all'] as const;
export type Bar = (typeof bars)[number];

/** The first case that noticed, and the assertion that did. */
export interface Kill {
  readonly case: string;
  /** Of the assertion; null where the variant broke down instead. */
  readonly place: Place | null;
  /** `pixel.reasons at 6h: expected […], observed […]`. */
  readonly difference: string;
}

/** A field that the variant changes at that instant, with both of its values. */
export interface ChangedField {
  readonly name: string;
  readonly documented: string;
  readonly variant: string;
}

/** Where the variant shows, and no assertion looks. */
export interface Overlooked {
  readonly case: string;
  readonly place: Place;
  /** Offset from the start of the case. */
  readonly offset: string;
  readonly fields: readonly ChangedField[];
}

/** A shipped case that tells the variant from the right rule. */
export interface Witness {
  readonly case: string;
  /** Below the shipped scenarios. */
  readonly file: string;
  /** A scenario file of its own; null where it was not asked for. */
  readonly text: string | null;
}

export interface VariantGrade {
  readonly id: string;
  readonly area: string;
  /** What is wrong with it, as a clause. */
  readonly mistake: string;
  /** Requirements that it breaks. */
  readonly requirements: readonly string[];
  readonly status: VariantStatus;
  readonly killedBy: Kill | null;
  /** Cases that ask something the variant answers otherwise, though it may show in none. */
  readonly askedBy: readonly string[];
  /** Of a survivor. */
  readonly overlooked: Overlooked | null;
  /** Of a variant that was not killed. */
  readonly witness: Witness | null;
  /** In the rules as text. */
  readonly place: { readonly file: string; readonly line: number; readonly length: number };
}

export interface RequirementGrade {
  readonly id: string;
  /** The first bar that asks for it. */
  readonly priority: Bar;
  /** How many variants break it. */
  readonly variants: number;
  /** How many cases cite it. */
  readonly citedBy: number;
  /** A citing case that notices a variant of that very requirement. */
  readonly demonstratedBy: {
    readonly variant: string;
    readonly case: string;
    readonly difference: string;
  } | null;
  /** Why no bar asks for it yet, where no case cites it: what it takes is not built. */
  readonly excused: string | null;
}

/** A case that took no part, because it could not notice anything by itself. */
export interface LeftOut {
  readonly case: string;
  readonly because: string;
}

export interface GradedCase {
  readonly id: string;
  readonly title: string;
  readonly place: Place;
}

/** What a suite makes of every known-bad evaluator. Nothing depends on clock or threads. */
export interface Strength {
  readonly tool: string;
  /** Cases that took part, in the order of the files. */
  readonly cases: readonly GradedCase[];
  readonly leftOut: readonly LeftOut[];
  readonly variants: readonly VariantGrade[];
  /** Those that some of the variants break, in the order of the catalogue. */
  readonly requirements: readonly RequirementGrade[];
  /** Core requirements that no variant breaks: nothing here speaks of them. */
  readonly withoutVariant: number;
  readonly bar: Bar | null;
  /** The rules as text, by file. */
  readonly rules: Readonly<Record<string, string>>;
}

/** Requirements that a bar asks for and that nothing demonstrates. */
export const belowBar = ({ requirements, bar }: Strength): readonly RequirementGrade[] =>
  bar === null
    ? []
    : requirements.filter(
        ({ priority, demonstratedBy, excused }) =>
          demonstratedBy === null &&
          excused === null &&
          bars.indexOf(priority) <= bars.indexOf(bar),
      );
