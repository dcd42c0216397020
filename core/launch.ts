import { countingReport } from './ageing.ts';
import { type ConnectorStatus, isSetUp, silenceOf } from './connector.ts';
import { type DeviceStatus, earlierIn, stateIn } from './device.ts';
import type { Evaluator } from './evaluator.ts';
import { type PartnerKey, partnerKeys, partnerOf } from './partners.ts';
import { limitIndexOf, reachOf } from './plan.ts';
import { orderReasons } from './reasons.ts';
import type { LaunchQuestion } from './rules/launch.ts';
import type { AppProtectionPolicy, Tenant } from './tenant.ts';
import type { Instant } from './time.ts';
import type { ConnectorStatuses } from './view.ts';
import { type LaunchOutcome, limits } from './vocabulary.ts';
import type { Listener } from './weighing.ts';
import { completeWipe, isWipeAsked } from './wipe-requests.ts';

/** Where the launch of an app happens. */
export interface Situation {
  readonly evaluator: Evaluator;
  readonly tenant: Tenant;
  readonly connectors: ConnectorStatuses;
  readonly device: DeviceStatus;
  readonly now: Instant;
}

export interface LaunchResult {
  readonly outcome: LaunchOutcome;
  readonly reasons: readonly string[];
}

/** Line 69: the app protection policies that govern an app on this device, by name A to Z. */
export const policiesFor = (
  { evaluator, tenant, device }: Situation,
  app: string | null,
): readonly (readonly [string, AppProtectionPolicy])[] => {
  const user = device.user === null ? undefined : tenant.users[device.user];
  const names = Object.keys(tenant.appProtectionPolicies).sort();
  return names.flatMap((name) => {
    const policy = tenant.appProtectionPolicies[name];
    if (policy === undefined || user === undefined) return [];
    const targeted = app === null || policy.apps.includes(app) || policy.apps.includes('allApps');
    const { type, targetedAppManagementLevels: levels } = policy;
    const fits = evaluator.facts.appPolicyFits(type, levels, device.managementType);
    const { viaUser } = reachOf(policy, user.groups, []);
    return targeted && fits && viaUser ? [[name, policy] as const] : [];
  });
};

const usableStatus = (
  { evaluator, connectors, device }: Situation,
  partner: PartnerKey,
  told: Listener | null,
): ConnectorStatus | null => {
  const status = connectors[partner];
  if (status === undefined) return null;
  const { facts, stages } = evaluator;
  const key = stages.usable.key({
    toggleOn: facts.appProtectionToggle(status.settings, device.platform),
    protectsApps: facts.protectsApps(partner, device.platform),
    setUp: isSetUp(status),
    osBelowMinimum: facts.osBelowMinimum(partner, device.platform, device.osVersion),
  });
  told?.('usable', partner, key);
  return stages.usable.violated(key) === 0 ? status : null;
};

/** Lines 73 to 77: the service whose data the condition uses, or null. */
const serviceFor = (
  situation: Situation,
  policy: AppProtectionPolicy,
  told: Listener | null,
): PartnerKey | null => {
  const { stages } = situation.evaluator;
  const defender = usableStatus(situation, 'defender', told) !== null;
  const other = partnerKeys.find(
    (partner) => partner !== 'defender' && usableStatus(situation, partner, told) !== null,
  );
  const key = stages.service.key({
    defenderUsable: defender,
    otherUsable: other !== undefined,
    priority: policy.mobileThreatDefensePartnerPriority,
  });
  told?.('service', '', key);
  const holds = stages.service.applied(key) & ~stages.service.violated(key);
  if (holds & stages.service.bit['third-party-serves']) return other ?? null;
  return defender ? 'defender' : null;
};

/** Whose data the threat condition of an app would use; null: nobody's, or it has none. */
export const serviceOf = (situation: Situation, app: string | null): PartnerKey | null => {
  const policy = policiesFor(situation, app).find(
    ([, { maximumAllowedDeviceThreatLevel: level }]) => level !== 'notConfigured',
  )?.[1];
  return policy === undefined ? null : serviceFor(situation, policy, null);
};

const hasApp = (device: DeviceStatus, partner: PartnerKey): boolean =>
  partnerOf(partner).builtIn || device.mtdApps[partner]?.installed === true;

const launchQuestion = (
  { evaluator, connectors, device, now }: Situation,
  policy: AppProtectionPolicy,
  partner: PartnerKey | null,
  limit: LaunchQuestion['limit'],
): LaunchQuestion => {
  const status = partner === null ? undefined : connectors[partner];
  const report = partner === null ? 0 : countingReport(evaluator, device, partner, now);
  return {
    limit,
    action: policy.mobileThreatDefenseRemediationAction === 'wipe' ? 'wipe' : 'block',
    served: status !== undefined,
    ignored: status !== undefined && silenceOf(evaluator, status, now).ignored,
    registered: device.registered,
    broker: device.broker,
    appInstalled: partner !== null && hasApp(device, partner),
    state: stateIn(report),
    earlier: earlierIn(report),
  };
};

/** Lines 72 to 85: what one policy's threat condition makes of the launch. */
const judgeThreat = (
  situation: Situation,
  name: string,
  policy: AppProtectionPolicy,
  told: Listener | null,
): LaunchResult => {
  const level = policy.maximumAllowedDeviceThreatLevel;
  const limit = limits[level === 'notConfigured' ? -1 : limitIndexOf(level)];
  if (limit === undefined) return { outcome: 'allowed', reasons: [] };
  const partner = serviceFor(situation, policy, told);
  const { launch } = situation.evaluator.stages;
  const question = launchQuestion(situation, policy, partner, limit);
  const key = launch.key(question);
  told?.('launch', name, key);
  const violated = launch.violated(key);
  if (violated === 0) return { outcome: 'allowed', reasons: [] };
  const wipes = (violated & launch.bit['org-data-kept']) !== 0;
  const reasons = Object.entries(launch.bit).flatMap(([id, bit]) => {
    if ((violated & bit) === 0 || id === 'org-data-kept') return [];
    const bare = id === 'device-not-registered' || id === 'broker-missing';
    return [bare ? id : `${id}/${partner}`];
  });
  return { outcome: wipes ? 'wiped' : 'blocked', reasons };
};

/** Outcomes of the other conditional-launch settings that one policy sets. */
const conditionsOf = (
  device: DeviceStatus,
  app: string,
  policy: AppProtectionPolicy,
): readonly (readonly [string, LaunchOutcome])[] =>
  Object.entries(device.conditions[app] ?? {}).filter(([property]) =>
    policy.otherSettings.includes(property),
  );

/** Registration and broker come before everything else of their policy, and stand alone. */
const standsAlone = ({ reasons }: LaunchResult): boolean =>
  reasons.includes('device-not-registered') || reasons.includes('broker-missing');

/** Lines 68 to 86: how a launch of the app would end now. Changes nothing. */
export const judgeLaunch = (
  situation: Situation,
  app: string,
  told: Listener | null = null,
): LaunchResult => {
  const judged = policiesFor(situation, app).map(([name, policy]) => {
    const threat = judgeThreat(situation, name, policy, told);
    const alone = standsAlone(threat);
    return { threat, conditions: alone ? [] : conditionsOf(situation.device, app, policy) };
  });
  const { facts } = situation.evaluator;
  let outcome: LaunchOutcome = 'allowed';
  for (const { threat, conditions } of judged) {
    outcome = facts.decidingOutcome(outcome, threat.outcome);
    for (const [, result] of conditions) outcome = facts.decidingOutcome(outcome, result);
  }
  if (outcome === 'allowed' || outcome === 'warned') return { outcome, reasons: [] };
  const codes = judged.flatMap(({ threat, conditions }) => {
    const deciding = conditions.filter(([, result]) => result === outcome);
    const failed = deciding.map(([property]) => `condition-failed/${property}`);
    return [...threat.reasons, ...failed];
  });
  return { outcome, reasons: orderReasons('appReasons', codes) };
};

export interface LaunchEffect extends LaunchResult {
  /** Organisation data of the app was removed by this launch. */
  readonly wiped: boolean;
}

/** Every app that a policy or the device itself names, A to Z. */
export const appsOn = (tenant: Tenant, device: DeviceStatus): readonly string[] => {
  const policies = Object.values(tenant.appProtectionPolicies);
  const named = policies.flatMap(({ apps }) => apps);
  return [...new Set([...named, ...Object.keys(device.launches), ...device.wipedApps])].sort();
};

/** Line 88: the organisation data of the app goes. */
const wipe = ({ evaluator, tenant, device }: Situation, app: string): void => {
  const { otherApps, personalData } = evaluator.facts.wipeTakes();
  const others = otherApps ? appsOn(tenant, device) : [];
  device.wipedApps = [...new Set([...device.wipedApps, app, ...others])];
  if (personalData) device.personalData = 'wiped';
};

/** Who asks for the data of the app to be wiped; null: nobody. */
const wipeAskedBy = (situation: Situation, app: string): 'admin' | 'userList' | null => {
  const { device } = situation;
  if (device.userWipe !== null && policiesFor(situation, app).length > 0) return 'userList';
  return device.wipeRequests.length > 0 && isWipeAsked(device, app) ? 'admin' : null;
};

const wipeOnRequest: LaunchResult = { outcome: 'wiped', reasons: [] };

/** A launch is when an app learns of requests, and does what they ask (WIPE-02 to WIPE-04). */
const judgeRequest = (situation: Situation, app: string, fails: boolean): LaunchResult | null => {
  const { device, evaluator, now } = situation;
  const asked = wipeAskedBy(situation, app);
  if (asked === null) return null;
  completeWipe(device, app, evaluator.facts.wipeEndsAs(!fails), now);
  if (fails) return null;
  if (device.userWipe !== null) {
    device.userWipe = evaluator.facts.userWipeAfterwards(device.userWipe);
  }
  // A user on the list is kept out; a single request that finds nothing leaves the app alone.
  return asked === 'userList' || !device.wipedApps.includes(app) ? wipeOnRequest : null;
};

/**
 * Lines 87 to 89: launches the app, and writes down how it ended.
 *
 * @param wipeFails a wipe that somebody has asked for does not succeed
 */
export const launchApp = (situation: Situation, app: string, wipeFails = false): LaunchEffect => {
  const { device, evaluator } = situation;
  const gone = device.wipedApps.includes(app);
  const judged = judgeRequest(situation, app, wipeFails) ?? judgeLaunch(situation, app);
  const wiped = judged.outcome === 'wiped' && !gone;
  const again = judged.outcome === 'wiped' && gone;
  const outcome = again ? evaluator.facts.outcomeOfSecondWipe() : judged.outcome;
  if (wiped) wipe(situation, app);
  if (evaluator.facts.setsUpAgain(outcome)) {
    device.wipedApps = device.wipedApps.filter((name) => name !== app);
  }
  device.launches[app] = { outcome, reasons: judged.reasons };
  return { outcome, reasons: judged.reasons, wiped };
};
