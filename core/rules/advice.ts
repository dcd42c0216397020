import type { AdviceWarning } from '../reasons.ts';
import { rulebook } from '../rulebook.ts';
import { type ComplianceState, complianceStates } from '../vocabulary.ts';

const either = [false, true] as const;

/** What should somebody know about this device although no verdict depends on it? */
export interface AdviceQuestion {
  readonly enrolled: boolean;
  readonly dedicated: boolean;
  readonly severalVendorsOnPlatform: boolean;
  /** A policy it holds names a threat level; one of those reaches it through device groups only. */
  readonly threatLevelHeld: boolean;
  readonly threatLevelByDeviceGroup: boolean;
  readonly riskScoreHeld: boolean;
  readonly defenderOn: boolean;
  /** Some connector is set up while none of its platform toggles is on. */
  readonly connectorWithoutToggle: boolean;
  /** A connector is on for its platform, and its vendor's cloud is set to report no device. */
  readonly silentByChoice: boolean;
  readonly platformToggleOn: boolean;
  /** Nothing it holds sets anything, and the tenant takes that for compliant. */
  readonly compliantByDefault: boolean;
  readonly complianceState: ComplianceState;
  readonly compliantDeviceAsked: boolean;
  readonly protectionUnsupported: boolean;
  readonly protectionDisputed: boolean;
}

const given = (present: boolean) => (present ? 'violated' : 'not-applicable');

export const adviceRules = rulebook<AdviceQuestion, AdviceWarning>(
  'advice',
  {
    enrolled: either,
    dedicated: either,
    severalVendorsOnPlatform: either,
    threatLevelHeld: either,
    threatLevelByDeviceGroup: either,
    riskScoreHeld: either,
    defenderOn: either,
    connectorWithoutToggle: either,
    silentByChoice: either,
    platformToggleOn: either,
    compliantByDefault: either,
    complianceState: complianceStates,
    compliantDeviceAsked: either,
    protectionUnsupported: either,
    protectionDisputed: either,
  },
  {
    'app-protection-disputed': {
      requirements: ['MAM-11'],
      basis: 'documented',
      meaning: 'documents contradict each other on whether this partner does app protection',
      answer: (q) => given(q.protectionDisputed),
    },
    'app-protection-not-supported': {
      requirements: ['MAM-11', 'MAM-04'],
      basis: 'documented',
      meaning: 'an app protection toggle is on for a partner that does no app protection here',
      answer: (q) => given(q.protectionUnsupported),
    },
    'connector-available-only': {
      requirements: ['CONN-04', 'COMP-08'],
      basis: 'documented',
      meaning: 'a connector is set up, but with every toggle off it evaluates nothing',
      answer: (q) => given(q.enrolled && q.threatLevelHeld && q.connectorWithoutToggle),
    },
    'dedicated-device': {
      requirements: ['COMP-26'],
      basis: 'documented',
      meaning: 'dedicated devices are targeted by device groups, the threat level by user groups',
      answer: (q) => given(q.enrolled && q.dedicated),
    },
    'device-group-targeting': {
      requirements: ['COMP-04'],
      basis: 'documented',
      meaning: 'the threat level does not work with device groups',
      answer: (q) => given(q.enrolled && q.threatLevelByDeviceGroup),
    },
    'grace-keeps-access': {
      requirements: ['ACT-03', 'CA-04'],
      basis: 'documented',
      meaning: 'a device in its grace period keeps access although it fails',
      answer: (q) => given(q.complianceState === 'inGracePeriod' && q.compliantDeviceAsked),
    },
    'no-policy-counts-as-compliant': {
      requirements: ['COMP-17'],
      basis: 'documented',
      meaning: 'without a policy it counts as compliant, and access rests on that',
      answer: (q) =>
        given(
          q.enrolled &&
            q.compliantByDefault &&
            q.complianceState === 'compliant' &&
            q.compliantDeviceAsked,
        ),
    },
    'partner-reports-nothing': {
      requirements: ['THREAT-12', 'THREAT-14'],
      basis: 'documented',
      meaning: "a vendor's cloud is set to report no device, so no verdict comes from it",
      answer: (q) => given(q.enrolled && q.threatLevelHeld && q.silentByChoice),
    },
    'risk-score-without-defender': {
      requirements: ['COMP-05'],
      basis: 'documented',
      meaning: 'a policy sets a machine risk score, but Defender is missing or off here',
      answer: (q) => given(q.enrolled && q.riskScoreHeld && !q.defenderOn),
    },
    'several-vendors-on-platform': {
      requirements: ['MULTI-05'],
      basis: 'documented',
      meaning: 'one vendor for a platform is advised, and several are on',
      answer: (q) => given(q.enrolled && q.severalVendorsOnPlatform),
    },
    'threat-level-without-connector': {
      requirements: ['COMP-08'],
      basis: 'inferred',
      meaning: 'a policy sets a threat level, but no connector is on for the platform',
      answer: (q) => given(q.enrolled && q.threatLevelHeld && !q.platformToggleOn),
    },
  },
);
