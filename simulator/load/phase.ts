/** `even`: as far apart as the rate says; `random`: as independent callers come, from the seed. */
export const spacings = ['even', 'random'] as const;
export type Spacing = (typeof spacings)[number];

/** How requests arrive. Durations are in ms, rates in requests a second. */
export type Executor =
  | { readonly kind: 'constantRate'; readonly rate: number }
  | { readonly kind: 'rampRate'; readonly from: number; readonly to: number }
  /** As many steps of equal length as fit: `from`, `from + step`, and so on. */
  | {
      readonly kind: 'stairs';
      readonly from: number;
      readonly step: number;
      readonly each: number;
    }
  | { readonly kind: 'atOnce'; readonly requests: number }
  /** Every device asks once in each period, at a time of its own. */
  | { readonly kind: 'constantDevices'; readonly devices: number; readonly every: number };
/** A stretch of a load run. Those for warming up are listed and counted, and never measured. */
export interface Phase {
  readonly name: string;
  readonly executor: Executor;
  readonly duration: number;
  readonly spacing: Spacing;
  readonly isWarmUp: boolean;
}
