import type { CompliancePolicy } from '../../core/tenant.ts';
import {
  type CompliancePolicyType,
  deviceThreatProtectionLevels,
  limitAliases,
} from '../../core/vocabulary.ts';
import { readAssignment } from './assignment.ts';
import { type Body, isSet, own } from './body.ts';
import {
  complianceMetadata,
  complianceSettings,
  threatProperties,
} from './compliance-properties.ts';
import { hasError, noRemarks } from './issue.ts';
import { readMember } from './member.ts';
import { readActions } from './noncompliance-actions.ts';
import type { Normalised } from './normalised.ts';
import { readType } from './policy-type.ts';
import { checkProperties, joinTables, ownersOf, tablesByType } from './property-check.ts';
import { readBoolean } from './scalar.ts';

/** THREAT-07: the portal says Clear since 2026, the API still says `secured`. */
const threatLevel = {
  name: 'deviceThreatProtectionLevel',
  members: deviceThreatProtectionLevels,
  aliases: limitAliases,
} as const;

const owners = ownersOf(complianceSettings, threatProperties);
const ownKeys = ['assignedTo', 'excludedGroups', 'assignments', 'scheduledActionsForRule'];

const tableOf = tablesByType((type: CompliancePolicyType) => ({
  type,
  read: new Set([...threatProperties[type], ...complianceSettings[type], ...ownKeys]),
  ignored: complianceMetadata,
  elsewhere: owners,
}));

const tellingProperties = joinTables(complianceSettings, threatProperties);

/** Reads a Graph compliance policy, v1.0 or beta. */
export const readCompliancePolicy = (body: Body): Normalised<CompliancePolicy> => {
  const remarks = noRemarks();
  const type = readType(remarks, body, tellingProperties);
  if (type === undefined) return { value: null, ...remarks };
  checkProperties(remarks, body, tableOf(type));
  const has = (name: string) => threatProperties[type].includes(name);
  const level = (name: string) =>
    has(name)
      ? readMember(remarks, [name], own(body, name), threatLevel, 'unavailable' as const)
      : 'unavailable';
  const enabled = 'deviceThreatProtectionEnabled';
  const value: CompliancePolicy = {
    type,
    deviceThreatProtectionEnabled:
      has(enabled) && readBoolean(remarks, [enabled], own(body, enabled)),
    deviceThreatProtectionRequiredSecurityLevel: level(
      'deviceThreatProtectionRequiredSecurityLevel',
    ),
    advancedThreatProtectionRequiredSecurityLevel: level(
      'advancedThreatProtectionRequiredSecurityLevel',
    ),
    otherSettings: complianceSettings[type].filter((name) => isSet(own(body, name))).sort(),
    actions: readActions(remarks, body),
    ...readAssignment(remarks, body),
  };
  return { value: hasError(remarks.issues) ? null : value, ...remarks };
};
