import { existsSync } from 'node:fs';
import { connectorAtStart } from '../core/connector.ts';
import { createDecider, decide } from '../core/decision.ts';
import { deviceAtStart, deviceBytes, storeReport } from '../core/device.ts';
import { createEvaluator } from '../core/evaluator.ts';
import { defaultReadings } from '../core/readings.ts';
import { storedStates } from '../core/rules/threat.ts';
import { day, type Instant } from '../core/time.ts';
import { viewOf } from '../core/view.ts';
import { complianceStates } from '../core/vocabulary.ts';
import { type BenchFleet, benchFleet } from './fleet.ts';

/**
 * Decisions per second from stored device state, Muster beside three policy engines, in one run:
 * the contestants take turns, and each figure is the median of the rounds. See README.md.
 */
const devices = 10_000;
const rounds = 11;
/** How long each contestant decides in one round, in milliseconds. */
const turn = 60;

/** Decides the first `count` devices and leaves 1 (compliant) or 0 (noncompliant) for each. */
type Decide = (count: number, verdicts: Uint8Array) => void | Promise<void>;

interface Engine {
  readonly name: string;
  readonly create: (question: Omit<BenchFleet, 'tenant'>) => Promise<Decide>;
}

interface Contestant {
  readonly name: string;
  readonly decide: Decide;
  /** How many devices it decides in one call, and how many calls make up about one turn. */
  count: number;
  calls: number;
  readonly rates: number[];
}

const start: Instant = Date.UTC(2026, 0, 5, 9);

/** Each decision is the core's own calculation, from what is stored to the verdict. */
const muster = (fleet: BenchFleet): Decide => {
  const { tenant, partners, columns } = fleet;
  const evaluator = createEvaluator(defaultReadings);
  const decider = createDecider(evaluator);
  const now = start + day;
  const view = viewOf(
    evaluator,
    tenant,
    Object.fromEntries(
      Object.entries(tenant.connectors).map(([partner, connector]) => [
        partner,
        connectorAtStart(connector, start),
      ]),
    ),
    now,
  );
  // What is stored of all devices stands in one column, as in a fleet; the rest is alike for all.
  const [sample] = Object.entries(tenant.devices);
  if (sample === undefined) throw new RangeError('a fleet without devices');
  const device = deviceAtStart(evaluator, tenant, ...sample, start);
  device.bytes = new Uint8Array(devices * deviceBytes);
  for (let i = 0; i < devices; i++) {
    device.base = i * deviceBytes;
    for (const [c, partner] of partners.entries()) {
      const state = storedStates[columns[c]?.[i] ?? 0] ?? 'none';
      if (state !== 'none') storeReport(device, partner, state, start);
    }
  }
  const compliant = complianceStates.indexOf('compliant');
  return (count, verdicts) => {
    for (let i = 0; i < count; i++) {
      device.base = i * deviceBytes;
      verdicts[i] = decide(decider, view, device, now).complianceState === compliant ? 1 : 0;
    }
  };
};

const engines = async (): Promise<readonly Engine[]> => {
  const folder = new URL('./engines/', import.meta.url);
  if (!existsSync(new URL('node_modules', folder))) return [];
  const loaded: { readonly engines: readonly Engine[] } = await import(
    new URL('engines.mjs', folder).href
  );
  return loaded.engines;
};

const timed = async (contestant: Contestant, verdicts: Uint8Array): Promise<number> => {
  const began = performance.now();
  for (let call = 0; call < contestant.calls; call++) {
    await contestant.decide(contestant.count, verdicts);
  }
  return performance.now() - began;
};

/** Doubles the work until it fills a turn: first the devices of a call, then the calls. */
const calibrate = async (contestant: Contestant, verdicts: Uint8Array): Promise<void> => {
  while ((await timed(contestant, verdicts)) < turn) {
    if (contestant.count < devices) contestant.count = Math.min(devices, contestant.count * 2);
    else contestant.calls *= 2;
  }
};

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** Thousands of decisions a second, to three digits. */
const inThousands = (rate: number): string =>
  `${Number((rate / 1000).toPrecision(3)).toLocaleString('en')} k/s`;

const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const verdictsOf = async (decide: Decide): Promise<Uint8Array> => {
  const verdicts = new Uint8Array(devices).fill(2);
  await decide(devices, verdicts);
  return verdicts;
};

const agree = async (contestants: readonly Contestant[]): Promise<string> => {
  const [first, ...others] = contestants;
  if (first === undefined) throw new RangeError('nobody decides');
  const verdicts = await verdictsOf(first.decide);
  for (const other of others) {
    const differing = (await verdictsOf(other.decide)).findIndex((v, i) => v !== verdicts[i]);
    if (differing >= 0) throw new Error(`${other.name} differs on device ${differing}`);
  }
  const compliant = verdicts.reduce((sum, verdict) => sum + verdict, 0);
  return `${devices} devices, ${compliant} compliant, ${contestants.length} contestants agree on all`;
};

const race = async (vendors: 1 | 2 | 3, others: readonly Engine[]): Promise<void> => {
  const fleet = benchFleet(vendors, devices);
  const entrant = (name: string, decide: Decide): Contestant => ({
    name,
    decide,
    count: 64,
    calls: 1,
    rates: [],
  });
  const contestants = [entrant('Muster', muster(fleet))];
  for (const engine of others) {
    contestants.push(entrant(engine.name, await engine.create(fleet)));
  }
  print(
    `\n${vendors} ${vendors === 1 ? 'partner' : 'partners'}, 2 policies: ${await agree(contestants)}`,
  );
  const verdicts = new Uint8Array(devices);
  for (const contestant of contestants) await calibrate(contestant, verdicts);
  for (let round = 0; round < rounds; round++) {
    for (const contestant of contestants) {
      const took = await timed(contestant, verdicts);
      contestant.rates.push((contestant.count * contestant.calls * 1000) / took);
    }
  }
  const [ours] = contestants;
  for (const { name, rates } of contestants) {
    const ratio = median(rates.map((rate, round) => (ours?.rates[round] ?? 0) / rate));
    const times = ours?.name === name ? '' : `   Muster is ${ratio.toPrecision(3)} times as fast`;
    print(`  ${name.padEnd(34)}${inThousands(median(rates)).padStart(12)}${times}`);
  }
};

const others = await engines();
if (others.length === 0) print('Muster alone: `npm ci` in bench/engines brings the other engines');
for (const vendors of [1, 2, 3] as const) await race(vendors, others);
