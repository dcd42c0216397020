import type { Instant } from '../../core/time.ts';

/** `real` runs with the machine, `scaled` faster or slower, `stepped` only when it is told to. */
export const clockModes = ['real', 'scaled', 'stepped'] as const;
export type ClockMode = (typeof clockModes)[number];

export interface ClockSettings {
  readonly mode: ClockMode;
  /** How many seconds pass in one second of the machine; of no account unless `scaled`. */
  readonly factor: number;
}

/** Where a clock stands: it said `here` when the machine's said `machine`. Plain data. */
export interface ClockStand {
  readonly settings: ClockSettings;
  readonly here: Instant;
  readonly machine: number;
}

/** A tenant's own time. It never falls. */
export interface Clock {
  readonly settings: () => ClockSettings;
  readonly stand: () => ClockStand;
  readonly now: () => Instant;
  /** To a later instant; an earlier one changes nothing. Time goes on from there. */
  readonly advanceTo: (instant: Instant) => void;
  /** From now on in another way. */
  readonly set: (settings: ClockSettings) => void;
  /** As it once stood; nobody is told. What has passed on the machine since then counts. */
  readonly restore: (stand: ClockStand) => void;
}

/**
 * @param turned told whenever somebody turns it
 * @param machine the machine's own clock, in milliseconds since 1970
 */
export const createClock = (
  start: Instant,
  initial: ClockSettings,
  turned: (stand: ClockStand) => void = () => undefined,
  machine: () => number = Date.now,
): Clock => {
  let settings = initial;
  let from = { here: start, machine: machine() };
  const now = (): Instant => {
    if (settings.mode === 'stepped') return from.here;
    const factor = settings.mode === 'real' ? 1 : settings.factor;
    return Math.floor(from.here + Math.max(0, machine() - from.machine) * factor);
  };
  const turn = (here: Instant, next: ClockSettings): void => {
    from = { here, machine: machine() };
    settings = next;
    turned({ settings, ...from });
  };
  return {
    settings: () => settings,
    stand: () => ({ settings, ...from }),
    now,
    advanceTo: (instant) => turn(Math.max(instant, now()), settings),
    set: (next) => turn(now(), next),
    restore: (stand) => {
      ({ settings } = stand);
      from = { here: stand.here, machine: stand.machine };
    },
  };
};
