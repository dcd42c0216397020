import { type ConnectorStatus, isSetUp, silenceOf } from './connector.ts';
import { type DeviceStatus, earlierVerdictOf, storedStateOf } from './device.ts';
import type { Evaluator } from './evaluator.ts';
import { type PartnerKey, partnerKeys } from './partners.ts';
import { limitIndexOf, reachOf } from './plan.ts';
import { orderReasons } from './reasons.ts';
import type { LaunchQuestion } from './rules/launch.ts';
import type { AppProtectionPolicy, Tenant } from './tenant.ts';
import type { Instant } from './time.ts';
import type { ConnectorStatuses } from './view.ts';
import { type LaunchOutcome, launchOutcomes, limits } from './vocabulary.ts';
import type { Listener } from './weighing.ts';

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

const severity = (outcome: LaunchOutcome): number => launchOutcomes.indexOf(outcome);

const worse = (a: LaunchOutcome, b: LaunchOutcome): LaunchOutcome =>
  severity(a) >= severity(b) ? a : b;

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
    const { viaUser } = reachOf(policy, user.groups, device.groups);
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
export const serviceFor = (
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
  return holds & stages.service.bit['defender-serves'] ? 'defender' : null;
};

const launchQuestion = (
  { evaluator, connectors, device, now }: Situation,
  policy: AppProtectionPolicy,
  partner: PartnerKey | null,
  limit: LaunchQuestion['limit'],
): LaunchQuestion => {
  const status = partner === null ? undefined : connectors[partner];
  return {
    limit,
    action: policy.mobileThreatDefenseRemediationAction === 'wipe' ? 'wipe' : 'block',
    served: status !== undefined,
    ignored: status !== undefined && silenceOf(evaluator, status, now).ignored,
    registered: device.registered,
    broker: device.broker,
    appInstalled: partner !== null && device.mtdApps[partner]?.installed === true,
    state: partner === null ? 'none' : storedStateOf(device, partner),
    earlier: partner === null ? 'none' : earlierVerdictOf(device, partner),
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
  const reasons = Object.entries(launch.bit).flatMap(([id, bit]) => {
    if ((violated & bit) === 0) return [];
    const bare = id === 'device-not-registered' || id === 'broker-missing';
    return [bare ? id : `${id}/${partner}`];
  });
  return {
    outcome: mayWipe(situation.evaluator, violated, question) ? 'wiped' : 'blocked',
    reasons,
  };
};

/** Lines 83 and 85: only a detected threat wipes, unless the reading says otherwise. */
const mayWipe = (evaluator: Evaluator, violated: number, question: LaunchQuestion): boolean => {
  if (question.action !== 'wipe') return false;
  const { bit } = evaluator.stages.launch;
  if (violated & bit['threat-above-limit']) return true;
  const missing =
    bit['scan-missing'] |
    bit['app-not-activated'] |
    bit['device-unresponsive'] |
    bit['app-misconfigured'];
  return evaluator.readings.mamNoDataWipe === 'asConfigured' && (violated & missing) !== 0;
};

const otherConditions = (
  device: DeviceStatus,
  app: string,
  policies: readonly (readonly [string, AppProtectionPolicy])[],
): readonly (readonly [string, LaunchOutcome])[] => {
  const set = new Set(policies.flatMap(([, policy]) => policy.otherSettings));
  return Object.entries(device.conditions[app] ?? {}).filter(([property]) => set.has(property));
};

/** Lines 68 to 86: how a launch of the app would end now. Changes nothing. */
export const judgeLaunch = (
  situation: Situation,
  app: string,
  told: Listener | null = null,
): LaunchResult => {
  const policies = policiesFor(situation, app);
  const judged = policies.map(([name, policy]) => judgeThreat(situation, name, policy, told));
  const conditions = otherConditions(situation.device, app, policies);
  let outcome: LaunchOutcome = 'allowed';
  for (const result of judged) outcome = worse(outcome, result.outcome);
  for (const [, result] of conditions) outcome = worse(outcome, result);
  if (outcome === 'allowed' || outcome === 'warned') return { outcome, reasons: [] };
  const codes = judged.flatMap((result) => result.reasons);
  for (const [property, result] of conditions) {
    if (result === outcome) codes.push(`condition-failed/${property}`);
  }
  return { outcome, reasons: orderReasons('appReasons', codes) };
};

export interface LaunchEffect extends LaunchResult {
  /** Organisation data of the app was removed by this launch. */
  readonly wiped: boolean;
}

/** Lines 87 to 89: launches the app, and writes down how it ended. */
export const launchApp = (situation: Situation, app: string): LaunchEffect => {
  const { device } = situation;
  const gone = device.wipedApps.includes(app);
  const requested = device.wipeRequests.includes(app);
  device.wipeRequests = device.wipeRequests.filter((name) => name !== app);
  const judged: LaunchResult =
    requested && !gone ? { outcome: 'wiped', reasons: [] } : judgeLaunch(situation, app);
  const wiped = judged.outcome === 'wiped' && !gone;
  const outcome = judged.outcome === 'wiped' && gone ? 'blocked' : judged.outcome;
  if (wiped) device.wipedApps = [...device.wipedApps, app];
  if (outcome === 'allowed' || outcome === 'warned') {
    device.wipedApps = device.wipedApps.filter((name) => name !== app);
  }
  device.launches[app] = { outcome, reasons: judged.reasons };
  return { outcome, reasons: judged.reasons, wiped };
};
