import { isBody, own } from './body.ts';
import type { DscBlock } from './dsc.ts';
import { graphName } from './graph-names.ts';
import { type Place, type Places, setPlace } from './places.ts';
import { words } from './words.ts';

/** Graph types by DSC resource. */
const types: ReadonlyMap<string, string> = new Map(
  Object.entries({
    AADConditionalAccessPolicy: 'conditionalAccessPolicy',
    IntuneAppProtectionPolicyAndroid: 'androidManagedAppProtection',
    IntuneAppProtectionPolicyiOS: 'iosManagedAppProtection',
    IntuneAppProtectionPolicyWindows: 'windowsManagedAppProtection',
    IntuneDeviceCompliancePolicyAndroid: 'androidCompliancePolicy',
    IntuneDeviceCompliancePolicyAndroidDeviceOwner: 'androidDeviceOwnerCompliancePolicy',
    IntuneDeviceCompliancePolicyAndroidWorkProfile: 'androidWorkProfileCompliancePolicy',
    IntuneDeviceCompliancePolicyMacOS: 'macOSCompliancePolicy',
    IntuneDeviceCompliancePolicyWindows10: 'windows10CompliancePolicy',
    IntuneDeviceCompliancePolicyiOs: 'iosCompliancePolicy',
    IntuneDeviceManagementComplianceSettings: 'deviceManagementSettings',
    IntuneMobileThreatDefenseConnector: 'mobileThreatDefenseConnector',
  }).map(([resource, type]) => [resource.toLowerCase(), type]),
);

/** How a resource is applied and signed in to, not what it says. */
const plumbing = new Set(
  words(`applicationid tenantid certificatethumbprint certificatepath certificatepassword
    applicationsecret credential managedidentity accesstokens ensure issingleinstance verbose
    dependson psdscrunascredential`),
);

/** DSC writes a Conditional Access policy flat; this is where each property stands in Graph. */
const flattened: ReadonlyMap<string, readonly string[]> = new Map(
  (
    [
      ['conditions.applications', 'includeApplications excludeApplications includeUserActions'],
      ['conditions.users', 'includeUsers excludeUsers includeGroups excludeGroups'],
      ['conditions.users', 'includeRoles excludeRoles'],
      ['conditions.platforms', 'includePlatforms excludePlatforms'],
      ['conditions.locations', 'includeLocations excludeLocations'],
      ['conditions.devices', 'includeDevices excludeDevices'],
      ['conditions', 'userRiskLevels signInRiskLevels servicePrincipalRiskLevels'],
      ['conditions', 'insiderRiskLevels clientAppTypes'],
      ['grantControls', 'builtInControls customAuthenticationFactors termsOfUse'],
      ['grantControls', 'authenticationStrength'],
    ] as const
  ).flatMap(([path, names]) =>
    words(names).map((name) => [name.toLowerCase(), [...path.split('.'), name]] as const),
  ),
);

const renamed: ReadonlyMap<string, readonly string[]> = new Map([
  ...flattened,
  ['grantcontroloperator', ['grantControls', 'operator']],
  ['devicefiltermode', ['conditions', 'devices', 'deviceFilter', 'mode']],
  ['devicefilterrule', ['conditions', 'devices', 'deviceFilter', 'rule']],
  ['transfermethods', ['conditions', 'authenticationFlows', 'transferMethods']],
  [
    'authenticationcontexts',
    ['conditions', 'applications', 'includeAuthenticationContextClassReferences'],
  ],
  ['applicationsfilter', ['conditions', 'applications', 'applicationFilter', 'rule']],
  ['applicationsfiltermode', ['conditions', 'applications', 'applicationFilter', 'mode']],
  ['includeserviceprincipals', ['conditions', 'clientApplications', 'includeServicePrincipals']],
  ['excludeserviceprincipals', ['conditions', 'clientApplications', 'excludeServicePrincipals']],
  [
    'includeguestorexternalusertypes',
    ['conditions', 'users', 'includeGuestsOrExternalUsers', 'guestOrExternalUserTypes'],
  ],
  [
    'excludeguestorexternalusertypes',
    ['conditions', 'users', 'excludeGuestsOrExternalUsers', 'guestOrExternalUserTypes'],
  ],
]);

/** Session controls, which decide nothing that is simulated, begin with one of these. */
const sessionControls = words(`signinfrequency persistentbrowser cloudappsecurity
  applicationenforced disableresilience securesignin continuousaccess`);

const isSession = (key: string): boolean =>
  sessionControls.some((beginning) => key.startsWith(beginning));

const put = (
  places: Places,
  root: Record<string, unknown>,
  path: readonly string[],
  value: unknown,
  place: Place | undefined,
): void => {
  let holder = root;
  for (const step of path.slice(0, -1)) {
    const next = own(holder, step);
    if (!isBody(next)) {
      holder[step] = Object.create(null);
      setPlace(places, holder, step, place);
    }
    holder = own(holder, step) as Record<string, unknown>;
  }
  const last = path.at(-1) ?? '';
  holder[last] = value;
  setPlace(places, holder, last, place);
};

const target = (item: unknown): unknown => {
  if (!isBody(item)) return { target: { groupId: item } };
  const named = new Map(Object.keys(item).map((key) => [key.toLowerCase(), own(item, key)]));
  return {
    target: {
      '@odata.type': named.get('datatype'),
      groupId: named.get('groupid'),
      groupName: named.get('groupdisplayname') ?? named.get('groupname'),
      deviceAndAppManagementAssignmentFilterType: named.get(
        'deviceandappmanagementassignmentfiltertype',
      ),
    },
  };
};

const renameAll = (places: Places, value: unknown): unknown => {
  if (Array.isArray(value)) {
    const list = value.map((item) => renameAll(places, item));
    for (const index of list.keys()) setPlace(places, list, index, places.get(value)?.get(index));
    return list;
  }
  if (!isBody(value)) return value;
  const body: Record<string, unknown> = Object.create(null);
  for (const key of Object.keys(value)) {
    body[graphName(key)] = renameAll(places, own(value, key));
    setPlace(places, body, graphName(key), places.get(value)?.get(key));
  }
  return body;
};

const graphValue = (places: Places, name: string, value: unknown): unknown => {
  const list = Array.isArray(value) ? value : [value];
  if (name === 'assignments') return list.map(target);
  const renamedValue = renameAll(places, value);
  if (name !== 'scheduledActionsForRule' || !Array.isArray(renamedValue)) return renamedValue;
  const nested = renamedValue.some(
    (item) => isBody(item) && 'scheduledActionConfigurations' in item,
  );
  return nested ? renamedValue : [{ ruleName: null, scheduledActionConfigurations: renamedValue }];
};

/** Whether a block takes something away (`Ensure = 'Absent'`) instead of describing it. */
export const isAbsent = (block: DscBlock): boolean =>
  Object.keys(block.properties).some((key) => {
    const value = own(block.properties, key);
    const absent = typeof value === 'string' && value.toLowerCase() === 'absent';
    return absent && key.toLowerCase() === 'ensure';
  });

/** The Graph body a block stands for; undefined for a resource that is none of ours. */
export const graphBodyOf = (places: Places, block: DscBlock): object | undefined => {
  const type = types.get(block.resource.toLowerCase());
  if (type === undefined) return undefined;
  const body: Record<string, unknown> = Object.create(null);
  body['@odata.type'] = `#microsoft.graph.${type}`;
  for (const key of Object.keys(block.properties)) {
    const lower = key.toLowerCase();
    if (plumbing.has(lower)) continue;
    const place = places.get(block.properties)?.get(key);
    const flat = type === 'conditionalAccessPolicy';
    const name = flat && isSession(lower) ? ['sessionControls', graphName(key)] : [graphName(key)];
    const path = (flat ? renamed.get(lower) : undefined) ?? name;
    put(places, body, path, graphValue(places, path[0] ?? '', own(block.properties, key)), place);
  }
  return body;
};
