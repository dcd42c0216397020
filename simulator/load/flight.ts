import { warm } from '../../reports/load/heat.ts';
import { record } from '../../reports/load/histogram.ts';
import type { PhaseRecord } from '../../reports/load/phase-record.ts';
import {
  countStart,
  noteError,
  type Series,
  type Stretch,
  stretchAt,
} from '../../reports/load/series.ts';
import type { Judged } from './traffic.ts';

/** One request on its way. Instants are those of the monotonic clock, in µs. */
export interface Flight {
  readonly intended: number;
  readonly phase: PhaseRecord;
  isOver: boolean;
  giveUp: () => void;
  /** Told where no answer came. */
  failed?: ((status: number) => void) | undefined;
}

/** The run from moment to moment, which began at an instant of the same clock. */
export interface Course {
  readonly series: Series;
  readonly epoch: number;
}

type Due = Pick<Flight, 'phase' | 'intended'>;

const at = ({ series, epoch }: Course, instant: number): Stretch =>
  stretchAt(series, instant - epoch);

/** @param started when it was handed over to be sent */
export const writeStarted = (flight: Flight, started: number, course: Course): void => {
  const { phase, intended } = flight;
  phase.sums.started += 1;
  record(phase.lag, started - intended);
  countStart(course.series, started - course.epoch);
  at(course, started).begun += 1;
  const stretch = at(course, intended);
  stretch.due += 1;
  warm(stretch.lag, started - intended);
};

/** Nobody saw the end of it: all that is known is that it takes at least so long. */
export const writeUnseen = (
  { phase, intended }: Due,
  what: 'dropped' | 'lost' | 'timedOut' | 'inFlight',
  least: number,
  course: Course,
): void => {
  phase.sums[what] += 1;
  record(phase.atLeast, least);
  if (what === 'lost' || what === 'timedOut') at(course, intended + least).gone += 1;
  const stretch = at(course, intended);
  stretch[what] += 1;
  if (what === 'dropped') stretch.due += 1;
  warm(stretch.atLeast, least);
};

export const writeError = (
  { errors }: PhaseRecord,
  error: string,
  instant: number,
  { series, epoch }: Course,
): void => {
  errors.set(error, (errors.get(error) ?? 0) + 1);
  noteError(series, error, instant - epoch);
};

/** A whole answer; one with an error status is kept apart, for errors are fast. */
export const writeAnswer = (
  flight: Flight,
  status: number,
  ended: number,
  course: Course,
): void => {
  const { phase, intended } = flight;
  const response = Math.max(0, Math.round(ended - intended));
  phase.sums.completed += 1;
  at(course, ended).completed += 1;
  const stretch = at(course, intended);
  if (status >= 400) {
    phase.sums.refused += 1;
    record(phase.refused, response);
    stretch.refused += 1;
    writeError(phase, `status ${status}`, ended, course);
    return;
  }
  record(phase.response, response);
  stretch.answered += 1;
  warm(stretch.response, response);
};

export const writeJudged = ({ phase, intended }: Flight, judged: Judged, course: Course): void => {
  phase.sums[judged] += 1;
  if (judged === 'wrong' || judged === 'stale') at(course, intended)[judged] += 1;
};
