import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  defaultReadings,
  openQuestions,
  type Readings,
  readingNames,
} from '../../core/readings.ts';
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

const turned = readingNames.flatMap((name) =>
  openQuestions[name].choices
    .filter((choice) => choice !== defaultReadings[name])
    .map((choice) => ({ name, choice, readings: { ...defaultReadings, [name]: choice } })),
);

describe(`the core and the second opinion agree (seed ${seed})`, () => {
  test(`on ${runs} random timelines with the default readings`, async () => {
    await agree(defaultReadings, runs);
    expect(runs).toBeGreaterThan(0);
  });

  const each = Math.max(10, Math.ceil(runs / 15));
  test.each(turned)(`on ${each} each with $name = $choice`, async ({ readings }) => {
    await agree(readings, each);
    expect(each).toBeGreaterThan(0);
  });
});
