import type { Instant } from '../../core/time.ts';

/** `real` runs with the machine, `scaled` faster or slower, `stepped` only when it is told to. */
export const clockModes = ['real', 'scaled', 'stepped'] as const;
export type ClockMode = (typeof clockModes)[number];

export interface ClockSettings {
  readonly mode: ClockMode;
  /** How many seconds pass in one second of the machine; of no account unless `scaled`. */
  readonly factor: number;
}

/** A tenant's own time. It never falls. */
export interface Clock {
  readonly settings: () => ClockSettings;
  readonly now: () => Instant;
  /** To a later instant; an earlier one changes nothing. Time goes on from there. */
  readonly advanceTo: (instant: Instant) => void;
  /** From now on in another way. */
  readonly set: (settings: ClockSettings) => void;
}

/** @param machine the machine's own clock, in milliseconds since 1970 */
export const createClock = (
  start: Instant,
  initial: ClockSettings,
  machine: () => number = Date.now,
): Clock => {
  let settings = initial;
  let from = { here: start, machine: machine() };
  const now = (): Instant => {
    if (settings.mode === 'stepped') return from.here;
    const factor = settings.mode === 'real' ? 1 : settings.factor;
    return Math.floor(from.here + Math.max(0, machine() - from.machine) * factor);
  };
  const stand = (here: Instant): void => {
    from = { here, machine: machine() };
  };
  return {
    settings: () => settings,
    now,
    advanceTo: (instant) => stand(Math.max(instant, now())),
    set: (next) => {
      stand(now());
      settings = next;
    },
  };
};
