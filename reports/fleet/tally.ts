import type { Histogram } from './histogram.ts';

/** Counts by name. Whole numbers, so that adding shares up is exact in whatever order. */
export type Counts = Readonly<Record<string, number>>;

/** By name: how the number of devices changes in each hour of the run (first differences). */
export type Changes = Readonly<Record<string, readonly number[]>>;

/**
 * What the devices of a share came to. Adding two shares gives that of both together; the order
 * does not matter. Nothing in it knows of a clock, a thread or a share.
 */
export interface FleetTally {
  readonly devices: number;
  /** Devices whose share died. */
  readonly lost: number;
  /** What the devices lived through, by kind. */
  readonly events: Counts;
  /** Four sums of 32 bits over every decision of every device and its instant. */
  readonly digest: readonly number[];
  readonly byHour: {
    /** Compliance state, by Graph's name. */
    readonly complianceState: Changes;
    /** Reason codes of compliance; a device can have several. */
    readonly reasons: Changes;
    /** `open` or `closed`: whether the work app opens and a token is granted. */
    readonly access: Changes;
  };
  /** Check-ins in each hour of the run. */
  readonly checkIns: readonly number[];
  /** By cohort: devices planned by its weight are in the summary; these are the devices played. */
  readonly cohorts: Counts;
  /** At the end: devices by cohort and compliance state, `cohort/state`. */
  readonly atEnd: Counts;
  /** Device-milliseconds, by cause. */
  readonly exposure: Counts;
  readonly overBlocking: Counts;
  /** Device-milliseconds with a threat on the device, and with access. */
  readonly threatened: number;
  readonly open: number;
  /** Threats by source and by what became of their detection. */
  readonly threats: Counts;
  /** `partner/platform`: from detection to the first moment without access or compliance, in ms. */
  readonly detection: Readonly<Record<string, Histogram>>;
  /** `partner/platform/why`: detections that led to no decision. */
  readonly undecided: Counts;
  /** Launch outcomes, tokens, wipes and actions for noncompliance that fired. */
  readonly outcomes: Counts;
  /** Messages by partner and what became of them, `partner/accepted`. */
  readonly messages: Counts;
  /** Keys of the questions asked, by stage, ascending. */
  readonly questions: Readonly<Record<string, readonly number[]>>;
  /**
   * Situations met: `platform|managementType|partners|level|partnerStates|policies`, where several
   * of one kind are joined with `+`; A to Z.
   */
  readonly situations: readonly string[];
}
