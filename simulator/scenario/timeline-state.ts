import { documentedFacts } from '../../core/facts.ts';
import type { PartnerKey } from '../../core/partners.ts';
import { reachOf } from '../../core/plan.ts';
import type { DeviceFacts, Tenant, User } from '../../core/tenant.ts';
import type { Duration, Instant } from '../../core/time.ts';
import type { ManagementType } from '../../core/vocabulary.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import type { Report } from '../source/report.ts';
import type { Located } from '../source/shape.ts';
import type { ImportContext } from '../tenant/import-file.ts';
import { builtInGroups, builtInResources, protectedApps, unknownName } from '../tenant/names.ts';
import type { Policy, PolicyEntry } from '../tenant/policy-body.ts';
import type { TenantDraft } from '../tenant/tenant.ts';

/**
 * What the timeline has made of the tenant so far: enough to know which names exist, and what a
 * policy is after a change. It judges nothing.
 */
export interface TimelineState {
  readonly start: Instant;
  readonly tenant: Tenant;
  readonly devices: ReadonlySet<string>;
  readonly managementTypes: Map<string, ManagementType>;
  readonly users: Map<string, User>;
  readonly groups: Set<string>;
  readonly policies: Map<string, PolicyEntry>;
  /** Names of all policies there have been. */
  readonly everyPolicy: Set<string>;
  /** Every version of every policy so far. */
  readonly versions: Policy[];
  readonly connectors: Set<PartnerKey>;
  readonly launched: Set<string>;
  readonly resources: Set<string>;
  /** `device/threat` for every threat put on a device. */
  readonly threats: Set<string>;
  /** Durations the operations bring in, for the instants of windows. */
  readonly durations: Set<Duration>;
  readonly report: Report;
  readonly add: (diagnostic: Diagnostic) => void;
  readonly imports: ImportContext;
  /** Checks that can be made only once the whole timeline is known. */
  readonly later: (() => void)[];
}

export const namedResources = (policy: Policy): readonly string[] =>
  policy.section === 'conditionalAccessPolicies'
    ? [...policy.value.includeApplications, ...policy.value.excludeApplications].filter(
        (name) => name !== 'All' && name !== 'None',
      )
    : [];

export const timelineState = (
  { tenant, names }: TenantDraft,
  start: Instant,
  imports: ImportContext,
): TimelineState => {
  const devices = Object.entries(tenant.devices);
  const state: TimelineState = {
    start,
    tenant,
    devices: names.devices,
    managementTypes: new Map(devices.map(([name, facts]) => [name, facts.managementType])),
    users: new Map(Object.entries(tenant.users)),
    groups: new Set(names.groups),
    policies: new Map(names.policies),
    everyPolicy: new Set(names.policies.keys()),
    versions: [],
    connectors: new Set(Object.keys(tenant.connectors) as PartnerKey[]),
    launched: new Set(),
    resources: new Set(builtInResources),
    threats: new Set(),
    durations: new Set(),
    report: imports.report,
    add: imports.add,
    imports,
    later: [],
  };
  for (const { policy } of names.policies.values()) {
    if (policy !== null) rememberPolicy(state, policy);
  }
  return state;
};

export const rememberPolicy = (state: TimelineState, policy: Policy): void => {
  state.versions.push(policy);
  for (const resource of namedResources(policy)) state.resources.add(resource);
};

/** Apps that can be spoken of: those some policy protects or that are launched. */
export const knownApps = (state: TimelineState): Set<string> => {
  const apps = protectedApps(state.tenant);
  for (const policy of state.versions) {
    if (policy.section !== 'appProtectionPolicies') continue;
    for (const app of policy.value.apps) if (app !== 'allApps') apps.add(app);
  }
  for (const app of state.launched) apps.add(app);
  return apps;
};

export const knownDevice = (state: TimelineState, device: Located<string>): boolean => {
  if (state.devices.has(device.value)) return true;
  unknownName(device.tree, 'device', device.value, state.devices, state.report);
  return false;
};

export const checkGroups = (state: TimelineState, groups: readonly Located<string>[]): void => {
  for (const { value, tree } of groups) {
    if (state.groups.has(value) || builtInGroups.some((name) => name === value)) continue;
    unknownName(tree, 'group', value, [...state.groups, ...builtInGroups], state.report);
  }
};

const factsNow = (state: TimelineState, device: string): DeviceFacts | null => {
  const facts = state.tenant.devices[device];
  const managementType = state.managementTypes.get(device);
  return facts === undefined || managementType === undefined ? null : { ...facts, managementType };
};

/**
 * Settings that a policy of the section sets and that has reached the device at some time: what
 * a check-in or a launch can say something of (G18).
 */
export const settingsReaching = (
  state: TimelineState,
  device: string,
  section: 'compliancePolicies' | 'appProtectionPolicies',
): Set<string> => {
  const facts = factsNow(state, device);
  const settings = new Set<string>();
  if (facts === null) return settings;
  const user = facts.user === null ? null : (state.users.get(facts.user)?.groups ?? []);
  for (const policy of state.versions) {
    if (policy.section === 'conditionalAccessPolicies' || policy.section !== section) continue;
    const { viaUser, viaDevice } = reachOf(policy.value, user, facts.groups);
    const reaches = viaUser || (section === 'compliancePolicies' && viaDevice);
    if (!reaches || !fits(policy, facts.managementType)) continue;
    for (const setting of policy.value.otherSettings) settings.add(setting);
  }
  return settings;
};

const fits = (policy: Policy, managementType: ManagementType): boolean => {
  switch (policy.section) {
    case 'compliancePolicies':
      return documentedFacts.policyFits(policy.value.type, managementType);
    case 'appProtectionPolicies':
      return documentedFacts.appPolicyFits(
        policy.value.type,
        policy.value.targetedAppManagementLevels,
        managementType,
      );
    case 'conditionalAccessPolicies':
      return false;
  }
};
