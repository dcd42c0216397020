import type {
  AppProtectionPolicy,
  CompliancePolicy,
  ConditionalAccessPolicy,
  Connector,
} from '../../core/tenant.ts';
import { appThreatProperties } from './app-protection-properties.ts';
import { threatProperties } from './compliance-properties.ts';
import type { PolicyBySection, PolicySection } from './policy.ts';

/** What of a policy matters to Mobile Threat Defense, property by property, as text. */
export type Matters = Readonly<Record<string, string>>;

const list = (texts: readonly string[]): string => (texts.length === 0 ? 'none' : texts.join(', '));

/** Leaves out what is empty and therefore says nothing. */
const said = (properties: Readonly<Record<string, readonly string[]>>): Record<string, string> => {
  const texts: Record<string, string> = {};
  for (const [name, values] of Object.entries(properties)) {
    if (values.length > 0) texts[name] = list(values);
  }
  return texts;
};

const ofCompliance = (policy: CompliancePolicy): Matters => ({
  '@odata.type': policy.type,
  ...Object.fromEntries(
    threatProperties[policy.type].map((name) => [
      name,
      String(policy[name as keyof CompliancePolicy]),
    ]),
  ),
  scheduledActionsForRule: list(
    policy.actions.map(({ actionType, gracePeriodHours }) =>
      gracePeriodHours === 0 ? actionType : `${actionType} after ${gracePeriodHours} h`,
    ),
  ),
  assignments: list(policy.assignedTo),
  ...said({ excludedGroups: policy.excludedGroups }),
});

const priorityOf = ({ type, mobileThreatDefensePartnerPriority }: AppProtectionPolicy): Matters =>
  appThreatProperties[type].includes('mobileThreatDefensePartnerPriority')
    ? { mobileThreatDefensePartnerPriority: mobileThreatDefensePartnerPriority ?? 'none' }
    : {};

const ofAppProtection = (policy: AppProtectionPolicy): Matters => ({
  '@odata.type': policy.type,
  maximumAllowedDeviceThreatLevel: policy.maximumAllowedDeviceThreatLevel,
  mobileThreatDefenseRemediationAction: policy.mobileThreatDefenseRemediationAction,
  ...priorityOf(policy),
  apps: list(policy.apps),
  assignments: list(policy.assignedTo),
  ...said({
    excludedGroups: policy.excludedGroups,
    targetedAppManagementLevels: policy.targetedAppManagementLevels,
  }),
});

const ofConditionalAccess = (policy: ConditionalAccessPolicy): Matters => {
  const { includeUsers, excludeUsers, includeGroups, excludeGroups, includeRoles } = policy;
  const { includeApplications, excludeApplications, includePlatforms, excludePlatforms } = policy;
  const { excludeRoles, clientAppTypes, conditionsNotSimulated, builtInControls } = policy;
  return {
    state: policy.state,
    ...said({ includeUsers, excludeUsers, includeGroups, excludeGroups }),
    ...said({ includeRoles, excludeRoles, includeApplications, excludeApplications }),
    ...said({ includePlatforms, excludePlatforms, clientAppTypes, conditionsNotSimulated }),
    grantControls: builtInControls.join(` ${policy.operator} `) || 'none',
  };
};

const describers: {
  readonly [Section in PolicySection]: (policy: PolicyBySection[Section]) => Matters;
} = {
  compliancePolicies: ofCompliance,
  appProtectionPolicies: ofAppProtection,
  conditionalAccessPolicies: ofConditionalAccess,
};

export const mattersOf = <Section extends PolicySection>(
  section: Section,
  policy: PolicyBySection[Section],
): Matters => describers[section](policy);

/** The settings of a connector that are not off. */
export const mattersOfConnector = (connector: Connector): Matters => {
  const on = Object.entries(connector).filter(([, value]) => value === true);
  return {
    setUp: connector.setUp,
    partnerUnresponsivenessThresholdInDays: String(
      connector.partnerUnresponsivenessThresholdInDays,
    ),
    ...Object.fromEntries(on.map(([name]) => [name, 'true'])),
  };
};
