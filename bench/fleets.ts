import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { calculate } from '../core/calculation.ts';
import { decide } from '../core/decision.ts';
import { defaultReadings } from '../core/readings.ts';
import { digestText } from '../reports/fleet/summary.ts';
import { draw, durationOf, newChance, purpose, turnTo } from '../simulator/fleet/chance.ts';
import { openFleet } from '../simulator/fleet/open-profile.ts';
import { playDevice } from '../simulator/fleet/play-device.ts';
import { type FleetJob, openLife } from '../simulator/fleet/play-share.ts';
import type { Fleet } from '../simulator/fleet/profile.ts';
import { playFleet } from '../simulator/run/fleet-pool.ts';
import { diskIo } from '../simulator/scenario/load.ts';
import { documentsOf } from '../simulator/source/documents.ts';

/**
 * What a fleet costs: `hundred-thousand-mixed` over 30 days, beside an event loop that draws as much
 * chance and decides nothing. See README.md.
 *
 * `MUSTER_BENCH_DEVICES` (default 1,000,000) is the size of the large run.
 */
const root = process.cwd();
const large = Number(process.env['MUSTER_BENCH_DEVICES'] ?? 1_000_000);
const worker = join(root, 'dist', 'simulator', 'fleet', 'worker.js');
const rounds = 5;

const fleetOf = (devices: number): Fleet => {
  const documents = documentsOf(diskIo({ directory: root }));
  const path = 'scenarios/fleets/hundred-thousand-mixed.yaml';
  const { fleet, diagnostics } = openFleet(path, documents, { importFile: null, devices });
  if (fleet === null) throw new Error(JSON.stringify(diagnostics));
  return fleet;
};

const jobOf = (devices: number): FleetJob => ({
  fleet: fleetOf(devices),
  versus: null,
  readings: defaultReadings,
});

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

const spread = (values: readonly number[], digits = 0): string => {
  const sorted = [...values].sort((a, b) => a - b);
  const text = (value: number | undefined) => (value ?? Number.NaN).toFixed(digits);
  return `${text(median(values))} (${text(sorted[0])} to ${text(sorted.at(-1))})`;
};

const sumOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, n) => sum + n, 0);

interface Taken {
  readonly ms: number;
  readonly events: number;
  readonly digest: string;
}

const play = async (devices: number, threads: number): Promise<Taken> => {
  const began = performance.now();
  const { tally, losses } = await playFleet(
    jobOf(devices),
    { from: 0, to: devices },
    { threads, worker },
  );
  if (losses.length > 0) throw new Error(losses.join('\n'));
  const ms = performance.now() - began;
  return { ms, events: sumOf(tally.events), digest: digestText(tally.digest) };
};

/**
 * ns per event in this thread, after the fleet has been made ready.
 *
 * @param unmeasured devices that are played before, so that what devices have in common is known
 */
const perEvent = (
  devices: number,
  twice: boolean,
  unmeasured = 0,
): { ns: number; events: number } => {
  const life = openLife(fleetOf(devices), defaultReadings);
  if (twice) {
    life.calculate = (decider, view, device, now) => {
      decide(decider, view, device, now);
      return calculate(decider, view, device, now);
    };
  }
  const eventsSoFar = (): number => life.eventCells.reduce((sum, { n }) => sum + n, 0);
  for (let number = 0; number < unmeasured; number++) playDevice(life, number);
  const before = eventsSoFar();
  const began = performance.now();
  for (let number = unmeasured; number < unmeasured + devices; number++) playDevice(life, number);
  const ms = performance.now() - began;
  const events = eventsSoFar() - before;
  return { ns: (ms * 1e6) / events, events };
};

/** As many events and draws, and nothing behind them. */
const bareLoop = (devices: number, eventsEach: number): number => {
  const chance = newChance();
  const next = new Float64Array(11);
  const gap = { kind: 'mean', mean: 14_400_000 } as const;
  let sum = 0;
  const began = performance.now();
  for (let device = 0; device < devices; device++) {
    turnTo(chance, 1, device);
    for (let i = 0; i < next.length; i++) next[i] = durationOf(chance, purpose.scan, gap);
    for (let event = 0; event < eventsEach; event++) {
      let first = 0;
      for (let i = 1; i < next.length; i++) {
        if ((next[i] as number) < (next[first] as number)) first = i;
      }
      const now = next[first] as number;
      next[first] = now + durationOf(chance, purpose.scan, gap);
      sum += draw(chance, purpose.delivery) + draw(chance, purpose.launch);
    }
  }
  const ms = performance.now() - began;
  if (sum === 0) throw new Error('the loop was optimised away');
  return (ms * 1e6) / (devices * eventsEach);
};

const ratios = (): void => {
  const devices = 4_000;
  const full: number[] = [];
  const twice: number[] = [];
  const bare: number[] = [];
  perEvent(devices, false);
  for (let round = 0; round < rounds; round++) {
    const { ns, events } = perEvent(devices, false);
    full.push(ns);
    twice.push(perEvent(devices, true).ns);
    bare.push(bareLoop(devices, Math.round(events / devices)));
  }
  say(`one thread, ${devices} devices, taking turns in ${rounds} rounds, median (least to most)`);
  say(`  a fleet                            ${spread(full)} ns an event`);
  say(`  every decision asked twice         ${spread(twice)} ns an event`);
  say(`  bare event loop, as many draws     ${spread(bare)} ns an event`);
  say(`  twice : once                       ${(median(twice) / median(full)).toFixed(2)}`);
  say(`  fleet : bare loop                  ${(median(full) / median(bare)).toFixed(1)}`);
};

const scaling = (): void => {
  say('\none thread, by size; the first 10,000 devices are played before and not counted');
  for (const devices of [10_000, 100_000, 1_000_000].filter((size) => size <= large)) {
    const { ns, events } = perEvent(devices, false, 10_000);
    const size = devices.toLocaleString('en').padStart(9);
    say(
      `  ${size} devices   ${ns.toFixed(0)} ns an event, ${(events / devices).toFixed(0)} events each`,
    );
  }
};

const threads = async (): Promise<void> => {
  const devices = 100_000;
  const one: number[] = [];
  const two: number[] = [];
  const digests = new Set<string>();
  for (let round = 0; round < 3; round++) {
    for (const [count, times] of [[1, one] as const, [2, two] as const]) {
      const { ms, digest } = await play(devices, count);
      times.push(ms);
      digests.add(digest);
    }
  }
  say(`\n${devices.toLocaleString('en')} devices, start of the threads included`);
  say(`  one thread    ${spread(one)} ms`);
  say(`  two threads   ${spread(two)} ms, ${(median(one) / median(two)).toFixed(2)} times as fast`);
  if (digests.size !== 1) throw new Error('the digests differ');
};

const whole = async (): Promise<void> => {
  const count = availableParallelism();
  const { ms, events, digest } = await play(large, count);
  const memory = process.resourceUsage().maxRSS / 1024;
  say(`\n${large.toLocaleString('en')} devices for 30 days on ${count} threads`);
  say(`  ${(ms / 1000).toFixed(1)} s, ${memory.toFixed(0)} MB at most`);
  say(`  ${events.toLocaleString('en')} events, ${((events / ms) * 1000).toFixed(0)} a second`);
  say(`  digest ${digest}`);
};

ratios();
await threads();
await whole();
scaling();
