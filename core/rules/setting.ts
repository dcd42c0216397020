import type { Readings } from '../readings.ts';
import { type Answer, type Rule, rulebook, unless } from '../rulebook.ts';
import { type Limit, limits } from '../vocabulary.ts';
import {
  type EarlierVerdict,
  earlierVerdicts,
  effectiveState,
  isAboveLimit,
  isVerdict,
  type MissingVerdict,
  missingVerdictOf,
  type StoredState,
  storedStates,
} from './threat.ts';

const either = [false, true] as const;

/** Does what one admitted partner reported satisfy the device threat level of one policy? */
export interface SettingQuestion {
  readonly state: StoredState;
  readonly earlier: EarlierVerdict;
  readonly limit: Limit;
  readonly osBelowMinimum: boolean;
  /** Two or more third-party vendors feed the setting. */
  readonly severalVendors: boolean;
  readonly thirdParty: boolean;
  readonly blockedOnMissingData: boolean;
  /** Its silence counts as a missing report (reading `ignoreUnresponsiveAs=missing`). */
  readonly silenceIsMissing: boolean;
}

const stateOf = (q: SettingQuestion, readings: Readings): StoredState =>
  q.silenceIsMissing ? 'none' : effectiveState(q.state, q.earlier, readings);

/** Why a device without a verdict fails (lines 30 to 36); null where it passes or has one. */
const missingReason = (
  q: SettingQuestion,
  readings: Readings,
): MissingVerdict | 'partner-unresponsive' | 'partner-data-missing' | null => {
  const state = stateOf(q, readings);
  const word = missingVerdictOf(state);
  if (word === null) return null;
  const code = q.silenceIsMissing ? 'partner-unresponsive' : word;
  if (q.severalVendors && q.thirdParty) return code;
  if (readings.missingDataModel !== 'graphLiteral' && state !== 'activated') return code;
  if (state === 'activated' && q.limit === 'high') return null;
  if (readings.missingDataModel === 'strict') return code;
  return q.blockedOnMissingData ? 'partner-data-missing' : null;
};

const applicable = (q: SettingQuestion, applies: boolean, broken: boolean): Answer =>
  q.osBelowMinimum || !applies ? 'not-applicable' : unless(broken);

const needsVerdict =
  (word: MissingVerdict) =>
  (q: SettingQuestion, readings: Readings): Answer =>
    applicable(
      q,
      !q.silenceIsMissing && missingVerdictOf(stateOf(q, readings)) === word,
      missingReason(q, readings) === word,
    );

const osRule: Rule<SettingQuestion> = {
  requirements: ['TOG-07', 'COMP-11'],
  basis: 'documented',
  meaning: "its OS is below the partner's minimum, and unsupported versions are blocked",
  answer: (q) => unless(q.osBelowMinimum),
};

const aboveLimit = (q: SettingQuestion, readings: Readings): Answer => {
  const state = stateOf(q, readings);
  if (q.osBelowMinimum || !isVerdict(state)) return 'not-applicable';
  return unless(isAboveLimit(state, q.limit, readings));
};

const space = {
  state: storedStates,
  earlier: earlierVerdicts,
  limit: limits,
  osBelowMinimum: either,
  severalVendors: either,
  thirdParty: either,
  blockedOnMissingData: either,
  silenceIsMissing: either,
} as const;

/** decision-procedure.md, lines 23 to 37, for the device threat level. */
export const settingRules = rulebook<
  SettingQuestion,
  | 'os-below-partner-minimum'
  | 'threat-above-limit'
  | MissingVerdict
  | 'partner-data-missing'
  | 'partner-unresponsive'
>('setting', space, {
  'os-below-partner-minimum': osRule,
  'threat-above-limit': {
    requirements: ['THREAT-02', 'THREAT-05', 'THREAT-09', 'THREAT-12', 'COMP-02', 'MULTI-04'],
    basis: 'documented',
    meaning: 'its threat level is above what the policy allows',
    answer: aboveLimit,
  },
  'scan-missing': {
    requirements: ['MULTI-01', 'COMP-10', 'COMP-09', 'COMP-03', 'THREAT-08'],
    basis: 'documented',
    meaning: 'the partner has not scanned it yet',
    answer: needsVerdict('scan-missing'),
  },
  'app-not-activated': {
    requirements: ['COMP-03', 'COMP-09', 'THREAT-06', 'THREAT-08'],
    basis: 'documented',
    meaning: "the partner's app is not activated on it",
    answer: needsVerdict('app-not-activated'),
  },
  'device-unresponsive': {
    requirements: ['COMP-09', 'THREAT-08'],
    basis: 'inferred',
    meaning: 'it stopped answering the partner',
    answer: needsVerdict('device-unresponsive'),
  },
  'app-misconfigured': {
    requirements: ['THREAT-10', 'COMP-09'],
    basis: 'inferred',
    meaning: "the partner's app is misconfigured, so there is no valid scan",
    answer: needsVerdict('app-misconfigured'),
  },
  'partner-data-missing': {
    requirements: ['TOG-06', 'COMP-09'],
    basis: 'documented',
    meaning: 'the connector asks for partner data, and there is no verdict yet',
    answer: (q, readings) => {
      const reason = missingReason(q, readings);
      const asked = reason === null || reason === 'partner-data-missing';
      return applicable(
        q,
        asked && !isVerdict(stateOf(q, readings)) && q.blockedOnMissingData,
        reason === 'partner-data-missing',
      );
    },
  },
  'partner-unresponsive': {
    requirements: ['CONN-09'],
    basis: 'inferred',
    meaning: 'the partner is silent, and its silence counts as missing data',
    answer: (q, readings) =>
      applicable(q, q.silenceIsMissing, missingReason(q, readings) === 'partner-unresponsive'),
  },
});

/** decision-procedure.md, lines 43 to 46, for Defender's machine risk score. */
export const riskRules = rulebook<
  SettingQuestion,
  'os-below-partner-minimum' | 'risk-above-limit' | 'risk-missing'
>(
  'risk',
  { ...space, severalVendors: [false], thirdParty: [false] },
  {
    'os-below-partner-minimum': osRule,
    'risk-above-limit': {
      requirements: ['COMP-05', 'COMP-06'],
      basis: 'documented',
      meaning: "Defender's risk score is above what the policy allows",
      answer: aboveLimit,
    },
    'risk-missing': {
      requirements: ['COMP-05', 'MDE-ENROLL-01', 'MDE-ENROLL-02', 'MDE-ONB-06'],
      basis: 'inferred',
      meaning: 'Defender has given no verdict on it',
      answer: (q, readings) =>
        applicable(q, !isVerdict(stateOf(q, readings)), missingReason(q, readings) !== null),
    },
  },
);
