/** What one thread of the driver was seen to do while it measured. */
export interface ThreadReading {
  readonly name: string;
  /** Share of its time in which its event loop was busy, 0 to 1; null: it has no event loop. */
  readonly utilisation: number | null;
  /** How much later than asked the event loop came round, µs. */
  readonly loopDelayP99: number | null;
  readonly loopDelayMost: number | null;
  /** Processor time and time spent waiting for a processor, µs; null: the system does not say. */
  readonly cpu: number | null;
  readonly waitedForCpu: number | null;
  readonly collections: number;
  /** µs, of all collections and of the longest. */
  readonly collecting: number;
  readonly longestCollection: number;
}

/** What the machine was seen to do meanwhile. */
export interface MachineReading {
  /** µs of the measured part of the run. */
  readonly wall: number;
  readonly cpu: number;
  readonly rss: number;
  /** Share of the machine's time that its host gave to others; null: the system does not say. */
  readonly steal: number | null;
  /** Share of the machine's time in which any process ran; null as above. */
  readonly busy: number | null;
  readonly loadAverage: number;
  /** Connections that a full queue of a listener refused, in the whole machine. */
  readonly listenOverflows: number | null;
  readonly sockets: number;
}

/** Whether the target runs on cores of its own. */
export type Neighbourhood = 'other-machine' | 'other-cores' | 'same-cores' | 'unknown';

/** What the driver can do at best here, against a target that does nothing. */
export interface Calibration {
  /** Median and p99 response time at a low rate, µs: no measured time means less than that. */
  readonly floorP50: number;
  readonly floorP99: number;
  /** Requests a second it can start and finish. */
  readonly ceiling: number;
}

export interface Instrument {
  readonly threads: readonly ThreadReading[];
  readonly machine: MachineReading;
  readonly neighbourhood: Neighbourhood;
  readonly calibration: Calibration | null;
}
