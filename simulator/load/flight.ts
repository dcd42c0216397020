import { bucketOf, longest, record } from '../../reports/load/histogram.ts';
import { heatOf, type PhaseRecord, secondOf } from '../../reports/load/phase-record.ts';

/** One request on its way. Instants are those of the monotonic clock, in µs. */
export interface Flight {
  readonly intended: number;
  readonly phase: PhaseRecord;
  isOver: boolean;
  giveUp: () => void;
}

const secondAt = (phase: PhaseRecord, intended: number, epoch: number) =>
  secondOf(phase, Math.max(0, Math.floor((intended - epoch) / 1_000_000)));

/** @param started when it was handed over to be sent */
export const writeStarted = (flight: Flight, started: number, epoch: number): void => {
  const { phase, intended } = flight;
  phase.sums.started += 1;
  record(phase.lag, started - intended);
  const tenth = Math.max(0, Math.floor((started - epoch) / 100_000));
  while (phase.starts.length <= tenth) phase.starts.push(0);
  phase.starts[tenth] = (phase.starts[tenth] ?? 0) + 1;
  secondAt(phase, intended, epoch).started += 1;
};

/** Nobody saw the end of it: all that is known is that it takes at least so long. */
export const writeUnseen = (
  { phase, intended }: Pick<Flight, 'phase' | 'intended'>,
  what: 'dropped' | 'lost' | 'timedOut' | 'inFlight',
  least: number,
  epoch: number,
): void => {
  phase.sums[what] += 1;
  record(phase.atLeast, least);
  secondAt(phase, intended, epoch).failed += 1;
};

export const writeError = ({ errors }: PhaseRecord, error: string): void => {
  errors.set(error, (errors.get(error) ?? 0) + 1);
};

/** A whole answer; one with an error status is kept apart, for errors are fast. */
export const writeAnswer = (flight: Flight, status: number, ended: number, epoch: number): void => {
  const { phase, intended } = flight;
  const second = secondAt(phase, intended, epoch);
  const response = Math.max(0, Math.round(ended - intended));
  phase.sums.completed += 1;
  if (status >= 400) {
    phase.sums.refused += 1;
    record(phase.refused, response);
    writeError(phase, `status ${status}`);
    second.failed += 1;
    return;
  }
  record(phase.response, response);
  second.completed += 1;
  const heat = heatOf(bucketOf(Math.min(longest, response)));
  second.heat[heat] = (second.heat[heat] ?? 0) + 1;
};
