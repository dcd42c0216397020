import { complianceStateOf } from './calculation.ts';
import { isSetUp } from './connector.ts';
import type { DeviceStatus } from './device.ts';
import { isEnrolled } from './facts.ts';
import type { Situation } from './launch.ts';
import { isThirdParty, type PartnerKey, partnerKeys, partnerOf } from './partners.ts';
import type { AdviceQuestion } from './rules/advice.ts';

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

export const adviceOf = (situation: Situation): readonly string[] => {
  const { advice } = situation.evaluator.stages;
  const violated = advice.violated(adviceKey(situation));
  return Object.entries(advice.bit).flatMap(([id, bit]) => (violated & bit ? [id] : []));
};

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
    compliantDeviceAsked: Object.values(tenant.conditionalAccessPolicies).some(
      (policy) => policy.state === 'enabled' && policy.builtInControls.includes('compliantDevice'),
    ),
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
