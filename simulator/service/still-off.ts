import { type PartnerKey, partnerOf } from '../../core/partners.ts';
import { platforms } from '../../core/vocabulary.ts';
import type { ServedTenant } from './tenants.ts';

const stateOf = (tenant: ServedTenant, partner: PartnerKey): string => {
  const seen = tenant.observe({ kind: 'connector', partner, fields: ['partnerState'] });
  return 'partnerState' in seen ? String(seen.partnerState) : 'unavailable';
};

const ofConnectors = (tenant: ServedTenant): readonly string[] => {
  const connectors = Object.entries(tenant.world().connectors);
  if (connectors.length === 0) return ['there is no connector: no partner is asked'];
  return connectors.flatMap(([key, { settings }]) => {
    const partner = key as PartnerKey;
    const { displayName } = partnerOf(partner);
    const state = stateOf(tenant, partner);
    const isOn = platforms.some(
      (platform) =>
        settings[`${platform}Enabled`] || settings[`${platform}MobileApplicationManagementEnabled`],
    );
    const waits = state === 'notSetUp' ? [`${displayName} is not set up: consent is owed`] : [];
    const gone = state === 'unavailable' ? [`${displayName} has to provision first`] : [];
    const toggles = `${displayName} is on for no platform: set androidEnabled or iosEnabled`;
    return [...waits, ...gone, ...(isOn ? [] : [toggles])];
  });
};

const ofPolicies = (tenant: ServedTenant): readonly string[] => {
  const { compliancePolicies, appProtectionPolicies } = tenant.world().tenant;
  const compliance = Object.values(compliancePolicies);
  const limited =
    compliance.some(
      (policy) =>
        policy.deviceThreatProtectionEnabled ||
        !['unavailable', 'notSet'].includes(policy.advancedThreatProtectionRequiredSecurityLevel),
    ) ||
    Object.values(appProtectionPolicies).some(
      ({ maximumAllowedDeviceThreatLevel: level }) => level !== 'notConfigured',
    );
  const all = { ...compliancePolicies, ...appProtectionPolicies };
  const unassigned = Object.entries(all).filter(([, { assignedTo }]) => assignedTo.length === 0);
  return [
    ...(limited ? [] : ['no policy asks for a threat level: nothing a partner says matters']),
    ...unassigned.map(([name]) => `the policy ${name} is assigned to nobody`),
  ];
};

/** What of Mobile Threat Defense does nothing yet in this tenant, in sentences for people. */
export const stillOff = (tenant: ServedTenant): readonly string[] => [
  ...ofConnectors(tenant),
  ...ofPolicies(tenant),
  ...(tenant.world().devices.size === 0 ? ['there is no device'] : []),
];
