import {
  countsPer,
  dispersionOf,
  exactPercentile,
  type Honesty,
  type HonestyClaim,
} from '../../reports/load/honesty.ts';
import type { LoadSummary } from '../../reports/load/summary.ts';
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

/** How far a percentile may be from the server's own log. */
const tolerance = { share: 0.05, amount: 5_000 } as const;
const exact = { share: 0, amount: 0 } as const;

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
    const { records, epoch } = await drive(planFor(fixture.origin, phases));
    return { name, phases, seed, epoch, records, log: await fixture.log() };
  } finally {
    await fixture.close();
  }
};

/** A server that stops for 2 s of 20: who waits with it tells p99 a hundred times too low. */
const freezing = async (): Promise<Honesty> => {
  const kind = { kind: 'freezing', after: 10_000, duration: 2_000 } as const;
  const name = 'Freezing server: 1,000/s for 20 s, it stops for 2 s';
  const experiment = await perform(name, kind, steady(1_000, 20_000));
  return {
    figures: [
      samplesFigure(experiment),
      ...[0.95, 0.99].map((share) => responseFigure(experiment, share, tolerance)),
    ],
    claims: [],
  };
};

/** A server that always takes 50 ms: who fills in what never happened tells less than that. */
const delayed = async (): Promise<Honesty> => {
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
        truth: truth.reduce((sum, time) => sum + time, 0) / truth.length,
        unit: 'µs',
        tolerance,
      },
    ],
    claims: [
      {
        experiment: name,
        what: 'no time is shorter than what the server took at least',
        holds: least >= exactPercentile(truth, 0) - 1,
        seen: `${(least / 1_000).toFixed(2)} ms`,
      },
    ],
  };
};

const stretch = 100_000;

/** Even arrivals are even where they arrive. */
const shaped = async (): Promise<Honesty> => {
  const name = 'Arrival shape: 1,000/s for 6 s, counted in tenths of a second';
  const phases = steady(1_000, 6_000);
  const experiment = await perform(name, { kind: 'working', cost: 0 }, phases);
  const came = loggedRequests(experiment).map((request) => request.came);
  const from = experiment.epoch + 2_000_000;
  const there = countsPer(came, from, stretch, 60);
  const dispersion = dispersionOf(there);
  const claims: readonly HonestyClaim[] = [
    {
      experiment: name,
      what: 'variance over mean at the server is at most 1.1',
      holds: dispersion <= 1.1,
      seen: dispersion.toFixed(3),
    },
    {
      experiment: name,
      what: 'no tenth of a second is empty',
      holds: there.every((count) => count > 0),
      seen: `${Math.min(...there)} to ${Math.max(...there)} requests in each`,
    },
  ];
  return { figures: [samplesFigure(experiment)], claims };
};

/** A server that can do less than it is asked: the wait is the server's, and told as it was. */
const overloaded = async (): Promise<Honesty> => {
  const name = 'Saturated server: 600/s for 5 s, every request costs it 2 ms';
  const experiment = await perform(name, { kind: 'working', cost: 2_000 }, steady(600, 5_000));
  const { lag, sums } = measuredRecord(experiment);
  return {
    figures: [
      samplesFigure(experiment),
      ...[0.5, 0.99].map((share) => responseFigure(experiment, share, tolerance)),
      {
        experiment: name,
        what: 'requests started of those due',
        told: sums.started,
        truth: 600 * 5,
        unit: 'requests',
        tolerance: exact,
      },
    ],
    claims: [
      {
        experiment: name,
        what: 'none of the wait is start lag: its mean is below 10 ms',
        holds: lag.sum / lag.count < 10_000,
        seen: `${(lag.sum / lag.count / 1_000).toFixed(2)} ms`,
      },
    ],
  };
};

/** Grades a run of a plan against a target; given by whoever knows how a run is measured. */
export type Grader = (plan: LoadPlan) => Promise<Pick<LoadSummary, 'grade' | 'doubts'>>;

/** A driver that is asked for more than it can do: it says so, and blames nobody else. */
const exhausted = async (grader: Grader): Promise<Honesty> => {
  const experiment = 'Saturated driver: 60,000/s for 1 s, more than one thread can make';
  const fixture = await openFixture({ kind: 'idle' });
  try {
    const phases: readonly Phase[] = [
      {
        name: 'measured',
        executor: { kind: 'constantRate', rate: 60_000 },
        duration: 1_000,
        spacing: 'even',
        isWarmUp: false,
      },
    ];
    const { grade, doubts } = await grader(planFor(fixture.origin, phases));
    const seen = `${grade}, ${doubts[0]?.because ?? 'no reason given'}`;
    const what = 'the measurement is graded INVALID';
    return { figures: [], claims: [{ experiment, what, holds: grade === 'INVALID', seen }] };
  } finally {
    await fixture.close();
  }
};

/**
 * Puts the driver before servers that do a known thing, and holds what it tells against their own
 * logs. Some 65 s.
 */
export const testHonesty = async (
  grader: Grader,
  onPart: (honesty: Honesty) => void,
): Promise<Honesty> => {
  const parts: Honesty[] = [];
  for (const part of [freezing, delayed, shaped, overloaded, () => exhausted(grader)]) {
    const honesty = await part();
    onPart(honesty);
    parts.push(honesty);
  }
  return {
    figures: parts.flatMap(({ figures }) => figures),
    claims: parts.flatMap(({ claims }) => claims),
  };
};
