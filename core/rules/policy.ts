import { rulebook, unless } from '../rulebook.ts';

const either = [false, true] as const;

/** What status have the settings of one compliance policy, taken together? */
export interface PolicyQuestion {
  /** The device threat level is enabled and names a limit. */
  readonly threatLevelSet: boolean;
  /** The policy reaches the device through device groups only. */
  readonly deviceGroupsOnly: boolean;
  readonly someConnectorFeeds: boolean;
  readonly somePartnerFails: boolean;
  readonly riskScoreSet: boolean;
  readonly defenderAdmitted: boolean;
  readonly riskFails: boolean;
  readonly otherSettingsSet: boolean;
  readonly otherSettingFails: boolean;
  /** Some other setting is in Error, for less than seven days. */
  readonly settingInError: boolean;
  /** Some other setting has been in Error for seven days or more. */
  readonly settingErrorOver: boolean;
}

/** decision-procedure.md, lines 38 to 49. A violated rule fails the policy; see `failing`. */
export const policyRules = rulebook<
  PolicyQuestion,
  | 'threat-level-passes'
  | 'no-partner-connected'
  | 'risk-score-passes'
  | 'other-settings-pass'
  | 'setting-without-error'
  | 'setting-error-in-time'
>(
  'policy',
  {
    threatLevelSet: either,
    deviceGroupsOnly: either,
    someConnectorFeeds: either,
    somePartnerFails: either,
    riskScoreSet: either,
    defenderAdmitted: either,
    riskFails: either,
    otherSettingsSet: either,
    otherSettingFails: either,
    settingInError: either,
    settingErrorOver: either,
  },
  {
    'threat-level-passes': {
      requirements: ['COMP-01', 'COMP-02', 'COMP-04', 'COMP-13', 'MULTI-04'],
      basis: 'documented',
      meaning: 'some partner that feeds the threat level does not pass',
      answer: (q) =>
        q.threatLevelSet && !q.deviceGroupsOnly && q.someConnectorFeeds
          ? unless(q.somePartnerFails)
          : 'not-applicable',
    },
    'no-partner-connected': {
      requirements: ['COMP-08', 'COMP-12'],
      basis: 'inferred',
      meaning: 'no connector feeds the threat level',
      answer: (q, readings) =>
        q.threatLevelSet &&
        !q.deviceGroupsOnly &&
        !q.someConnectorFeeds &&
        readings.noConnectorOutcome === 'nonCompliant'
          ? 'violated'
          : 'not-applicable',
    },
    'risk-score-passes': {
      requirements: ['COMP-05', 'COMP-06', 'COMP-13'],
      basis: 'documented',
      meaning: "Defender's machine risk score does not pass",
      answer: (q) =>
        q.riskScoreSet && q.defenderAdmitted ? unless(q.riskFails) : 'not-applicable',
    },
    'other-settings-pass': {
      requirements: ['COMP-13'],
      basis: 'documented',
      meaning: 'another setting of the policy fails',
      answer: (q) => (q.otherSettingsSet ? unless(q.otherSettingFails) : 'not-applicable'),
    },
    'setting-without-error': {
      requirements: ['COMP-13', 'COMP-15'],
      basis: 'documented',
      meaning: 'a setting is in Error',
      answer: (q) => (q.otherSettingsSet ? unless(q.settingInError) : 'not-applicable'),
    },
    'setting-error-in-time': {
      requirements: ['COMP-15'],
      basis: 'documented',
      meaning: 'a setting has been in Error for seven days or more',
      answer: (q) => (q.otherSettingsSet ? unless(q.settingErrorOver) : 'not-applicable'),
    },
  },
);

/** Does a failing policy count yet, or does its grace period still run? */
export interface GraceQuestion {
  readonly failing: boolean;
  readonly graceOver: boolean;
}

/** decision-procedure.md, lines 52 and 53. */
export const graceRules = rulebook<GraceQuestion, 'within-grace'>(
  'grace',
  { failing: either, graceOver: either },
  {
    'within-grace': {
      requirements: ['ACT-01', 'ACT-02', 'ACT-03', 'ACT-09', 'COMP-14'],
      basis: 'documented',
      meaning: 'the policy fails and no grace period is running',
      answer: (q) => (q.failing ? unless(q.graceOver) : 'not-applicable'),
    },
  },
);
