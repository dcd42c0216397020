import { appProtectionPolicyTypes, compliancePolicyTypes } from '../../core/vocabulary.ts';
import { appDataProperties, launchConditions } from './app-protection-properties.ts';
import { type Body, isBody, own, ownBody, ownText, typeName } from './body.ts';
import { complianceSettings } from './compliance-properties.ts';
import type { PolicySection } from './policy.ts';

export type Kind = PolicySection | 'connectors' | 'settings' | 'assignments';

/** What a body is; `aside` is something known that has no place in a tenant, and why. */
export type Class = { readonly kind: Kind } | { readonly aside: string };

const family = (kind: Kind, types: readonly string[]): readonly (readonly [string, Kind])[] =>
  types.map((type) => [type.toLowerCase(), kind] as const);

const kindByType = new Map<string, Kind>([
  ...family('compliancePolicies', compliancePolicyTypes),
  ...family('appProtectionPolicies', appProtectionPolicyTypes),
  ...family('compliancePolicies', ['deviceCompliancePolicy']),
  ...family('conditionalAccessPolicies', ['conditionalAccessPolicy']),
  ...family('connectors', ['mobileThreatDefenseConnector']),
  ...family('settings', ['deviceManagementSettings']),
  ...family('appProtectionPolicies', [
    'managedAppPolicy',
    'managedAppProtection',
    'targetedManagedAppProtection',
  ]),
]);

const namesOf = (
  ...tables: readonly Readonly<Record<string, readonly string[]>>[]
): ReadonlySet<string> => new Set(tables.flatMap((table) => Object.values(table).flat()));

const complianceNames = namesOf(complianceSettings);
const appNames = namesOf(launchConditions, appDataProperties);

const has = (body: Body, ...names: readonly string[]): boolean =>
  names.some((name) => own(body, name) !== undefined);

/** So many known names that chance is out of the question. */
const hasSeveral = (body: Body, names: ReadonlySet<string>): boolean => {
  let known = 0;
  for (const key of Object.keys(body)) if (names.has(key) && ++known >= 3) return true;
  return false;
};

const fromProperties = (body: Body): Kind | undefined => {
  const signed = has(body, 'grantControls', 'sessionControls', 'state');
  if (isBody(own(body, 'conditions')) && signed) return 'conditionalAccessPolicies';
  if (has(body, 'partnerState', 'partnerUnresponsivenessThresholdInDays')) return 'connectors';
  if (has(body, 'secureByDefault', 'deviceComplianceCheckinThresholdDays')) return 'settings';
  if (has(body, 'maximumAllowedDeviceThreatLevel', 'mobileThreatDefenseRemediationAction')) {
    return 'appProtectionPolicies';
  }
  if (has(body, 'deviceThreatProtectionEnabled', 'deviceThreatProtectionRequiredSecurityLevel')) {
    return 'compliancePolicies';
  }
  if (hasSeveral(body, appNames)) return 'appProtectionPolicies';
  if (has(body, 'scheduledActionsForRule')) return 'compliancePolicies';
  return hasSeveral(body, complianceNames) ? 'compliancePolicies' : undefined;
};

const contexts: readonly (readonly [RegExp, Kind])[] = [
  [/deviceCompliancePolicies/i, 'compliancePolicies'],
  [/managedAppProtections|managedAppPolicies/i, 'appProtectionPolicies'],
  [/conditionalAccess\/policies/i, 'conditionalAccessPolicies'],
  [/mobileThreatDefenseConnectors/i, 'connectors'],
  [/deviceManagement\/settings/i, 'settings'],
];

/** What the things of a response are, from its `@odata.context`. */
export const kindOfContext = (body: Body): Kind | undefined => {
  const context = ownText(body, '@odata.context');
  if (context === undefined) return undefined;
  return contexts.find(([pattern]) => pattern.test(context))?.[1];
};

const isAssignment = (body: Body): boolean => {
  const target = ownBody(body, 'target');
  return target !== undefined && /AssignmentTarget$/i.test(typeName(target) ?? '');
};

const asideOf = (type: string): string | undefined => {
  if (/^macOSCompliancePolicy$/i.test(type)) return 'macOS is not simulated';
  if (/CompliancePolicy$/i.test(type)) return 'compliance of this platform is not simulated';
  if (/ManagedAppProtection$|InformationProtectionPolicy$/i.test(type)) {
    return 'app protection of this type is not simulated';
  }
  return undefined;
};

/** A Graph entity of another kind, or at least something with a name and an id. */
const isOtherEntity = (body: Body): boolean => {
  const named = has(body, 'displayName', 'name', 'id');
  if (!named || has(body, 'value') || isBody(own(body, 'settings'))) return false;
  const type = ownText(body, '@odata.type');
  return type !== undefined ? /microsoft\.graph\./i.test(type) : has(body, '@odata.context');
};

/** What a body with Graph's names is; undefined where it is nothing we know. */
export const classify = (body: Body, context: Kind | undefined): Class | undefined => {
  const type = typeName(body);
  const declared = type === undefined ? undefined : kindByType.get(type.toLowerCase());
  if (declared !== undefined) return { kind: declared };
  const aside = type === undefined ? undefined : asideOf(type);
  if (aside !== undefined) return { aside };
  if (isAssignment(body)) return { kind: 'assignments' };
  if (type === undefined) {
    const named = has(body, 'displayName', 'id');
    const kind = fromProperties(body) ?? (named ? context : undefined);
    if (kind !== undefined) return { kind };
  }
  return isOtherEntity(body) ? { aside: 'it has no bearing on Mobile Threat Defense' } : undefined;
};
