import type { Judged } from './traffic.ts';

/** Something that was changed, from when it was asked for until it was acknowledged, µs. */
export interface Write<State> {
  readonly state: State;
  readonly started: number;
  /** Infinity as long as nobody knows: it may happen at any time, or never. */
  ended: number;
}

export interface OracleSettings<State, Answer> {
  readonly initial: State;
  /** What the core says of a state. */
  readonly verdictOf: (state: State) => Answer;
  /** A service may answer with what held so long before the request, µs. */
  readonly freshness: number;
  /** What held within so long before that is stale; anything else is wrong. µs. */
  readonly horizon: number;
  /** The longest a request may be under way, µs: so long is remembered what it may have met. */
  readonly timeout: number;
}

/** Judges the answers about one thing by the changes that were asked for. */
export interface Oracle<State, Answer> {
  /** To be called when a change is asked for; its end is written into what comes back. */
  readonly write: (state: State, started: number) => Write<State>;
  readonly judge: (answer: Answer, started: number, ended: number) => Judged;
}

/** Whether a change was surely over and done with before another began, and that before `from`. */
const isSuperseded = <State>(
  write: Write<State>,
  writes: readonly Write<State>[],
  from: number,
): boolean => writes.some((later) => later.started > write.ended && later.ended <= from);

/**
 * A request sees the state of some instant between its start and its end. Changes that overlap
 * happened in some order nobody knows, so an answer is right if any of the orders gives it.
 */
export const createOracle = <State, Answer>(
  settings: OracleSettings<State, Answer>,
): Oracle<State, Answer> => {
  const { initial, verdictOf, freshness, horizon, timeout } = settings;
  const before = Number.NEGATIVE_INFINITY;
  let writes: Write<State>[] = [{ state: initial, started: before, ended: before }];
  const mayHold = (answer: Answer, from: number, until: number): boolean =>
    writes.some(
      (write) =>
        write.started <= until &&
        verdictOf(write.state) === answer &&
        !isSuperseded(write, writes, from),
    );
  return {
    write: (state, started) => {
      const remembered = started - freshness - horizon - timeout;
      writes = writes.filter((write) => !isSuperseded(write, writes, remembered));
      const write = { state, started, ended: Number.POSITIVE_INFINITY };
      writes.push(write);
      return write;
    },
    judge: (answer, started, ended) => {
      const from = started - freshness;
      if (mayHold(answer, from, ended)) return 'correct';
      return mayHold(answer, from - horizon, ended) ? 'stale' : 'wrong';
    },
  };
};
