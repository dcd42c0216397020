import { complianceStateOf } from './calculation.ts';
import { isSetUp } from './connector.ts';
import type { DeviceStatus } from './device.ts';
import { isEnrolled } from './facts.ts';
import type { Situation } from './launch.ts';
import { isThirdParty, type PartnerKey, partnerKeys, partnerOf } from './partners.ts';
import type { AdviceQuestion } from './rules/advice.ts';
import type { RolloutQuestion } from './rules/rollout.ts';
import type { ConditionalAccessPolicy } from './tenant.ts';

/** `warnings`: what somebody should know although no verdict depends on it, A to Z. */
export const adviceKey = (situation: Situation): number => {
  const { evaluator, device } = situation;
  return evaluator.stages.advice.key({
    enrolled: isEnrolled(device.managementType),
    dedicated: device.managementType === 'androidDedicated',
    complianceState: complianceStateOf(device.decision),
    ...policyAdvice(situation, device),
    ...connectorAdvice(situation, device),
  });
};

/** What is asked of a device before it can give it. */
export const rolloutKey = (situation: Situation): number => {
  const { evaluator, device } = situation;
  return evaluator.stages.rollout.key({
    defenderStanding: evaluator.facts.defenderStanding(device.managementType, device.user !== null),
    ...rolloutOf(situation, device),
  });
};

/** Codes of the rules of one stage that are violated. */
const codesIn = (bits: Readonly<Record<string, number>>, violated: number): readonly string[] =>
  Object.entries(bits).flatMap(([id, bit]) => (violated & bit ? [id] : []));

export const adviceOf = (situation: Situation): readonly string[] => {
  const { advice, rollout } = situation.evaluator.stages;
  return [
    ...codesIn(advice.bit, advice.violated(adviceKey(situation))),
    ...codesIn(rollout.bit, rollout.violated(rolloutKey(situation))),
  ].sort();
};

const asksCompliantDevice = ({ state, builtInControls }: ConditionalAccessPolicy): boolean =>
  state === 'enabled' && builtInControls.includes('compliantDevice');

const policyAdvice = ({ tenant }: Situation, device: DeviceStatus) => {
  const threat = device.plan.filter((held) => held.threatLimit >= 0);
  const nothingSet = device.plan.every(
    (held) => held.threatLimit < 0 && held.riskLimit < 0 && held.otherSettings.length === 0,
  );
  return {
    threatLevelHeld: threat.length > 0,
    threatLevelByDeviceGroup: threat.some((held) => held.deviceGroupsOnly),
    riskScoreHeld: device.plan.some((held) => held.riskLimit >= 0),
    compliantByDefault: nothingSet && !tenant.settings.secureByDefault,
    compliantDeviceAsked: Object.values(tenant.conditionalAccessPolicies).some(asksCompliantDevice),
  } satisfies Partial<AdviceQuestion>;
};

const connectorAdvice = ({ evaluator, connectors, tenant }: Situation, device: DeviceStatus) => {
  const { facts } = evaluator;
  const present = partnerKeys.flatMap((partner) => {
    const status = connectors[partner];
    return status === undefined ? [] : [{ partner, status }];
  });
  const on = (partner: PartnerKey): boolean => {
    const status = connectors[partner];
    return status !== undefined && facts.complianceToggle(status.settings, device.platform);
  };
  const protecting = present.filter(({ status }) =>
    facts.appProtectionToggle(status.settings, device.platform),
  );
  return {
    severalVendorsOnPlatform:
      present.filter(({ partner }) => isThirdParty(partner) && on(partner)).length >= 2,
    platformToggleOn: present.some(({ partner }) => on(partner)),
    defenderOn: on('defender'),
    connectorWithoutToggle: present.some(
      ({ status }) => isSetUp(status) && !facts.anyPlatformToggle(status.settings),
    ),
    silentByChoice: present.some(
      ({ partner }) => on(partner) && tenant.clouds?.[partner]?.readOnly === true,
    ),
    protectionUnsupported: protecting.some(
      ({ partner }) => !facts.protectsApps(partner, device.platform),
    ),
    protectionDisputed: protecting.some(({ partner }) => partnerOf(partner).appProtectionDisputed),
  } satisfies Partial<AdviceQuestion>;
};

/** Its verdict has to be there before the app that gives it can sign in. */
const waitsForVerdict = ({
  state,
  builtInControls,
  includeApplications,
}: ConditionalAccessPolicy) =>
  state === 'enabled' &&
  includeApplications.includes('All') &&
  (builtInControls.includes('compliantDevice') || builtInControls.includes('compliantApplication'));

const rolloutOf = ({ evaluator, connectors, tenant }: Situation, device: DeviceStatus) => {
  const { complianceToggle, appProtectionToggle } = evaluator.facts;
  const feeding = partnerKeys.filter((partner) => {
    const status = connectors[partner];
    return status !== undefined && complianceToggle(status.settings, device.platform);
  });
  const using = partnerKeys.filter((partner) => {
    const status = connectors[partner];
    if (status === undefined || !isThirdParty(partner)) return false;
    const { settings } = status;
    return (
      complianceToggle(settings, device.platform) || appProtectionToggle(settings, device.platform)
    );
  });
  const policies = Object.values(tenant.conditionalAccessPolicies);
  const guards = policies.filter(waitsForVerdict);
  const threatLevelHeld = device.plan.some((held) => held.threatLimit >= 0);
  const defenderAlone = feeding.includes('defender') && !feeding.some(isThirdParty);
  const needed = defenderAlone ? (['defender'] as const) : feeding.filter(isThirdParty);
  return {
    defenderAsked:
      feeding.includes('defender') &&
      (device.plan.some((held) => held.riskLimit >= 0) || (threatLevelHeld && defenderAlone)),
    threatLevelHeld,
    mtdAppMissing:
      device.platform !== 'windows' &&
      needed.some((partner) => device.mtdApps[partner]?.installed !== true),
    compliantDeviceAsked: policies.some(asksCompliantDevice),
    mtdAppGuarded: guards.some(({ excludeApplications }) =>
      using.some((partner) => !excludeApplications.includes(partner)),
    ),
  } satisfies Partial<RolloutQuestion>;
};
