import { type Answer, rulebook, unless } from '../rulebook.ts';
import {
  type ComplianceState,
  type ConditionalAccessPolicyState,
  complianceStates,
  conditionalAccessPolicyStates,
} from '../vocabulary.ts';

const either = [false, true] as const;

/** Does one Conditional Access policy apply to this sign-in? */
export interface MatchQuestion {
  readonly userIncluded: boolean;
  readonly userExcluded: boolean;
  readonly resourceIncluded: boolean;
  readonly resourceExcluded: boolean;
  readonly platformIncluded: boolean;
  readonly platformExcluded: boolean;
  readonly clientIncluded: boolean;
  /** Every condition of the policy is one a simulated sign-in can meet. */
  readonly simulated: boolean;
}

/** CA-01 and CA-02: the policy applies if no rule is violated. */
export const matchRules = rulebook<
  MatchQuestion,
  'user-matches' | 'resource-matches' | 'platform-matches' | 'client-matches' | 'other-conditions'
>(
  'match',
  {
    userIncluded: either,
    userExcluded: either,
    resourceIncluded: either,
    resourceExcluded: either,
    platformIncluded: either,
    platformExcluded: either,
    clientIncluded: either,
    simulated: either,
  },
  {
    'user-matches': {
      requirements: ['CA-01', 'CA-02'],
      basis: 'documented',
      meaning: 'the user is not included, or is excluded',
      answer: (q) => unless(!q.userIncluded || q.userExcluded),
    },
    'resource-matches': {
      requirements: ['CA-01', 'CA-02', 'CA-13'],
      basis: 'documented',
      meaning: 'the resource is not included, or is excluded',
      answer: (q) => unless(!q.resourceIncluded || q.resourceExcluded),
    },
    'platform-matches': {
      requirements: ['CA-01', 'CA-02'],
      basis: 'documented',
      meaning: 'the platform is not included, or is excluded',
      answer: (q) => unless(!q.platformIncluded || q.platformExcluded),
    },
    'client-matches': {
      requirements: ['CA-01'],
      basis: 'documented',
      meaning: 'the kind of client is not included',
      answer: (q) => unless(!q.clientIncluded),
    },
    'other-conditions': {
      requirements: ['CA-01'],
      basis: 'inferred',
      meaning: 'it has a condition that no simulated sign-in meets',
      answer: (q) => unless(!q.simulated),
    },
  },
);

/** Does one policy that applies let the sign-in through? */
export interface AccessQuestion {
  readonly state: ConditionalAccessPolicyState;
  readonly operator: 'AND' | 'OR';
  readonly block: boolean;
  readonly compliantDeviceAsked: boolean;
  readonly compliantApplicationAsked: boolean;
  /** Some other control is asked and met; some other one is asked and unmet. */
  readonly otherControlMet: boolean;
  readonly otherControlUnmet: boolean;
  readonly registered: boolean;
  readonly enrolled: boolean;
  readonly complianceState: ComplianceState;
  /** Some app of the device is under an app protection policy for this user. */
  readonly appProtected: boolean;
  /** One of those apps would open now. */
  readonly appOpens: boolean;
}

const compliantDeviceMet = (q: AccessQuestion): boolean =>
  q.registered &&
  q.enrolled &&
  (q.complianceState === 'compliant' || q.complianceState === 'inGracePeriod');

const compliantApplicationMet = (q: AccessQuestion): boolean =>
  q.registered && q.appProtected && q.appOpens;

/** OR: one met control is enough, and then no control is asked any further (CA-03). */
const oneIsEnough = (q: AccessQuestion): boolean =>
  q.operator === 'OR' &&
  (q.otherControlMet ||
    (q.compliantDeviceAsked && compliantDeviceMet(q)) ||
    (q.compliantApplicationAsked && compliantApplicationMet(q)));

const asks = (q: AccessQuestion): boolean => q.state === 'enabled' && !q.block;

const control = (q: AccessQuestion, asked: boolean, unmet: boolean): Answer =>
  asks(q) && asked ? unless(unmet && !oneIsEnough(q)) : 'not-applicable';

/** decision-procedure.md, 2.3 and lines 90 to 94: denied if any rule is violated. */
export const accessRules = rulebook<
  AccessQuestion,
  | 'blocked-by-policy'
  | 'device-not-registered'
  | 'device-not-enrolled'
  | 'device-not-evaluated'
  | 'device-not-compliant'
  | 'app-protection-missing'
  | 'app-protection-failing'
  | 'control-not-met'
>(
  'access',
  {
    state: conditionalAccessPolicyStates,
    operator: ['AND', 'OR'],
    block: either,
    compliantDeviceAsked: either,
    compliantApplicationAsked: either,
    otherControlMet: either,
    otherControlUnmet: either,
    registered: either,
    enrolled: either,
    complianceState: complianceStates,
    appProtected: either,
    appOpens: either,
  },
  {
    'blocked-by-policy': {
      requirements: ['CA-02', 'CA-07'],
      basis: 'documented',
      meaning: 'a policy that applies blocks access',
      answer: (q) => (q.state === 'enabled' ? unless(q.block) : 'not-applicable'),
    },
    'device-not-registered': {
      requirements: ['CA-04', 'CA-06'],
      basis: 'documented',
      meaning: 'a device control is asked, and the device is not registered',
      answer: (q) =>
        control(q, q.compliantDeviceAsked || q.compliantApplicationAsked, !q.registered),
    },
    'device-not-enrolled': {
      requirements: ['CA-04', 'COMP-27'],
      basis: 'documented',
      meaning: 'a compliant device is asked, and it is not under Intune',
      answer: (q) => control(q, q.compliantDeviceAsked && q.registered, !q.enrolled),
    },
    'device-not-evaluated': {
      requirements: ['CA-04', 'COMP-23'],
      basis: 'inferred',
      meaning: 'a compliant device is asked, and its state is unknown',
      answer: (q) =>
        control(
          q,
          q.compliantDeviceAsked && q.registered && q.enrolled,
          q.complianceState === 'unknown',
        ),
    },
    'device-not-compliant': {
      requirements: ['CA-04', 'CA-05'],
      basis: 'documented',
      meaning: 'a compliant device is asked, and it is noncompliant',
      answer: (q) =>
        control(
          q,
          q.compliantDeviceAsked && q.registered && q.enrolled,
          q.complianceState === 'noncompliant',
        ),
    },
    'app-protection-missing': {
      requirements: ['CA-06'],
      basis: 'documented',
      meaning: 'app protection is asked, and no app of it is under a policy',
      answer: (q) => control(q, q.compliantApplicationAsked, !q.appProtected),
    },
    'app-protection-failing': {
      requirements: ['CA-05', 'CA-06', 'MAM-09'],
      basis: 'documented',
      meaning: 'app protection is asked, and every protected app of it would be blocked or wiped',
      answer: (q) => control(q, q.compliantApplicationAsked && q.appProtected, !q.appOpens),
    },
    'control-not-met': {
      requirements: ['CA-03'],
      basis: 'documented',
      meaning: 'another grant control is not met',
      answer: (q) => control(q, q.otherControlMet || q.otherControlUnmet, q.otherControlUnmet),
    },
  },
);
