import type {
  AppProtectionPolicy,
  Assignment,
  CompliancePolicy,
  ConditionalAccessPolicy,
} from '../../../core/tenant.ts';
import { resourceId } from '../../graph/resource-keys.ts';
import {
  writeActions,
  writeAppIdentifier,
  writePolicy,
  writeTarget,
} from '../../graph/write-policy.ts';
import type { Reply } from '../../port/observation.ts';
import type { AdminOperation, PolicySection, PolicyValue } from '../../port/operation.ts';
import type { Desk } from './desk.ts';
import { type Answer, type Ask, unexpected } from './wire.ts';

type Body = Readonly<Record<string, unknown>>;

const done: Reply = { result: 'done', code: null };

const appSets = {
  androidManagedAppProtection: 'deviceAppManagement/androidManagedAppProtections',
  iosManagedAppProtection: 'deviceAppManagement/iosManagedAppProtections',
  windowsManagedAppProtection: 'deviceAppManagement/windowsManagedAppProtections',
} as const;

const setOf = ({ section, value }: PolicyValue): string => {
  if (section === 'compliancePolicies') return '/beta/deviceManagement/deviceCompliancePolicies';
  if (section === 'conditionalAccessPolicies') return '/beta/identity/conditionalAccess/policies';
  return `/beta/${appSets[value.type]}`;
};

const must = async (desk: Desk, ask: Ask): Promise<Answer> => {
  const answer = await desk.asAdmin('graph', ask);
  if (answer.status >= 300) throw unexpected(ask, answer);
  return answer;
};

const assignmentsOf = (desk: Desk, { assignedTo, excludedGroups }: Assignment): readonly Body[] => {
  const target = (group: string, excluded: boolean): Body => {
    const builtIn = group === 'allUsers' || group === 'allDevices';
    const id = builtIn ? group : desk.idOf('group', group);
    return { target: writeTarget(id, excluded) };
  };
  return [
    ...assignedTo.map((group) => target(group, false)),
    ...excludedGroups.map((group) => target(group, true)),
  ];
};

const assignTo = async (desk: Desk, path: string, assignment: Assignment): Promise<void> => {
  const json = { assignments: assignmentsOf(desk, assignment) };
  await must(desk, { method: 'POST', path: `${path}/assign`, json });
};

/** Words that stand for no object. */
const reserved = /^(?:All|None)$/;

const withIds = (desk: Desk, policy: ConditionalAccessPolicy): ConditionalAccessPolicy => {
  const ids = (kind: 'user' | 'group' | 'role', names: readonly string[]): string[] =>
    names.map((name) => (reserved.test(name) ? name : desk.idOf(kind, name)));
  const resources = (names: readonly string[]): string[] =>
    names.map((name) =>
      reserved.test(name) ? name : (resourceId(name) ?? desk.idOf('resource', name)),
    );
  return {
    ...policy,
    includeUsers: ids('user', policy.includeUsers),
    excludeUsers: ids('user', policy.excludeUsers),
    includeGroups: ids('group', policy.includeGroups),
    excludeGroups: ids('group', policy.excludeGroups),
    includeRoles: ids('role', policy.includeRoles),
    excludeRoles: ids('role', policy.excludeRoles),
    includeApplications: resources(policy.includeApplications),
    excludeApplications: resources(policy.excludeApplications),
  };
};

const bodyOf = (desk: Desk, name: string, policy: PolicyValue): Body => {
  const displayName = name;
  switch (policy.section) {
    case 'compliancePolicies':
      return { displayName, ...writePolicy(policy.section, policy.value) };
    case 'appProtectionPolicies':
      return { displayName, ...writePolicy(policy.section, policy.value) };
    case 'conditionalAccessPolicies':
      return { displayName, ...writePolicy(policy.section, withIds(desk, policy.value)) };
  }
};

const othersOf = ({ section, value }: PolicyValue): readonly string[] =>
  section === 'conditionalAccessPolicies' ? [] : value.otherSettings;

/** Settings that were set and are not any more, as Graph unsets them. */
const unset = (before: PolicyValue | undefined, now: PolicyValue): Body => {
  const kept = othersOf(now);
  const gone = before === undefined ? [] : othersOf(before).filter((name) => !kept.includes(name));
  return Object.fromEntries(gone.map((name) => [name, null]));
};

const writeParts = async (desk: Desk, path: string, policy: PolicyValue): Promise<void> => {
  if (policy.section === 'conditionalAccessPolicies') return;
  if (policy.section === 'compliancePolicies') await schedule(desk, path, policy.value);
  else await targetApps(desk, path, policy.value);
  await assignTo(desk, path, policy.value);
};

const schedule = async (desk: Desk, path: string, { actions }: CompliancePolicy): Promise<void> => {
  const json = { deviceComplianceScheduledActionForRules: writeActions(actions) };
  await must(desk, { method: 'POST', path: `${path}/scheduleActionsForRules`, json });
};

const targetApps = async (
  desk: Desk,
  path: string,
  { type, apps }: AppProtectionPolicy,
): Promise<void> => {
  const all = apps.includes('allApps');
  const named = all ? [] : apps;
  const json = {
    apps: named.map((app) => ({ mobileAppIdentifier: writeAppIdentifier(type, app) })),
    appGroupType: all ? 'allApps' : 'selectedPublicApps',
  };
  await must(desk, { method: 'POST', path: `${path}/targetApps`, json });
};

const typeIn = ({ section, value }: PolicyValue): string =>
  section === 'conditionalAccessPolicies' ? section : value.type;

const create = async (desk: Desk, name: string, policy: PolicyValue): Promise<void> => {
  const rules =
    policy.section === 'compliancePolicies'
      ? { scheduledActionsForRule: writeActions(policy.value.actions) }
      : {};
  const json = { ...bodyOf(desk, name, policy), ...rules };
  const answer = await must(desk, { method: 'POST', path: setOf(policy), json });
  const id = String(answer.json?.['id']);
  desk.policies.set(name, { id, value: policy });
  await writeParts(desk, `${setOf(policy)}/${id}`, policy);
};

const setPolicy = async (desk: Desk, name: string, policy: PolicyValue): Promise<Reply> => {
  const known = desk.policies.get(name);
  if (known !== undefined && typeIn(known.value) !== typeIn(policy)) {
    await must(desk, { method: 'DELETE', path: `${setOf(known.value)}/${known.id}` });
    await create(desk, name, policy);
    return done;
  }
  if (known === undefined) {
    await create(desk, name, policy);
    return done;
  }
  const path = `${setOf(policy)}/${known.id}`;
  const json = { ...unset(known.value, policy), ...bodyOf(desk, name, policy) };
  await must(desk, { method: 'PATCH', path, json });
  await writeParts(desk, path, policy);
  desk.policies.set(name, { id: known.id, value: policy });
  return done;
};

const knownIn = (desk: Desk, section: PolicySection, name: string) => {
  const known = desk.policies.get(name);
  return known?.value.section === section ? known : undefined;
};

const removePolicy = async (desk: Desk, section: PolicySection, name: string): Promise<Reply> => {
  const known = knownIn(desk, section, name);
  if (known === undefined) return { result: 'refused', code: null };
  await must(desk, { method: 'DELETE', path: `${setOf(known.value)}/${known.id}` });
  desk.policies.delete(name);
  return done;
};

type Assigning = Extract<AdminOperation, { do: 'assign' | 'unassign' }>;

const reassigned = (policy: PolicyValue, assignedTo: readonly string[]): PolicyValue => {
  switch (policy.section) {
    case 'compliancePolicies':
      return { ...policy, value: { ...policy.value, assignedTo } };
    case 'appProtectionPolicies':
      return { ...policy, value: { ...policy.value, assignedTo } };
    case 'conditionalAccessPolicies':
      return policy;
  }
};

const assign = async (desk: Desk, operation: Assigning): Promise<Reply> => {
  const { section, policy: name, groups } = operation;
  const known = knownIn(desk, section, name);
  if (known === undefined || known.value.section === 'conditionalAccessPolicies') {
    return { result: 'refused', code: null };
  }
  const { assignedTo, excludedGroups } = known.value.value;
  const rest = assignedTo.filter((group) => !groups.includes(group));
  const next = operation.do === 'assign' ? [...rest, ...groups] : rest;
  const path = `${setOf(known.value)}/${known.id}`;
  await assignTo(desk, path, { assignedTo: next, excludedGroups });
  desk.policies.set(name, { id: known.id, value: reassigned(known.value, next) });
  return done;
};

type PolicyOperation = Extract<
  AdminOperation,
  { do: 'setPolicy' | 'removePolicy' | 'assign' | 'unassign' }
>;

/** What an admin's tool does to policies, through Graph. */
export const performOnPolicies = (desk: Desk, operation: PolicyOperation): Promise<Reply> => {
  switch (operation.do) {
    case 'setPolicy':
      return setPolicy(desk, operation.policy, operation);
    case 'removePolicy':
      return removePolicy(desk, operation.section, operation.policy);
    case 'assign':
    case 'unassign':
      return assign(desk, operation);
  }
};
