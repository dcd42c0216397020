import type { Readings } from '../../core/readings.ts';
import type { Tenant } from '../../core/tenant.ts';
import type { Instant } from '../../core/time.ts';
import type { Capability } from './capability.ts';
import type { MusterEvent, Observation, Query, Reply } from './observation.ts';
import type { Operation } from './operation.ts';

/** Anything that answers operations and queries: the core in process, a service over HTTP. */
export interface Target {
  readonly name: string;
  readonly capabilities: ReadonlySet<Capability>;
  /**
   * Why a case cannot be played here although the capabilities would allow it, to follow "not
   * run"; null where it can. It then also speaks for the clock. Absent: nothing else stands in
   * the way.
   */
  readonly declines?: (course: Course) => string | null;
  /** A fresh tenant whose clock stands at `start`. Nothing is shared between sessions. */
  open(tenant: Tenant, readings: Readings, start: Instant): Promise<Session>;
}

/** Everything a target may have to know of a case before it is played. */
export interface Course {
  readonly start: Instant;
  /** When something is done or looked at, ascending. */
  readonly instants: readonly Instant[];
  readonly operations: readonly Operation[];
  /** Which the case names. */
  readonly readings: Partial<Readings>;
}

export interface Session {
  /** Lets time pass, and everything happen that time itself brings about; `now` never falls. */
  advanceTo(now: Instant): Promise<void>;
  perform(operation: Operation): Promise<Reply>;
  observe(query: Query): Promise<Observation>;
  /** The events since the last call, in the order they happened. */
  takeEvents(): Promise<readonly MusterEvent[]>;
  close(): Promise<void>;
}
