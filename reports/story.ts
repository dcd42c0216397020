/** One row of the picture of a case: whose states and deeds it shows. */
export interface Lane {
  readonly kind: 'admin' | 'connector' | 'device' | 'access';
  /** Key in the tenant; for access the device's. */
  readonly name: string;
  /** What it is, in a few words; for access the resource. */
  readonly about: string;
}

/** Something that was done, with what the target answered. */
export interface Deed {
  /** Index of the lane it begins in. */
  readonly lane: number;
  /** Index of the lane it reaches, e.g. a report that a partner sends about a device. */
  readonly to?: number;
  readonly what: string;
  /** `accepted`, or a result and its code; absent where it was simply done. */
  readonly reply?: string;
}

/** What one expectation came to: subject, field, expected, and the observed where it differs. */
export type Sight =
  | readonly [subject: string, field: string, expected: string]
  | readonly [subject: string, field: string, expected: string, observed: string | null];

/** An instant at which something was done, looked at or seen to have changed. */
export interface Moment {
  /** Milliseconds from the start of the scenario. */
  readonly at: number;
  /** Why the file has this step. */
  readonly note?: string;
  readonly did?: readonly Deed[];
  /** By lane, only what is another state than before. */
  readonly stood?: readonly (readonly [lane: number, state: string])[];
  readonly saw?: readonly Sight[];
  /** What happened since the moment before, in words. */
  readonly events?: readonly string[];
  /** Whether something here was not as expected. */
  readonly wrong?: true;
}

/** What must never, or always, be so in [from, until), in milliseconds from the start. */
export interface Window {
  readonly mode: 'never' | 'always';
  readonly from: number;
  readonly until: number;
  readonly what: string;
  readonly wrong?: true;
}

/** One case as it was played: enough to draw it. */
export interface Story {
  /** Milliseconds since 1970, UTC: the instant of offset zero. */
  readonly start: number;
  readonly lanes: readonly Lane[];
  readonly moments: readonly Moment[];
  readonly windows: readonly Window[];
}
