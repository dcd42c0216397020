import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../reports/load/finding.ts';
import { findingLines } from '../../../reports/load/finding-text.ts';
import { record } from '../../../reports/load/histogram.ts';
import {
  addJudgements,
  confuse,
  confusionCells,
  detectionOf,
  type JudgementRecord,
  newJudgementRecord,
  sliceOf,
  sliceSummaries,
  wholeDetection,
} from '../../../reports/load/judgement-record.ts';

const finding = (sequence: number, judged: Finding['judged'] = 'wrong'): Finding => ({
  judged,
  sequence,
  at: 10_000 + sequence,
  device: 'device-000007',
  number: 7,
  platform: 'android',
  partners: ['lookout'],
  request: 'read',
  expected: ['noncompliant'],
  got: 'compliant',
  held: { lookout: 'highSeverity' },
  timeline: [
    { at: 8_000 + sequence, ended: 8_002, what: 'report lookout highSeverity', answer: 'accepted' },
  ],
});

const part = (from: number): JudgementRecord => {
  const one = newJudgementRecord();
  record(detectionOf(one, 'lookout/android').measured, from);
  record(detectionOf(one, 'lookout/ios').atLeast, 2 * from);
  sliceOf(one, 'platform/android').answered += from;
  sliceOf(one, 'platform/android').wrong += 1;
  confuse(one, 'compliance|compliant|compliant', from);
  one.findings = Array.from({ length: 15 }, (_, n) => finding(from + 2 * n));
  return one;
};

const sum = (...parts: readonly JudgementRecord[]): JudgementRecord => {
  const whole = newJudgementRecord();
  for (const each of parts) addJudgements(whole, each);
  return whole;
};

describe('what threads found out apart', () => {
  test('adds up, in whatever order', () => {
    const whole = sum(part(1), part(2));
    expect(sum(part(2), part(1))).toEqual(whole);
    expect(wholeDetection(whole)).toMatchObject({
      measured: { count: 2, sum: 3 },
      atLeast: { count: 2, sum: 6 },
    });
    expect(sliceSummaries(whole)).toMatchObject([
      { dimension: 'platform', value: 'android', answered: 3, wrong: 2, p50: null },
    ]);
    expect(confusionCells(whole)).toEqual([
      { aspect: 'compliance', expected: 'compliant', got: 'compliant', count: 3 },
    ]);
  });

  test('keeps the first findings of all, by the number of their request', () => {
    const { findings } = sum(part(2), part(1));
    expect(findings.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 20 }, (_, n) => n + 1),
    );
  });
});

test('the first wrong answer is told with what led to it', () => {
  const findings = [1, 2, 3, 4, 5].map((sequence) => finding(sequence));
  expect(findingLines({ findings })).toEqual([
    '',
    '  wrong: request 1, read of device-000007: compliant came, not noncompliant',
    '    2.0 s before: report lookout highSeverity: accepted',
    '  wrong: request 2, read of device-000007: compliant came, not noncompliant',
    '  wrong: request 3, read of device-000007: compliant came, not noncompliant',
    '  and 2 more in the record',
  ]);
  expect(findingLines({ findings: [] })).toEqual([]);
});
