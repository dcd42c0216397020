import { complianceStateOf } from '../../../core/calculation.ts';
import type { ManagementType } from '../../../core/vocabulary.ts';
import { objectId } from '../../contract/object-id.ts';
import { enrolledDevices } from '../../target/enrolled.ts';
import { entityAnswer } from './answers.ts';
import type { Entity, GraphCall, GraphRoute } from './call.ts';
import { roles } from './roles.ts';

/** How many devices are in each compliance state. */
const stateSummary = (call: GraphCall): Entity => {
  const counts = new Map<string, number>();
  for (const { decision } of enrolledDevices(call.world)) {
    const state = complianceStateOf(decision);
    counts.set(state, (counts.get(state) ?? 0) + 1);
  }
  const of = (state: string): number => counts.get(state) ?? 0;
  return {
    id: objectId(call.tenant.id, 'tenant', 'deviceCompliancePolicyDeviceStateSummary'),
    inGracePeriodCount: of('inGracePeriod'),
    configManagerCount: of('configManager'),
    unknownDeviceCount: of('unknown'),
    notApplicableDeviceCount: 0,
    compliantDeviceCount: of('compliant'),
    remediatedDeviceCount: 0,
    nonCompliantDeviceCount: of('noncompliant'),
    errorDeviceCount: of('error'),
    conflictDeviceCount: of('conflict'),
  };
};

const inBeta: Readonly<Record<string, ManagementType>> = {
  aospUserAssociatedCount: 'androidAosp',
};

const byKind: Readonly<Record<string, ManagementType>> = {
  androidDedicatedCount: 'androidDedicated',
  androidDeviceAdminCount: 'androidDeviceAdministrator',
  androidFullyManagedCount: 'androidFullyManaged',
  androidWorkProfileCount: 'androidWorkProfile',
  androidCorporateWorkProfileCount: 'androidCorporateWorkProfile',
};

const overview = (call: GraphCall): Entity => {
  const devices = enrolledDevices(call.world);
  const onPlatform = (wanted: string): number =>
    devices.filter(({ platform }) => platform === wanted).length;
  const kinds = Object.entries(call.version === 'beta' ? { ...byKind, ...inBeta } : byKind).map(
    ([name, kind]) => [
      name,
      devices.filter(({ managementType }) => managementType === kind).length,
    ],
  );
  return {
    id: objectId(call.tenant.id, 'tenant', 'managedDeviceOverview'),
    enrolledDeviceCount: devices.length,
    mdmEnrolledCount: devices.length,
    dualEnrolledDeviceCount: 0,
    deviceOperatingSystemSummary: {
      androidCount: onPlatform('android'),
      iosCount: onPlatform('ios'),
      macOSCount: 0,
      windowsMobileCount: 0,
      windowsCount: onPlatform('windows'),
      unknownCount: 0,
      configMgrDeviceCount: 0,
      ...Object.fromEntries(kinds),
    },
    deviceExchangeAccessStateSummary: {
      allowedDeviceCount: 0,
      blockedDeviceCount: 0,
      quarantinedDeviceCount: 0,
      unknownDeviceCount: devices.length,
      unavailableDeviceCount: 0,
    },
  };
};

const single = (
  name: string,
  wanted: readonly string[],
  entityOf: (call: GraphCall) => Entity,
): GraphRoute => ({
  method: 'GET',
  path: `deviceManagement/${name}`,
  roles: wanted,
  answer: (call) =>
    entityAnswer(call, entityOf(call), {
      declared: name,
      place: `deviceManagement/${name}`,
      page: 1,
      paging: 'skip',
      filterable: {},
    }),
});

/** Counts over all devices of a tenant. */
export const fleetSummaryRoutes: readonly GraphRoute[] = [
  single('deviceCompliancePolicyDeviceStateSummary', roles.readCompliance, stateSummary),
  single('managedDeviceOverview', roles.readDevices, overview),
];
