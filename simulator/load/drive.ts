import { setFlagsFromString } from 'node:v8';
import { MessageChannel } from 'node:worker_threads';
import type { MachineReading, ThreadReading } from '../../reports/load/instrument.ts';
import { addRecord, newPhaseRecord, type PhaseRecord } from '../../reports/load/phase-record.ts';
import { type Series, sumOfSeries } from '../../reports/load/series.ts';
import { newControl, stop } from './control.ts';
import { newLaneBuffer } from './lane.ts';
import { startMachineMeter } from './machine-meter.ts';
import { monotonic } from './monotonic.ts';
import type { TrafficPlan } from './open-traffic.ts';
import type { Phase } from './phase.ts';
import type { PacerReport, PacerTask, RequestReport, RequestTask, ThreadProgress } from './task.ts';
import { startThread, type Thread } from './thread.ts';

export interface LoadPlan {
  readonly origin: string;
  readonly traffic: TrafficPlan;
  readonly phases: readonly Phase[];
  readonly seed: number;
  /** Threads that make requests, beside the one that paces. */
  readonly threads: number;
  /** Over all threads. */
  readonly connections: number;
  /** ms from the intended start. */
  readonly timeout: number;
  /** Over all threads; more than that are dropped, and counted as that. */
  readonly mostInFlight: number;
}

/** What was counted so far, phase by phase. */
export type Progress = readonly PhaseRecord[];

export interface DriveOptions {
  readonly signal?: AbortSignal;
  /**
   * Called once a second with the sum of all threads, the µs since the first phase began, and the
   * share of the last second in which the event loop of the busiest thread had something to do.
   */
  readonly onProgress?: (progress: Progress, elapsed: number, utilisation: number) => void;
}

export interface Driven {
  /** By phase; `offered` is the pacer's own count. */
  readonly records: readonly PhaseRecord[];
  /** From moment to moment, over all phases. */
  readonly series: Series;
  readonly threads: readonly ThreadReading[];
  readonly machine: MachineReading;
  /** Instant of the monotonic clock at which the first phase began, µs. */
  readonly epoch: number;
  /** What broke in the driver; whatever it measured is worth nothing then. */
  readonly failures: readonly string[];
  readonly wasStopped: boolean;
}

/**
 * Little survives of what requests leave behind, and where there are few cores several threads take
 * longer to agree on it than one takes to do it.
 */
setFlagsFromString('--no-parallel-scavenge');

/** Between the last thread's being ready and the first arrival, µs. */
const headStart = 100_000;

interface Crew {
  readonly pacer: Thread<PacerReport>;
  readonly requesters: readonly Thread<RequestReport>[];
}

type OnProgress = (thread: number, progress: ThreadProgress) => void;

/** Shares of a whole, as equal as whole numbers can be; at least one each. */
const shareOf = (whole: number, threads: number, index: number): number =>
  Math.max(1, Math.floor(whole / threads) + (index < whole % threads ? 1 : 0));

const startCrew = (
  plan: LoadPlan,
  control: Int32Array<SharedArrayBuffer>,
  onFailure: (failure: string) => void,
  onProgress: OnProgress,
): Crew => {
  const { phases, seed, threads, connections, mostInFlight, timeout, origin, traffic } = plan;
  const lanes = Array.from({ length: threads }, newLaneBuffer);
  const channels = lanes.map(() => new MessageChannel());
  const ports = channels.map(({ port1 }) => port1);
  const pacing: PacerTask = { phases, seed, control, lanes, ports, traffic };
  const pacer = startThread<PacerReport>({
    file: 'load/pacer-worker',
    data: pacing,
    transfer: ports,
    onFailure,
  });
  const requesters = lanes.flatMap((lane, index) => {
    const port = channels[index]?.port2;
    if (port === undefined) return [];
    const data: RequestTask = {
      name: `requests ${index + 1}`,
      phases,
      seed,
      control,
      origin,
      traffic,
      lane,
      port,
      threads,
      connections: shareOf(connections, threads, index),
      mostInFlight: shareOf(mostInFlight, threads, index),
      timeout: timeout * 1_000,
    };
    const started = startThread<RequestReport>({
      file: 'load/request-worker',
      data,
      transfer: [port],
      onFailure,
      onProgress: (progress) => onProgress(index, progress),
    });
    return [started];
  });
  return { pacer, requesters };
};

const sumByPhase = (plan: LoadPlan, parts: readonly Progress[]): PhaseRecord[] =>
  plan.phases.map((_, phase) => {
    const sum = newPhaseRecord();
    for (const records of parts) {
      const record = records[phase];
      if (record !== undefined) addRecord(sum, record);
    }
    return sum;
  });

const warmUpOf = ({ phases }: LoadPlan): number =>
  phases.filter(({ isWarmUp }) => isWarmUp).reduce((sum, { duration }) => sum + duration, 0);

const overrunText = (overrun: readonly number[]): string[] => {
  const all = overrun.reduce((sum, count) => sum + count, 0);
  return all === 0 ? [] : [`the driver fell so far behind that ${all} arrivals were never started`];
};

const offeredIn = (records: readonly PhaseRecord[], { offered, overrun }: PacerReport): void => {
  records.forEach((record, phase) => {
    record.sums.offered += offered[phase] ?? 0;
    record.sums.dropped += overrun[phase] ?? 0;
  });
};

/** Tells the sum of what all threads last told, once all of them have. */
const progressSum = (plan: LoadPlan, options: DriveOptions, epoch: () => number): OnProgress => {
  const last = new Map<number, ThreadProgress>();
  return (thread, progress) => {
    last.set(thread, progress);
    if (last.size < plan.threads || options.onProgress === undefined) return;
    const all = [...last.values()];
    const sum = sumByPhase(
      plan,
      all.map(({ records }) => records),
    );
    const busiest = Math.max(...all.map(({ utilisation }) => utilisation));
    options.onProgress(sum, monotonic() - epoch(), busiest);
    last.clear();
  };
};

/** Plays a plan against its target. Whatever breaks in the driver itself is told, not thrown. */
export const drive = async (plan: LoadPlan, options: DriveOptions = {}): Promise<Driven> => {
  const { signal } = options;
  const control = newControl();
  const failures: string[] = [];
  const onFailure = (failure: string): void => {
    failures.push(failure);
    stop(control);
  };
  let epoch = 0;
  const crew = startCrew(
    plan,
    control,
    onFailure,
    progressSum(plan, options, () => epoch),
  );
  const { pacer, requesters } = crew;
  const everybody = [pacer, ...requesters];
  const onAbort = (): void => stop(control);
  signal?.addEventListener('abort', onAbort);
  if (signal?.aborted === true) onAbort();
  let watch: ReturnType<typeof startMachineMeter> = startMachineMeter();
  const untilMeasured = setTimeout(
    () => {
      watch = startMachineMeter();
    },
    warmUpOf(plan) + headStart / 1_000,
  );
  try {
    await Promise.all(everybody.map(({ ready }) => ready));
    epoch = monotonic() + headStart;
    untilMeasured.refresh();
    for (const { begin } of everybody) begin({ epoch });
    const paced = await pacer.report;
    clearTimeout(untilMeasured);
    const machine = watch(0);
    const reports = await Promise.all(requesters.map(({ report }) => report));
    const made = reports.filter((report) => report !== null);
    const records = sumByPhase(
      plan,
      made.map((report) => report.records),
    );
    if (paced !== null) {
      offeredIn(records, paced);
      failures.push(...overrunText(paced.overrun));
    }
    const sockets = made.reduce((sum, report) => sum + report.sockets, 0);
    const readings = [...(paced === null ? [] : [paced]), ...made].map(({ reading }) => reading);
    return {
      records,
      series: sumOfSeries(made.map(({ series }) => series)),
      threads: readings,
      machine: { ...machine, sockets },
      epoch,
      failures,
      wasStopped: signal?.aborted === true,
    };
  } finally {
    clearTimeout(untilMeasured);
    signal?.removeEventListener('abort', onAbort);
    await Promise.all(everybody.map(({ end }) => end()));
  }
};
