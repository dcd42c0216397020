import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEvaluator } from '../../core/evaluator.ts';
import { defaultReadings } from '../../core/readings.ts';
import { keyOf, questionAt, sizeOf } from '../../core/rulebook.ts';
import { settingRules } from '../../core/rules/setting.ts';
import { verdictStates } from '../../core/rules/threat.ts';
import { limits } from '../../core/vocabulary.ts';
import type { Session, Target } from '../../simulator/port/target.ts';
import { inProcessTarget } from '../../simulator/target/in-process.ts';
import { compareTargets } from '../reference/compare.ts';
import { timelineArbitrary } from '../reference/generate.ts';

/** Laws that need no oracle. */
const seed = 20260105;

const { setting } = createEvaluator(defaultReadings).stages;
const every = Array.from({ length: sizeOf(settingRules.space) }, (_, key) =>
  questionAt(settingRules.space, key),
);
const passes = (question: (typeof every)[number]): boolean =>
  setting.violated(keyOf(settingRules.space, question)) === 0;

/** The same target, with something done to each session that ought to change nothing. */
const disturbed = (disturb: (session: Session) => Partial<Session>): Target => ({
  ...inProcessTarget,
  name: 'disturbed',
  open: async (tenant, readings, start) => {
    const session = await inProcessTarget.open(tenant, readings, start);
    return { ...session, ...disturb(session) };
  },
});

const changesNothing = async (target: Target): Promise<void> => {
  await fc.assert(
    fc.asyncProperty(timelineArbitrary(defaultReadings), async (timeline) => {
      expect(await compareTargets(inProcessTarget, target, timeline)).toEqual([]);
    }),
    { seed, numRuns: 60 },
  );
};

describe('a threat level', () => {
  it('that is worse never makes a device pass that failed', () => {
    for (const question of every) {
      const place = verdictStates.findIndex((state) => state === question.state);
      const worse = verdictStates[place + 1];
      if (place < 0 || worse === undefined) continue;
      if (!passes(question)) expect(passes({ ...question, state: worse })).toBe(false);
    }
  });

  it('passes a higher limit whenever it passes a lower one', () => {
    for (const question of every) {
      const higher = limits[limits.indexOf(question.limit) + 1];
      if (higher !== undefined && passes(question)) {
        expect(passes({ ...question, limit: higher })).toBe(true);
      }
    }
  });
});

describe('a target', () => {
  it('is not changed by being looked at', { timeout: 60_000 }, async () => {
    const looking = disturbed((session) => ({
      perform: async (operation) => {
        if ('device' in operation) {
          const fields = ['complianceState', 'apps', 'access', 'warnings'] as const;
          const { device } = operation;
          await session.observe({ kind: 'device', device, fields, resources: ['exchange'] });
        }
        return session.perform(operation);
      },
    }));
    await changesNothing(looking);
  });

  it('is not changed by idle instants', { timeout: 60_000 }, async () => {
    const stopping = disturbed((session) => {
      let last: number | null = null;
      return {
        advanceTo: async (now) => {
          if (last !== null && now > last) await session.advanceTo(last + (now - last) / 2);
          last = now;
          await session.advanceTo(now);
        },
      };
    });
    await changesNothing(stopping);
  });
});
