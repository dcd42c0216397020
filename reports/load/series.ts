import { addHeat, type Heat, newHeat, type StoredHeat, storedHeat } from './heat.ts';

/** What is counted of a stretch, by when a request was due, and by when something happened. */
export interface StretchCounts {
  /** Requests due in it, and what became of them, whenever that was. */
  due: number;
  answered: number;
  refused: number;
  lost: number;
  timedOut: number;
  dropped: number;
  inFlight: number;
  stale: number;
  wrong: number;
  /** What happened in it, whenever it was due: handed over to be sent; answered; given up. */
  begun: number;
  completed: number;
  gone: number;
}

/** A stretch of a run. Times are those of the requests due in it. */
export interface Stretch extends StretchCounts {
  readonly response: Heat;
  /** Where nobody waited for the end. */
  readonly atLeast: Heat;
  readonly lag: Heat;
}

/** When a kind of error came first and last: ms since the first phase began. */
export interface ErrorSpan {
  readonly first: number;
  readonly last: number;
}

/**
 * A run from moment to moment. It never has more than so many stretches: when there is no room,
 * every two become one, twice as long. Lengths are a second or a tenth of it, times a power of
 * two, so the parts of a run that threads counted apart add up to what one would have counted.
 */
export interface Series {
  /** ms. */
  length: number;
  stretches: Stretch[];
  /** Requests started, in finer steps: those are ms, too. */
  startsLength: number;
  starts: number[];
  readonly errors: Map<string, ErrorSpan>;
}

const stretchesMost = 600;
const startsMost = 6_000;
/** Kinds of errors that are told apart in time. */
const errorsMost = 200;

export const newSeries = (): Series => ({
  length: 1_000,
  stretches: [],
  startsLength: 100,
  starts: [],
  errors: new Map(),
});

/** Written out, for objects that are put together from parts are of a new kind each time to V8. */
const newStretch = (): Stretch => ({
  due: 0,
  answered: 0,
  refused: 0,
  lost: 0,
  timedOut: 0,
  dropped: 0,
  inFlight: 0,
  stale: 0,
  wrong: 0,
  begun: 0,
  completed: 0,
  gone: 0,
  response: newHeat(),
  atLeast: newHeat(),
  lag: newHeat(),
});

const isCount = (name: string): name is keyof StretchCounts =>
  name !== 'response' && name !== 'atLeast' && name !== 'lag';
const countNames = Object.keys(newStretch()).filter(isCount);

const addStretch = (into: Stretch, other: Stretch): Stretch => {
  for (const name of countNames) into[name] += other[name];
  addHeat(into.response, other.response);
  addHeat(into.atLeast, other.atLeast);
  addHeat(into.lag, other.lag);
  return into;
};

const inPairs = <T>(items: readonly T[], join: (a: T, b: T) => T): T[] => {
  const pairs: T[] = [];
  for (let at = 0; at < items.length; at += 2) {
    const [first, second] = [items[at], items[at + 1]];
    if (first !== undefined) pairs.push(second === undefined ? first : join(first, second));
  }
  return pairs;
};

const coarsen = (series: Series): void => {
  series.length *= 2;
  series.stretches = inPairs(series.stretches, (a, b) =>
    addStretch(addStretch(newStretch(), a), b),
  );
};

const coarsenStarts = (series: Series): void => {
  series.startsLength *= 2;
  series.starts = inPairs(series.starts, (a, b) => a + b);
};

/** The stretch of an instant, µs since the first phase began. */
export const stretchAt = (series: Series, instant: number): Stretch => {
  const millis = Math.max(0, instant) / 1_000;
  while (millis >= series.length * stretchesMost) coarsen(series);
  const { stretches, length } = series;
  const place = Math.floor(millis / length);
  while (stretches.length <= place) stretches.push(newStretch());
  return stretches[place] ?? newStretch();
};

export const countStart = (series: Series, instant: number): void => {
  const millis = Math.max(0, instant) / 1_000;
  while (millis >= series.startsLength * startsMost) coarsenStarts(series);
  const { starts, startsLength } = series;
  const place = Math.floor(millis / startsLength);
  while (starts.length <= place) starts.push(0);
  starts[place] = (starts[place] ?? 0) + 1;
};

/** @param instant µs since the first phase began */
export const noteError = ({ errors }: Series, kind: string, instant: number): void => {
  const millis = Math.max(0, Math.round(instant / 1_000));
  const span = errors.get(kind);
  if (span === undefined && errors.size >= errorsMost) return;
  const { first, last } = span ?? { first: millis, last: millis };
  errors.set(kind, { first: Math.min(first, millis), last: Math.max(last, millis) });
};

/** Adds the second to the first, which takes over the longer stretches of the two. */
export const addSeries = (into: Series, other: Series): void => {
  const more = { ...other };
  while (into.length < more.length) coarsen(into);
  while (more.length < into.length) coarsen(more);
  while (into.startsLength < more.startsLength) coarsenStarts(into);
  while (more.startsLength < into.startsLength) coarsenStarts(more);
  more.stretches.forEach((stretch, place) => {
    while (into.stretches.length <= place) into.stretches.push(newStretch());
    const sum = into.stretches[place];
    if (sum !== undefined) addStretch(sum, stretch);
  });
  more.starts.forEach((count, place) => {
    into.starts[place] = (into.starts[place] ?? 0) + count;
  });
  for (const [kind, { first, last }] of other.errors) {
    noteError(into, kind, first * 1_000);
    noteError(into, kind, last * 1_000);
  }
};

export const sumOfSeries = (all: readonly Series[]): Series => {
  const sum = newSeries();
  for (const series of all) addSeries(sum, series);
  return sum;
};

/** A stretch in a file. */
export interface StoredStretch extends Readonly<StretchCounts> {
  readonly response: StoredHeat;
  readonly atLeast: StoredHeat;
  readonly lag: StoredHeat;
}

/** A series in a file; instants and lengths are ms. */
export interface StoredSeries {
  readonly length: number;
  readonly stretches: readonly StoredStretch[];
  readonly starts: { readonly length: number; readonly counts: readonly number[] };
  readonly errors: readonly (readonly [kind: string, first: number, last: number])[];
}

export const storedSeries = (series: Series): StoredSeries => ({
  length: series.length,
  stretches: series.stretches.map((stretch) => ({
    ...stretch,
    response: storedHeat(stretch.response),
    atLeast: storedHeat(stretch.atLeast),
    lag: storedHeat(stretch.lag),
  })),
  starts: { length: series.startsLength, counts: series.starts },
  errors: [...series.errors]
    .map(([kind, { first, last }]) => [kind, first, last] as const)
    .sort(([, a], [, b]) => a - b),
});
