import { isThirdParty, type PartnerKey } from '../../../core/partners.ts';
import type { ConnectorSettings, Tenant } from '../../../core/tenant.ts';
import type { ManagementType } from '../../../core/vocabulary.ts';
import type { DeviceThen } from './device-then.ts';
import type { PolicyInP } from './reach.ts';
import { riskLimit, threatLimit } from './setting.ts';
import { platformOf } from './words.ts';

/** MDE-ENROLL-A4, A6, A9 and I5, as far as they are whole devices. */
const notSupported: readonly ManagementType[] = ['androidDedicated', 'androidAosp', 'iosShared'];

interface Connected {
  readonly key: PartnerKey;
  readonly settings: ConnectorSettings;
}

/** Access to everything waits for what an MTD app has to find out first (CA-12). */
const guards = (tenant: Tenant) =>
  Object.values(tenant.conditionalAccessPolicies).filter((policy) => {
    if (policy.state !== 'enabled' || !policy.includeApplications.includes('All')) return false;
    const verdicts = ['compliantDevice', 'compliantApplication'];
    return policy.builtInControls.some((control) => verdicts.includes(control));
  });

/**
 * What is asked of a device that it cannot give, or cannot give yet.
 *
 * @param held the policies it holds
 * @param feeding connectors on for compliance on its platform, `protecting` for app protection
 * @param installed whether a partner's app is on it
 */
export const rolloutWarnings = (
  tenant: Tenant,
  device: DeviceThen,
  held: readonly PolicyInP[],
  feeding: readonly Connected[],
  protecting: readonly Connected[],
  installed: (partner: PartnerKey) => boolean,
): string[] => {
  const warnings: string[] = [];
  const { managementType, facts } = device;
  const platform = platformOf(managementType);
  const vendors = feeding.filter(({ key }) => isThirdParty(key));
  const defenderOn = feeding.some(({ key }) => key === 'defender');
  const threat = held.some(({ policy }) => threatLimit(policy) !== null);
  const risk = held.some(({ policy }) => riskLimit(policy) !== null);

  if (defenderOn && (risk || (threat && vendors.length === 0))) {
    if (notSupported.includes(managementType)) warnings.push('defender-not-supported');
    else if (facts.user === null && platform !== 'windows') warnings.push('defender-needs-user');
  }
  const asked = vendors.length > 0 ? vendors : feeding.filter(({ key }) => key === 'defender');
  const missing = platform !== 'windows' && asked.some(({ key }) => !installed(key));
  const accessWaits = Object.values(tenant.conditionalAccessPolicies).some(
    (policy) => policy.state === 'enabled' && policy.builtInControls.includes('compliantDevice'),
  );
  if (threat && missing && accessWaits) warnings.push('policy-before-app');

  const everybody = [...feeding, ...protecting].filter(({ key }) => isThirdParty(key));
  const kept = guards(tenant).some((policy) =>
    everybody.some(({ key }) => !policy.excludeApplications.includes(key)),
  );
  if (kept) warnings.push('mtd-app-behind-policy');
  return warnings;
};
