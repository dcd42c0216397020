import { type Duration, day } from '../time.ts';

/** How the Defender portal keeps records of devices (ID-03). */
export const deviceRecords = {
  /** What makes a new record beside the old one. */
  newRecordAfter: ['reinstalling Defender', 'renaming the device'],
  /** The record that compliance reads. */
  evaluated: 'the record of the current Entra device id',
  /** The new device may take so long to appear. */
  appearsWithin: 'hours',
  registeredBy: ['Authenticator', 'Company Portal'],
} as const;

/** Without a signal for so long a record counts as inactive (ID-03, MDE-ONB-05). */
export const inactiveAfter: Duration = 7 * day;
