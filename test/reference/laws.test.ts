import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultReadings } from '../../core/readings.ts';
import type { Tenant } from '../../core/tenant.ts';
import { limits, type ThreatState } from '../../core/vocabulary.ts';
import type { MusterEvent } from '../../simulator/port/observation.ts';
import type { Operation } from '../../simulator/port/operation.ts';
import { inProcessTarget } from '../../simulator/target/in-process.ts';
import { everythingSeen, type Place, play, textOf } from './compare.ts';
import { connector, device } from './fixture.ts';
import { type Timeline, timelineArbitrary } from './generate.ts';
import { tenantArbitrary } from './generate-tenant.ts';

/** Laws of the core that need no second opinion: what must hold whatever the right answer is. */

const numRuns = Math.max(40, Math.ceil(Number(process.env['MUSTER_REFERENCE_RUNS'] ?? 150) / 10));
const seed = Number(process.env['MUSTER_REFERENCE_SEED'] ?? 20260105);

const holds = (
  arbitrary: fc.Arbitrary<Timeline>,
  law: (timeline: Timeline) => Promise<void>,
): Promise<void> => fc.assert(fc.asyncProperty(arbitrary, law), { seed, numRuns });

const any = timelineArbitrary(defaultReadings);
/** Without a delay a calculation follows each change of fact, so none can be brought forward. */
const undelayed = timelineArbitrary(
  defaultReadings,
  12,
  tenantArbitrary.map((tenant) => ({ ...tenant, recalculationDelay: 0 })),
).map((timeline) => ({
  ...timeline,
  happenings: timeline.happenings.map(({ at, operation }) => ({
    at,
    operation: operation.do === 'setTenant' ? { ...operation, recalculationDelay: 0 } : operation,
  })),
}));

const seenOf = (places: readonly Place[], without: readonly string[] = []): string[] =>
  places.map(({ at, done, seen }) =>
    [at, done, ...[...seen].filter(([what]) => !without.includes(what)).map(textOf)].join('\n'),
  );

const badness = (state: string | undefined): number =>
  ['"compliant"', '"inGracePeriod"', '"noncompliant"'].indexOf(state ?? '');

/** At no place is a device of `better` worse off than in `worse`; unknown is unknown in both. */
const expectNoWorse = (better: readonly Place[], worse: readonly Place[], timeline: Timeline) => {
  for (const [i, place] of better.entries()) {
    for (const name of Object.keys(timeline.tenant.devices)) {
      const left = place.seen.get(`${name}.complianceState`);
      const right = worse[i]?.seen.get(`${name}.complianceState`);
      if (left === '"unknown"') expect(right).toBe('"unknown"');
      else expect(badness(left)).toBeLessThanOrEqual(badness(right));
    }
  }
};

const levels: readonly ThreatState[] = [
  'secured',
  'lowSeverity',
  'mediumSeverity',
  'highSeverity',
  'compromised',
];

const everyReport = (
  timeline: Timeline,
  change: (state: ThreatState, index: number) => ThreatState,
): Timeline => ({
  ...timeline,
  happenings: timeline.happenings.map(({ at, operation }, i) => ({
    at,
    operation:
      operation.do === 'report' ? { ...operation, state: change(operation.state, i) } : operation,
  })),
});

const everyLimit = (
  timeline: Timeline,
  change: (limit: (typeof limits)[number]) => (typeof limits)[number],
): Timeline => {
  const changed = <Policy extends Tenant['compliancePolicies'][string]>(policy: Policy): Policy => {
    const level = policy.deviceThreatProtectionRequiredSecurityLevel;
    return level === 'unavailable' || level === 'notSet'
      ? policy
      : { ...policy, deviceThreatProtectionRequiredSecurityLevel: change(level) };
  };
  const { tenant, happenings } = timeline;
  const edited = (operation: Operation): Operation =>
    operation.do === 'setPolicy' && operation.section === 'compliancePolicies'
      ? { ...operation, value: changed(operation.value) }
      : operation;
  return {
    ...timeline,
    tenant: {
      ...tenant,
      compliancePolicies: Object.fromEntries(
        Object.entries(tenant.compliancePolicies).map(([key, policy]) => [key, changed(policy)]),
      ),
    },
    happenings: happenings.map(({ at, operation }) => ({ at, operation: edited(operation) })),
  };
};

describe(`whatever happens (seed ${seed}, ${numRuns} timelines each)`, () => {
  test('a worse threat level never makes a device more compliant', async () => {
    await holds(any, async (timeline) => {
      const worse = everyReport(timeline, (state, i) => {
        const rank = levels.indexOf(state);
        return rank < 0 ? state : (levels[Math.min(rank + (i % 3), 4)] ?? state);
      });
      expectNoWorse(
        await play(inProcessTarget, timeline),
        await play(inProcessTarget, worse),
        timeline,
      );
    });
  });

  test('a higher limit never makes a device less compliant', async () => {
    await holds(any, async (timeline) => {
      const higher = everyLimit(
        timeline,
        (limit) => limits[Math.min(limits.indexOf(limit) + 1, 3)] ?? limit,
      );
      expectNoWorse(
        await play(inProcessTarget, higher),
        await play(inProcessTarget, timeline),
        timeline,
      );
    });
  });

  test('the same timeline played twice gives the same', async () => {
    await holds(any, async (timeline) => {
      const once = await play(inProcessTarget, timeline);
      expect(seenOf(await play(inProcessTarget, timeline))).toEqual(seenOf(once));
    });
  });

  test('looking changes nothing, and time may pass in any steps', async () => {
    await holds(any, async (timeline) => {
      const { tenant, readings, start, happenings, looks } = timeline;
      const places = await play(inProcessTarget, timeline);
      const session = await inProcessTarget.open(tenant, readings, start);
      for (const { at, operation } of happenings) {
        await session.advanceTo(at);
        await session.perform(operation);
      }
      const end = Math.max(start, ...looks, ...happenings.map(({ at }) => at));
      await session.advanceTo(end);
      const last = places.at(-1);
      const seen = await everythingSeen(session, Object.keys(tenant.devices).sort());
      for (const [what, value] of seen) expect(value).toBe(last?.seen.get(what));
      const events = places.flatMap((place): MusterEvent[] =>
        JSON.parse(place.seen.get('events') ?? '[]'),
      );
      expect(textOf(await session.takeEvents())).toBe(textOf(events));
    });
  });

  test('a report said twice changes nothing', async () => {
    await holds(any, async (timeline) => {
      const twice: Timeline = {
        ...timeline,
        happenings: timeline.happenings.flatMap((happening) =>
          happening.operation.do === 'report' ? [happening, happening] : [happening],
        ),
      };
      const once = (await play(inProcessTarget, timeline)).at(-1);
      const again = (await play(inProcessTarget, twice)).at(-1);
      const last = (place: Place | undefined) =>
        [...(place?.seen ?? [])].filter(([what]) => what !== 'reply' && what !== 'events');
      expect(last(again)).toEqual(last(once));
    });
  });

  test('each device alone fares as it does among others', async () => {
    await holds(any, async (timeline) => {
      const places = await play(inProcessTarget, timeline);
      for (const [name, facts] of Object.entries(timeline.tenant.devices)) {
        const mine = (operation: Operation): boolean =>
          !('device' in operation) || operation.device === name;
        const alone: Timeline = {
          ...timeline,
          tenant: { ...timeline.tenant, devices: { [name]: facts } },
          // A report about somebody else is still contact with its partner.
          happenings: timeline.happenings.filter(({ operation }) => mine(operation)),
        };
        const others = timeline.happenings.filter(({ operation }) => !mine(operation));
        if (others.some(({ operation }) => 'partner' in operation || operation.do === 'scan')) {
          continue;
        }
        const last = (await play(inProcessTarget, alone)).at(-1);
        for (const [what, value] of places.at(-1)?.seen ?? []) {
          if (what.startsWith(`${name}.`)) expect(last?.seen.get(what)).toBe(value);
        }
      }
    });
  });

  test('a device and a partner of another platform change nothing for the rest', async () => {
    await holds(undelayed, async (timeline) => {
      const { tenant } = timeline;
      const isWindows = Object.values(tenant.devices).some((d) =>
        d.managementType.startsWith('windows'),
      );
      if (isWindows) return;
      const wider: Timeline = {
        ...timeline,
        tenant: {
          ...tenant,
          devices: {
            ...tenant.devices,
            zebra: device({ managementType: 'windowsManaged', osVersion: '10.0.22631' }),
          },
          connectors: { ...tenant.connectors, trellix: connector({ windowsEnabled: true }) },
        },
      };
      const about = (places: readonly Place[]) =>
        places.map(({ seen }) =>
          [...seen].filter(([what]) =>
            Object.keys(tenant.devices).includes(what.split('.')[0] ?? ''),
          ),
        );
      expect(about(await play(inProcessTarget, wider))).toEqual(
        about(await play(inProcessTarget, timeline)),
      );
    });
  });
});
