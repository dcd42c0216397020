import type { MessagePort } from 'node:worker_threads';
import type { ThreadReading } from '../../reports/load/instrument.ts';
import type { PhaseRecord } from '../../reports/load/phase-record.ts';
import type { Series } from '../../reports/load/series.ts';
import type { TrafficPlan } from './open-traffic.ts';
import type { Phase } from './phase.ts';

/** What every thread of a run is told when it is made. */
export interface LoadTask {
  readonly phases: readonly Phase[];
  readonly seed: number;
  readonly control: Int32Array<SharedArrayBuffer>;
}

export interface PacerTask extends LoadTask {
  readonly traffic: TrafficPlan;
  readonly lanes: readonly SharedArrayBuffer[];
  /** For waking the reader of each lane. */
  readonly ports: readonly MessagePort[];
}

export interface RequestTask extends LoadTask {
  readonly name: string;
  readonly origin: string;
  readonly connections: number;
  /** How many threads make requests in all. */
  readonly threads: number;
  readonly traffic: TrafficPlan;
  readonly lane: SharedArrayBuffer;
  readonly port: MessagePort;
  /** µs. */
  readonly timeout: number;
  readonly mostInFlight: number;
}

/** Sent to a thread once all of them are ready: when the first phase begins. */
export interface Begin {
  readonly epoch: number;
}

export interface PacerReport {
  readonly offered: readonly number[];
  /** Arrivals for which a lane had no room, by phase. */
  readonly overrun: readonly number[];
  readonly reading: ThreadReading;
}

export interface RequestReport {
  /** By phase. */
  readonly records: readonly PhaseRecord[];
  readonly series: Series;
  readonly reading: ThreadReading;
  readonly sockets: number;
}

/** What a thread that makes requests has counted so far. */
export interface ThreadProgress {
  readonly records: readonly PhaseRecord[];
  /** Share of the last second in which its event loop was busy. */
  readonly utilisation: number;
}

export type ThreadMessage<Report> =
  | { readonly kind: 'ready' }
  | ({ readonly kind: 'progress' } & ThreadProgress)
  | { readonly kind: 'done'; readonly report: Report };
