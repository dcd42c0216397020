import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { connectorAtStart } from '../core/connector.ts';
import { createDecider, decide } from '../core/decision.ts';
import { deviceAtStart, deviceBytes, storeReport } from '../core/device.ts';
import { createEvaluator } from '../core/evaluator.ts';
import { defaultReadings } from '../core/readings.ts';
import { storedStates } from '../core/rules/threat.ts';
import { day, type Instant } from '../core/time.ts';
import { partnerIndex, viewOf } from '../core/view.ts';
import { complianceStates } from '../core/vocabulary.ts';
import { type BenchFleet, benchFleet } from './fleet.ts';

/**
 * Decisions per second from stored device state, Muster beside three policy engines: each engine
 * and Muster take turns, and each figure is the median of the rounds. See README.md.
 */
const devices = 10_000;
const rounds = 11;
/** How long each contestant decides in one round, in milliseconds. */
const turn = 60;

type Vendors = 1 | 2 | 3;

/** Decides the first `count` devices and leaves 1 (compliant) or 0 (noncompliant) for each. */
type Decide = (count: number, verdicts: Uint8Array) => void | Promise<void>;

interface Engine {
  readonly name: string;
  readonly create: (question: Omit<BenchFleet, 'tenant'>) => Promise<Decide>;
}

interface Contestant {
  readonly decide: Decide;
  /** How many devices it decides in one call, and how many calls make up about one turn. */
  count: number;
  calls: number;
  /** Decisions a second, by round. */
  readonly rates: number[];
}

/** What one pair in a process of its own found. */
interface Outcome {
  readonly compliant: number;
  readonly muster: number;
  /** Absent where Muster runs alone. */
  readonly engine: { readonly rate: number; readonly ratio: number } | null;
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
      if (state !== 'none') storeReport(device, partnerIndex[partner], state, start);
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

const loadEngines = async (): Promise<readonly Engine[]> => {
  const folder = process.env['MUSTER_BENCH_ENGINES'];
  if (folder === undefined) return [];
  const loaded: { readonly engines: readonly Engine[] } = await import(
    pathToFileURL(join(folder, 'engines.mjs')).href
  );
  return loaded.engines;
};

const timed = async (contestant: Contestant, verdicts: Uint8Array): Promise<number> => {
  const began = performance.now();
  for (let call = 0; call < contestant.calls; call++) {
    const deciding = contestant.decide(contestant.count, verdicts);
    if (deciding !== undefined) await deciding;
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

const verdictsOf = async (decide: Decide): Promise<Uint8Array> => {
  const verdicts = new Uint8Array(devices).fill(2);
  await decide(devices, verdicts);
  return verdicts;
};

/** Muster and one engine in turns, after both have been seen to agree on every device. */
const runPair = async (vendors: Vendors, engine: Engine | undefined): Promise<Outcome> => {
  const fleet = benchFleet(vendors, devices);
  const decides = [muster(fleet)];
  if (engine !== undefined) decides.push(await engine.create(fleet));
  const [expected = new Uint8Array(), found = expected] = await Promise.all(
    decides.map(verdictsOf),
  );
  const differing = found.findIndex((verdict, i) => verdict !== expected[i]);
  if (differing >= 0) throw new Error(`${engine?.name} differs on device ${differing}`);
  const verdicts = new Uint8Array(devices);
  const contestants = decides.map(
    (decide): Contestant => ({ decide, count: 64, calls: 1, rates: [] }),
  );
  for (const contestant of contestants) await calibrate(contestant, verdicts);
  for (let round = 0; round < rounds; round++) {
    for (const contestant of contestants) {
      const took = await timed(contestant, verdicts);
      contestant.rates.push((contestant.count * contestant.calls * 1000) / took);
    }
  }
  const [ours = [], theirs] = contestants.map(({ rates }) => rates);
  return {
    compliant: expected.reduce((sum, verdict) => sum + verdict, 0),
    muster: median(ours),
    engine: theirs === undefined ? null : compared(ours, theirs),
  };
};

const compared = (ours: readonly number[], theirs: readonly number[]) => ({
  rate: median(theirs),
  ratio: median(theirs.map((rate, round) => (ours[round] ?? Number.NaN) / rate)),
});

/** One pair in a process of its own, so that no contestant shapes the code of another. */
const pairApart = (vendors: Vendors, place: number): Outcome => {
  const self = fileURLToPath(import.meta.url);
  const child = spawnSync(process.execPath, [self, String(vendors), String(place)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.status !== 0) throw new Error(`the pair ended with ${child.status ?? child.signal}`);
  return JSON.parse(child.stdout);
};

const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** Thousands of decisions a second, to three digits. */
const inThousands = (rate: number): string =>
  `${Number((rate / 1000).toPrecision(3)).toLocaleString('en')} k/s`.padStart(14);

const printRow = (name: string, { engine, muster: ours }: Outcome): void => {
  const columns = engine === null ? '' : inThousands(engine.rate);
  const times = engine === null ? '' : `${engine.ratio.toPrecision(3)} times`.padStart(16);
  print(`  ${name.padEnd(34)}${columns}${inThousands(ours)}${times}`);
};

const compareAll = (engines: readonly Engine[]): void => {
  if (engines.length === 0) print('Muster alone; `npm run bench` brings the other engines.');
  for (const vendors of [1, 2, 3] as const) {
    const outcomes = engines.map((_, place) => pairApart(vendors, place));
    if (outcomes.length === 0) outcomes.push(pairApart(vendors, -1));
    const partners = vendors === 1 ? '1 partner' : `${vendors} partners`;
    print(`\n${partners}, 2 policies: ${devices} devices, ${outcomes[0]?.compliant} compliant`);
    print(`  ${''.padEnd(34)}${'engine'.padStart(14)}${'Muster'.padStart(14)}`);
    for (const [place, outcome] of outcomes.entries()) {
      printRow(engines[place]?.name ?? 'Muster alone', outcome);
    }
    const least = Math.min(...outcomes.map(({ engine }) => engine?.ratio ?? Number.NaN));
    if (engines.length > 0)
      print(`  ahead of the fastest of them by ${least.toPrecision(3)} times`);
  }
};

const isVendors = (value: number): value is Vendors => value === 1 || value === 2 || value === 3;

const engines = await loadEngines();
const [vendors = Number.NaN, place = Number.NaN] = process.argv.slice(2).map(Number);
if (isVendors(vendors)) print(JSON.stringify(await runPair(vendors, engines[place])));
else compareAll(engines);
