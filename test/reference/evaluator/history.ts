import type { Readings } from '../../../core/readings.ts';
import type { Tenant } from '../../../core/tenant.ts';
import type { Instant } from '../../../core/time.ts';
import type { Operation } from '../../../simulator/port/operation.ts';

/** One operation and when it was performed. */
export interface Happening {
  readonly at: Instant;
  readonly operation: Operation;
}

/**
 * All that this evaluator is ever told: how the tenant began, what was done to it and when. There
 * is no other state; every fact is worked out from here again each time somebody asks.
 */
export interface History {
  readonly tenant: Tenant;
  readonly readings: Readings;
  readonly start: Instant;
  /** In the order performed, instants non-decreasing. Only ever added to. */
  readonly happenings: readonly Happening[];
}

/**
 * A place in the history (G3): the clock shows `at`, and the first `done` happenings have happened.
 * At one instant time comes first, with the happenings of that instant still to come.
 */
export interface Moment {
  readonly at: Instant;
  readonly done: number;
}

export const happeningAt = (history: History, index: number): Happening => {
  const happening = history.happenings[index];
  if (happening === undefined) throw new Error(`nothing happened as number ${index}`);
  return happening;
};

/** Just before happening number `index`: time has already brought about what it brings about. */
export const momentBefore = (history: History, index: number): Moment => ({
  at: happeningAt(history, index).at,
  done: index,
});

export const momentAfter = (history: History, index: number): Moment => ({
  at: happeningAt(history, index).at,
  done: index + 1,
});

export const isNotAfter = (a: Moment, b: Moment): boolean =>
  a.at < b.at || (a.at === b.at && a.done <= b.done);

/**
 * The one concession to speed: what was worked out for one place in one history is not worked out
 * again. It cannot change an answer, as histories are only added to behind that place.
 */
export const remembered = <Value>(
  compute: (history: History, done: number, about: string) => Value,
): ((history: History, done: number, about: string) => Value) => {
  const histories = new WeakMap<History, Map<string, { readonly value: Value }>[]>();
  const placesOf = (history: History) => {
    const places: Map<string, { readonly value: Value }>[] = [];
    histories.set(history, places);
    return places;
  };
  return (history, done, about) => {
    const places = histories.get(history) ?? placesOf(history);
    places[done] ??= new Map();
    const known = places[done].get(about) ?? { value: compute(history, done, about) };
    places[done].set(about, known);
    return known.value;
  };
};
