import { words } from '../../graph/words.ts';
import type { Entity } from './call.ts';

interface Links {
  readonly navigation: readonly string[];
  readonly actions: readonly string[];
  /** The type that has the actions. */
  readonly actor: string;
}

const compliance: Links = {
  navigation: words(`assignments scheduledActionsForRule deviceStatuses userStatuses
    deviceStatusOverview userStatusOverview deviceSettingStateSummaries`),
  actions: words('assign scheduleActionsForRules'),
  actor: 'deviceCompliancePolicy',
};
const appProtection: Links = {
  navigation: words('apps assignments deploymentSummary'),
  actions: words('assign targetApps'),
  actor: 'targetedManagedAppProtection',
};
const registration: Links = {
  navigation: words('appliedPolicies intendedPolicies operations'),
  actions: [],
  actor: 'managedAppRegistration',
};
const none: Links = { navigation: [], actions: [], actor: 'entity' };

const linksOf = (type: string): Links => {
  if (type.endsWith('CompliancePolicy')) return compliance;
  if (/^(?:ios|android|windows)ManagedAppProtection$/.test(type)) return appProtection;
  if (type.endsWith('ManagedAppRegistration')) return registration;
  if (type !== 'managedDevice') return none;
  return {
    navigation: words('detectedApps deviceCompliancePolicyStates'),
    actions: words('retire wipe syncDevice remoteLock'),
    actor: 'managedDevice',
  };
};

/** Enumerations by the property, where Graph names them; others stay unnamed here. */
const enumerations: Readonly<Record<string, string>> = {
  partnerState: 'mobileThreatPartnerTenantState',
  deviceThreatProtectionRequiredSecurityLevel: 'deviceThreatProtectionLevel',
  advancedThreatProtectionRequiredSecurityLevel: 'deviceThreatProtectionLevel',
  maximumAllowedDeviceThreatLevel: 'managedAppDeviceThreatLevel',
  mobileThreatDefenseRemediationAction: 'managedAppRemediationAction',
  mobileThreatDefensePartnerPriority: 'mobileThreatDefensePartnerPriority',
  complianceState: 'complianceState',
  partnerReportedThreatState: 'managedDevicePartnerReportedHealthState',
  managementAgent: 'managementAgentType',
  appGroupType: 'targetedManagedAppGroupType',
  targetedAppManagementLevels: 'appManagementLevel',
  state: 'conditionalAccessPolicyState',
};

const typeOfValue = (name: string, value: unknown): string | null => {
  if (name.includes('@') || value === null) return null;
  if (name.endsWith('DateTime')) return '#DateTimeOffset';
  const named = enumerations[name];
  if (named !== undefined) return `#microsoft.graph.${named}`;
  if (typeof value === 'string') return /^P(?=[\dT])[\dDTHMS]+$/.test(value) ? '#Duration' : null;
  const isTexts = Array.isArray(value) && value.every((item) => typeof item === 'string');
  return isTexts ? '#Collection(String)' : null;
};

interface Entry {
  readonly type: string;
  /** What the set is declared with: parts of another type are reached through its name. */
  readonly declared: string;
  /** Where it is, below the version. */
  readonly place: string;
  /** Where the version is. */
  readonly root: string;
}

/**
 * Everything `odata.metadata=full` adds, as tools export it: the type and place of an entity, the
 * types of its values, where its parts are, and what can be done with it.
 */
export const withFullMetadata = (
  entity: Entity,
  { type, declared, place, root }: Entry,
): Entity => {
  const full: Record<string, unknown> = {
    '@odata.type': `#microsoft.graph.${type}`,
    '@odata.id': place,
    '@odata.editLink': type === declared ? place : `${place}/microsoft.graph.${type}`,
  };
  for (const [name, value] of Object.entries(entity)) {
    const named = typeOfValue(name, value);
    if (named !== null) full[`${name}@odata.type`] = named;
    full[name] = value;
  }
  const link = `${root}/${String(full['@odata.editLink'])}`;
  const { navigation, actions, actor } = linksOf(type);
  for (const name of navigation) {
    full[`${name}@odata.associationLink`] = `${link}/${name}/$ref`;
    full[`${name}@odata.navigationLink`] = `${link}/${name}`;
  }
  for (const name of actions) {
    full[`#microsoft.graph.${name}`] = {
      title: `microsoft.graph.${name}`,
      target: `${root}/${place}/microsoft.graph.${actor}/microsoft.graph.${name}`,
    };
  }
  return full;
};
