import type { TransferListItem } from 'node:worker_threads';
import { startWorker } from './start-worker.ts';
import type { Begin, ThreadMessage, ThreadProgress } from './task.ts';

/** A thread of the driver. */
export interface Thread<Report> {
  readonly ready: Promise<void>;
  /** Null: it ended before its time. */
  readonly report: Promise<Report | null>;
  readonly begin: (begin: Begin) => void;
  readonly end: () => Promise<unknown>;
}

export interface ThreadStart {
  /** Its file under `simulator/`, without extension. */
  readonly file: string;
  readonly data: object;
  readonly transfer: readonly TransferListItem[];
  readonly onProgress?: (progress: ThreadProgress) => void;
  readonly onFailure: (failure: string) => void;
}

/** A thread that dies says so; nothing of it is taken for silence. */
export const startThread = <Report>(start: ThreadStart): Thread<Report> => {
  const { file, data, transfer, onProgress, onFailure } = start;
  const worker = startWorker(file, data, transfer);
  let becomeReady = (): void => undefined;
  const ready = new Promise<void>((resolve) => {
    becomeReady = resolve;
  });
  const report = new Promise<Report | null>((resolve) => {
    let isDone = false;
    const fail = (why: string): void => {
      if (isDone) return;
      isDone = true;
      onFailure(`a thread of the driver ended before its time: ${why}`);
      becomeReady();
      resolve(null);
    };
    worker.on('message', (message: ThreadMessage<Report>) => {
      if (message.kind === 'ready') return becomeReady();
      if (message.kind === 'progress') return onProgress?.(message);
      isDone = true;
      return resolve(message.report);
    });
    worker.on('error', (error) => fail(error instanceof Error ? error.message : String(error)));
    worker.on('exit', (code) => fail(`exit code ${code}`));
  });
  return {
    ready,
    report,
    begin: (begin) => worker.postMessage(begin),
    end: () => worker.terminate(),
  };
};
