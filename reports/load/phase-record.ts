import { addInto, bucketCount, type LoadHistogram, newHistogram } from './histogram.ts';
import { addSums, noSums, type Sums } from './sums.ts';

/** Sums that are still being counted. */
export type Counts = { -readonly [Name in keyof Sums]: number };

/** Everything counted of one phase by one thread. All times are in µs. */
export interface PhaseRecord {
  readonly sums: Counts;
  /** From the intended start to the last byte of an answer that was no error. */
  readonly response: LoadHistogram;
  /** The same clock where nobody waited for the end, up to when that was given up. */
  readonly atLeast: LoadHistogram;
  /** The same clock, of answers with an error status. */
  readonly refused: LoadHistogram;
  /** From the intended start until the request was handed over to be sent. */
  readonly lag: LoadHistogram;
  /** From there until it went onto a connection. */
  readonly wait: LoadHistogram;
  /** From there to the first and to the last byte of the answer. */
  readonly firstByte: LoadHistogram;
  readonly service: LoadHistogram;
  readonly errors: Map<string, number>;
  /** Requests started in each tenth of a second of the run. */
  readonly starts: number[];
  readonly seconds: SecondRecord[];
}

/** One second of the run, by the intended start of its requests. */
export interface SecondRecord {
  started: number;
  completed: number;
  failed: number;
  /** Response times, four buckets to a doubling. */
  readonly heat: Uint32Array;
}

const perHeat = 32;
const heatCount = bucketCount / perHeat;

/** Bucket of the heat map that a bucket of a histogram belongs to. */
export const heatOf = (bucket: number): number => Math.floor(bucket / perHeat);

const newSecond = (): SecondRecord => ({
  started: 0,
  completed: 0,
  failed: 0,
  heat: new Uint32Array(heatCount),
});

/** The record of a second, and of all before it. */
export const secondOf = ({ seconds }: PhaseRecord, second: number): SecondRecord => {
  while (seconds.length <= second) seconds.push(newSecond());
  return seconds[second] ?? newSecond();
};

export const newPhaseRecord = (): PhaseRecord => ({
  sums: { ...noSums },
  response: newHistogram(),
  atLeast: newHistogram(),
  refused: newHistogram(),
  lag: newHistogram(),
  wait: newHistogram(),
  firstByte: newHistogram(),
  service: newHistogram(),
  errors: new Map(),
  starts: [],
  seconds: [],
});

const clocks = [
  'response',
  'atLeast',
  'refused',
  'lag',
  'wait',
  'firstByte',
  'service',
] as const satisfies readonly (keyof PhaseRecord)[];

/** Adds the second to the first; nothing is lost, and the order does not matter. */
export const addRecord = (into: PhaseRecord, other: PhaseRecord): void => {
  Object.assign(into.sums, addSums(into.sums, other.sums));
  for (const clock of clocks) addInto(into[clock], other[clock]);
  for (const [error, count] of other.errors) {
    into.errors.set(error, (into.errors.get(error) ?? 0) + count);
  }
  for (let tenth = 0; tenth < other.starts.length; tenth++) {
    into.starts[tenth] = (into.starts[tenth] ?? 0) + (other.starts[tenth] ?? 0);
  }
  other.seconds.forEach((more, second) => {
    const sum = secondOf(into, second);
    sum.started += more.started;
    sum.completed += more.completed;
    sum.failed += more.failed;
    more.heat.forEach((count, bucket) => {
      sum.heat[bucket] = (sum.heat[bucket] ?? 0) + count;
    });
  });
};

export const sumOfRecords = (records: readonly PhaseRecord[]): PhaseRecord => {
  const sum = newPhaseRecord();
  for (const record of records) addRecord(sum, record);
  return sum;
};
