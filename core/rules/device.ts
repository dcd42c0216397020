import { rulebook, unless } from '../rulebook.ts';

const either = [false, true] as const;

/** What compliance state has the device, given the statuses of its policies? */
export interface DeviceQuestion {
  readonly enrolled: boolean;
  readonly checkedIn: boolean;
  readonly dedicated: boolean;
  readonly hasUser: boolean;
  /** Some policy is in Error, and no Error has lasted seven days. */
  readonly errorHolds: boolean;
  /** The user exists and holds an Intune licence. */
  readonly licensed: boolean;
  readonly inContact: boolean;
  readonly secureByDefault: boolean;
  /** Some policy it holds sets a setting that can apply to it. */
  readonly policyAssigned: boolean;
  /** Several vendors are configured and one of them holds no level. */
  readonly vendorScanMissing: boolean;
  readonly somePolicyFails: boolean;
  readonly somePolicyInGrace: boolean;
}

const evaluated = (q: DeviceQuestion): boolean =>
  q.enrolled && q.checkedIn && !q.dedicated && q.hasUser;

const calculated = (q: DeviceQuestion): boolean => evaluated(q) && !q.errorHolds;

/** decision-procedure.md, lines 54 to 67. */
export const deviceRules = rulebook<
  DeviceQuestion,
  | 'under-management'
  | 'evaluated-once'
  | 'error-not-held'
  | 'user-not-licensed'
  | 'not-in-contact'
  | 'no-policy-assigned'
  | 'vendor-scan-missing'
  | 'policies-pass'
  | 'no-grace-running'
>(
  'device',
  {
    enrolled: either,
    checkedIn: either,
    dedicated: either,
    hasUser: either,
    errorHolds: either,
    licensed: either,
    inContact: either,
    secureByDefault: either,
    policyAssigned: either,
    vendorScanMissing: either,
    somePolicyFails: either,
    somePolicyInGrace: either,
  },
  {
    'under-management': {
      requirements: ['COMP-27'],
      basis: 'documented',
      meaning: 'it is not under Intune management, so it is unknown',
      answer: (q) => unless(!q.enrolled),
    },
    'evaluated-once': {
      requirements: ['COMP-23', 'COMP-26'],
      basis: 'documented',
      meaning: 'it has not been evaluated: no check-in yet, dedicated, or without a user',
      answer: (q) => (q.enrolled ? unless(!evaluated(q)) : 'not-applicable'),
    },
    'error-not-held': {
      requirements: ['COMP-15'],
      basis: 'documented',
      meaning: 'a setting is in Error, so the state before it is kept for up to seven days',
      answer: (q) => (evaluated(q) ? unless(q.errorHolds) : 'not-applicable'),
    },
    'user-not-licensed': {
      requirements: ['COMP-19'],
      basis: 'documented',
      meaning: 'its user does not exist or holds no Intune licence',
      answer: (q) => (calculated(q) ? unless(!q.licensed) : 'not-applicable'),
    },
    'not-in-contact': {
      requirements: ['COMP-18', 'COMP-19'],
      basis: 'documented',
      meaning: 'it has not checked in within the validity period',
      answer: (q) => (calculated(q) ? unless(!q.inContact) : 'not-applicable'),
    },
    'no-policy-assigned': {
      requirements: ['COMP-17', 'COMP-19'],
      basis: 'documented',
      meaning: 'no compliance policy is assigned, which the tenant counts as not compliant',
      answer: (q) =>
        calculated(q) && q.secureByDefault ? unless(!q.policyAssigned) : 'not-applicable',
    },
    'vendor-scan-missing': {
      requirements: ['MULTI-02'],
      basis: 'inferred',
      meaning: 'several vendors are configured and not every one of them has scanned it',
      answer: (q, readings) =>
        calculated(q) && readings.multiVendorNeedsDtlPolicy === 'false'
          ? unless(q.vendorScanMissing)
          : 'not-applicable',
    },
    'policies-pass': {
      requirements: ['COMP-13', 'COMP-16'],
      basis: 'documented',
      meaning: 'one of its policies fails',
      answer: (q) => (calculated(q) ? unless(q.somePolicyFails) : 'not-applicable'),
    },
    'no-grace-running': {
      requirements: ['COMP-14', 'ACT-03'],
      basis: 'documented',
      meaning: 'one of its policies fails, but its grace period still runs',
      answer: (q) => (calculated(q) ? unless(q.somePolicyInGrace) : 'not-applicable'),
    },
  },
);
