import { parentPort, workerData } from 'node:worker_threads';
import { waitUnlessStopped } from './control.ts';
import { endLane, laneOn, mustWake, push } from './lane.ts';
import { monotonic } from './monotonic.ts';
import { laneFinder } from './open-traffic.ts';
import { pace } from './pace.ts';
import type { Begin, PacerReport, PacerTask, ThreadMessage } from './task.ts';
import { startThreadMeter, type ThreadMeter } from './thread-meter.ts';

const { lanes, ports, phases, seed, control, traffic }: PacerTask = workerData;

/**
 * It never sleeps for less than so many µs: what is due closer together is handed over together.
 * Each sleep costs a processor as much as a request does, and so does waking who makes requests.
 */
const shortestSleep = 200;

const clock = {
  now: monotonic,
  sleepUntil: (instant: number): boolean => {
    for (let left = instant - monotonic(); left > 0; left = instant - monotonic()) {
      if (!waitUnlessStopped(control, Math.max(shortestSleep, left) / 1_000)) return false;
    }
    return true;
  },
};

const say = (message: ThreadMessage<PacerReport>): void => {
  parentPort?.postMessage(message);
};

const run = ({ epoch }: Begin): void => {
  const readers = lanes.map(laneOn);
  const overrun = phases.map(() => 0);
  const laneOfArrival = laneFinder(traffic, seed, readers.length);
  // Watched like the other threads: while it is measured, not while it warms up.
  let meter: ThreadMeter | null = null;
  const offered = pace({ phases, seed, epoch }, clock, (intended, phase, sequence) => {
    if (phases[phase]?.isWarmUp === false) meter ??= startThreadMeter('pacer', false);
    const number = laneOfArrival(sequence);
    const lane = readers[number];
    if (lane === undefined) return;
    if (!push(lane, intended, phase, sequence)) overrun[phase] = (overrun[phase] ?? 0) + 1;
    if (mustWake(lane)) ports[number]?.postMessage(null);
  });
  for (const lane of readers) endLane(lane);
  for (const port of ports) {
    port.postMessage(null);
    port.close();
  }
  const reading = (meter ?? startThreadMeter('pacer', false))();
  say({ kind: 'done', report: { offered, overrun, reading } });
};

parentPort?.once('message', run);
say({ kind: 'ready' });
