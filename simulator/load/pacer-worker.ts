import { parentPort, workerData } from 'node:worker_threads';
import { waitUnlessStopped } from './control.ts';
import { endLane, laneOn, mustWake, push } from './lane.ts';
import { monotonic } from './monotonic.ts';
import { pace } from './pace.ts';
import type { Begin, PacerReport, PacerTask, ThreadMessage } from './task.ts';
import { startThreadMeter } from './thread-meter.ts';

const { lanes, ports, phases, seed, control }: PacerTask = workerData;

const clock = {
  now: monotonic,
  sleepUntil: (instant: number): boolean => {
    for (let left = instant - monotonic(); left > 0; left = instant - monotonic()) {
      if (!waitUnlessStopped(control, left / 1_000)) return false;
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
  const meter = startThreadMeter('pacer', false);
  const offered = pace({ phases, seed, epoch }, clock, (intended, phase, sequence) => {
    const number = sequence % readers.length;
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
  say({ kind: 'done', report: { offered, overrun, reading: meter() } });
};

parentPort?.once('message', run);
say({ kind: 'ready' });
