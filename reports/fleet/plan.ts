import type { Counts } from './tally.ts';
import type { Threshold } from './threshold.ts';

/**
 * What a fleet run set out to do. Together with the tally it is everything a report says, so
 * nothing in it may depend on a clock, on threads, shares or the machine.
 */
export interface FleetPlan {
  /** Name and version of the tool that played. */
  readonly tool: string;
  /** As it is written on the command line. */
  readonly profile: string;
  readonly title: string;
  /** File of the tenant; null: the one the profile uses. */
  readonly tenant: string | null;
  /** Fingerprint of the profile and the tenant as they were played. */
  readonly inputs: string;
  readonly devices: number;
  readonly days: number;
  readonly seed: number;
  /** Readings in force, `name=value`, A to Z. */
  readonly readings: readonly string[];
  /** Those of them that were turned for this run. */
  readonly turned: readonly string[];
  /** Weights of the cohorts; they mean nothing alone. */
  readonly cohorts: Counts;
  /** In order of time; a state holds until the partner's next. */
  readonly connectors: readonly ConnectorChange[];
  readonly kinds: readonly FleetKind[];
  readonly thresholds: readonly Threshold[];
  /** What causes, reason codes and names of outcomes mean, by their code. */
  readonly words: Readonly<Record<string, string>>;
}

export interface ConnectorChange {
  readonly partner: string;
  /** Milliseconds from the start of the run. */
  readonly from: number;
  readonly state: string;
}

/**
 * Which values can come together on one device, in the words of a tally's situations. Whatever no
 * kind allows is impossible and cannot be missing from the coverage.
 */
export interface FleetKind {
  readonly platform: string;
  readonly managementType: string;
  /** Combinations of apps, `lookout+defender`; `none` for no app. */
  readonly partners: readonly string[];
  /** Policies that can reach such a device; `none` where it can be without any. */
  readonly policies: readonly string[];
}
