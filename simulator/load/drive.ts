import { MessageChannel, type TransferListItem, Worker } from 'node:worker_threads';
import type { MachineReading, ThreadReading } from '../../reports/load/instrument.ts';
import { addRecord, newPhaseRecord, type PhaseRecord } from '../../reports/load/phase-record.ts';
import { addSums, noSums } from '../../reports/load/sums.ts';
import { loaderFor, workerFile } from '../run/worker-file.ts';
import { newControl, stop } from './control.ts';
import { newLaneBuffer } from './lane.ts';
import { startMachineMeter } from './machine-meter.ts';
import { monotonic } from './monotonic.ts';
import type { Phase } from './phase.ts';
import type { PacerReport, PacerTask, RequestReport, RequestTask, ThreadMessage } from './task.ts';
import type { TrafficPlan } from './open-traffic.ts';

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
  /** Called once a second with the sum of all threads. */
  readonly onProgress?: (progress: Progress, elapsed: number) => void;
}

export interface Driven {
  /** By phase; `offered` is the pacer's own count. */
  readonly records: readonly PhaseRecord[];
  readonly threads: readonly ThreadReading[];
  readonly machine: MachineReading;
  /** Instant of the monotonic clock at which the first phase began, µs. */
  readonly epoch: number;
  /** What broke in the driver; whatever it measured is worth nothing then. */
  readonly failures: readonly string[];
  readonly wasStopped: boolean;
}

/** Between the last thread's being ready and the first arrival, µs. */
const headStart = 100_000;

interface Thread<Report> {
  readonly ready: Promise<void>;
  readonly report: Promise<Report | null>;
  readonly begin: (epoch: number) => void;
}

interface Listeners<Report> {
  readonly onProgress?: (records: Progress) => void;
  readonly onFailure: (failure: string) => void;
  readonly onReport?: (report: Report) => void;
}

/** A thread that dies says so; nothing of it is taken for silence. */
const startThread = <Report>(
  file: string,
  data: object,
  transfer: readonly TransferListItem[],
  { onProgress, onFailure }: Listeners<Report>,
): Thread<Report> => {
  const path = workerFile(file);
  const worker = new Worker(path, {
    workerData: data,
    transferList: [...transfer],
    execArgv: loaderFor(path),
  });
  const ready = Promise.withResolvers<void>();
  const done = Promise.withResolvers<Report | null>();
  worker.on('message', (message: ThreadMessage<Report>) => {
    if (message.kind === 'ready') ready.resolve();
    else if (message.kind === 'progress') onProgress?.(message.records);
    else done.resolve(message.report);
  });
  const fail = (why: string): void => {
    onFailure(`a thread of the driver ended before its time: ${why}`);
    ready.resolve();
    done.resolve(null);
  };
  let isDone = false;
  void done.promise.then(() => {
    isDone = true;
  });
  worker.on('error', (error) => fail(error instanceof Error ? error.message : String(error)));
  worker.on('exit', (code) => {
    if (!isDone) fail(`exit code ${code}`);
  });
  return { ready: ready.promise, report: done.promise, begin: (epoch) => worker.postMessage({ epoch }) };
};
