import type { Duration } from './time.ts';
import type { Limit } from './vocabulary.ts';

/** How bad one threat is. */
export const severities = ['low', 'medium', 'high'] as const satisfies readonly Limit[];
export type Severity = (typeof severities)[number];

/** So many open threats, each at least so bad, make the device this bad. */
export interface RollUpRow {
  readonly severity: Severity;
  readonly atLeast: number;
  readonly level: Severity;
}

/** How the threats on a device make its level: the worst of them, or the worst row that fits. */
export type RollUp = 'max' | readonly RollUpRow[];

/**
 * How a vendor's own cloud behaves. Intune knows nothing of it and no rule reads it: a target only
 * needs it to play the vendor's side (THREAT-03, THREAT-14).
 */
export interface VendorCloud {
  /** Name of the vendor pack it is taken from. */
  readonly pack: string;
  /** After so long without a sign of the app, the device is reported `unresponsive`; null: never. */
  readonly silentDeviceAfter: Duration | null;
  readonly rollUp: RollUp;
  /** After each such time it reports all its devices again; null: only what changes. */
  readonly resyncEvery: Duration | null;
  /** True: it only reads, and reports no device to Intune. */
  readonly readOnly: boolean;
  /** User groups whose devices it expects (ID-02); absent: everybody's. */
  readonly syncedGroups?: readonly string[];
  /** The app configuration lets users keep permissions from the app (FLOW-MDE-03); absent: no. */
  readonly optionalPermissions?: boolean;
}
