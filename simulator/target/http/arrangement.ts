import { randomUUID } from 'node:crypto';
import type { PartnerKey } from '../../../core/partners.ts';
import type { Connector, Tenant } from '../../../core/tenant.ts';
import type { Duration, Instant } from '../../../core/time.ts';
import { type ObjectKind, objectId } from '../../contract/object-id.ts';
import { partnerClientId } from '../../contract/partner-client.ts';
import type { TargetSetup } from './setup.ts';

/** What the control surface is given before a case: the tenant, and the ids it will be asked by. */
export interface Arrangement {
  readonly id: string;
  readonly name: string;
  readonly tenant: Tenant;
  readonly readings: object;
  readonly start: Instant;
  readonly clock: { readonly mode: 'stepped' | 'scaled' | 'real'; readonly factor: number };
  readonly ids: object;
}

const groupsIn = (tenant: Tenant): ReadonlySet<string> => {
  const assigned = [
    ...Object.values(tenant.compliancePolicies),
    ...Object.values(tenant.appProtectionPolicies),
  ];
  const access = Object.values(tenant.conditionalAccessPolicies);
  return new Set([
    ...Object.values(tenant.users).flatMap(({ groups }) => groups),
    ...Object.values(tenant.devices).flatMap(({ groups }) => groups),
    ...assigned.flatMap(({ assignedTo, excludedGroups }) => [...assignedTo, ...excludedGroups]),
    ...access.flatMap(({ includeGroups, excludeGroups }) => [...includeGroups, ...excludeGroups]),
  ]);
};

const idsOf = (tenantId: string, tenant: Tenant): object => {
  const ids = (kind: ObjectKind, names: Iterable<string>): object =>
    Object.fromEntries([...names].map((name) => [name, objectId(tenantId, kind, name)]));
  const devices = Object.keys(tenant.devices).map((name) => [
    name,
    {
      id: objectId(tenantId, 'device', name),
      azureADDeviceId: objectId(tenantId, 'entraDevice', name),
    },
  ]);
  const apps = Object.keys(tenant.appProtectionPolicies).map((name) => [
    name,
    `T_${objectId(tenantId, 'policy', name)}`,
  ]);
  const connectors = Object.keys(tenant.connectors) as PartnerKey[];
  return {
    connectors: Object.fromEntries(connectors.map((key) => [key, partnerClientId(key)])),
    devices: Object.fromEntries(devices),
    users: ids('user', Object.keys(tenant.users)),
    groups: ids('group', groupsIn(tenant)),
    policies: {
      ...ids('policy', Object.keys(tenant.compliancePolicies)),
      ...ids('policy', Object.keys(tenant.conditionalAccessPolicies)),
      ...Object.fromEntries(apps),
    },
  };
};

const shiftedConnector = (connector: Connector, shift: Duration): Connector => {
  const { lastHeartbeatDateTime: contact } = connector;
  return contact === null ? connector : { ...connector, lastHeartbeatDateTime: contact + shift };
};

const shifted = (tenant: Tenant, shift: Duration): Tenant => ({
  ...tenant,
  connectors: Object.fromEntries(
    Object.entries(tenant.connectors).map(([partner, connector]) => [
      partner,
      shiftedConnector(connector, shift),
    ]),
  ),
});

const clockOf = ({ clock }: TargetSetup): Arrangement['clock'] => {
  if (clock.kind === 'stepped') return { mode: 'stepped', factor: 1 };
  return { mode: clock.factor === 1 ? 'real' : 'scaled', factor: clock.factor };
};

/** A clock that runs as the machine's does cannot begin when the case does. */
export const shiftFor = ({ clock }: TargetSetup, start: Instant, machineNow: number): Duration =>
  clock.kind === 'running' && clock.factor === 1 ? machineNow - start : 0;

export const arrangementOf = (
  setup: TargetSetup,
  tenant: Tenant,
  readings: object,
  start: Instant,
  shift: Duration,
): Arrangement => {
  const { tenancy } = setup;
  const id = tenancy.manner === 'shared' ? tenancy.id : randomUUID();
  return {
    id,
    name: 'case',
    tenant: shift === 0 ? tenant : shifted(tenant, shift),
    readings,
    start: start + shift,
    clock: clockOf(setup),
    ids: idsOf(id, tenant),
  };
};
