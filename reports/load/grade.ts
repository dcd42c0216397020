import type { Instrument, ThreadReading } from './instrument.ts';
import { percentileOf, type Times } from './percentile.ts';
import { imbalances, type Sums } from './sums.ts';

/** How far a measurement can be trusted, the worst first. */
export const grades = ['INVALID', 'DEGRADED', 'VALID'] as const;
export type Grade = (typeof grades)[number];

export interface Doubt {
  readonly grade: Exclude<Grade, 'VALID'>;
  /** A sentence with the figure and the limit it broke. */
  readonly because: string;
}

export interface GradedRun {
  readonly grade: Grade;
  /** Worst first. */
  readonly doubts: readonly Doubt[];
}

/** What the measured part of a run gives to be graded by. */
export interface Evidence {
  readonly sums: Sums;
  readonly response: Times;
  readonly lag: Times;
  /** Requests a second that were to be offered at the busiest. */
  readonly rate: number;
  readonly instrument: Instrument;
  /** What broke in the driver itself. */
  readonly failures: readonly string[];
}

/** Where a figure becomes doubtful, and where it makes the measurement worthless. */
export const limits = {
  utilisation: { degraded: 0.8, invalid: 0.95 },
  loopDelayP99: { degraded: 5_000, invalid: 100_000 },
  lagP99: { degraded: 5_000, invalid: 100_000 },
  /** Start lag p99 as a share of response p99, where the lag is above a millisecond. */
  lagShare: { degraded: 0.1, invalid: 0.5 },
  steal: { degraded: 0.01, invalid: 0.1 },
  /** Rate as a share of the driver's own ceiling. */
  ofCeiling: { degraded: 0.8, invalid: 1 },
  /** Share of a thread's time in which it was ready to run and had no processor. */
  waitedForCpu: { degraded: 0.1, invalid: 0.5 },
} as const satisfies Record<string, { readonly degraded: number; readonly invalid: number }>;
type Limit = keyof typeof limits;

type Show = (value: number) => string;
const percent: Show = (value) => `${(value * 100).toFixed(1)} %`;
const millis: Show = (value) => `${(value / 1_000).toFixed(1)} ms`;

const against = (limit: Limit, value: number | null, what: string, show: Show): Doubt[] => {
  if (value === null) return [];
  const { degraded, invalid } = limits[limit];
  const doubt = (grade: Doubt['grade'], bound: number): Doubt[] => [
    { grade, because: `${what} is ${show(value)}, above ${show(bound)}` },
  ];
  if (value > invalid) return doubt('INVALID', invalid);
  return value > degraded ? doubt('DEGRADED', degraded) : [];
};

const ofThread = (thread: ThreadReading, wall: number): Doubt[] => [
  ...against('utilisation', thread.utilisation, `event loop use of ${thread.name}`, percent),
  ...against('loopDelayP99', thread.loopDelayP99, `event loop delay p99 of ${thread.name}`, millis),
  ...against(
    'waitedForCpu',
    thread.waitedForCpu === null || wall === 0 ? null : thread.waitedForCpu / wall,
    `time ${thread.name} waited for a processor`,
    percent,
  ),
];

const ofLag = ({ lag, response }: Evidence): Doubt[] => {
  const late = percentileOf(lag, 0.99);
  const whole = percentileOf(response, 0.99);
  if (late === null) return [];
  const share = whole === null || late.value <= 1_000 ? null : late.value / whole.value;
  return [
    ...against('lagP99', late.value, 'start lag p99', millis),
    ...against('lagShare', share, 'start lag p99 as a share of response time p99', percent),
  ];
};

const ofNeighbours = ({ neighbourhood, machine }: Instrument): Doubt[] => {
  const doubts: Doubt[] = [];
  const because = {
    'same-cores': 'driver and target share processor cores',
    unknown: 'nobody can say whether the target shares cores with the driver',
    'other-cores': null,
    'other-machine': null,
  }[neighbourhood];
  if (because !== null) doubts.push({ grade: 'DEGRADED', because });
  const overflows = machine.listenOverflows ?? 0;
  if (overflows > 0) {
    const text = `${overflows} connections met a full queue of a listener on this machine`;
    doubts.push({ grade: 'DEGRADED', because: text });
  }
  return doubts;
};

const ofCeiling = ({ rate, instrument: { calibration } }: Evidence): Doubt[] => {
  if (calibration === null) {
    return [{ grade: 'DEGRADED', because: 'the driver was not calibrated on this machine' }];
  }
  const share = rate / calibration.ceiling;
  return against('ofCeiling', share, "the rate as a share of the driver's own ceiling", percent);
};

/** Grades a measurement by what the driver saw of itself; never by what the target answered. */
export const gradeRun = (evidence: Evidence): GradedRun => {
  const { sums, instrument, failures } = evidence;
  const invalid = (because: string): Doubt => ({ grade: 'INVALID', because });
  const { machine, threads } = instrument;
  const doubts = [
    ...failures.map(invalid),
    ...imbalances(sums).map(invalid),
    ...(sums.offered === 0 ? [invalid('nothing was offered')] : []),
    ...ofLag(evidence),
    ...threads.flatMap((thread) => ofThread(thread, machine.wall)),
    ...against('steal', machine.steal, 'processor time stolen by the host', percent),
    ...ofCeiling(evidence),
    ...ofNeighbours(instrument),
  ];
  const sorted = grades.flatMap((grade) => doubts.filter((doubt) => doubt.grade === grade));
  return { grade: sorted[0]?.grade ?? 'VALID', doubts: sorted };
};
