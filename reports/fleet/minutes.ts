import { sumOf } from './add-counts.ts';
import type { Counts } from './tally.ts';
import { minutesOf, perEach, shareOf } from './unit.ts';

export interface CauseMinutes {
  readonly cause: string;
  readonly deviceMinutes: number;
  /** Of all the minutes, 0 to 1. */
  readonly share: number | null;
}

/** Device-minutes of one kind: one device for one minute is one. */
export interface Minutes {
  readonly deviceMinutes: number;
  readonly minutesPerDevice: number;
  /** Of the device-minutes with a chance of it, 0 to 1. */
  readonly share: number | null;
  /** Most first, equal ones A to Z. */
  readonly byCause: readonly CauseMinutes[];
}

/** By size, largest first; equal ones A to Z. */
const bySize = (
  [left, most]: readonly [string, number],
  [right, other]: readonly [string, number],
): number => other - most || (left < right ? -1 : 1);

/** @param chance device-milliseconds during which it could have been so */
export const minutesByCause = (causes: Counts, devices: number, chance: number): Minutes => {
  const sum = sumOf(causes);
  return {
    deviceMinutes: minutesOf(sum),
    minutesPerDevice: perEach(sum / 60_000, devices),
    share: shareOf(sum, chance),
    byCause: Object.entries(causes)
      .sort(bySize)
      .map(([cause, duration]) => ({
        cause,
        deviceMinutes: minutesOf(duration),
        share: shareOf(duration, sum),
      })),
  };
};
