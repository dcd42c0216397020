import type { Readings } from '../../../core/readings.ts';
import type { CompliancePolicy } from '../../../core/tenant.ts';
import { day } from '../../../core/time.ts';
import type { DeviceThreatProtectionLevel, Limit, SettingState } from '../../../core/vocabulary.ts';
import { admit, feeders, isMany, judge, type PartnerFacts } from './judge.ts';

export type SettingStatus = 'NotApplicable' | 'Compliant' | 'NonCompliant' | 'Error';

/** One set setting of a policy, judged. */
export interface Setting {
  readonly status: SettingStatus;
  readonly reasons: readonly string[];
  /** For line 62: it can apply to this device, no matter which connectors there are. */
  readonly canApply: boolean;
}

const setting = (status: SettingStatus, reasons: readonly string[], canApply = true): Setting => ({
  status,
  reasons,
  canApply,
});

const limitOf = (level: DeviceThreatProtectionLevel): Limit | null =>
  level === 'unavailable' || level === 'notSet' ? null : level;

/** Lines 38 and 39. */
export const threatLimit = (p: CompliancePolicy): Limit | null =>
  p.deviceThreatProtectionEnabled ? limitOf(p.deviceThreatProtectionRequiredSecurityLevel) : null;

/** Line 43. */
export const riskLimit = (p: CompliancePolicy): Limit | null =>
  limitOf(p.advancedThreatProtectionRequiredSecurityLevel);

/** Lines 38 to 42; null is unset. */
export const threat = (
  p: CompliancePolicy,
  throughDeviceGroupsOnly: boolean,
  all: readonly PartnerFacts[],
  readings: Readings,
): Setting | null => {
  const limit = threatLimit(p);
  if (limit === null) return null;
  if (throughDeviceGroupsOnly) return setting('NotApplicable', [], false); // 40
  const f = feeders(all, readings);
  if (f.length === 0) {
    return readings.noConnectorOutcome === 'nonCompliant' // 41
      ? setting('NonCompliant', ['no-partner-connected'])
      : setting('NotApplicable', []);
  }
  const reasons = f.flatMap((c) => judge(c, limit, isMany(f), readings)); // 42
  return reasons.length === 0 ? setting('Compliant', []) : setting('NonCompliant', reasons);
};

/** Lines 45 and 46: what a reason of `judge` is called where Defender's risk is asked. */
export const riskCode = (reason: string): string => {
  if (reason === 'threat-above-limit/defender') return 'risk-above-limit/defender';
  // Line 24 keeps its name.
  if (reason === 'os-below-partner-minimum/defender') return reason;
  return 'risk-missing/defender';
};

/** Lines 43 to 46; null is unset. */
export const risk = (
  p: CompliancePolicy,
  all: readonly PartnerFacts[],
  readings: Readings,
): Setting | null => {
  const limit = riskLimit(p);
  if (limit === null) return null;
  const defender = all.find((c) => c.partner === 'defender');
  if (defender === undefined || admit(defender, readings) !== null) {
    return setting('NotApplicable', []); // 44
  }
  const reasons = judge(defender, limit, false, readings).map(riskCode); // 45, 46
  return reasons.length === 0 ? setting('Compliant', []) : setting('NonCompliant', reasons);
};

/** What check-ins said of a setting, and since when it has been in Error without a break. */
export interface ReportedSetting {
  readonly state: SettingState;
  readonly errorFor: number | null;
}

export const isErrorOver = (errorFor: number): boolean => errorFor >= 7 * day;

/** Lines 47 and 48. */
export const other = (property: string, reported: ReportedSetting | undefined): Setting => {
  if (reported === undefined || reported.state === 'compliant') return setting('Compliant', []);
  if (reported.state === 'nonCompliant') {
    return setting('NonCompliant', [`setting-failed/${property}`]);
  }
  return reported.errorFor !== null && isErrorOver(reported.errorFor)
    ? setting('NonCompliant', [`setting-error/${property}`])
    : setting('Error', []);
};

const severity: readonly SettingStatus[] = ['NotApplicable', 'Compliant', 'NonCompliant', 'Error'];

/** Line 49: the severest of the set settings. A policy that sets nothing is NotApplicable. */
export const raw = (settings: readonly Setting[]): SettingStatus =>
  settings.reduce<SettingStatus>(
    (worst, { status }) => (severity.indexOf(status) > severity.indexOf(worst) ? status : worst),
    'NotApplicable',
  );
