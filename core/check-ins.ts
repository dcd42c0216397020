import { type Duration, day, hour, minute } from './time.ts';
import type { Platform } from './vocabulary.ts';

/** A stretch after enrolment in which a device checks in so often. */
export interface Pace {
  readonly every: Duration;
  /** From the end of the stretch before. */
  readonly lasting: Duration;
}

/** Check-ins after a new enrolment, by platform (COMP-21). */
export const newEnrolment: Readonly<Record<Platform, readonly Pace[]>> = {
  ios: [{ every: 15 * minute, lasting: hour }],
  android: [
    { every: 3 * minute, lasting: 15 * minute },
    { every: 15 * minute, lasting: 2 * hour },
  ],
  windows: [
    { every: 3 * minute, lasting: 15 * minute },
    { every: 15 * minute, lasting: 2 * hour },
  ],
};

/** Afterwards, on every platform. */
export const usualCheckIn: Duration = 8 * hour;

/** When the next check-in is due, from enrolment, of a device that last checked in then. */
export const nextCheckIn = (
  platform: Platform,
  last: Duration,
  paces: readonly Pace[] = newEnrolment[platform],
): Duration => {
  let end = 0;
  for (const { every, lasting } of paces) {
    end += lasting;
    if (last + every <= end) return last + every;
  }
  return last + usualCheckIn;
};

export type RegistrationState =
  | 'tenantNotOnboarded'
  | 'userNotLicensed'
  | 'userNotTargeted'
  | 'appNotInPolicy'
  | 'registered';

/** How often a protected app asks for its policy (MAM-16). */
export const appCheckIn: Readonly<Record<RegistrationState, Duration>> = {
  tenantNotOnboarded: 24 * hour,
  userNotLicensed: 12 * hour,
  userNotTargeted: 12 * hour,
  appNotInPolicy: 12 * hour,
  registered: 30 * minute,
};

/** Without a check-in for so long an app may be deregistered until its next launch (MAM-16). */
export const appDeregisteredAfter: Duration = 90 * day;
