/**
 * What became of every arrival. `offered` is counted by the pacer, everything else where the
 * requests are made, so that the two can be held against each other.
 */
export interface Sums {
  readonly offered: number;
  readonly started: number;
  /** Never asked: as many as may be in flight already were. */
  readonly dropped: number;
  /** Came to a whole answer, whatever it said. */
  readonly completed: number;
  /** The connection ended before the answer did. */
  readonly lost: number;
  readonly timedOut: number;
  readonly inFlight: number;
  /** Answers, by what they were. */
  readonly correct: number;
  readonly stale: number;
  readonly wrong: number;
  /** An error status. */
  readonly refused: number;
  /** Answers nobody judged. */
  readonly unchecked: number;
}

/** Sums that are still being counted. */
export type Counts = { -readonly [Name in keyof Sums]: number };

export const newSums = (): Counts => ({
  offered: 0,
  started: 0,
  dropped: 0,
  completed: 0,
  lost: 0,
  timedOut: 0,
  inFlight: 0,
  correct: 0,
  stale: 0,
  wrong: 0,
  refused: 0,
  unchecked: 0,
});

export const noSums: Sums = newSums();

const names = Object.keys(noSums) as (keyof Sums)[];

export const addSums = (a: Sums, b: Sums): Sums => {
  const sum = newSums();
  for (const name of names) sum[name] = a[name] + b[name];
  return sum;
};

/** The three equations that hold of every run, each as a sentence with both of its sides. */
const equations: readonly (readonly [string, (sums: Sums) => readonly [number, number]])[] = [
  ['offered = started + dropped', (s) => [s.offered, s.started + s.dropped]],
  [
    'started = completed + lost + timed out + in flight',
    (s) => [s.started, s.completed + s.lost + s.timedOut + s.inFlight],
  ],
  [
    'completed = correct + stale + wrong + refused + unchecked',
    (s) => [s.completed, s.correct + s.stale + s.wrong + s.refused + s.unchecked],
  ],
];

/** What does not add up; empty where everything does. */
export const imbalances = (sums: Sums): readonly string[] =>
  equations.flatMap(([equation, sides]) => {
    const [left, right] = sides(sums);
    return left === right ? [] : [`${equation} does not add up: ${left} is not ${right}`];
  });
