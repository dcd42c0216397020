import type { PartnerKey } from '../../../core/partners.ts';
import type { Readings } from '../../../core/readings.ts';
import type { AppProtectionPolicy } from '../../../core/tenant.ts';
import type { LaunchOutcome } from '../../../core/vocabulary.ts';
import { codeWithoutVerdict, isVerdict, passes, type Stored } from './judge.ts';

/** All that lines 73 to 85 need to know of one partner about one device. */
export interface ServiceFacts {
  readonly partner: PartnerKey;
  /** The app protection toggle of the device's platform. */
  readonly toggle: boolean;
  readonly doesAppProtection: boolean;
  readonly setUp: boolean;
  readonly below: boolean;
  readonly ignored: boolean;
  readonly appInstalled: boolean;
  readonly stored: Stored;
  readonly levelBefore: Stored;
}

export interface LaunchDevice {
  readonly registered: boolean;
  readonly broker: boolean;
}

export interface Judged {
  readonly outcome: LaunchOutcome;
  readonly reasons: readonly string[];
  /** Line 80: the policy was not looked at any further. */
  readonly alone: boolean;
}

const allowed: Judged = { outcome: 'allowed', reasons: [], alone: false };
const blocked = (reason: string): Judged => ({
  outcome: 'blocked',
  reasons: [reason],
  alone: false,
});

/** Lines 73 and 74. */
export const usable = (c: ServiceFacts): boolean =>
  c.toggle && c.doesAppProtection && c.setUp && !c.below;

/** Lines 75 and 76. */
export const chosen = (
  q: AppProtectionPolicy,
  all: readonly ServiceFacts[],
): ServiceFacts | undefined => {
  const d = all.find((c) => c.partner === 'defender' && usable(c));
  const t = all.find((c) => c.partner !== 'defender' && usable(c));
  if (t === undefined) return d;
  if (d === undefined) return t;
  return q.mobileThreatDefensePartnerPriority === 'thirdPartyPartnerOverDefender' ? t : d;
};

/** Lines 71 to 85: the threat condition of one app protection policy, by itself. */
export const threatCondition = (
  q: AppProtectionPolicy,
  device: LaunchDevice,
  all: readonly ServiceFacts[],
  readings: Readings,
): Judged => {
  const limit = q.maximumAllowedDeviceThreatLevel;
  if (limit === 'notConfigured') return allowed; // 72
  const c = chosen(q, all);
  if (c === undefined) return allowed; // 77
  if (c.ignored) {
    return limit === 'high' || readings.mamUnresponsive === 'block' // 78, 79
      ? blocked(`partner-unresponsive/${c.partner}`)
      : allowed;
  }
  if (!device.registered) return { ...blocked('device-not-registered'), alone: true }; // 80
  if (!device.broker) return { ...blocked('broker-missing'), alone: true };
  if (!c.appInstalled) return blocked(`app-missing/${c.partner}`); // 81
  const s =
    c.stored === 'misconfigured' && readings.misconfiguredAs === 'lastKnown' // 25
      ? c.levelBefore
      : c.stored;
  const action = q.mobileThreatDefenseRemediationAction === 'wipe' ? 'wiped' : 'blocked';
  if (isVerdict(s)) {
    if (passes(s, limit, readings)) return allowed; // 82
    const reasons = [`threat-above-limit/${c.partner}`];
    return { outcome: action, reasons, alone: false }; // 83
  }
  if (s === 'activated' && limit === 'high') return allowed; // 84
  const reasons = [`${codeWithoutVerdict(s)}/${c.partner}`];
  return {
    outcome: readings.mamNoDataWipe === 'asConfigured' ? action : 'blocked', // 85
    reasons,
    alone: false,
  };
};

const severity: readonly LaunchOutcome[] = ['allowed', 'warned', 'blocked', 'wiped'];

/** MAM-14: wipe, then block, then warning. */
const severest = (outcomes: readonly LaunchOutcome[]): LaunchOutcome =>
  outcomes.reduce<LaunchOutcome>(
    (worst, outcome) => (severity.indexOf(outcome) > severity.indexOf(worst) ? outcome : worst),
    'allowed',
  );

/**
 * Lines 71 and 86 over all policies, with the other conditional-launch settings as the scenario
 * says. `conditions` gives the outcome of each property that is not simply allowed.
 */
export const launchVerdict = (
  policies: readonly AppProtectionPolicy[],
  device: LaunchDevice,
  all: readonly ServiceFacts[],
  conditions: ReadonlyMap<string, LaunchOutcome>,
  readings: Readings,
): { outcome: LaunchOutcome; reasons: string[] } => {
  const threats = policies.map((q) => threatCondition(q, device, all, readings));
  const properties = policies.flatMap((q, i) => (threats[i]?.alone ? [] : q.otherSettings));
  const outcome = severest([
    ...threats.map((threat) => threat.outcome),
    ...properties.map((property) => conditions.get(property) ?? 'allowed'),
  ]);
  if (outcome !== 'blocked' && outcome !== 'wiped') return { outcome, reasons: [] };
  return {
    outcome,
    reasons: [
      ...threats.flatMap((threat) => threat.reasons),
      ...properties
        .filter((property) => conditions.get(property) === outcome)
        .map((property) => `condition-failed/${property}`),
    ],
  };
};
