import { describe, expect, test } from 'vitest';
import { flows } from '../../../core/flows/flows.ts';
import { defaultReadings } from '../../../core/readings.ts';
import { minute } from '../../../core/time.ts';
import { playDevice } from '../../../simulator/fleet/play-device.ts';
import { openLife, playShare } from '../../../simulator/fleet/play-share.ts';
import { wayAstray, wayOn } from '../../../simulator/fleet/walk-choice.ts';
import type { Operation } from '../../../simulator/port/operation.ts';
import { openText } from './memory.ts';

const head = `apiVersion: muster/v1
kind: Fleet
name: new
devices: 40
days: 3
use: [tenant.yaml]
`;
const cohort = (rest: string) =>
  `${head}cohorts:\n  phones: { managementType: iosUnmanaged, userGroups: [staff], partners: [lookout], behaviour: new }\nbehaviours:\n  new: { ${rest} }\n`;
const appTenant = {
  'tenant.yaml': `apiVersion: muster/v1
kind: Tenant
groups: [staff]
connectors:
  lookout: { iosEnabled: true, iosMobileApplicationManagementEnabled: true, androidEnabled: true }
compliancePolicies:
  android:
    "@odata.type": "#microsoft.graph.androidWorkProfileCompliancePolicy"
    deviceThreatProtectionEnabled: true
    deviceThreatProtectionRequiredSecurityLevel: low
    assignedTo: [staff]
appProtectionPolicies:
  apps:
    "@odata.type": "#microsoft.graph.iosManagedAppProtection"
    maximumAllowedDeviceThreatLevel: low
    apps: [outlook]
    assignedTo: [staff]
`,
};

const fleetOf = (text: string) => {
  const { fleet, frames } = openText(text, {}, appTenant);
  if (fleet === null) throw new Error(frames);
  return fleet;
};

const outcomesOf = (text: string) => {
  const fleet = fleetOf(text);
  const range = { from: 0, to: fleet.profile.devices };
  const job = { fleet, versus: null, readings: defaultReadings, range };
  return playShare(job).tally.outcomes;
};

interface Deed {
  readonly minutes: number;
  readonly operation: Operation;
}

const livesOf = (text: string, device: number): readonly Deed[] => {
  const life = openLife(fleetOf(text), defaultReadings);
  const deeds: Deed[] = [];
  life.diary = {
    did: (at, operation) => {
      deeds.push({ minutes: (at - life.timeline.start) / minute, operation });
    },
    settled: () => undefined,
  };
  playDevice(life, device);
  return deeds;
};

describe('new devices', () => {
  test('get to their app by way of the store and a scan, all of them', () => {
    const outcomes = outcomesOf(
      cohort('newcomers: { begins: 10m, step: 1m, install: 5m, waits: 5m }'),
    );
    expect(outcomes['walk/granted']).toBe(40);
    expect(outcomes['walk/given-up']).toBeUndefined();
  });

  test('choose what the screens offer, in their order', () => {
    const text = cohort(
      'newcomers: { begins: 10m, step: 1m, install: 5m, waits: 5m }, launchesPerDay: 0',
    );
    const taps = livesOf(text, 3).flatMap(({ operation }) =>
      operation.do === 'tap' ? [operation.choose] : [],
    );
    expect(taps.slice(0, 8)).toEqual([
      'Sign in',
      'Download from App Store',
      'OK',
      'Install',
      'Open',
      'Open',
      'Work account',
      'Wait',
    ]);
    expect(taps.at(-1)).toMatch(/Return to app|Recheck/);
  });

  test('wait longer where installations fail, and try again', () => {
    const outcomes = outcomesOf(
      cohort('newcomers: { begins: 10m, step: 1m, install: 5m, waits: 5m, installFails: 50% }'),
    );
    expect(outcomes['walk/installation-failed']).toBeGreaterThan(20);
    expect(outcomes['walk/granted']).toBe(40);
  });

  test('are denied until they are through, which others are not', () => {
    const denied = (rest: string) => outcomesOf(cohort(rest))['launch/blocked'] ?? 0;
    expect(denied('launchesPerDay: 8')).toBe(0);
    expect(denied('launchesPerDay: 8, newcomers: { begins: 8h }')).toBeGreaterThan(100);
  });

  test('a share of them can be new, the others are as before', () => {
    const outcomes = outcomesOf(cohort('newcomers: { share: 50%, begins: 1m }'));
    expect(outcomes['walk/granted']).toBeGreaterThan(8);
    expect(outcomes['walk/granted']).toBeLessThan(32);
  });
});

const enrolled = (rest: string) => cohort(rest).replace('iosUnmanaged', 'androidWorkProfile');
const checkInsOf = (text: string): readonly number[] =>
  livesOf(text, 1).flatMap(({ minutes, operation }) =>
    operation.do === 'checkIn' ? [minutes] : [],
  );

test('new enrolments check in as often as Intune has it built in, and then every 8 hours', () => {
  const text = enrolled('checkIn: builtIn, checkInMissed: 0, newcomers: { begins: 4h }');
  const found = checkInsOf(text);
  expect(found.slice(0, 14)).toEqual([
    3,
    6,
    9,
    12,
    15,
    30,
    45,
    60,
    75,
    90,
    105,
    120,
    135,
    135 + 8 * 60,
  ]);
});

test('devices that are not new check in every 8 hours from any time on', () => {
  const [first = 0, ...others] = checkInsOf(enrolled('checkIn: builtIn, checkInMissed: 0'));
  expect(first).toBeLessThanOrEqual(8 * 60);
  others.forEach((at, i) => {
    expect(at).toBeCloseTo(first + (i + 1) * 8 * 60, 6);
  });
});

test('Defender is dropped from devices that do not support it, and from those without a user', () => {
  const partners = (facts: string) => {
    const text = `${head}cohorts:\n  phones: { partners: [lookout, defender], ${facts} }\n`;
    return openLife(fleetOf(text), defaultReadings).kind.partners;
  };
  expect(partners('managementType: androidDedicated')).toEqual(['lookout']);
  expect(partners('managementType: androidFullyManaged')).toEqual(['defender', 'lookout']);
  expect(partners('managementType: androidFullyManaged, userless: true')).toEqual(['lookout']);
});

test("nobody's devices have no user, and are never evaluated", () => {
  const text = `${head}cohorts:\n  kiosks: { managementType: androidFullyManaged, userless: true, partners: [lookout] }\n`;
  const fleet = fleetOf(text);
  const job = { fleet, versus: null, readings: defaultReadings, range: { from: 0, to: 40 } };
  expect(playShare(job).tally.atEnd).toEqual({ 'kiosks/unknown': 40 });
  expect(fleet.profile.cohorts[0]?.userless).toBe(true);
});

const help = ['Registration', 'BrokerMissing', 'RegistrationFailed', 'NoAppNamed'];
const beside = ['ThreatDetails', 'ITContact', 'LogsSent', 'AccessGranted'];

test.each(Object.entries(flows))('there is a way on from every screen of %s', (_, { screens }) => {
  for (const [screen, { choices }] of Object.entries(screens)) {
    if ([...help, ...beside].includes(screen)) continue;
    const ways = wayOn[screen as keyof typeof wayOn] ?? [];
    expect(
      ways.some((way) => way in choices),
      screen,
    ).toBe(true);
  }
});

test.each(Object.entries(wayAstray))('on %s one can go astray', (screen, choice) => {
  const offering = Object.values(flows).filter(
    ({ screens }) => choice in (screens[screen as keyof typeof screens]?.choices ?? {}),
  );
  expect(offering.length).toBeGreaterThan(0);
});
