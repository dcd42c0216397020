import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultReadings, type Readings } from '../../core/readings.ts';
import type { Tenant } from '../../core/tenant.ts';
import { hour } from '../../core/time.ts';
import type { Operation } from '../../simulator/port/operation.ts';
import { inProcessTarget } from '../../simulator/target/in-process.ts';
import { compareTargets, differencesText } from './compare.ts';
import { connector, device, start } from './fixture.ts';
import type { Timeline } from './generate.ts';
import {
  appsArbitrary,
  certificatesArbitrary,
  requestArbitrary,
  setInventoryArbitrary,
} from './generate-inventory.ts';
import { referenceTarget } from './target.ts';

/** Timelines about nothing but inventories, which others reach now and then only. */

const switches = fc.record(
  {
    allowPartnerToCollectIOSApplicationMetadata: fc.boolean(),
    allowPartnerToCollectIOSPersonalApplicationMetadata: fc.boolean(),
    allowPartnerToCollectIosCertificateMetadata: fc.boolean(),
    allowPartnerToCollectIosPersonalCertificateMetadata: fc.boolean(),
  },
  { requiredKeys: [] },
);

const enrolled = fc.constantFrom(
  'iosSupervised' as const,
  'iosDeviceEnrollment' as const,
  'iosUserEnrollment' as const,
);

const tenantArbitrary: fc.Arbitrary<Tenant> = fc
  .record({
    settings: switches,
    release: fc.constantFrom(2307, 2309, 2512, 2601),
    managementType: enrolled,
    ownership: fc.constantFrom('personal' as const, 'company' as const),
    osVersion: fc.constantFrom('4.3', '9.2', '11.2', '11.3', '18.0'),
    checkedIn: fc.boolean(),
    apps: appsArbitrary,
    certificates: certificatesArbitrary,
  })
  .map(({ settings, release, ...facts }) => ({
    settings: { secureByDefault: false, deviceComplianceCheckinThresholdDays: 30 },
    cloud: 'public',
    serviceRelease: release,
    recalculationDelay: 0,
    connectors: { zimperium: connector(settings), lookout: connector() },
    compliancePolicies: {},
    appProtectionPolicies: {},
    conditionalAccessPolicies: {},
    users: {},
    devices: { iphone: device(facts) },
  }));

const partner = fc.constantFrom('zimperium' as const, 'zimperium' as const, 'lookout' as const);
const iphone = fc.constant('iphone');

const operationArbitrary = fc.oneof(
  { weight: 4, arbitrary: requestArbitrary(partner, iphone) },
  { weight: 3, arbitrary: setInventoryArbitrary(iphone) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('checkIn' as const), device: iphone }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('setConnector' as const), partner, settings: switches }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('enroll' as const),
      device: iphone,
      managementType: enrolled,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('unenroll' as const), device: iphone }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom('deprovision', 'provision', 'consent'), partner }),
  },
) as fc.Arbitrary<Operation>;

const timelines = (readings: Readings): fc.Arbitrary<Timeline> =>
  fc
    .tuple(
      tenantArbitrary,
      fc.array(fc.tuple(fc.constantFrom(0, hour), operationArbitrary), { maxLength: 14 }),
    )
    .map(([tenant, steps]) => {
      let at = start;
      const happenings = steps.map(([later, operation]) => {
        at += later;
        return { at, operation };
      });
      return { tenant, readings, start, happenings, looks: [] };
    });

test.each([
  ['the default readings', defaultReadings] as const,
  [
    'certPersonalOff = managedOnly',
    { ...defaultReadings, certPersonalOff: 'managedOnly' },
  ] as const,
])('the core and the second opinion agree about inventories with %s', async (_, readings) => {
  let asked = 0;
  await fc.assert(
    fc.asyncProperty(timelines(readings), async (timeline) => {
      const differences = await compareTargets(referenceTarget, inProcessTarget, timeline);
      const isAsked = timeline.happenings.some(
        ({ operation }) => operation.do === 'requestAppSync',
      );
      if (isAsked) asked += 1;
      if (differences.length === 0) return;
      const names = [referenceTarget.name, inProcessTarget.name] as const;
      throw new Error(differencesText(timeline, differences, names, defaultReadings));
    }),
    { seed: 20260105, numRuns: 300 },
  );
  expect(asked).toBeGreaterThan(100);
});
