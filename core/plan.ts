import type { Evaluator } from './evaluator.ts';
import type { Assignment, CompliancePolicy, NoncomplianceAction, Tenant } from './tenant.ts';
import type { Duration } from './time.ts';
import { type DeviceThreatProtectionLevel, limits, type ManagementType } from './vocabulary.ts';

/** One compliance policy a device holds, boiled down to what its calculation asks for. */
export interface HeldPolicy {
  readonly name: string;
  /** Place of the limit in `limits`, or -1 where the policy sets none. */
  readonly threatLimit: number;
  readonly riskLimit: number;
  readonly deviceGroupsOnly: boolean;
  readonly otherSettings: readonly string[];
  /** It sets something that can apply to the device (line 62). */
  readonly counts: boolean;
  /** Part of the key of its question that is the same in every calculation. */
  readonly policyKey: number;
  readonly grace: Duration;
  readonly actions: readonly NoncomplianceAction[];
}

/** The compliance policies a device holds since its last check-in, by name A to Z (G6). */
export type Plan = readonly HeldPolicy[];

/** `unavailable` and `notSet` both mean that nothing is required; never compare by number. */
export const limitIndexOf = (level: DeviceThreatProtectionLevel): number =>
  (limits as readonly string[]).indexOf(level);

export interface Reach {
  readonly viaUser: boolean;
  readonly viaDevice: boolean;
}

const meets = (groups: readonly string[], all: string, target: readonly string[]): boolean =>
  target.includes(all) || groups.some((group) => target.includes(group));

/** Through which groups a policy reaches a device; an excluded group of either kind wins. */
export const reachOf = (
  assignment: Assignment,
  userGroups: readonly string[] | null,
  deviceGroups: readonly string[],
): Reach => {
  const { assignedTo, excludedGroups } = assignment;
  const excluded = [...(userGroups ?? []), ...deviceGroups].some((group) =>
    excludedGroups.includes(group),
  );
  if (excluded) return { viaUser: false, viaDevice: false };
  return {
    viaUser: userGroups !== null && meets(userGroups, 'allUsers', assignedTo),
    viaDevice: meets(deviceGroups, 'allDevices', assignedTo),
  };
};

/** A policy without a block action marks at once: that action cannot be removed (ACT-01). */
const actionsOf = (policy: CompliancePolicy): readonly NoncomplianceAction[] => {
  const marks = policy.actions.some((action) => action.actionType === 'block');
  const implied: NoncomplianceAction = { actionType: 'block', gracePeriodHours: 0 };
  const actions = marks ? policy.actions : [implied, ...policy.actions];
  return [...actions].sort((a, b) => a.gracePeriodHours - b.gracePeriodHours);
};

const held = (
  evaluator: Evaluator,
  name: string,
  policy: CompliancePolicy,
  reach: Reach,
): HeldPolicy => {
  const actions = actionsOf(policy);
  const mark = actions.find((action) => action.actionType === 'block');
  const threatLimit = policy.deviceThreatProtectionEnabled
    ? limitIndexOf(policy.deviceThreatProtectionRequiredSecurityLevel)
    : -1;
  const riskLimit = limitIndexOf(policy.advancedThreatProtectionRequiredSecurityLevel);
  const { otherSettings } = policy;
  const { stride } = evaluator.stages.policy;
  return {
    name,
    threatLimit,
    riskLimit,
    deviceGroupsOnly: !reach.viaUser,
    otherSettings,
    counts: (threatLimit >= 0 && reach.viaUser) || riskLimit >= 0 || otherSettings.length > 0,
    policyKey:
      (threatLimit >= 0 ? stride.threatLevelSet : 0) +
      (threatLimit >= 0 && !reach.viaUser ? stride.deviceGroupsOnly : 0) +
      (riskLimit >= 0 ? stride.riskScoreSet : 0) +
      (otherSettings.length > 0 ? stride.otherSettingsSet : 0),
    grace: evaluator.facts.graceLength(mark?.gracePeriodHours ?? 0),
    actions,
  };
};

/** Which policies of the tenant a device of this kind, user and groups would receive now. */
export const planOf = (
  evaluator: Evaluator,
  tenant: Tenant,
  device: {
    readonly managementType: ManagementType;
    readonly user: string | null;
    readonly groups: readonly string[];
  },
): Plan => {
  const user = device.user === null ? undefined : tenant.users[device.user];
  const plan: HeldPolicy[] = [];
  for (const name of Object.keys(tenant.compliancePolicies).sort()) {
    const policy = tenant.compliancePolicies[name];
    if (policy === undefined) continue;
    if (!evaluator.facts.policyFits(policy.type, device.managementType)) continue;
    const reach = reachOf(policy, user?.groups ?? null, device.groups);
    if (reach.viaUser || reach.viaDevice) plan.push(held(evaluator, name, policy, reach));
  }
  return plan;
};
