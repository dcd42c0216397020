import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDecider } from '../../../core/decision.ts';
import { createEvaluator, documentedParts } from '../../../core/evaluator.ts';
import { defaultReadings, type Readings } from '../../../core/readings.ts';
import { day, hour } from '../../../core/time.ts';
import type { Operation } from '../../../simulator/port/operation.ts';
import { documentsOf } from '../../../simulator/source/documents.ts';
import { advanceWorld } from '../../../simulator/target/advance.ts';
import { performIn } from '../../../simulator/target/perform.ts';
import { forkWorld, nextInstant, openWorld, type World } from '../../../simulator/target/world.ts';
import { openTenant } from '../../../simulator/tenant/open.ts';

const text = `apiVersion: muster/v1
kind: Tenant
settings: { deviceComplianceCheckinThresholdDays: 3 }
recalculationDelay: 2h
connectors:
  lookout: { androidEnabled: true, iosEnabled: true, partnerUnresponsivenessThresholdInDays: 2 }
compliancePolicies:
  low:
    "@odata.type": "#microsoft.graph.androidWorkProfileCompliancePolicy"
    deviceThreatProtectionEnabled: true
    deviceThreatProtectionRequiredSecurityLevel: low
    passwordRequired: true
    scheduledActionsForRule:
      - scheduledActionConfigurations:
          - { actionType: block, gracePeriodHours: 5 }
          - { actionType: notification, gracePeriodHours: 9 }
    assignedTo: [staff]
users: { ada: { groups: [staff] } }
devices:
  pixel: { managementType: androidWorkProfile, user: ada, mtdApps: [lookout] }
  other: { managementType: androidWorkProfile, user: ada, mtdApps: [lookout] }
`;

const documents = documentsOf({
  read: () => ({ kind: 'bytes', bytes: Buffer.from(text) }),
  shipped: '',
});
const { draft } = openTenant('tenant.yaml', documents, null);
if (draft === null) throw new Error('the tenant is wrong');
const { tenant } = draft;

const device = fc.constantFrom('pixel', 'other');
const step = fc.oneof<fc.Arbitrary<Operation | number>[]>(
  fc.constantFrom(1, hour, 5 * hour, 7 * hour, day, 3 * day, 3 * day + 1),
  fc
    .tuple(device, fc.constantFrom('secured', 'highSeverity', 'unresponsive'))
    .map(([name, state]) => ({
      do: 'report',
      partner: 'lookout',
      device: name,
      state,
    })),
  fc.tuple(device, fc.constantFrom('compliant', 'nonCompliant', 'error')).map(([name, state]) => ({
    do: 'checkIn',
    device: name,
    settings: { passwordRequired: state },
  })),
  device.map((name) => ({ do: 'unenroll', device: name })),
  device.map((name) => ({ do: 'enroll', device: name, managementType: 'androidWorkProfile' })),
  fc.constantFrom<Operation>(
    { do: 'heartbeat', partner: 'lookout' },
    { do: 'setConnector', partner: 'lookout', settings: { androidEnabled: false } },
    { do: 'setConnector', partner: 'lookout', settings: { androidEnabled: true } },
    { do: 'setTenant', settings: { deviceComplianceCheckinThresholdDays: 1 } },
    { do: 'setTenant', users: { ada: null } },
  ),
);

const shown = ({ devices, events, now }: World) => ({
  now,
  events,
  devices: [...devices.values()].map(({ decision, runs, plan }) => ({
    decision,
    runs,
    held: plan.length,
  })),
});

/** Plays the steps; `forgets` takes a copy before each, which knows nothing of what was looked at. */
const play = (
  steps: readonly (Operation | number)[],
  readings: Readings,
  forgets: boolean,
): World => {
  const decider = createDecider(createEvaluator(readings, documentedParts));
  let world = openWorld(decider, tenant, 0);
  for (const one of steps) {
    if (forgets) world = { ...forkWorld(world), events: world.events };
    if (typeof one === 'number') advanceWorld(world, world.now + one);
    else performIn(world, one);
  }
  return world;
};

describe('what was looked through is not looked through again', () => {
  it.each<Partial<Readings>>([{}, { mtdRecalc: 'onCheckIn' }, { scanAgeing: 2 * day }])(
    'and nothing is missed by that: %o',
    (changed) => {
      const readings = { ...defaultReadings, ...changed };
      fc.assert(
        fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
          const seen = play(steps, readings, false);
          const fresh = play(steps, readings, true);
          expect(shown(seen)).toEqual(shown(fresh));
          expect(nextInstant(seen)).toBe(nextInstant(forkWorld(seen)));
        }),
        { numRuns: 80 },
      );
    },
  );
});
