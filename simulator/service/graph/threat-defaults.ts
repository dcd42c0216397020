import type { AppProtectionPolicyType, CompliancePolicyType } from '../../../core/vocabulary.ts';
import { appThreatProperties } from '../../graph/app-protection-properties.ts';
import { threatProperties } from '../../graph/compliance-properties.ts';
import type { Entity } from './call.ts';

/** What Intune shows where nothing is required, as live exports have it (graph.md 1, 4). */
const unset: Entity = {
  deviceThreatProtectionEnabled: false,
  deviceThreatProtectionRequiredSecurityLevel: 'unavailable',
  advancedThreatProtectionRequiredSecurityLevel: 'unavailable',
  maximumAllowedDeviceThreatLevel: 'notConfigured',
  mobileThreatDefenseRemediationAction: 'block',
  mobileThreatDefensePartnerPriority: null,
};

const all: Readonly<Record<CompliancePolicyType | AppProtectionPolicyType, readonly string[]>> = {
  ...threatProperties,
  ...appThreatProperties,
};

/** The threat properties of a type, for a policy that says nothing of them. */
export const threatDefaults = (type: CompliancePolicyType | AppProtectionPolicyType): Entity =>
  Object.fromEntries(all[type].map((name) => [name, unset[name] ?? null]));
