import type { DeviceStatus } from '../../../core/device.ts';
import type { CompliancePolicyType } from '../../../core/vocabulary.ts';
import { enrolledDevices } from '../../target/enrolled.ts';
import { type CollectionSpec, collectionAnswer, entityAnswer } from './answers.ts';
import type { Entity, GraphCall, GraphRoute } from './call.ts';
import { ofCompliancePolicy } from './compliance-policies.ts';
import { managedDeviceEntity, ofDevice } from './managed-devices.ts';
import { policyId } from './policy-store.ts';
import { roles } from './roles.ts';
import { type PolicyStatus, type Standing, settingStates } from './setting-states.ts';

const policies = 'deviceManagement/deviceCompliancePolicies';
const devices = 'deviceManagement/managedDevices';

/** How a device stands to each policy it holds: as its last calculation found. */
const standingsOf = ({ plan, runs, checkedIn }: DeviceStatus): readonly Standing[] =>
  plan.map((policy, index) => {
    const fails = !Number.isNaN(runs[index]?.since ?? Number.NaN);
    const status = fails ? 'nonCompliant' : 'compliant';
    return { policy, status: checkedIn ? status : 'unknown' };
  });

interface Held {
  readonly device: DeviceStatus;
  readonly status: PolicyStatus;
}

const holdersOf = ({ world }: GraphCall, name: string): readonly Held[] =>
  enrolledDevices(world).flatMap((device) =>
    standingsOf(device)
      .filter(({ policy }) => policy.name === name)
      .map(({ status }) => ({ device, status })),
  );

/** A live tenant's page of these stops at 51 (graph.md 5). */
const statusSpec: CollectionSpec = {
  declared: 'deviceComplianceDeviceStatus',
  place: `${policies}/deviceStatuses`,
  page: 51,
  paging: 'skip',
  filterable: {},
};

const statusEntity = (call: GraphCall, policy: string, { device, status }: Held): Entity => {
  const shown = managedDeviceEntity(call, device);
  return {
    id: `${policy}_${String(shown['userId'])}_${String(shown['id'])}`,
    deviceDisplayName: shown['deviceName'],
    userName: shown['userDisplayName'],
    userPrincipalName: shown['userPrincipalName'],
    deviceModel: shown['model'],
    status,
    lastReportedDateTime: shown['lastSyncDateTime'],
    complianceGracePeriodExpirationDateTime: shown['complianceGracePeriodExpirationDateTime'],
    ...(call.version === 'beta' ? { platform: 0 } : {}),
  };
};

const count = (held: readonly Held[], wanted: PolicyStatus): number =>
  held.filter(({ status }) => status === wanted).length;

const overviewEntity = (call: GraphCall, id: string, held: readonly Held[]): Entity => ({
  id,
  pendingCount: count(held, 'unknown'),
  notApplicableCount: 0,
  successCount: count(held, 'compliant'),
  errorCount: 0,
  failedCount: count(held, 'nonCompliant'),
  lastUpdateDateTime: new Date(call.now).toISOString(),
  configurationVersion: 1,
  ...(call.version === 'beta' ? { conflictCount: 0, notApplicablePlatformCount: 0 } : {}),
});

const platformTypes: Readonly<Record<CompliancePolicyType, string>> = {
  androidCompliancePolicy: 'android',
  androidWorkProfileCompliancePolicy: 'androidForWork',
  androidForWorkCompliancePolicy: 'androidForWork',
  androidDeviceOwnerCompliancePolicy: 'androidForWork',
  aospDeviceOwnerCompliancePolicy: 'android',
  iosCompliancePolicy: 'iOS',
  windows10CompliancePolicy: 'windows10AndLater',
};

const stateEntity = (call: GraphCall, device: DeviceStatus, standing: Standing): Entity => {
  const { policy, status } = standing;
  const type = call.world.tenant.compliancePolicies[policy.name]?.type;
  const user = managedDeviceEntity(call, device);
  const { userId, userPrincipalName } = user;
  const id = policyId(call.tenant, policy.name);
  const source = { id, displayName: policy.name, sourceType: 'deviceConfiguration' };
  const about = { type: type ?? '', source, user };
  const states = settingStates(call.world, device, standing, about);
  return {
    id,
    displayName: policy.name,
    version: 1,
    platformType: type === undefined ? 'all' : platformTypes[type],
    state: status,
    settingCount: states.length,
    settingStates: states,
    ...(call.version === 'beta' ? { userId, userPrincipalName } : {}),
  };
};

const stateSpec = (device: string): CollectionSpec => ({
  declared: 'deviceCompliancePolicyState',
  place: `${devices}('${device}')/deviceCompliancePolicyStates`,
  page: 1000,
  paging: 'skip',
  filterable: {},
});

/** How devices stand to single policies. */
export const policyStatusRoutes: readonly GraphRoute[] = [
  {
    method: 'GET',
    path: `${policies}/{id}/deviceStatuses`,
    roles: roles.readCompliance,
    answer: ofCompliancePolicy((call, name) => {
      const id = policyId(call.tenant, name);
      const entities = holdersOf(call, name).map((held) => statusEntity(call, id, held));
      return collectionAnswer(call, entities, {
        ...statusSpec,
        place: `${policies}('${id}')/deviceStatuses`,
      });
    }),
  },
  {
    method: 'GET',
    path: `${policies}/{id}/deviceStatusOverview`,
    roles: roles.readCompliance,
    answer: ofCompliancePolicy((call, name) => {
      const id = policyId(call.tenant, name);
      return entityAnswer(call, overviewEntity(call, id, holdersOf(call, name)), {
        ...statusSpec,
        declared: 'deviceComplianceDeviceOverview',
        place: `${policies}('${id}')/deviceStatusOverview`,
      });
    }),
  },
  {
    method: 'GET',
    path: `${devices}/{id}/deviceCompliancePolicyStates`,
    roles: roles.readDevices,
    answer: ofDevice((call, device) => {
      const entities = standingsOf(device).map((standing) => stateEntity(call, device, standing));
      return collectionAnswer(
        call,
        entities,
        stateSpec(call.tenant.names.idOf('device', device.name)),
      );
    }),
  },
];
