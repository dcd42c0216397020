import type { Readings } from '../../core/readings.ts';
import type { AccessQuestion, MatchQuestion } from '../../core/rules/access.ts';
import type { AdviceQuestion } from '../../core/rules/advice.ts';
import type {
  AppSharedQuestion,
  AppSyncQuestion,
  CertificateSharedQuestion,
  CertificateSyncQuestion,
} from '../../core/rules/app-sync.ts';
import type { ConnectorQuestion, GateQuestion } from '../../core/rules/connector.ts';
import type { DeviceQuestion } from '../../core/rules/device.ts';
import type { EvidenceQuestion, FeedersQuestion } from '../../core/rules/evidence.ts';
import type { LaunchQuestion, ServiceQuestion, UsableQuestion } from '../../core/rules/launch.ts';
import type { PolicyQuestion } from '../../core/rules/policy.ts';
import type { RolloutQuestion } from '../../core/rules/rollout.ts';
import type { SettingQuestion } from '../../core/rules/setting.ts';
import { day } from '../../core/time.ts';
import { applies, denial } from './evaluator/access.ts';
import { isEvaluated, type JudgedPolicy, stateOfDevice } from './evaluator/calculation.ts';
import { gate, partnerState } from './evaluator/connector.ts';
import { appIsSent, certificateIsSent, requestCode } from './evaluator/inventory.ts';
import { admit, feeders, isMany, judge, type PartnerFacts } from './evaluator/judge.ts';
import { chosen, type ServiceFacts, threatCondition, usable } from './evaluator/launch.ts';
import { accessRanks, complianceRanks, inOrder } from './evaluator/order.ts';
import { other, raw, risk, riskCode, threat } from './evaluator/setting.ts';
import { appProtectionPolicy, compliancePolicy, conditionalAccessPolicy } from './fixture.ts';

/** What the literal functions say to a bare question of the core, one function a stage. */

const codeOf = (reason: string): string => reason.split('/')[0] ?? reason;

export const expectedPartnerState = (q: ConnectorQuestion, readings: Readings): string =>
  partnerState({ ...q, somethingOwed: q.owed, anyToggle: q.toggleOn }, readings);

export const expectedGate = (q: GateQuestion): string | null => {
  if (!q.connectorKnown) return 'connector-unknown';
  const { deprovisioned, owed, message, release } = q;
  const blocked = gate({ deprovisioned, somethingOwed: owed }, message, release);
  if (blocked !== null || message !== 'deviceThreat') return blocked;
  if (!q.deviceKnown) return 'device-unknown';
  if (q.stale) return 'observation-stale';
  return q.platformEnabled ? null : 'platform-not-enabled';
};

const facts = (changes: Partial<PartnerFacts>): PartnerFacts => ({
  partner: 'lookout',
  thirdParty: true,
  toggle: true,
  setUp: true,
  ignored: false,
  below: false,
  unsupportedOsVersionBlocked: false,
  blockedOnMissingPartnerData: false,
  stored: 'secured',
  levelBefore: 'none',
  ...changes,
});
const defender = (changes: Partial<PartnerFacts>): PartnerFacts =>
  facts({ partner: 'defender', thirdParty: false, ...changes });

export const expectedAdmission = (q: EvidenceQuestion, readings: Readings) => {
  const c = facts({
    partner: q.microsoft ? 'defender' : 'lookout',
    thirdParty: !q.microsoft,
    // Line 18: this reading does not ask third parties for their toggle.
    toggle: q.toggleOn || (!q.microsoft && readings.multiVendorScope === 'allProvisioned'),
    setUp: !q.deprovisioned && !q.owed,
    ignored: q.ignored,
    below: q.osBelowMinimum,
    unsupportedOsVersionBlocked: q.unsupportedOsBlocked,
  });
  const note = admit(c, readings);
  const out = note === 'connector-not-set-up' && q.deprovisioned ? 'connector-unavailable' : note;
  return {
    out,
    missing: out === null && q.ignored && readings.ignoreUnresponsiveAs === 'missing',
  };
};

/** Undefined where more partners would feed than there are. */
export const expectedFeeders = (q: FeedersQuestion, readings: Readings) => {
  if (q.thirdPartiesFeeding > q.thirdPartiesConfigured) return undefined;
  // Under other readings a silent or old partner is not left out, so the OS leaves it out here.
  const outside = { below: true };
  const vendors = (['lookout', 'zimperium'] as const)
    .slice(0, q.thirdPartiesConfigured)
    .map((partner, i) => facts({ partner, ...(i < q.thirdPartiesFeeding ? {} : outside) }));
  const all = [...vendors, defender({ toggle: q.defenderAdmitted })];
  const f = feeders(all, readings);
  return {
    defender: f.some((c) => c.partner === 'defender'),
    some: f.length > 0,
    many: isMany(f),
  };
};

const judged = (q: SettingQuestion, readings: Readings, partner: 'lookout' | 'defender') =>
  judge(
    facts({
      partner,
      thirdParty: q.thirdParty,
      ignored: q.silenceIsMissing,
      below: q.osBelowMinimum,
      unsupportedOsVersionBlocked: true,
      blockedOnMissingPartnerData: q.blockedOnMissingData,
      stored: q.state,
      levelBefore: q.earlier,
    }),
    q.limit,
    q.severalVendors,
    readings,
  );

/** Silence counts as missing under one reading alone. */
const impossible = (q: SettingQuestion, readings: Readings): boolean =>
  q.silenceIsMissing && readings.ignoreUnresponsiveAs !== 'missing';

export const expectedSetting = (q: SettingQuestion, readings: Readings) =>
  impossible(q, readings) ? undefined : judged(q, readings, 'lookout').map(codeOf);

export const expectedRisk = (q: SettingQuestion, readings: Readings) =>
  impossible(q, readings) ? undefined : judged(q, readings, 'defender').map(riskCode).map(codeOf);

export const expectedRaw = (q: PolicyQuestion, readings: Readings): string => {
  const p = compliancePolicy({
    deviceThreatProtectionEnabled: q.threatLevelSet,
    advancedThreatProtectionRequiredSecurityLevel: q.riskScoreSet ? 'low' : 'notSet',
  });
  const level = (fails: boolean) => (fails ? 'highSeverity' : 'secured');
  const feeding = q.someConnectorFeeds ? [facts({ stored: level(q.somePartnerFails) })] : [];
  const risky = defender({ toggle: q.defenderAdmitted, stored: level(q.riskFails) });
  const settings = [
    threat(p, q.deviceGroupsOnly, feeding, readings),
    risk(p, [risky], readings),
    ...(q.otherSettingsSet
      ? [
          other('fine', undefined),
          q.otherSettingFails ? other('failing', { state: 'nonCompliant', errorFor: null }) : null,
          q.settingInError ? other('broken', { state: 'error', errorFor: 7 * day - 1 }) : null,
          q.settingErrorOver ? other('dead', { state: 'error', errorFor: 7 * day }) : null,
        ]
      : []),
  ].filter((setting) => setting !== null);
  const status = raw(settings);
  return `${status.charAt(0).toLowerCase()}${status.slice(1)}`;
};

export const expectedDevice = (q: DeviceQuestion, readings: Readings) => {
  if (!isEvaluated(q)) return { state: 'unknown', reasons: [] };
  if (q.errorHolds) return { state: 'held', reasons: [] };
  const b = [
    ...(q.licensed ? [] : ['user-not-licensed']),
    ...(q.inContact ? [] : ['not-in-contact']),
    ...(q.secureByDefault && !q.policyAssigned ? ['no-policy-assigned'] : []),
    ...(q.vendorScanMissing && readings.multiVendorNeedsDtlPolicy === 'false'
      ? ['scan-missing']
      : []),
  ];
  const statuses: JudgedPolicy['status'][] = [
    'Compliant',
    ...(q.somePolicyFails ? (['NonCompliant'] as const) : []),
    ...(q.somePolicyInGrace ? (['InGracePeriod'] as const) : []),
  ];
  return { state: stateOfDevice(b, statuses), reasons: inOrder(b, complianceRanks) };
};

const service = (changes: Partial<ServiceFacts>): ServiceFacts => ({
  partner: 'lookout',
  toggle: true,
  doesAppProtection: true,
  setUp: true,
  below: false,
  ignored: false,
  appInstalled: true,
  stored: 'secured',
  levelBefore: 'none',
  ...changes,
});

export const expectedUsable = (q: UsableQuestion): boolean =>
  usable(
    service({
      toggle: q.toggleOn,
      doesAppProtection: q.protectsApps,
      setUp: q.setUp,
      below: q.osBelowMinimum,
    }),
  );

export const expectedService = (q: ServiceQuestion): string => {
  const c = chosen(appProtectionPolicy({ mobileThreatDefensePartnerPriority: q.priority }), [
    service({ partner: 'defender', toggle: q.defenderUsable }),
    service({ toggle: q.otherUsable }),
  ]);
  if (c === undefined) return 'none';
  return c.partner === 'defender' ? 'defender' : 'other';
};

export const expectedLaunch = (q: LaunchQuestion, readings: Readings) => {
  const c = service({
    toggle: q.served,
    ignored: q.ignored,
    appInstalled: q.appInstalled,
    stored: q.state,
    levelBefore: q.earlier,
  });
  const policy = appProtectionPolicy({
    maximumAllowedDeviceThreatLevel: q.limit,
    mobileThreatDefenseRemediationAction: q.action,
  });
  const { outcome, reasons } = threatCondition(policy, q, [c], readings);
  return { outcome, reasons: reasons.map(codeOf) };
};

export const expectedMatch = (q: MatchQuestion): boolean =>
  applies(
    conditionalAccessPolicy({
      includeUsers: q.userIncluded ? ['ada'] : ['bob'],
      excludeUsers: q.userExcluded ? ['ada'] : [],
      includeGroups: [],
      includeApplications: q.resourceIncluded ? ['exchange'] : ['teams'],
      excludeApplications: q.resourceExcluded ? ['exchange'] : [],
      includePlatforms: q.platformIncluded ? ['iOS'] : ['android'],
      excludePlatforms: q.platformExcluded ? ['iOS'] : [],
      clientAppTypes: q.clientIncluded ? ['browser'] : ['exchangeActiveSync'],
      conditionsNotSimulated: q.simulated ? [] : ['signInRiskLevels'],
    }),
    {
      user: 'ada',
      groups: [],
      roles: [],
      resource: 'exchange',
      platform: 'ios',
      clientAppType: 'browser',
    },
  );

export const expectedAccess = (q: AccessQuestion): string[] => {
  if (q.state !== 'enabled') return [];
  const policy = conditionalAccessPolicy({
    operator: q.operator,
    builtInControls: [
      ...(q.block ? ['block'] : []),
      ...(q.compliantDeviceAsked ? ['compliantDevice'] : []),
      ...(q.compliantApplicationAsked ? ['compliantApplication'] : []),
      ...(q.otherControlMet ? ['mfa'] : []),
      ...(q.otherControlUnmet ? ['passwordChange'] : []),
    ],
  });
  const reasons = denial('policy', policy, {
    registered: q.registered,
    enrolled: q.enrolled,
    complianceState: q.complianceState,
    launchable: q.appProtected ? [q.appOpens ? 'allowed' : 'blocked'] : [],
    unmetControls: ['passwordChange'],
  });
  return inOrder(reasons, accessRanks).map(codeOf);
};

/** The list of warnings, each with its condition; undefined for what cannot be at once. */
export const expectedAdvice = (q: AdviceQuestion): string[] | undefined => {
  if (q.threatLevelByDeviceGroup && !q.threatLevelHeld) return undefined;
  const holds = q.threatLevelHeld || q.riskScoreHeld;
  if (!q.enrolled && (holds || q.dedicated || q.complianceState !== 'unknown')) return undefined;
  const listed: [string, boolean][] = [
    ['several-vendors-on-platform', q.severalVendorsOnPlatform && q.enrolled],
    ['device-group-targeting', q.threatLevelByDeviceGroup],
    ['dedicated-device', q.dedicated],
    ['connector-available-only', q.threatLevelHeld && q.connectorWithoutToggle],
    ['partner-reports-nothing', q.threatLevelHeld && q.silentByChoice],
    ['threat-level-without-connector', q.threatLevelHeld && !q.platformToggleOn],
    ['risk-score-without-defender', q.riskScoreHeld && !q.defenderOn],
    [
      'no-policy-counts-as-compliant',
      q.complianceState === 'compliant' && q.compliantByDefault && q.compliantDeviceAsked,
    ],
    ['grace-keeps-access', q.complianceState === 'inGracePeriod' && q.compliantDeviceAsked],
    ['app-protection-not-supported', q.protectionUnsupported],
    ['app-protection-disputed', q.protectionDisputed],
  ];
  return listed.flatMap(([code, listedNow]) => (listedNow ? code : [])).sort();
};

/** The same for what is asked of a device that cannot give it. */
export const expectedRollout = (q: RolloutQuestion): string[] => {
  const listed: [string, boolean][] = [
    ['defender-needs-user', q.defenderAsked && q.defenderStanding === 'userless'],
    ['defender-not-supported', q.defenderAsked && q.defenderStanding === 'unsupported'],
    ['mtd-app-behind-policy', q.mtdAppGuarded],
    ['policy-before-app', q.mtdAppMissing && q.threatLevelHeld && q.compliantDeviceAsked],
  ];
  return listed.flatMap(([code, listedNow]) => (listedNow ? code : []));
};

export const expectedAppSync = (q: AppSyncQuestion): string | null =>
  requestCode({ ...q, kind: 'appSync', supported: true, switchOn: q.appSyncOn });

export const expectedCertificateSync = (q: CertificateSyncQuestion): string | null =>
  requestCode({ ...q, kind: 'certificateSync', switchOn: q.certificateSyncOn });

export const expectedAppShared = (q: AppSharedQuestion): boolean =>
  appIsSent(q, q.withheld, q.userEnrolment);

export const expectedCertificateShared = (
  q: CertificateSharedQuestion,
  { certPersonalOff }: Readings,
): boolean => certificateIsSent(q, q.withheld, certPersonalOff);
