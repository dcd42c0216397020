import type { Assignment, CompliancePolicy, Tenant } from '../../../core/tenant.ts';
import { deviceThen } from './device-then.ts';
import type { History } from './history.ts';
import { tenantThen } from './tenant-then.ts';
import { fits } from './words.ts';

/** A policy of P (line 57) and how it comes to the device. */
export interface PolicyInP {
  readonly key: string;
  readonly policy: CompliancePolicy;
  readonly throughDeviceGroupsOnly: boolean;
}

/** The user groups of a device's user, `allUsers` among them; none without an existing user. */
export const userGroupsOf = (users: Tenant['users'], user: string | null): string[] => {
  const known = user === null ? undefined : users[user];
  return known === undefined ? [] : [...known.groups, 'allUsers'];
};

/** G15: how an assignment reaches a user and a device; an exclusion of either wins. */
const reach = (
  assignment: Assignment,
  userGroups: readonly string[],
  deviceGroups: readonly string[],
): 'user' | 'deviceOnly' | null => {
  const { assignedTo, excludedGroups } = assignment;
  if (excludedGroups.some((g) => userGroups.includes(g) || deviceGroups.includes(g))) return null;
  if (assignedTo.some((group) => userGroups.includes(group))) return 'user';
  if (assignedTo.some((group) => deviceGroups.includes(group))) return 'deviceOnly';
  return null;
};

/**
 * Line 57: the policies d holds (G6) that fit its management type and reach its user or it. Holding
 * was settled at the check-in, so who was in which group then decides, not who is now.
 */
export const policiesOf = (history: History, done: number, device: string): PolicyInP[] => {
  const { facts, managementType, checkIn } = deviceThen(history, done, device);
  if (checkIn === null) return [];
  const { users, compliancePolicies } = tenantThen(history, checkIn.done);
  const userGroups = userGroupsOf(users, facts.user);
  const deviceGroups = [...facts.groups, 'allDevices'];
  return Object.entries(compliancePolicies)
    .filter(([, policy]) => fits(policy.type, managementType))
    .flatMap(([key, policy]) => {
      const how = reach(policy, userGroups, deviceGroups);
      return how === null ? [] : [{ key, policy, throughDeviceGroupsOnly: how === 'deviceOnly' }];
    })
    .sort((a, b) => (a.key < b.key ? -1 : 1));
};
