import { describe, expect, test } from 'vitest';
import { defaultReadings } from '../../../core/readings.ts';
import { playDocumented } from '../../../simulator/grade/baseline.ts';
import { askedBySuite, reachedBy } from '../../../simulator/grade/reach.ts';
import { variants } from '../../../simulator/grade/variants.ts';
import { runCase } from '../../../simulator/run/run-case.ts';
import { createInProcessTarget } from '../../../simulator/target/in-process.ts';
import { shippedLibrary } from '../scenario/shipped-library.ts';

/** Some of every area, prime to the lengths of its tables. */
const cases = shippedLibrary.cases.filter((_, index) => index % 23 === 0);
const played = await Promise.all(cases.map((kase) => playDocumented(kase, defaultReadings)));
const suite = askedBySuite(played.map(({ asked }) => asked));

describe('a case that a variant does not reach', () => {
  test.each(variants.filter((_, index) => index % 17 === 0))(
    'runs as ever under $id',
    async (variant) => {
      const reached = new Set(reachedBy(variant, suite));
      const target = createInProcessTarget(variant.parts, variant.id);
      for (const [place, kase] of cases.entries()) {
        if (reached.has(place)) continue;
        const { trace, outcome } = await runCase(kase, target, defaultReadings);
        expect([kase.id, outcome, trace]).toEqual([kase.id, 'met', played[place]?.result.trace]);
      }
    },
  );

  test('is the rule: few cases are reached by a variant', () => {
    const reached = variants.map((variant) => reachedBy(variant, suite).length);
    const mean = reached.reduce((sum, one) => sum + one, 0) / reached.length;
    expect(mean).toBeGreaterThan(0);
    expect(mean).toBeLessThan(cases.length / 2);
  });
});

test('recording what is asked changes nothing of what a case shows', async () => {
  const target = createInProcessTarget();
  for (const [place, kase] of cases.entries()) {
    const { trace } = await runCase(kase, target, defaultReadings);
    expect(played[place]?.result.trace).toBe(trace);
  }
});
