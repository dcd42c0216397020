import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addTallies, noTally } from '../../../reports/fleet/add-tallies.ts';
import { digestText, fleetSummaryJson, fleetSummaryOf } from '../../../reports/fleet/summary.ts';
import { planWith, tallyWith } from './made-up-fleet.ts';
import { anyTally } from './made-up-tally.ts';

const summary = fleetSummaryOf(planWith(), tallyWith());

test('the digest is 32 hexadecimal digits, eight for each lane', () => {
  expect(summary.digest).toBe('00000001deadbeef00000000ffffffff');
  expect(digestText([0, 0, 0, 0])).toBe('0'.repeat(32));
});

test('the same devices give the same bytes, in whatever shares they were played', () => {
  const plan = planWith();
  fc.assert(
    fc.property(fc.array(anyTally, { minLength: 1, maxLength: 5 }), fc.nat(4), (shares, at) => {
      const inOrder = shares.reduce(addTallies, noTally);
      const turned = [...shares.slice(at), ...shares.slice(0, at)];
      const halves = turned.reduceRight((sum, each) => addTallies(each, sum), noTally);
      const [one, two] = [inOrder, halves].map((sum) =>
        fleetSummaryJson(fleetSummaryOf(plan, sum)),
      );
      expect(two).toBe(one);
    }),
    { numRuns: 40 },
  );
});

test('no clock, thread, shard or machine is named in it', () => {
  const names: string[] = [];
  JSON.stringify(summary, (name, value) => {
    names.push(name);
    return value;
  });
  expect(names.filter((name) => /thread|shard|machine|host|wall|elapsed/i.test(name))).toEqual([]);
});

test('devices are counted as planned, played and lost', () => {
  expect(summary.counts).toEqual({
    devicesPlanned: 10,
    devicesPlayed: 10,
    devicesLost: 0,
    events: 90,
    eventsByKind: { checkIn: 60, launch: 30 },
    checkIns: 60,
    launches: 30,
    tokens: 30,
    messages: 42,
    threats: 5,
    decidedDetections: 3,
    undecidedDetections: 1,
  });
  expect(summary.complete).toBe(true);
  expect(fleetSummaryOf(planWith(), tallyWith({ devices: 9, lost: 1 }))).toMatchObject({
    complete: false,
    verdict: 'lost',
  });
  expect(fleetSummaryOf(planWith({ devices: 11 }), tallyWith())).toMatchObject({
    complete: false,
    verdict: 'incomplete',
  });
});

test('cohorts stand beside what was planned', () => {
  expect(summary.cohorts).toEqual([
    {
      cohort: 'phones',
      plannedShare: 0.75,
      playedShare: 0.8,
      devices: 8,
      atEnd: { compliant: 8 },
    },
    {
      cohort: 'tablets',
      plannedShare: 0.25,
      playedShare: 0.2,
      devices: 2,
      atEnd: { compliant: 1, noncompliant: 1 },
    },
  ]);
});

describe('compliance over time', () => {
  test('days show the devices at their end', () => {
    expect(summary.byDay).toEqual([
      {
        day: 1,
        complianceState: { compliant: 10 },
        reasons: {},
        access: { open: 10 },
        checkIns: 30,
      },
      {
        day: 2,
        complianceState: { compliant: 9, noncompliant: 1 },
        reasons: { 'threat-above-limit/lookout': 1 },
        access: { closed: 1, open: 9 },
        checkIns: 30,
      },
    ]);
    expect(summary.byDay.at(-1)?.complianceState).toEqual(summary.compliance.atEnd);
  });

  test('device-hours are devices times hours: two for fifteen hours, then one for eight', () => {
    const { complianceState, reasons } = summary.compliance.deviceHours;
    expect(complianceState).toEqual({ compliant: 480 - 38, noncompliant: 38 });
    expect(reasons).toEqual({ 'threat-above-limit/lookout': 38 });
  });

  test('a list that ends early goes on as it ended', () => {
    const byHour = { complianceState: { compliant: [3] }, reasons: {}, access: {} };
    const short = fleetSummaryOf(planWith(), { ...noTally, byHour });
    expect(short.byDay.map((each) => each.complianceState)).toEqual([
      { compliant: 3 },
      { compliant: 3 },
    ]);
    expect(short.compliance.deviceHours.complianceState).toEqual({ compliant: 3 * 48 });
  });
});

test('exposure and over-blocking are device-minutes, by cause and for each device', () => {
  expect(summary.exposure).toEqual({
    deviceMinutes: 120,
    minutesPerDevice: 12,
    share: 0.5,
    byCause: [
      { cause: 'not-seen-yet', deviceMinutes: 90, share: 0.75 },
      { cause: 'level-allowed', deviceMinutes: 30, share: 0.25 },
    ],
  });
  expect(summary.overBlocking).toMatchObject({ deviceMinutes: 600, minutesPerDevice: 60 });
  expect(summary.overBlocking.share).toBeCloseTo(10 / (10 * 48 - 4), 6);
  expect(summary.threatenedDeviceMinutes).toBe(240);
});

test('detection times have percentiles only where there are samples enough', () => {
  expect(summary.detection.overall).toEqual({
    detections: 3,
    meanMs: 1_023_333,
    p50Ms: null,
    p90Ms: null,
    p99Ms: null,
    maxMs: 3_000_000,
    histogram: [
      { fromMs: 16_384, belowMs: 32_768, detections: 1 },
      { fromMs: 32_768, belowMs: 65_536, detections: 1 },
      { fromMs: 2_097_152, belowMs: 4_194_304, detections: 1 },
    ],
  });
  expect(summary.detection.byPartner).toMatchObject([{ partner: 'lookout', platform: 'android' }]);
  expect(summary.undecided).toEqual([
    { partner: 'lookout', platform: 'android', why: 'over-before', detections: 1 },
  ]);
});

test('codes that contain a stroke stay whole', () => {
  expect(summary.messages).toEqual([
    { partner: 'lookout', result: 'accepted', messages: 40 },
    { partner: 'lookout', result: 'connector-unavailable/lookout', messages: 2 },
  ]);
  expect(summary.threats).toEqual([{ threat: 'adware', arrived: 5, neverSeen: 1 }]);
  expect(summary.access).toEqual({
    launches: { allowed: 28, blocked: 2 },
    tokens: { denied: 3, granted: 27 },
    selectiveWipes: 1,
    actions: { notification: 2 },
    openDeviceMinutes: 463 * 60,
  });
});

test('connectors tell how long they were in each state', () => {
  expect(summary.connectors).toEqual([
    {
      partner: 'lookout',
      minutes: { enabled: 45 * 60, error: 180 },
      changes: [
        { fromMinute: 0, state: 'enabled' },
        { fromMinute: 360, state: 'error' },
        { fromMinute: 540, state: 'enabled' },
      ],
    },
  ]);
});

test('questions are counted by stage', () => {
  expect(summary.questions).toEqual({ access: 2, launch: 0 });
});
