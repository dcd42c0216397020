import { isThirdParty, type PartnerKey, partnerOf } from '../../../core/partners.ts';
import { outcomeAt } from './calculations.ts';
import { anyPlatformToggle, appProtectionToggle, complianceToggle } from './connector.ts';
import { connectorFacts, connectorKeys } from './connector-then.ts';
import { deviceThen } from './device-then.ts';
import type { History, Moment } from './history.ts';
import { appThen } from './message.ts';
import { policiesOf } from './reach.ts';
import { rolloutWarnings } from './rollout-warnings.ts';
import { riskLimit, threatLimit } from './setting.ts';
import { tenantThen } from './tenant-then.ts';
import { isEnrolled, platformOf } from './words.ts';

/** The advice about a device, A to Z; it changes no verdict. */
export const warningsAt = (history: History, moment: Moment, device: string): string[] => {
  const { done } = moment;
  const tenant = tenantThen(history, done);
  const then = deviceThen(history, done, device);
  const { managementType } = then;
  const platform = platformOf(managementType);
  const enrolled = isEnrolled(managementType);
  const connectors = connectorKeys(history, done).flatMap((key) => {
    const settings = tenant.connectors[key];
    const facts = connectorFacts(history, moment, key);
    return settings === undefined || facts === null ? [] : [{ key, settings, facts }];
  });
  const feeding = connectors.filter(({ settings }) => complianceToggle(settings, platform));
  const protecting = connectors.filter(({ settings }) => appProtectionToggle(settings, platform));
  const held = policiesOf(history, done, device);
  const withThreat = held.filter(({ policy }) => threatLimit(policy) !== null);
  const withRisk = held.filter(({ policy }) => riskLimit(policy) !== null);
  const setsSomething = held.filter(
    ({ policy }) =>
      threatLimit(policy) !== null || riskLimit(policy) !== null || policy.otherSettings.length > 0,
  );
  const compliantDeviceAsked = Object.values(tenant.conditionalAccessPolicies).some(
    (policy) => policy.state === 'enabled' && policy.builtInControls.includes('compliantDevice'),
  );

  const warnings: string[] = [];
  if (enrolled && feeding.filter(({ key }) => isThirdParty(key)).length >= 2) {
    warnings.push('several-vendors-on-platform');
  }
  if (withThreat.some((p) => p.throughDeviceGroupsOnly)) warnings.push('device-group-targeting');
  if (managementType === 'androidDedicated') warnings.push('dedicated-device');
  if (
    withThreat.length > 0 &&
    connectors.some(({ settings, facts }) => facts.setUp && !anyPlatformToggle(settings))
  ) {
    warnings.push('connector-available-only');
  }
  if (withThreat.length > 0 && feeding.length === 0) {
    warnings.push('threat-level-without-connector');
  }
  const readOnly = feeding.filter(({ key }) => tenant.clouds?.[key]?.readOnly === true);
  if (withThreat.length > 0 && readOnly.length > 0) warnings.push('partner-reports-nothing');
  if (withRisk.length > 0 && !feeding.some(({ key }) => key === 'defender')) {
    warnings.push('risk-score-without-defender');
  }
  const { complianceState } = outcomeAt(history, moment, device);
  if (
    complianceState === 'compliant' &&
    setsSomething.length === 0 &&
    !tenant.settings.secureByDefault &&
    compliantDeviceAsked
  ) {
    warnings.push('no-policy-counts-as-compliant');
  }
  if (complianceState === 'inGracePeriod' && compliantDeviceAsked) {
    warnings.push('grace-keeps-access');
  }
  if (protecting.some(({ key }) => !partnerOf(key).appProtection.includes(platform))) {
    warnings.push('app-protection-not-supported');
  }
  if (protecting.some(({ key }) => partnerOf(key).appProtectionDisputed)) {
    warnings.push('app-protection-disputed');
  }
  const installed = (partner: PartnerKey) => appThen(history, done, device, partner).installed;
  warnings.push(...rolloutWarnings(tenant, then, held, feeding, protecting, installed));
  return warnings.sort();
};
