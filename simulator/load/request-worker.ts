import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { newPhaseRecord } from '../../reports/load/phase-record.ts';
import { newSeries } from '../../reports/load/series.ts';
import { isStopped } from './control.ts';
import { drain, fallAsleep, hasEnded, laneOn } from './lane.ts';
import { monotonic } from './monotonic.ts';
import { openTraffic } from './open-traffic.ts';
import { createRequester } from './requester.ts';
import type { Begin, RequestReport, RequestTask, ThreadMessage } from './task.ts';
import { startThreadMeter, type ThreadMeter } from './thread-meter.ts';
import { undiciSender } from './undici-sender.ts';

/** How often what has been waited for too long is given up, ms; and how often progress is told. */
const sweepEvery = 20;
const progressEvery = 1_000;

const task: RequestTask = workerData;
const lane = laneOn(task.lane);
const sender = undiciSender(task.origin, task.connections);
const say = (message: ThreadMessage<RequestReport>): void => {
  parentPort?.postMessage(message);
};

const run = async ({ epoch }: Begin): Promise<void> => {
  const { timeout, mostInFlight, phases, name, seed, origin, threads } = task;
  const records = phases.map(newPhaseRecord);
  const traffic = openTraffic(task.traffic, {
    origin,
    seed,
    threads,
    epoch,
    now: monotonic,
    timeout,
    records: records.map(({ judgements }) => judgements),
  });
  const series = newSeries();
  const requester = createRequester({
    now: monotonic,
    send: sender.send,
    traffic: traffic.ask,
    onDrop: traffic.drop,
    records,
    series,
    epoch,
    timeout,
    mostInFlight,
    onAnswered: () => drain(lane, take),
  });
  let meter: ThreadMeter | null = null;
  const take = (intended: number, phase: number, sequence: number): void => {
    if (meter === null && phases[phase]?.isWarmUp === false) meter = startThreadMeter(name, true);
    requester.start(intended, phase, sequence);
  };
  let before = performance.eventLoopUtilization();
  const progress = setInterval(() => {
    const now = performance.eventLoopUtilization();
    const { utilization: utilisation } = performance.eventLoopUtilization(now, before);
    before = now;
    say({ kind: 'progress', records, utilisation });
  }, progressEvery);
  const sweep = setInterval(requester.sweep, sweepEvery);
  await new Promise<void>((resolve) => {
    const serve = (): void => {
      do {
        drain(lane, take);
        fallAsleep(lane);
      } while (drain(lane, take) > 0);
      if (hasEnded(lane)) resolve();
    };
    task.port.on('message', serve);
    serve();
  });
  const reading = (meter ?? startThreadMeter(name, true))();
  const sockets = sender.sockets();
  while (requester.inFlight() > 0 && !isStopped(task.control)) await wait(sweepEvery);
  clearInterval(progress);
  clearInterval(sweep);
  requester.close();
  traffic.close(monotonic());
  say({ kind: 'done', report: { records, series, reading, sockets } });
  task.port.close();
  await sender.close();
};

parentPort?.once('message', (begin: Begin) => {
  void run(begin);
});
say({ kind: 'ready' });
