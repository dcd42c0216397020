import { noTally } from '../../../reports/fleet/add-tallies.ts';
import type { FleetPlan } from '../../../reports/fleet/plan.ts';
import type { FleetTally } from '../../../reports/fleet/tally.ts';
import { parseThreshold, type Threshold } from '../../../reports/fleet/threshold.ts';
import { histogramOf } from './made-up-tally.ts';

export const threshold = (text: string): Threshold => {
  const parsed = parseThreshold(text);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.threshold;
};

const minute = 60_000;
const hour = 60 * minute;

/** Two days of ten devices. */
export const planWith = (rest: Partial<FleetPlan> = {}): FleetPlan => ({
  tool: 'mtd-muster 0.1.0',
  profile: 'small-office',
  title: 'A small office',
  tenant: null,
  inputs: '0123456789abcdef',
  devices: 10,
  days: 2,
  seed: 7,
  readings: ['nonThreatStates=perDeactivated'],
  turned: [],
  cohorts: { phones: 3, tablets: 1 },
  connectors: [
    { partner: 'lookout', from: 0, state: 'enabled' },
    { partner: 'lookout', from: 6 * hour, state: 'error' },
    { partner: 'lookout', from: 9 * hour, state: 'enabled' },
  ],
  kinds: [
    {
      platform: 'android',
      managementType: 'androidWorkProfile',
      partners: ['lookout', 'none'],
      policies: ['work'],
    },
  ],
  thresholds: [threshold('noncompliant < 25%'), threshold('detection_max < 1h')],
  words: { 'not-seen-yet': 'no app has seen the threat' },
  ...rest,
});

const series = (changes: Readonly<Record<number, number>>): readonly number[] =>
  Array.from({ length: 48 }, (_, at) => changes[at] ?? 0);

/** Ten devices of which two become noncompliant on the second day, and one of them at its end. */
export const tallyWith = (rest: Partial<FleetTally> = {}): FleetTally => ({
  ...noTally,
  devices: 10,
  events: { checkIn: 60, launch: 30 },
  digest: [1, 0xdeadbeef, 0, 0xffffffff],
  byHour: {
    complianceState: {
      compliant: series({ 0: 10, 25: -2, 40: 1 }),
      noncompliant: series({ 25: 2, 40: -1 }),
    },
    reasons: { 'threat-above-limit/lookout': series({ 25: 2, 40: -1 }) },
    access: { closed: series({ 25: 2, 40: -1 }), open: series({ 0: 10, 25: -2, 40: 1 }) },
  },
  checkIns: series({ 0: 30, 24: 20, 47: 10 }),
  cohorts: { phones: 8, tablets: 2 },
  atEnd: { 'phones/compliant': 8, 'tablets/compliant': 1, 'tablets/noncompliant': 1 },
  exposure: { 'level-allowed': 30 * minute, 'not-seen-yet': 90 * minute },
  overBlocking: { 'scan-missing/lookout': 10 * hour },
  threatened: 4 * hour,
  open: 463 * hour,
  threats: { 'adware/arrived': 5, 'adware/never-seen': 1 },
  detection: { 'lookout/android': histogramOf([30_000, 40_000, 50 * minute]) },
  undecided: { 'lookout/android/over-before': 1 },
  outcomes: {
    'action/notification': 2,
    'launch/allowed': 28,
    'launch/blocked': 2,
    selectiveWipe: 1,
    'token/denied': 3,
    'token/granted': 27,
  },
  messages: { 'lookout/accepted': 40, 'lookout/connector-unavailable/lookout': 2 },
  questions: { access: [1, 5], launch: [] },
  situations: [
    'android|androidWorkProfile|lookout|highSeverity|enabled|work',
    'android|androidWorkProfile|lookout|secured|enabled|work',
    'android|androidWorkProfile|none|none|none|work',
  ],
  ...rest,
});
