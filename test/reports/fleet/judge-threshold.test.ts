import { describe, expect, test } from 'vitest';
import { noTally } from '../../../reports/fleet/add-tallies.ts';
import { judgeThreshold } from '../../../reports/fleet/judge-threshold.ts';
import { metricNames } from '../../../reports/fleet/metrics.ts';
import type { FleetTally } from '../../../reports/fleet/tally.ts';
import { verdictsOf } from '../../../reports/fleet/verdict.ts';
import { planWith, tallyWith, threshold } from './made-up-fleet.ts';
import { histogramOf } from './made-up-tally.ts';

const judge = (text: string, tally: Partial<FleetTally> = {}) =>
  judgeThreshold(threshold(text), planWith(), tallyWith(tally));

test.each([
  ['noncompliant < 10%', 0.1, 0, 'missed'],
  ['noncompliant <= 10%', 0.1, 0, 'met'],
  ['compliant >= 95%', 0.9, -0.05, 'missed'],
  ['in_grace_period <= 0%', 0, 0, 'met'],
  ['unknown > 0%', 0, 0, 'missed'],
  ['denied < 9%', 5 / 60, 0.09 - 5 / 60, 'met'],
  ['exposure_minutes/device < 10', 12, -2, 'missed'],
  ['over_blocking_minutes/device < 61', 60, 1, 'met'],
  ['detection_max < 1h', 3_000_000, 600_000, 'met'],
  ['detection_max{lookout/android} > 1h', 3_000_000, -600_000, 'missed'],
  ['wipes >= 1', 1, 0, 'met'],
  ['lost <= 0', 0, 0, 'met'],
  ['events/device >= 100', 9, -91, 'missed'],
])('%s: measured %d, margin %d, %s', (text, measured, margin, verdict) => {
  const judged = judge(text);
  expect(judged.measured).toBeCloseTo(measured, 9);
  expect(judged.margin).toBeCloseTo(margin, 9);
  expect(judged).toMatchObject({ verdict, because: null });
});

describe('what never occurred makes a threshold vacuous, whichever way it is written', () => {
  const phones = { 'phones/unknown': 10 };
  test.each<[string, Partial<FleetTally>, string]>([
    ['noncompliant < 5%', { atEnd: phones }, 'no device has a compliance state'],
    ['denied < 5%', { outcomes: {} }, 'no app was launched and no token was asked for'],
    ['exposure_minutes/device < 1', { threatened: 0 }, 'no threat was ever on a device'],
    [
      'over_blocking_minutes/device < 1',
      { threatened: 10 * 2 * 86_400_000 },
      'no device was ever without a threat',
    ],
    ['wipes <= 0', { outcomes: { 'token/granted': 1 } }, 'no app was launched'],
    ['detection_p99 < 1h', { detection: {} }, 'no detection was followed by a decision'],
    ['detection_max > 1h', { detection: {} }, 'no detection was followed by a decision'],
    ['detection_max{zimperium/ios} < 1h', {}, 'no detection was followed by a decision'],
    ['detection_p99 < 1h', {}, 'it needs 1000 detections: 3 seen'],
  ])('%s with %j: %s', (text, tally, because) => {
    expect(judge(text, tally)).toMatchObject({
      verdict: 'vacuous',
      measured: null,
      margin: null,
      because,
    });
  });
});

test('a launch that ends in a wipe is a denied one, a warned one is not', () => {
  const outcomes = { 'launch/allowed': 1, 'launch/warned': 1, 'launch/wiped': 2 };
  expect(judge('denied < 60%', { outcomes })).toMatchObject({ measured: 0.5, verdict: 'met' });
});

test('a percentile is judged as soon as ten detections lie beyond it', () => {
  const seen = (count: number) => ({
    detection: { 'lookout/android': histogramOf(Array.from({ length: count }, () => 40)) },
  });
  expect(judge('detection_p90 < 1s', seen(99)).verdict).toBe('vacuous');
  expect(judge('detection_p90 < 1s', seen(100))).toMatchObject({ verdict: 'met', measured: 40 });
});

test('percentiles over all partners are those of all detections together', () => {
  const slow = histogramOf(Array.from({ length: 30 }, () => 60));
  const fast = histogramOf(Array.from({ length: 10 }, () => 20));
  const detection = { 'lookout/android': fast, 'zimperium/ios': slow };
  expect(judge('detection_p50 < 1s', { detection }).measured).toBe(60);
});

test('a part of a run is not judged', () => {
  for (const name of metricNames) {
    const text = `${name} < ${name.startsWith('detection') ? '1h' : '1'}`;
    expect(judge(text, { devices: 9 })).toMatchObject({
      verdict: 'not-judged',
      because: '1 of 10 devices were not played',
    });
  }
});

test('every metric says what it needs of a run in which nothing happened', () => {
  const plan = planWith({ devices: 0 });
  const judged = metricNames
    .filter((name) => name !== 'lost')
    .map((name) => {
      const text = `${name} < ${name.startsWith('detection') ? '1h' : '1'}`;
      return judgeThreshold(threshold(text), plan, noTally).verdict;
    });
  expect(new Set(judged)).toEqual(new Set(['vacuous']));
});

describe('the verdict of a run', () => {
  const verdictOf = (texts: readonly string[], tally: Partial<FleetTally> = {}) => {
    const plan = planWith();
    const thresholds = texts.map((text) => judge(text, tally));
    return verdictsOf(plan, tallyWith(tally), thresholds);
  };

  test('all met, or none set', () => {
    expect(verdictOf(['lost <= 0'])).toEqual(['met']);
    expect(verdictOf([])).toEqual(['met']);
  });

  test('a missed one counts before a vacuous one, and both are told', () => {
    expect(verdictOf(['detection_p99 < 1h', 'wipes < 1'])).toEqual(['missed', 'vacuous']);
    expect(verdictOf(['detection_p99 < 1h', 'wipes >= 1'])).toEqual(['vacuous']);
  });

  test('devices that died or were never played come first', () => {
    expect(verdictOf(['wipes < 1'], { devices: 9, lost: 1 })).toEqual(['lost', 'missed']);
    expect(verdictOf(['wipes < 1'], { devices: 8, lost: 1 })).toEqual(['lost', 'incomplete']);
  });
});
