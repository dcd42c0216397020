import type { ComparisonSummary } from '../../fleet/comparison-summary.ts';
import type { FleetSummary } from '../../fleet/summary.ts';
import type { FleetTally } from '../../fleet/tally.ts';
import type { Machine } from '../report-data.ts';

/** What a tally holds of every hour, of which a summary keeps the days. */
export type FleetHours = Pick<FleetTally, 'byHour' | 'checkIns'>;

/** The same fleet played again, cut and threaded otherwise. */
export interface DeterminismCheck {
  readonly isEqual: boolean;
  /** How it was played again, e.g. `7 shares on 1 thread`. */
  readonly how: string;
}

/** Everything the page of a fleet shows. Without the last four it says what it does not know. */
export interface FleetData {
  readonly summary: FleetSummary;
  readonly comparison: ComparisonSummary | null;
  readonly hours: FleetHours | null;
  readonly machine: Machine | null;
  readonly determinism: DeterminismCheck | null;
}
