import type { Doubt, Grade } from './grade.ts';
import { grades, limits } from './grade.ts';
import type { MachineReading, Neighbourhood } from './instrument.ts';
import type { Provenance } from './summary.ts';

/** What a closed loop got out of a route, before it is graded. */
export interface CeilingRun {
  readonly provenance: Provenance;
  readonly target: string;
  readonly asked: { readonly method: 'GET' | 'POST'; readonly path: string };
  /** `duration` and `warmUp` in ms. */
  readonly settings: {
    readonly connections: number;
    readonly pipelining: number;
    readonly duration: number;
    readonly warmUp: number;
  };
  /** How long it took in the end, ms. */
  readonly duration: number;
  readonly answers: {
    readonly successes: number;
    /** With another status than 200 to 299. */
    readonly refused: number;
    /** Connections that broke. */
    readonly lost: number;
    readonly timedOut: number;
  };
  readonly statuses: readonly (readonly [status: string, count: number])[];
  /** Answers in each second: the least, the most, and their standard deviation. */
  readonly seconds: { readonly least: number; readonly most: number; readonly deviation: number };
  /** From a request to its answer, whole ms: at this many connections, and at no rate. */
  readonly times: { readonly p50: number; readonly p99: number; readonly most: number };
  readonly driver: {
    /** Share of the time in which the event loop of the driver was busy, 0 to 1. */
    readonly utilisation: number;
    readonly machine: MachineReading;
    readonly neighbourhood: Neighbourhood;
  };
  readonly wasStopped: boolean;
}

/** The most a route answers when everybody asks again at once: a closed loop, and so no latency. */
export interface CeilingRecord extends CeilingRun {
  readonly format: 'muster-ceiling/1';
  readonly model: 'closed-loop';
  /** Successes a second. */
  readonly rate: number;
  /** The driver was as busy as it can be, so the route may be able to do more. */
  readonly isAtLeast: boolean;
  readonly grade: Grade;
  readonly doubts: readonly Doubt[];
}

/** From this share on a driver is what limits. */
const fullyBusy = 0.9;

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

const ofNeighbours: Readonly<Record<Neighbourhood, string | null>> = {
  'same-cores': 'driver and target share processor cores',
  unknown: 'nobody can say whether the target shares cores with the driver',
  'other-cores': null,
  'other-machine': null,
};

const doubtsOf = ({ driver, answers, wasStopped }: CeilingRun): readonly Doubt[] => {
  const { steal } = driver.machine;
  const doubts: Doubt[] = [];
  const say = (grade: Doubt['grade'], because: string): void => {
    doubts.push({ grade, because });
  };
  if (answers.successes === 0) {
    say('INVALID', 'no answer was a success');
    return doubts;
  }
  if (wasStopped) say('DEGRADED', 'it was stopped before its end');
  if (steal !== null && steal > limits.steal.degraded) {
    const grade = steal > limits.steal.invalid ? 'INVALID' : 'DEGRADED';
    say(grade, `processor time stolen by the host is ${percent(steal)}`);
  }
  if (driver.utilisation > fullyBusy) {
    const busy = percent(driver.utilisation);
    say('DEGRADED', `the driver itself was busy ${busy} of the time: the route may do more`);
  }
  const failed = answers.refused + answers.lost + answers.timedOut;
  if (failed > 0) {
    say('DEGRADED', `${failed} requests did not succeed, and errors are fast`);
  }
  const beside = ofNeighbours[driver.neighbourhood];
  if (beside !== null) say('DEGRADED', beside);
  return grades.flatMap((grade) => doubts.filter((doubt) => doubt.grade === grade));
};

export const ceilingRecord = (run: CeilingRun): CeilingRecord => {
  const doubts = doubtsOf(run);
  return {
    format: 'muster-ceiling/1',
    model: 'closed-loop',
    ...run,
    rate: run.duration === 0 ? 0 : (run.answers.successes * 1_000) / run.duration,
    isAtLeast: run.answers.successes > 0 && run.driver.utilisation > fullyBusy,
    grade: doubts[0]?.grade ?? 'VALID',
    doubts,
  };
};
