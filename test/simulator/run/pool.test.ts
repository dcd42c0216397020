import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { defaultReadings } from '../../../core/readings.ts';
import type { CaseResult } from '../../../reports/result.ts';
import { digestOf } from '../../../simulator/run/digest.ts';
import { runOnThreads } from '../../../simulator/run/pool.ts';
import { runCases } from '../../../simulator/run/run-cases.ts';
import { runShare, type Share } from '../../../simulator/run/share.ts';
import { shuffled } from '../../../simulator/run/shuffle.ts';
import type { Case } from '../../../simulator/scenario/case.ts';
import { fakeCase, stateIs, step } from './fake.ts';

const phone = {
  managementType: 'androidWorkProfile',
  ownership: 'personal',
  osVersion: '15',
  user: null,
  groups: [],
  registered: true,
  broker: true,
  checkedIn: true,
  mtdApps: {},
  unmetControls: [],
  clientAppType: 'mobileAppsAndDesktopClients',
} as const;

const { tenant } = fakeCase();
const withPhone = { ...tenant, devices: { pixel: phone } };

/** A device without a user is never evaluated, so half of these are violated. */
const cases: readonly Case[] = Array.from({ length: 20 }, (_, i) =>
  fakeCase({
    id: `area/${i}`,
    tenant: withPhone,
    steps: [step(i, { expectations: [stateIs(i % 2 === 0 ? 'unknown' : 'compliant')] })],
  }),
);

const shareOf = (of: readonly Case[]): Share => ({
  cases: of,
  target: 'in-process',
  readings: defaultReadings,
  turned: {},
});

const collect = async (of: readonly Case[], threads: number): Promise<readonly CaseResult[]> => {
  const results: CaseResult[] = [];
  await runCases(shareOf(of), { threads, onResult: (result) => results.push(result) });
  return results;
};

describe('the digest', () => {
  test('is the same in one share, in this thread, on several, and in any order', async () => {
    const alone = await runShare(shareOf(cases));
    const digest = digestOf(alone);
    expect(alone.filter(({ outcome }) => outcome === 'violated')).toHaveLength(10);
    for (const threads of [1, 2, 3]) {
      const results = await collect(cases, threads);
      expect(results).toHaveLength(cases.length);
      expect(digestOf(results)).toBe(digest);
    }
    expect(digestOf(await collect(shuffled(cases, 4), 2))).toBe(digest);
  });
});

describe('a share that dies', () => {
  test.each([
    ['dies', 'the thread that played it died'],
    ['throws', 'the thread that played it died: out of patience'],
  ])('when a thread %s, its cases are errors and the others are played', async (id, because) => {
    const results: CaseResult[] = [];
    const doomed = fakeCase({ id });
    await runOnThreads([shareOf([...cases, doomed])], {
      threads: 2,
      onResult: (result) => results.push(result),
      worker: join(import.meta.dirname, 'dying-worker.ts'),
    });
    expect(results).toHaveLength(cases.length + 1);
    const lost = results.filter(({ outcome }) => outcome === 'error');
    expect(lost.map((result) => result.id)).toContain(id);
    expect(lost.length).toBeLessThan(cases.length / 2);
    for (const result of lost) expect(result.because).toContain(because);
    expect(results.filter(({ outcome }) => outcome === 'met').length).toBeGreaterThan(5);
  });
});

test('an interruption stops between two cases', async () => {
  const interrupt = new AbortController();
  const results: CaseResult[] = [];
  await runCases(shareOf(cases), {
    threads: 1,
    signal: interrupt.signal,
    onResult: (result) => {
      results.push(result);
      if (results.length === 3) interrupt.abort();
    },
  });
  expect(results).toHaveLength(3);
});
