import { complianceStateOf } from './calculation.ts';
import { isEnrolled } from './facts.ts';
import { judgeLaunch, policiesFor, type Situation } from './launch.ts';
import { orderReasons } from './reasons.ts';
import type { AccessQuestion } from './rules/access.ts';
import type { ConditionalAccessPolicy } from './tenant.ts';
import type { Platform } from './vocabulary.ts';
import type { Listener } from './weighing.ts';

export interface AccessResult {
  readonly access: 'granted' | 'denied';
  readonly reasons: readonly string[];
}

const platformName: Readonly<Record<Platform, string>> = {
  android: 'android',
  ios: 'iOS',
  windows: 'windows',
};

const names = (list: readonly string[], name: string, all: string): boolean =>
  list.includes(name) || list.includes(all);

/** Key of the question whether a policy applies to this device, user and resource. */
const matchKey = (
  { evaluator, tenant, device }: Situation,
  policy: ConditionalAccessPolicy,
  resource: string,
): number => {
  const user = device.user === null ? undefined : tenant.users[device.user];
  const of = (list: readonly string[], own: readonly string[] | undefined) =>
    own?.some((name) => list.includes(name)) === true;
  const key = device.user ?? '';
  const platform = platformName[device.platform];
  return evaluator.stages.match.key({
    userIncluded:
      names(policy.includeUsers, key, 'All') ||
      of(policy.includeGroups, user?.groups) ||
      of(policy.includeRoles, user?.roles),
    userExcluded:
      policy.excludeUsers.includes(key) ||
      of(policy.excludeGroups, user?.groups) ||
      of(policy.excludeRoles, user?.roles),
    resourceIncluded: names(policy.includeApplications, resource, 'All'),
    resourceExcluded: policy.excludeApplications.includes(resource),
    platformIncluded:
      policy.includePlatforms.length === 0 || names(policy.includePlatforms, platform, 'all'),
    platformExcluded: names(policy.excludePlatforms, platform, 'all'),
    clientIncluded:
      policy.clientAppTypes.length === 0 ||
      names(policy.clientAppTypes, device.clientAppType, 'all'),
    simulated: policy.conditionsNotSimulated.length === 0,
  });
};

/** Line 92: whether some app of the device is under a policy, and whether one of them opens. */
const appsOf = (situation: Situation): { protected: boolean; opens: boolean } => {
  const keys = new Set([
    ...Object.values(situation.tenant.appProtectionPolicies).flatMap((policy) => policy.apps),
    ...Object.keys(situation.device.launches),
  ]);
  const governed = [...keys].filter((app) => policiesFor(situation, app).length > 0);
  return {
    protected: governed.length > 0,
    opens: governed.some((app) => {
      const { outcome } = judgeLaunch(situation, app);
      return outcome === 'allowed' || outcome === 'warned';
    }),
  };
};

const ownControls = ['block', 'compliantDevice', 'compliantApplication'];

const accessQuestion = (
  situation: Situation,
  policy: ConditionalAccessPolicy,
  apps: { readonly protected: boolean; readonly opens: boolean },
): AccessQuestion => {
  const { device } = situation;
  const others = policy.builtInControls.filter((control) => !ownControls.includes(control));
  const unmet = others.filter((control) => device.unmetControls.includes(control));
  return {
    state: policy.state,
    operator: policy.operator,
    block: policy.builtInControls.includes('block'),
    compliantDeviceAsked: policy.builtInControls.includes('compliantDevice'),
    compliantApplicationAsked: policy.builtInControls.includes('compliantApplication'),
    otherControlMet: unmet.length < others.length,
    otherControlUnmet: unmet.length > 0,
    registered: device.registered,
    enrolled: isEnrolled(device.managementType),
    complianceState: complianceStateOf(device.decision),
    appProtected: apps.protected,
    appOpens: apps.opens,
  };
};

const codesOf = (
  situation: Situation,
  name: string,
  policy: ConditionalAccessPolicy,
  violated: number,
): string[] => {
  const { bit } = situation.evaluator.stages.access;
  return Object.entries(bit).flatMap(([id, mask]) => {
    if ((violated & mask) === 0) return [];
    if (id === 'blocked-by-policy') return [`${id}/${name}`];
    if (id !== 'control-not-met') return [id];
    return policy.builtInControls
      .filter((control) => situation.device.unmetControls.includes(control))
      .filter((control) => !ownControls.includes(control))
      .map((control) => `${id}/${control}`);
  });
};

/** decision-procedure.md, lines 90 to 94: what a token requested now would get. */
export const judgeAccess = (
  situation: Situation,
  resource: string,
  told: Listener | null = null,
): AccessResult => {
  const { stages } = situation.evaluator;
  const policies = situation.tenant.conditionalAccessPolicies;
  const codes: string[] = [];
  let apps: { readonly protected: boolean; readonly opens: boolean } | null = null;
  for (const name of Object.keys(policies).sort()) {
    const policy = policies[name];
    if (policy === undefined) continue;
    const match = matchKey(situation, policy, resource);
    told?.('match', name, match);
    if (stages.match.violated(match) !== 0) continue;
    apps ??= appsOf(situation);
    const key = stages.access.key(accessQuestion(situation, policy, apps));
    told?.('access', name, key);
    codes.push(...codesOf(situation, name, policy, stages.access.violated(key)));
  }
  if (codes.length === 0) return { access: 'granted', reasons: [] };
  return { access: 'denied', reasons: orderReasons('accessReasons', codes) };
};
