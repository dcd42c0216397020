import type { Readings } from '../readings.ts';
import { type Answer, rulebook, unless } from '../rulebook.ts';
import type { PartnerPriority } from '../vocabulary.ts';
import { type Limit, limits, partnerPriorities } from '../vocabulary.ts';
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

/** Can app protection on this device use one connector? */
export interface UsableQuestion {
  readonly toggleOn: boolean;
  readonly protectsApps: boolean;
  readonly setUp: boolean;
  readonly osBelowMinimum: boolean;
}

/** decision-procedure.md, lines 73 and 74. Usable if no rule is violated. */
export const usableRules = rulebook<
  UsableQuestion,
  'app-protection-toggle' | 'partner-protects-apps' | 'connector-set-up' | 'os-covered'
>(
  'usable',
  { toggleOn: either, protectsApps: either, setUp: either, osBelowMinimum: either },
  {
    'app-protection-toggle': {
      requirements: ['TOG-04', 'TOG-05', 'MAM-04'],
      basis: 'documented',
      meaning: "the connector's app protection toggle for the platform is off",
      answer: (q) => unless(!q.toggleOn),
    },
    'partner-protects-apps': {
      requirements: ['MAM-11'],
      basis: 'documented',
      meaning: 'the partner does not take part in app protection there',
      answer: (q) => unless(!q.protectsApps),
    },
    'connector-set-up': {
      requirements: ['MAM-04', 'CONN-06'],
      basis: 'documented',
      meaning: 'the connector is unavailable or not set up',
      answer: (q) => unless(!q.setUp),
    },
    'os-covered': {
      requirements: ['TOG-04'],
      basis: 'documented',
      meaning: "the device's OS is below the partner's minimum",
      answer: (q) => unless(q.osBelowMinimum),
    },
  },
);

/** Whose data does the condition use? */
export interface ServiceQuestion {
  readonly defenderUsable: boolean;
  /** The other service: the third party, or Windows Security Center. */
  readonly otherUsable: boolean;
  readonly priority: PartnerPriority | null;
}

const takesOther = (q: ServiceQuestion): boolean =>
  q.otherUsable && (!q.defenderUsable || q.priority === 'thirdPartyPartnerOverDefender');

/** decision-procedure.md, lines 75 to 77: the other service if the rule holds, else Defender. */
export const serviceRules = rulebook<ServiceQuestion, 'third-party-serves'>(
  'service',
  { defenderUsable: either, otherUsable: either, priority: [null, ...partnerPriorities] },
  {
    'third-party-serves': {
      requirements: ['MAM-10', 'MULTI-06'],
      basis: 'documented',
      meaning: 'the primary service is Defender',
      answer: (q) => (q.otherUsable ? unless(!takesOther(q)) : 'not-applicable'),
    },
  },
);

/** May a protected app open, as far as one policy's threat condition is concerned? */
export interface LaunchQuestion {
  readonly limit: Limit;
  readonly action: 'block' | 'wipe';
  /** Some service is usable; without one the condition has no effect. */
  readonly served: boolean;
  readonly ignored: boolean;
  readonly registered: boolean;
  readonly broker: boolean;
  readonly appInstalled: boolean;
  readonly state: StoredState;
  readonly earlier: EarlierVerdict;
}

const listened = (q: LaunchQuestion): boolean => q.served && !q.ignored;
const ready = (q: LaunchQuestion): boolean => listened(q) && q.registered && q.broker;
const judged = (q: LaunchQuestion): boolean => ready(q) && q.appInstalled;

const stateOf = (q: LaunchQuestion, readings: Readings): StoredState =>
  effectiveState(q.state, q.earlier, readings);

const needsVerdict =
  (word: MissingVerdict) =>
  (q: LaunchQuestion, readings: Readings): Answer => {
    if (!judged(q) || missingVerdictOf(stateOf(q, readings)) !== word) return 'not-applicable';
    return unless(lacksVerdict(q, readings));
  };

const isAbove = (q: LaunchQuestion, readings: Readings): boolean => {
  const state = stateOf(q, readings);
  return isVerdict(state) && isAboveLimit(state, q.limit, readings);
};

const lacksVerdict = (q: LaunchQuestion, readings: Readings): boolean => {
  const state = stateOf(q, readings);
  return missingVerdictOf(state) !== null && !(state === 'activated' && q.limit === 'high');
};

/** decision-procedure.md, lines 78 to 85. A violated rule blocks, the last one wipes. */
export const launchRules = rulebook<
  LaunchQuestion,
  | 'partner-unresponsive'
  | 'device-not-registered'
  | 'broker-missing'
  | 'app-missing'
  | 'threat-above-limit'
  | MissingVerdict
  | 'org-data-kept'
>(
  'launch',
  {
    limit: limits,
    action: ['block', 'wipe'],
    served: either,
    ignored: either,
    registered: either,
    broker: either,
    appInstalled: either,
    state: storedStates,
    earlier: earlierVerdicts,
  },
  {
    'partner-unresponsive': {
      requirements: ['MAM-08', 'MAM-12'],
      basis: 'inferred',
      meaning: 'the chosen service is silent, and an active connection is required',
      answer: (q, readings) =>
        q.served && q.ignored
          ? unless(q.limit === 'high' || readings.mamUnresponsive === 'block')
          : 'not-applicable',
    },
    'device-not-registered': {
      requirements: ['FLOW-02', 'MAM-13', 'PLAT-10'],
      basis: 'documented',
      meaning: 'the device is not registered',
      answer: (q) => (listened(q) ? unless(!q.registered) : 'not-applicable'),
    },
    'broker-missing': {
      requirements: ['MAM-13'],
      basis: 'documented',
      meaning: 'the broker app is missing',
      answer: (q) => (listened(q) && q.registered ? unless(!q.broker) : 'not-applicable'),
    },
    'app-missing': {
      requirements: ['MAM-06', 'MAM-07'],
      basis: 'documented',
      meaning: "the chosen service's app is not on the device",
      answer: (q) => (ready(q) ? unless(!q.appInstalled) : 'not-applicable'),
    },
    'threat-above-limit': {
      requirements: ['MAM-01', 'MAM-02', 'MAM-03', 'MAM-21', 'THREAT-05', 'THREAT-09'],
      basis: 'documented',
      meaning: 'its threat level is above what the policy allows',
      answer: (q, readings) => {
        if (!judged(q) || !isVerdict(stateOf(q, readings))) return 'not-applicable';
        return unless(isAbove(q, readings));
      },
    },
    'scan-missing': {
      requirements: ['MAM-07', 'FLOW-04'],
      basis: 'inferred',
      meaning: 'the chosen service has not scanned the device yet',
      answer: needsVerdict('scan-missing'),
    },
    'app-not-activated': {
      requirements: ['MAM-07', 'MAM-08'],
      basis: 'inferred',
      meaning: "the chosen service's app is not activated",
      answer: needsVerdict('app-not-activated'),
    },
    'device-unresponsive': {
      requirements: ['MAM-07'],
      basis: 'inferred',
      meaning: 'the device stopped answering the chosen service',
      answer: needsVerdict('device-unresponsive'),
    },
    'app-misconfigured': {
      requirements: ['MAM-07', 'THREAT-10'],
      basis: 'inferred',
      meaning: "the chosen service's app is misconfigured",
      answer: needsVerdict('app-misconfigured'),
    },
    'org-data-kept': {
      requirements: ['MAM-03', 'MAM-07', 'WIPE-02'],
      basis: 'documented',
      meaning: 'the policy wipes instead of blocking, and a detected threat is above its limit',
      answer: (q, readings) => {
        if (!judged(q) || q.action !== 'wipe') return 'not-applicable';
        const without = readings.mamNoDataWipe === 'asConfigured' && lacksVerdict(q, readings);
        return unless(isAbove(q, readings) || without);
      },
    },
  },
);
