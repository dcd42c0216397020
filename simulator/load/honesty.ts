import {
  countsPer,
  dispersionOf,
  exactPercentile,
  type Honesty,
  type HonestyClaim,
  type HonestyFigure,
  joinHonesty,
} from '../../reports/load/honesty.ts';
import type { LoadSummary } from '../../reports/load/summary.ts';
import { disturbanceOf } from './disturbance.ts';
import { drive, type LoadPlan } from './drive.ts';
import {
  type Experiment,
  loggedRequests,
  measuredRecord,
  responseFigure,
  samplesFigure,
} from './experiment.ts';
import { openFixture } from './fixture.ts';
import type { FixtureKind } from './fixture-worker.ts';
import type { Phase } from './phase.ts';

type Tolerance = HonestyFigure['tolerance'];

/** How far a time may be from the server's own log, as a share of it. */
const share = 0.05;
/**
 * The log cannot see the way of an answer back to the driver. So a time may also be so far from it
 * as what was measured of that at rest, a few times over, but never less or more than this, in µs.
 */
const errorsAllowed = 3;
const [leastAllowed, mostAllowed] = [1_000, 5_000];

const toleranceFor = (error: number): Tolerance => ({
  share,
  amount: Math.min(mostAllowed, Math.max(leastAllowed, errorsAllowed * error)),
});
const exact: Tolerance = { share: 0, amount: 0 };

const seed = 1;

const steady = (rate: number, duration: number): readonly Phase[] => {
  const phase = {
    executor: { kind: 'constantRate', rate },
    spacing: 'even',
  } as const satisfies Partial<Phase>;
  return [
    { ...phase, name: 'warm-up', duration: 2_000, isWarmUp: true },
    { ...phase, name: 'measured', duration, isWarmUp: false },
  ];
};

const planFor = (origin: string, phases: readonly Phase[]): LoadPlan => ({
  origin,
  traffic: { kind: 'numbered', path: '/' },
  phases,
  seed,
  threads: 1,
  connections: 100,
  timeout: 60_000,
  mostInFlight: 100_000,
});

const perform = async (
  name: string,
  kind: FixtureKind,
  phases: readonly Phase[],
): Promise<Experiment> => {
  const fixture = await openFixture(kind);
  try {
    fixture.arm();
    const driven = await drive(planFor(fixture.origin, phases));
    const log = await fixture.log();
    const disturbance = disturbanceOf(name, driven, log.waited);
    return { name, phases, seed, epoch: driven.epoch, records: driven.records, log, disturbance };
  } finally {
    await fixture.close();
  }
};

/** A server that does nothing, asked seldom: how far told and log are apart when all is well. */
const atRest = async (): Promise<{ readonly error: number; readonly honesty: Honesty }> => {
  const name = 'At rest: 300/s for 4 s, nothing to do';
  const experiment = await perform(name, { kind: 'working', cost: 0 }, steady(300, 4_000));
  const apart = [0.5, 0.95].map((rank) => {
    const { told, truth } = responseFigure(experiment, rank, exact);
    return Math.abs(told - truth);
  });
  const error = Math.max(...apart);
  const claim: HonestyClaim = {
    experiment: name,
    what: `p50 and p95 are within ${mostAllowed / 1_000} ms of the log: the error of the instrument`,
    holds: error <= mostAllowed,
    seen: `${(error / 1_000).toFixed(2)} ms`,
    isTimed: true,
  };
  const figures = [samplesFigure(experiment)];
  return {
    error,
    honesty: { figures, claims: [claim], disturbances: [experiment.disturbance] },
  };
};

/** A server that stops for 2 s of 20: who waits with it tells p99 a hundred times too low. */
const freezing = async (tolerance: Tolerance): Promise<Honesty> => {
  const kind = { kind: 'freezing', after: 10_000, duration: 2_000 } as const;
  const name = 'Freezing server: 1,000/s for 20 s, it stops for 2 s';
  const experiment = await perform(name, kind, steady(1_000, 20_000));
  return {
    figures: [
      samplesFigure(experiment),
      ...[0.95, 0.99].map((rank) => responseFigure(experiment, rank, tolerance)),
    ],
    claims: [],
    disturbances: [experiment.disturbance],
  };
};

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** A server that always takes 50 ms: who fills in what never happened tells less than that. */
const delayed = async (tolerance: Tolerance): Promise<Honesty> => {
  const delay = 50;
  const name = 'Fixed delay: 200/s for 4 s, every answer takes 50 ms';
  const experiment = await perform(name, { kind: 'delayed', delay }, steady(200, 4_000));
  const { service, response } = measuredRecord(experiment);
  const truth = loggedRequests(experiment).map(({ came, went }) => went - came);
  const least = Math.min(service.least, response.least);
  return {
    figures: [
      samplesFigure(experiment),
      responseFigure(experiment, 0.5, tolerance),
      {
        experiment: name,
        what: 'mean service time',
        told: service.sum / service.count,
        truth: meanOf(truth),
        unit: 'µs',
        tolerance,
        isTimed: true,
      },
    ],
    claims: [
      {
        experiment: name,
        what: 'no time is shorter than what the server took at least',
        holds: least >= exactPercentile(truth, 0) - 1,
        seen: `${(least / 1_000).toFixed(2)} ms`,
        isTimed: false,
      },
    ],
    disturbances: [experiment.disturbance],
  };
};

const stretch = 100_000;

/** Even arrivals are even where they arrive, and their start lag is what the server saw of it. */
const shaped = async (tolerance: Tolerance): Promise<Honesty> => {
  const name = 'Arrival shape: 1,000/s for 6 s, counted in tenths of a second';
  const experiment = await perform(name, { kind: 'working', cost: 0 }, steady(1_000, 6_000));
  const requests = loggedRequests(experiment);
  const from = experiment.epoch + 2_000_000;
  const there = countsPer(
    requests.map(({ came }) => came),
    from,
    stretch,
    60,
  );
  const dispersion = dispersionOf(there);
  const { lag, wait } = measuredRecord(experiment);
  const late: HonestyFigure = {
    experiment: name,
    what: 'mean time from due until it came',
    told: lag.sum / lag.count + wait.sum / wait.count,
    truth: meanOf(requests.map(({ came, intended }) => came - intended)),
    unit: 'µs',
    tolerance,
    isTimed: true,
  };
  const claims: readonly HonestyClaim[] = [
    {
      experiment: name,
      what: 'variance over mean at the server is at most 1.1',
      holds: dispersion <= 1.1,
      seen: dispersion.toFixed(3),
      isTimed: true,
    },
    {
      experiment: name,
      what: 'no tenth of a second is empty',
      holds: there.every((count) => count > 0),
      seen: `${Math.min(...there)} to ${Math.max(...there)} requests in each`,
      isTimed: true,
    },
  ];
  const figures = [samplesFigure(experiment), late];
  return { figures, claims, disturbances: [experiment.disturbance] };
};

/** A server that can do less than it is asked: the wait is the server's, and told as it was. */
const overloaded = async (tolerance: Tolerance): Promise<Honesty> => {
  const name = 'Saturated server: 600/s for 5 s, every request costs it 2 ms';
  const experiment = await perform(name, { kind: 'working', cost: 2_000 }, steady(600, 5_000));
  const { lag, sums } = measuredRecord(experiment);
  return {
    figures: [
      samplesFigure(experiment),
      ...[0.5, 0.99].map((rank) => responseFigure(experiment, rank, tolerance)),
      {
        experiment: name,
        what: 'requests started of those due',
        told: sums.started,
        truth: 600 * 5,
        unit: 'requests',
        tolerance: exact,
        isTimed: false,
      },
    ],
    claims: [
      {
        experiment: name,
        what: 'none of the wait is start lag: its mean is below 10 ms',
        holds: lag.sum / lag.count < 10_000,
        seen: `${(lag.sum / lag.count / 1_000).toFixed(2)} ms`,
        isTimed: true,
      },
    ],
    disturbances: [experiment.disturbance],
  };
};

/** Grades a run of a plan against a target; given by whoever knows how a run is measured. */
export type Grader = (plan: LoadPlan) => Promise<Pick<LoadSummary, 'grade' | 'doubts'>>;

/** A driver that is asked for more than it can do: it says so, and blames nobody else. */
const exhausted = async (grader: Grader): Promise<Honesty> => {
  const experiment = 'Saturated driver: 60,000/s for 1 s, more than one thread can make';
  const fixture = await openFixture({ kind: 'idle' });
  try {
    const executor = { kind: 'constantRate', rate: 60_000 } as const;
    const phase = { name: 'measured', executor, duration: 1_000, spacing: 'even' } as const;
    const { grade, doubts } = await grader(
      planFor(fixture.origin, [{ ...phase, isWarmUp: false }]),
    );
    const claim: HonestyClaim = {
      experiment,
      what: 'the measurement is graded INVALID',
      holds: grade === 'INVALID',
      seen: `${grade}, ${doubts[0]?.because ?? 'no reason given'}`,
      isTimed: false,
    };
    return { figures: [], claims: [claim], disturbances: [] };
  } finally {
    await fixture.close();
  }
};

/**
 * Puts the driver before servers that do a known thing, and holds what it tells against their own
 * logs. Some 70 s.
 */
export const testHonesty = async (
  grader: Grader,
  onPart: (honesty: Honesty) => void,
): Promise<Honesty> => {
  const rest = await atRest();
  onPart(rest.honesty);
  const tolerance = toleranceFor(rest.error);
  const parts: Honesty[] = [rest.honesty];
  for (const part of [freezing, delayed, shaped, overloaded, () => exhausted(grader)]) {
    const honesty = await part(tolerance);
    onPart(honesty);
    parts.push(honesty);
  }
  return joinHonesty(parts);
};
