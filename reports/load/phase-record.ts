import { addInto, type LoadHistogram, newHistogram } from './histogram.ts';
import { addJudgements, type JudgementRecord, newJudgementRecord } from './judgement-record.ts';
import { addSums, type Counts, newSums } from './sums.ts';

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
  /** What judging the answers found out. */
  readonly judgements: JudgementRecord;
}

export const newPhaseRecord = (): PhaseRecord => ({
  sums: newSums(),
  response: newHistogram(),
  atLeast: newHistogram(),
  refused: newHistogram(),
  lag: newHistogram(),
  wait: newHistogram(),
  firstByte: newHistogram(),
  service: newHistogram(),
  errors: new Map(),
  judgements: newJudgementRecord(),
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
  addJudgements(into.judgements, other.judgements);
  for (const [error, count] of other.errors) {
    into.errors.set(error, (into.errors.get(error) ?? 0) + count);
  }
};

export const sumOfRecords = (records: readonly PhaseRecord[]): PhaseRecord => {
  const sum = newPhaseRecord();
  for (const record of records) addRecord(sum, record);
  return sum;
};
