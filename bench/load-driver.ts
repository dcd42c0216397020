import { gradeRun } from '../reports/load/grade.ts';
import { newHistogram } from '../reports/load/histogram.ts';
import { dispersionOf } from '../reports/load/honesty.ts';
import type { Calibration } from '../reports/load/instrument.ts';
import { percentileOf } from '../reports/load/percentile.ts';
import type { PhaseRecord } from '../reports/load/phase-record.ts';
import { arrivalsOf } from '../simulator/load/arrivals.ts';
import { calibrate } from '../simulator/load/calibrate.ts';
import { type Driven, drive, type LoadPlan } from '../simulator/load/drive.ts';
import type { Access, KindPlan, Mix, MixedTraffic } from '../simulator/load/mix/plan.ts';
import { monotonic } from '../simulator/load/monotonic.ts';
import { neighbourhoodOf } from '../simulator/load/neighbourhood.ts';
import type { TrafficPlan } from '../simulator/load/open-traffic.ts';
import type { Executor, Phase } from '../simulator/load/phase.ts';

/**
 * Muster's driver as one contestant, in a process of its own. One argument, JSON; what it found
 * goes out as JSON, times in µs.
 */
interface Order {
  readonly origin: string;
  readonly asked: 'numbered' | 'unchecked' | 'checked' | 'route';
  /** Of `route`. */
  readonly path?: string;
  readonly connections: number;
  /** Goes with every request, as a token would. */
  readonly token?: string;
  /** Requests a second, in one run each; or that many requests at once. */
  readonly rates?: readonly number[];
  readonly atOnce?: number;
  /** Of the measured part, ms. */
  readonly duration: number;
  /** Whether runs are graded; then it ends with the second that is not VALID. */
  readonly isGraded: boolean;
  /** ms; as long as it takes until the engine has optimised what it will. */
  readonly warmUp: number;
}
const order: Order = JSON.parse(process.argv[2] ?? '{}');
const { origin, duration, connections, warmUp } = order;

const tenant = '7b3f0c52-2f0e-8d1a-9a77-5d6c1f0e4b21';
const devices = 10_000;

/** The server always says the same, and whatever was reported that is right. */
const kind: KindPlan = {
  name: 'phone',
  platform: 'android',
  osVersion: '15',
  partners: ['lookout'],
  isEnrolled: true,
  app: null,
  resource: null,
  verdicts: Array.from({ length: 256 }, () => ({
    compliance: 'compliant',
    launch: null,
    token: null,
  })),
};
const access: Access = {
  path: '/none',
  scope: '',
  client: '',
  secret: '',
  token: order.token ?? '',
  lifetime: 3_600_000,
};
const reads: Mix = { messages: 0, heartbeats: 0, checkIns: 0, launches: 0, tokens: 0, reads: 1 };

/** Admins read how devices stand, of which every answer is judged or none. */
const readings = (phases: readonly Phase[]): MixedTraffic => {
  let first = 0;
  return {
    kind: 'mixed',
    profile: { name: 'bench', digest: '' },
    tenant,
    devices,
    kinds: [kind],
    kindOf: new SharedArrayBuffer(devices * Uint16Array.BYTES_PER_ELEMENT),
    settled: new SharedArrayBuffer(devices),
    phases: phases.map((phase, index) => {
      const arrivals = Array.from(arrivalsOf(phase, 1 + index)).length;
      first += arrivals;
      return { mix: reads, first: first - arrivals, arrivals, inTurn: null, backlog: null };
    }),
    batch: 1,
    threatened: 0,
    attention: 0,
    freshness: 0,
    horizon: 60_000,
    clock: { service: Date.now(), monotonic: monotonic(), factor: 1 },
    access: { partners: {}, graph: access, device: access },
    isChecked: order.asked === 'checked',
  };
};

const trafficFor = (phases: readonly Phase[]): TrafficPlan => {
  const { asked, path = '/', token } = order;
  if (asked === 'numbered') return { kind: 'numbered', path };
  if (asked !== 'route') return readings(phases);
  const headers = { authorization: `Bearer ${token}` };
  return { kind: 'fixed', method: 'GET', path, headers, body: null };
};

/** It rises: a cold program that is asked for everything at once is behind for seconds. */
const phasesFor = (rate: number | null): readonly Phase[] => {
  const steady: Executor = { kind: 'constantRate', rate: rate ?? 2_000 };
  const warm: Executor = { kind: 'rampRate', from: 200, to: steady.rate };
  const executor: Executor =
    rate === null ? { kind: 'atOnce', requests: order.atOnce ?? 0 } : steady;
  const spacing = 'even';
  return [
    { name: 'warm-up', executor: warm, duration: warmUp, spacing, isWarmUp: true },
    { name: 'measured', executor, duration, spacing, isWarmUp: false },
  ];
};

const planFor = (phases: readonly Phase[]): LoadPlan => ({
  origin,
  traffic: trafficFor(phases),
  phases,
  seed: 1,
  threads: 1,
  connections,
  timeout: 60_000,
  mostInFlight: 1_000_000,
});

const none = newHistogram();
const at = (histogram: PhaseRecord['lag'], share: number): number | null =>
  percentileOf({ measured: histogram, atLeast: none }, share)?.value ?? null;

/** Instants at which the measured requests were due, by their numbers. */
const dueOf = (phases: readonly Phase[], epoch: number): readonly (readonly number[])[] => {
  let [number, start] = [0, epoch];
  return phases.flatMap((phase, index) => {
    const due = Array.from(arrivalsOf(phase, 1 + index), (offset) => [number++, start + offset]);
    start += phase.duration * 1_000;
    return phase.isWarmUp ? [] : due;
  });
};

const summaryOf = (phases: readonly Phase[], driven: Driven, calibration: Calibration | null) => {
  const { threads, machine, failures, series, epoch } = driven;
  const measured = driven.records[1];
  if (measured === undefined) throw new Error('there is no measured phase');
  const { sums, lag, response, atLeast } = measured;
  const rate = phases[1]?.executor.kind === 'constantRate' ? phases[1].executor.rate : 0;
  const grade = { sums, lag: { measured: lag, atLeast: none }, rate, failures };
  return {
    sums,
    lag: [0.5, 0.99, 0.999].map((share) => at(lag, share)),
    response: [0.5, 0.95, 0.99].map((share) => at(response, share)),
    longest: response.most,
    refused: [0.5, 0.99].map((share) => at(measured.refused, share)),
    errors: [...measured.errors],
    dispersion: dispersionOf(series.starts.slice(warmUp / 100, (warmUp + duration) / 100)),
    /** Of the whole process over the measured part, µs a request. */
    cpu: machine.cpu / sums.completed,
    threads: threads.map(({ name, cpu, collecting }) => ({
      name,
      cpu: (cpu ?? Number.NaN) / sums.completed,
      collecting: collecting / sums.completed,
    })),
    steal: machine.steal,
    busy: machine.busy,
    due: order.asked === 'numbered' ? dueOf(phases, epoch) : [],
    graded: (neighbourhood: Awaited<ReturnType<typeof neighbourhoodOf>>) =>
      gradeRun({
        ...grade,
        response: { measured: response, atLeast },
        instrument: { threads, machine, neighbourhood, calibration },
      }),
  };
};

const found: object[] = [];
const calibration = order.isGraded ? await calibrate({ threads: 1, connections }) : null;
let doubtful = 0;
for (const rate of order.rates ?? [null]) {
  const phases = phasesFor(rate);
  const { graded, ...summary } = summaryOf(phases, await drive(planFor(phases)), calibration);
  const { grade, doubts } = graded(await neighbourhoodOf(origin));
  found.push(order.isGraded ? { rate, grade, because: doubts[0]?.because, ...summary } : summary);
  if (grade !== 'VALID') doubtful += 1;
  if (order.isGraded && doubtful === 2) break;
}
process.stdout.write(`${JSON.stringify({ calibration, found })}\n`);
