import type { Changes, Counts, FleetTally } from './tally.ts';

/** How many devices there were at the end of a day. */
export interface DaySummary {
  /** From 1. */
  readonly day: number;
  readonly complianceState: Counts;
  /** A device can have several reasons, or none. */
  readonly reasons: Counts;
  /** `open`: the work app opens and a token is granted; `closed`. */
  readonly access: Counts;
  /** On the whole day. */
  readonly checkIns: number;
}

/** Device-hours: devices at the end of each hour, added up over the run. */
export interface DeviceHours {
  readonly complianceState: Counts;
  readonly reasons: Counts;
  readonly access: Counts;
}

const hoursInDay = 24;

/** Devices at the end of each hour, from the changes within it. */
const runningSums = (changes: readonly number[]): readonly number[] => {
  let devices = 0;
  return changes.map((change) => {
    devices += change;
    return devices;
  });
};

type Levels = readonly (readonly [name: string, devices: readonly number[]])[];

const levelsOf = (changes: Changes): Levels =>
  Object.entries(changes).map(([name, list]) => [name, runningSums(list)]);

/** Beyond its end a list goes on as it ended: nothing changed any more. */
const levelsAt = (levels: Levels, hour: number): Counts =>
  Object.fromEntries(
    levels
      .map(([name, devices]) => [name, devices[hour] ?? devices.at(-1) ?? 0] as const)
      .filter(([, devices]) => devices !== 0),
  );

export const daysOf = ({ byHour, checkIns }: FleetTally, days: number): readonly DaySummary[] => {
  const states = levelsOf(byHour.complianceState);
  const reasons = levelsOf(byHour.reasons);
  const access = levelsOf(byHour.access);
  return Array.from({ length: days }, (_, index) => {
    const end = (index + 1) * hoursInDay;
    return {
      day: index + 1,
      complianceState: levelsAt(states, end - 1),
      reasons: levelsAt(reasons, end - 1),
      access: levelsAt(access, end - 1),
      checkIns: checkIns.slice(end - hoursInDay, end).reduce((sum, n) => sum + n, 0),
    };
  });
};

const hoursIn = (changes: Changes, days: number): Counts =>
  Object.fromEntries(
    levelsOf(changes).map(([name, devices]) => {
      const beyond = days * hoursInDay - devices.length;
      const sum = devices.reduce((total, each) => total + each, 0);
      return [name, sum + beyond * (devices.at(-1) ?? 0)];
    }),
  );

export const deviceHoursOf = ({ byHour }: FleetTally, days: number): DeviceHours => ({
  complianceState: hoursIn(byHour.complianceState, days),
  reasons: hoursIn(byHour.reasons, days),
  access: hoursIn(byHour.access, days),
});
