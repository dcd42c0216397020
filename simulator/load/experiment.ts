import {
  type Disturbance,
  exactPercentile,
  type HonestyFigure,
} from '../../reports/load/honesty.ts';
import { percentileOf } from '../../reports/load/percentile.ts';
import type { PhaseRecord } from '../../reports/load/phase-record.ts';
import { arrivalsOf } from './arrivals.ts';
import type { FixtureLog } from './fixture-worker.ts';
import type { Phase } from './phase.ts';

/** What one experiment left behind: the driver's figures, and the log of the server. */
export interface Experiment {
  readonly name: string;
  readonly phases: readonly Phase[];
  readonly seed: number;
  readonly epoch: number;
  readonly records: readonly PhaseRecord[];
  readonly log: FixtureLog;
  readonly disturbance: Disturbance;
}

/** One request of the measured phases as the schedule and the server's log know it, µs. */
export interface LoggedRequest {
  readonly intended: number;
  readonly came: number;
  readonly went: number;
}

/** When each request was due, from the schedule alone; null: only for warming up. */
const intendedOf = ({ phases, seed, epoch }: Experiment): readonly (number | null)[] => {
  let start = epoch;
  return phases.flatMap((phase, index) => {
    const from = start;
    start += phase.duration * 1_000;
    return Array.from(arrivalsOf(phase, seed + index), (offset) =>
      phase.isWarmUp ? null : from + offset,
    );
  });
};

/** The measured requests of the log. The driver's own times have no part in it. */
export const loggedRequests = (experiment: Experiment): readonly LoggedRequest[] => {
  const { numbers, came, went } = experiment.log;
  const intended = intendedOf(experiment);
  const requests: LoggedRequest[] = [];
  numbers.forEach((number, place) => {
    const due = intended[number];
    if (due === null || due === undefined) return;
    requests.push({ intended: due, came: came[place] ?? 0, went: went[place] ?? 0 });
  });
  return requests;
};

export const measuredRecord = ({ phases, records }: Experiment): PhaseRecord => {
  const record = records[phases.findIndex(({ isWarmUp }) => !isWarmUp)];
  if (record === undefined) throw new Error('an experiment without a measured phase');
  return record;
};

/** Response times of the log: from when a request was due until the server had answered it. */
const responsesIn = (experiment: Experiment): readonly number[] =>
  loggedRequests(experiment).map(({ intended, went }) => went - intended);

/** A percentile of the response time, told and true. */
export const responseFigure = (
  experiment: Experiment,
  share: number,
  tolerance: HonestyFigure['tolerance'],
): HonestyFigure => {
  const { response, atLeast } = measuredRecord(experiment);
  return {
    experiment: experiment.name,
    what: `response time p${share * 100}`,
    told: percentileOf({ measured: response, atLeast }, share)?.value ?? Number.NaN,
    truth: exactPercentile(responsesIn(experiment), share),
    unit: 'µs',
    tolerance,
    isTimed: true,
  };
};

/** How many requests the figures are made of: as many as the server answered, none invented. */
export const samplesFigure = (experiment: Experiment): HonestyFigure => ({
  experiment: experiment.name,
  what: 'samples the percentiles are made of',
  told: measuredRecord(experiment).response.count,
  truth: loggedRequests(experiment).length,
  unit: 'requests',
  tolerance: { share: 0, amount: 0 },
  isTimed: false,
});
