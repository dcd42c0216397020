import type { AppProtectionPolicy } from '../../core/tenant.ts';
import {
  type AppManagementLevel,
  type AppProtectionPolicyType,
  appManagementLevels,
  limitAliases,
  managedAppDeviceThreatLevels,
  type PartnerPriority,
  partnerPriorities,
  remediationActions,
} from '../../core/vocabulary.ts';
import {
  appDataProperties,
  appProtectionMetadata,
  appThreatProperties,
  launchConditions,
  unsetAppValues,
} from './app-protection-properties.ts';
import { readAssignment } from './assignment.ts';
import { type Body, isSet, own } from './body.ts';
import { hasError, noRemarks, type Remarks, warn } from './issue.ts';
import { readMember, readMembers } from './member.ts';
import type { Normalised } from './normalised.ts';
import { readType } from './policy-type.ts';
import { checkProperties, joinTables, ownersOf, tablesByType } from './property-check.ts';
import { readApps } from './protected-apps.ts';
import { words } from './words.ts';

const threatLevel = {
  name: 'managedAppDeviceThreatLevel',
  members: managedAppDeviceThreatLevels,
  aliases: limitAliases,
} as const;
const remediation = { name: 'managedAppRemediationAction', members: remediationActions };
const priority = {
  name: 'mobileThreatDefensePartnerPriority',
  members: [...partnerPriorities, 'unknownFutureValue'] as const,
};
const managementLevel = {
  name: 'appManagementLevel',
  members: ['unspecified', ...appManagementLevels, 'unknownFutureValue'] as const,
};

const owners = ownersOf(appThreatProperties, launchConditions, appDataProperties);

const tellingProperties = joinTables(launchConditions, appDataProperties);

const ownKeys = words(
  'apps appGroupType targetedAppManagementLevels assignments assignedTo excludedGroups',
);

const tableOf = tablesByType((type: AppProtectionPolicyType) => ({
  type,
  read: new Set([...appThreatProperties[type], ...launchConditions[type], ...ownKeys]),
  ignored: new Set([...appProtectionMetadata, ...appDataProperties[type]]),
  elsewhere: owners,
}));

const readPriority = (
  remarks: Remarks,
  body: Body,
  type: AppProtectionPolicyType,
): PartnerPriority | null => {
  const name = 'mobileThreatDefensePartnerPriority';
  if (!appThreatProperties[type].includes(name)) return null;
  const member = readMember(remarks, [name], own(body, name), priority, null);
  if (member !== 'unknownFutureValue') return member;
  const message = '`unknownFutureValue` hides a newer member; it is taken as not set';
  warn(remarks, [name], 'unknown-future-value', message);
  return null;
};

const readLevels = (remarks: Remarks, body: Body): AppManagementLevel[] => {
  const name = 'targetedAppManagementLevels';
  const levels = readMembers(remarks, [name], own(body, name), managementLevel);
  return levels.filter(
    (level): level is AppManagementLevel =>
      level !== 'unspecified' && level !== 'unknownFutureValue',
  );
};

const isCondition = (body: Body, name: string): boolean => {
  const value = own(body, name);
  return isSet(value) && value !== unsetAppValues[name];
};

/** Reads a Graph app protection policy, v1.0 or beta. */
export const readAppProtectionPolicy = (body: Body): Normalised<AppProtectionPolicy> => {
  const remarks = noRemarks();
  const type = readType(remarks, body, tellingProperties);
  if (type === undefined) return { value: null, ...remarks };
  checkProperties(remarks, body, tableOf(type));
  const level = 'maximumAllowedDeviceThreatLevel';
  const action = 'mobileThreatDefenseRemediationAction';
  const value: AppProtectionPolicy = {
    type,
    maximumAllowedDeviceThreatLevel: readMember(
      remarks,
      [level],
      own(body, level),
      threatLevel,
      'notConfigured' as const,
    ),
    mobileThreatDefenseRemediationAction: readMember(
      remarks,
      [action],
      own(body, action),
      remediation,
      'block' as const,
    ),
    mobileThreatDefensePartnerPriority: readPriority(remarks, body, type),
    otherSettings: launchConditions[type].filter((name) => isCondition(body, name)).sort(),
    apps: readApps(remarks, body),
    targetedAppManagementLevels: readLevels(remarks, body),
    ...readAssignment(remarks, body),
  };
  return { value: hasError(remarks.issues) ? null : value, ...remarks };
};
