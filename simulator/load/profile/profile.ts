import type { Duration } from '../../../core/time.ts';
import type { LoadThreshold } from '../../../reports/load/threshold.ts';
import type { Fleet } from '../../fleet/profile.ts';
import type { Mix } from '../mix/plan.ts';
import type { Phase } from '../phase.ts';

/** A phase as its file describes it. */
export interface LoadPhase extends Phase {
  readonly mix: Mix;
  /** Name of an earlier phase, in which its messages could not be sent; null: they are of now. */
  readonly backlogOf: string | null;
}

/** What is asked of a service, as a file describes it. Plain data. */
export interface LoadProfile {
  readonly name: string;
  readonly title: string;
  /** Path of the fleet file, as the documents know it. */
  readonly fleetFile: string;
  /** `muster:` and its place, where the package ships it; null: a file of somebody's own. */
  readonly shippedFleet: string | null;
  readonly fleet: Fleet;
  readonly devices: number;
  /** Chance of the devices and of the arrivals. */
  readonly seed: number;
  /** How many seconds pass for the service in one of the machine. */
  readonly timeFactor: number;
  readonly freshness: Duration;
  readonly horizon: Duration;
  readonly batch: number;
  /** Millionths. */
  readonly threatened: number;
  readonly attention: number;
  /** What is asked where a phase does not say. */
  readonly mix: Mix;
  readonly phases: readonly LoadPhase[];
  readonly thresholds: readonly LoadThreshold[];
  readonly abortOnFail: boolean;
}
