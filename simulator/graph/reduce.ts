import type {
  AppProtectionPolicy,
  CompliancePolicy,
  ConditionalAccessPolicy,
  Connector,
} from '../../core/tenant.ts';
import { type Body, isAnnotation, isBody, own, ownBody, ownText, saysSomething } from './body.ts';
import { threatProperties } from './compliance-properties.ts';
import type { PolicyBySection, PolicySection } from './policy.ts';
import { keyOf } from './slug.ts';

type Reduced = Record<string, unknown>;

/** The same value without annotations. */
const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain);
  if (!isBody(value)) return value;
  const copy: Reduced = {};
  for (const key of Object.keys(value)) {
    if (!isAnnotation(key) && key !== '__proto__') copy[key] = plain(own(value, key));
  }
  return copy;
};

const withName = (body: Body, reduced: Reduced): Reduced => {
  const name = ownText(body, 'displayName');
  return name === undefined ? reduced : { displayName: name, ...reduced };
};

const withOthers = (body: Body, names: readonly string[], reduced: Reduced): void => {
  for (const name of names) reduced[name] = plain(own(body, name));
};

const withAssignment = (
  reduced: Reduced,
  policy: { readonly assignedTo: readonly string[]; readonly excludedGroups: readonly string[] },
): void => {
  reduced['assignedTo'] = [...policy.assignedTo];
  if (policy.excludedGroups.length > 0) reduced['excludedGroups'] = [...policy.excludedGroups];
};

const reduceCompliance = (body: Body, policy: CompliancePolicy): Reduced => {
  const reduced: Reduced = { '@odata.type': `#microsoft.graph.${policy.type}` };
  for (const name of threatProperties[policy.type]) {
    reduced[name] = policy[name as keyof CompliancePolicy];
  }
  withOthers(body, policy.otherSettings, reduced);
  if (policy.actions.length > 0) {
    const actions = policy.actions.map((action) => ({ ...action }));
    reduced['scheduledActionsForRule'] = [{ scheduledActionConfigurations: actions }];
  }
  withAssignment(reduced, policy);
  return withName(body, reduced);
};

const reduceAppProtection = (body: Body, policy: AppProtectionPolicy): Reduced => {
  const { maximumAllowedDeviceThreatLevel, mobileThreatDefenseRemediationAction } = policy;
  const reduced: Reduced = {
    '@odata.type': `#microsoft.graph.${policy.type}`,
    maximumAllowedDeviceThreatLevel,
    mobileThreatDefenseRemediationAction,
  };
  if (policy.mobileThreatDefensePartnerPriority !== null) {
    reduced['mobileThreatDefensePartnerPriority'] = policy.mobileThreatDefensePartnerPriority;
  }
  withOthers(body, policy.otherSettings, reduced);
  if (policy.targetedAppManagementLevels.length > 0) {
    reduced['targetedAppManagementLevels'] = policy.targetedAppManagementLevels.join(',');
  }
  reduced['apps'] = [...policy.apps];
  withAssignment(reduced, policy);
  return withName(body, reduced);
};

const listed = (lists: Readonly<Record<string, readonly string[]>>): Reduced =>
  Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0));

const userKeys = (names: readonly string[]): string[] => names.map((name) => keyOf(name, 'user'));

const reduceConditions = (body: Body, policy: ConditionalAccessPolicy): Reduced => {
  const exported = ownBody(body, 'conditions') ?? {};
  const { includeGroups, excludeGroups, includeRoles, excludeRoles } = policy;
  const { includeApplications, excludeApplications, includePlatforms, excludePlatforms } = policy;
  const parts: Reduced = {
    users: listed({
      includeUsers: userKeys(policy.includeUsers),
      excludeUsers: userKeys(policy.excludeUsers),
      ...{ includeGroups, excludeGroups, includeRoles, excludeRoles },
    }),
    applications: listed({ includeApplications, excludeApplications }),
    platforms: listed({ includePlatforms, excludePlatforms }),
    devices: {},
  };
  for (const name of policy.conditionsNotSimulated) {
    const holders = ['applications', 'devices'] as const;
    const holder = holders.find((part) => own(ownBody(exported, part) ?? {}, name) !== undefined);
    if (holder === undefined) parts[name] = plain(own(exported, name));
    else (parts[holder] as Reduced)[name] = plain(own(ownBody(exported, holder) ?? {}, name));
  }
  const conditions: Reduced = {};
  for (const [name, part] of Object.entries(parts))
    if (saysSomething(part)) conditions[name] = part;
  if (policy.clientAppTypes.length > 0) conditions['clientAppTypes'] = [...policy.clientAppTypes];
  return conditions;
};

const reduceGrant = (body: Body, policy: ConditionalAccessPolicy): Reduced => {
  const exported = ownBody(body, 'grantControls') ?? {};
  const { operator } = policy;
  const ownControls = ['authenticationStrength', 'customAuthenticationFactors', 'termsOfUse'];
  const builtInControls = policy.builtInControls.filter((name) => !ownControls.includes(name));
  const reduced: Reduced = { operator, builtInControls };
  for (const name of ownControls) {
    if (!policy.builtInControls.includes(name)) continue;
    const value = own(exported, name);
    const label = isBody(value)
      ? (ownText(value, 'displayName') ?? ownText(value, 'id'))
      : undefined;
    reduced[name] = label === undefined ? plain(value) : { displayName: label };
  }
  return reduced;
};

const reduceConditionalAccess = (body: Body, policy: ConditionalAccessPolicy): Reduced =>
  withName(body, {
    state: policy.state,
    conditions: reduceConditions(body, policy),
    grantControls: reduceGrant(body, policy),
  });

const reducers: {
  readonly [Section in PolicySection]: (body: Body, policy: PolicyBySection[Section]) => Reduced;
} = {
  compliancePolicies: reduceCompliance,
  appProtectionPolicies: reduceAppProtection,
  conditionalAccessPolicies: reduceConditionalAccess,
};

/**
 * A Graph body with what matters to Mobile Threat Defense, the other settings that are set, and our
 * own keys. Reading it again gives the same policy, except that users are named by keys.
 */
export const reducePolicy = <Section extends PolicySection>(
  section: Section,
  body: Body,
  policy: PolicyBySection[Section],
): Readonly<Record<string, unknown>> => reducers[section](body, policy);

/**
 * The properties of a connector that are not as they are anyway. The last heartbeat is left out: a
 * tenant's clock starts at another time, and its connectors have then just been in contact.
 */
export const reduceConnector = (connector: Connector): Readonly<Record<string, unknown>> => {
  const reduced: Reduced = {};
  for (const [name, value] of Object.entries(connector)) if (value === true) reduced[name] = true;
  reduced['partnerUnresponsivenessThresholdInDays'] =
    connector.partnerUnresponsivenessThresholdInDays;
  if (connector.setUp !== 'setUp') reduced['partnerState'] = connector.setUp;
  return reduced;
};
