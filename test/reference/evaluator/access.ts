import type { ConditionalAccessPolicy } from '../../../core/tenant.ts';
import type { ComplianceState, Platform } from '../../../core/vocabulary.ts';

/** Who asks for what, from where (line 90). */
export interface SignIn {
  readonly user: string | null;
  readonly groups: readonly string[];
  readonly roles: readonly string[];
  readonly resource: string;
  readonly platform: Platform;
  readonly clientAppType: string;
}

/** What lines 91 to 94 need to know of the device. */
export interface AccessFacts {
  readonly registered: boolean;
  readonly enrolled: boolean;
  readonly complianceState: ComplianceState;
  /** The launches that the device's apps under a policy for this user would now have. */
  readonly launchable: readonly ('allowed' | 'warned' | 'blocked' | 'wiped')[];
  readonly unmetControls: readonly string[];
}

const names = (list: readonly string[], key: string | null): boolean =>
  list.includes('All') || (key !== null && list.includes(key));

const shares = (list: readonly string[], keys: readonly string[]): boolean =>
  keys.some((key) => list.includes(key));

const platformName = (platform: Platform): string => (platform === 'ios' ? 'iOS' : platform);

/** Line 90: an enforced policy whose assignments and conditions all match (CA-01, CA-02). */
export const applies = (policy: ConditionalAccessPolicy, signIn: SignIn): boolean => {
  if (policy.state !== 'enabled') return false;
  if (policy.conditionsNotSimulated.length > 0) return false;
  const { user, groups, roles, resource, clientAppType } = signIn;
  const included =
    names(policy.includeUsers, user) ||
    shares(policy.includeGroups, groups) ||
    shares(policy.includeRoles, roles);
  const excluded =
    names(policy.excludeUsers, user) ||
    shares(policy.excludeGroups, groups) ||
    shares(policy.excludeRoles, roles);
  if (!included || excluded) return false;
  if (!names(policy.includeApplications, resource)) return false;
  if (names(policy.excludeApplications, resource)) return false;
  const platform = platformName(signIn.platform);
  const everywhere = policy.includePlatforms.length === 0;
  if (!everywhere && !shares(policy.includePlatforms, ['all', platform])) return false;
  if (shares(policy.excludePlatforms, ['all', platform])) return false;
  if (policy.clientAppTypes.length === 0) return true;
  return shares(policy.clientAppTypes, ['all', clientAppType]);
};

/** 2.3, ranks 2 to 5: the first unmet fact, or null where compliantDevice is met (line 91). */
const unmetDeviceFact = (facts: AccessFacts): string | null => {
  if (!facts.registered) return 'device-not-registered';
  if (!facts.enrolled) return 'device-not-enrolled';
  if (facts.complianceState === 'unknown') return 'device-not-evaluated';
  if (facts.complianceState === 'noncompliant') return 'device-not-compliant';
  return null;
};

/** Lines 92 and 93, with the codes of 2.3; empty where compliantApplication is met. */
const unmetApplication = (facts: AccessFacts): string[] => {
  const codes = facts.registered ? [] : ['device-not-registered'];
  if (facts.launchable.length === 0) return [...codes, 'app-protection-missing'];
  const opens = facts.launchable.some((end) => end === 'allowed' || end === 'warned');
  return opens ? codes : [...codes, 'app-protection-failing'];
};

/** Lines 91 to 94: why a control is not met; empty where it is. */
const unmet = (control: string, facts: AccessFacts): string[] => {
  if (control === 'compliantDevice') {
    const code = unmetDeviceFact(facts);
    return code === null ? [] : [code];
  }
  if (control === 'compliantApplication') return unmetApplication(facts);
  return facts.unmetControls.includes(control) ? [`control-not-met/${control}`] : [];
};

/** Why one applicable policy denies; empty where it is satisfied. */
export const denial = (
  key: string,
  policy: ConditionalAccessPolicy,
  facts: AccessFacts,
): string[] => {
  if (policy.builtInControls.includes('block')) return [`blocked-by-policy/${key}`];
  const each = policy.builtInControls.map((control) => unmet(control, facts));
  if (policy.operator === 'OR' && each.some((codes) => codes.length === 0)) return [];
  return each.flat();
};
