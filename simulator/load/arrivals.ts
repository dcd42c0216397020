import { scrambled } from '../fleet/chance.ts';
import type { Executor, Phase } from './phase.ts';

/** Microseconds in a second, and in a millisecond. */
const second = 1_000_000;
const milli = 1_000;

/** When so many requests will have been due: µs from the start of the phase. */
type Inverse = (requests: number) => number;

interface Shape {
  /** Requests due by the end of the phase; need not be whole. */
  readonly total: number;
  readonly at: Inverse;
}

const constant = (rate: number, duration: number): Shape => ({
  total: (rate * duration) / second,
  at: (requests) => (requests * second) / rate,
});

const ramp = (from: number, to: number, duration: number): Shape => {
  const slope = (to - from) / duration;
  if (slope === 0) return constant(from, duration);
  return {
    total: ((from + to) / 2) * (duration / second),
    // The root of from·t + slope·t²/2 = requests that lies in the phase.
    at: (requests) => {
      const square = Math.max(0, from * from + 2 * slope * requests * second);
      return requests === 0 ? 0 : (2 * requests * second) / (from + Math.sqrt(square));
    },
  };
};

const stairs = (from: number, step: number, each: number, duration: number): Shape => {
  const starts: { readonly requests: number; readonly time: number; readonly rate: number }[] = [];
  let requests = 0;
  for (let time = 0, rate = from; time < duration; time += each, rate += step) {
    starts.push({ requests, time, rate });
    requests += (rate * Math.min(each, duration - time)) / second;
  }
  let at = 0;
  return {
    total: requests,
    // Asked in rising order, so the step never goes back.
    at: (wanted) => {
      while ((starts[at + 1]?.requests ?? Number.POSITIVE_INFINITY) <= wanted) at += 1;
      const stair = starts[at];
      if (stair === undefined || stair.rate <= 0) return duration;
      return stair.time + ((wanted - stair.requests) * second) / stair.rate;
    },
  };
};

const shapeOf = (executor: Executor, duration: number): Shape => {
  switch (executor.kind) {
    case 'constantRate':
      return constant(executor.rate, duration);
    case 'rampRate':
      return ramp(executor.from, executor.to, duration);
    case 'stairs':
      return stairs(executor.from, executor.step, executor.each * milli, duration);
    case 'atOnce':
      return { total: executor.requests, at: () => 0 };
    case 'constantDevices':
      return constant((executor.devices * 1_000) / executor.every, duration);
  }
};

/** Above 0, at most 1. */
const chanceOf = (seed: number, index: number): number =>
  ((scrambled((index | 0) + 0x9e3779b9) ^ scrambled(seed | 0)) >>> 0) / 0x1_0000_0000 || 1;

const chance = (seed: number, index: number): number =>
  ((scrambled(Math.floor(chanceOf(seed, index) * 0xffff_ffff) ^ index) >>> 0) + 1) / 0x1_0000_0000;

function* evenly({ total, at }: Shape, duration: number): Generator<number> {
  // A sum of rates may miss a whole number by its last digit.
  const whole = Math.ceil(total - 1e-9);
  for (let index = 0; index < whole; index++) {
    const offset = at(index);
    if (offset >= duration) return;
    yield offset;
  }
}

/** A Poisson stream: unit steps of exponential length, bent to the shape of the rate. */
function* independently({ total, at }: Shape, duration: number, seed: number): Generator<number> {
  let due = 0;
  for (let index = 0; ; index++) {
    due -= Math.log(chance(seed, index));
    if (due > total) return;
    const offset = at(due);
    if (offset >= duration) return;
    yield offset;
  }
}

/** Each device keeps its own time of the period, as devices that were switched on apart do. */
function* ofDevices(
  devices: number,
  every: number,
  duration: number,
  seed: number,
): Generator<number> {
  const times = new Float64Array(devices);
  for (let index = 0; index < devices; index++) times[index] = every * chance(seed, index);
  times.sort();
  for (let from = 0; from < duration; from += every) {
    for (const time of times) {
      if (from + time >= duration) return;
      yield from + time;
    }
  }
}

/** When requests are due: µs from the start of the phase, never falling, all before its end. */
export const arrivalsOf = (phase: Phase, seed: number): Generator<number> => {
  const { executor, spacing } = phase;
  const duration = phase.duration * milli;
  if (spacing === 'random' && executor.kind === 'constantDevices') {
    return ofDevices(executor.devices, executor.every * milli, duration, seed);
  }
  const shape = shapeOf(executor, duration);
  const isRandom = spacing === 'random' && executor.kind !== 'atOnce';
  return isRandom ? independently(shape, duration, seed) : evenly(shape, duration);
};

/** Requests a second at the busiest moment; all at once counts as within one second. */
export const peakRateOf = ({ executor, duration }: Phase): number => {
  switch (executor.kind) {
    case 'constantRate':
      return executor.rate;
    case 'rampRate':
      return Math.max(executor.from, executor.to);
    case 'stairs': {
      const steps = Math.max(1, Math.ceil(duration / executor.each));
      return Math.max(executor.from, executor.from + executor.step * (steps - 1));
    }
    case 'atOnce':
      return executor.requests;
    case 'constantDevices':
      return (executor.devices * 1_000) / executor.every;
  }
};
