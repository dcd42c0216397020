import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultReadings, type Readings, singleTurns, turnedTo } from '../../core/readings.ts';
import { day, hour } from '../../core/time.ts';
import { inProcessTarget } from '../../simulator/target/in-process.ts';
import { compareTargets, differencesText } from './compare.ts';
import { timelineArbitrary } from './generate.ts';
import { referenceTarget } from './target.ts';

/**
 * The core against the second opinion, over random timelines. `MUSTER_REFERENCE_RUNS` is how many
 * with the default readings, and a fifteenth of it with each single reading turned;
 * `MUSTER_REFERENCE_SEED` plays others.
 */
const runs = Number(process.env['MUSTER_REFERENCE_RUNS'] ?? 150);
const seed = Number(process.env['MUSTER_REFERENCE_SEED'] ?? 20260105);

const agree = async (readings: Readings, numRuns: number): Promise<void> => {
  await fc.assert(
    fc.asyncProperty(timelineArbitrary(readings), async (timeline) => {
      const differences = await compareTargets(referenceTarget, inProcessTarget, timeline);
      if (differences.length === 0) return;
      const names = [referenceTarget.name, inProcessTarget.name] as const;
      throw new Error(differencesText(timeline, differences, names, defaultReadings));
    }),
    { seed, numRuns },
  );
};

const turned = singleTurns.map((turn) => ({ ...turn, readings: turnedTo(turn) }));

describe(`the core and the second opinion agree (seed ${seed})`, () => {
  test(`on ${runs} random timelines with the default readings`, async () => {
    await agree(defaultReadings, runs);
    expect(runs).toBeGreaterThan(0);
  });

  const each = Math.max(10, Math.ceil(runs / 15));
  test.each(turned)(`on ${each} each with $name = $value`, async ({ readings }) => {
    await agree(readings, each);
    expect(each).toBeGreaterThan(0);
  });

  const ageing: readonly Partial<Readings>[] = [
    { scanAgeing: hour },
    { scanAgeing: 12 * hour, misconfiguredAs: 'lastKnown' },
    { scanAgeing: day, mtdRecalc: 'onCheckIn' },
    { scanAgeing: 2 * day, multiVendorNeedsDtlPolicy: 'false' },
  ];
  test.each(ageing)(`on ${each} each with %j`, async (readings) => {
    await agree({ ...defaultReadings, ...readings }, each);
    expect(each).toBeGreaterThan(0);
  });
});
