import { isThirdParty, type PartnerKey } from '../../core/partners.ts';
import { type ManagementType, type Platform, platforms } from '../../core/vocabulary.ts';
import { dialectNames } from './dialect.ts';
import type { ImportedConnector, ImportedPolicy, ImportResult } from './import-result.ts';
import type { PolicySection } from './policy.ts';
import { yamlText } from './yaml-text.ts';

const sections: Readonly<Record<PolicySection, string>> = {
  compliancePolicies: 'compliance policy',
  appProtectionPolicies: 'app protection policy',
  conditionalAccessPolicies: 'Conditional Access policy',
};

/** A kind of device each type of policy speaks of. */
const deviceOfType: Readonly<Record<string, ManagementType>> = {
  androidWorkProfileCompliancePolicy: 'androidWorkProfile',
  androidForWorkCompliancePolicy: 'androidWorkProfile',
  androidDeviceOwnerCompliancePolicy: 'androidFullyManaged',
  androidCompliancePolicy: 'androidDeviceAdministrator',
  aospDeviceOwnerCompliancePolicy: 'androidAosp',
  iosCompliancePolicy: 'iosDeviceEnrollment',
  windows10CompliancePolicy: 'windowsManaged',
  androidManagedAppProtection: 'androidUnmanaged',
  iosManagedAppProtection: 'iosUnmanaged',
  windowsManagedAppProtection: 'windowsUnmanaged',
};

const deviceOfPlatform: ReadonlyMap<string, ManagementType> = new Map([
  ['android', 'androidWorkProfile'],
  ['iOS', 'iosDeviceEnrollment'],
  ['windows', 'windowsManaged'],
]);

const builtIn = new Set(['allUsers', 'allDevices']);
const anyone = new Set(['All', 'None']);

const without = (names: Iterable<string>, excluded: ReadonlySet<string>): string[] =>
  [...new Set(names)].filter((name) => !excluded.has(name)).sort();

const groupsOf = (policies: readonly ImportedPolicy[]) => {
  const included = policies.flatMap((policy) =>
    policy.section === 'conditionalAccessPolicies'
      ? policy.value.includeGroups
      : policy.value.assignedTo,
  );
  const excluded = policies.flatMap((policy) =>
    policy.section === 'conditionalAccessPolicies'
      ? policy.value.excludeGroups
      : policy.value.excludedGroups,
  );
  return {
    included: without(included, builtIn),
    excluded: without(excluded, new Set([...builtIn, ...included])),
  };
};

/** A user in every group that a policy includes, and whoever is named. */
const usersOf = (policies: readonly ImportedPolicy[]): Record<string, unknown> => {
  const { included } = groupsOf(policies);
  const named = policies.flatMap((policy) =>
    policy.section === 'conditionalAccessPolicies'
      ? [...policy.value.includeUsers, ...policy.value.excludeUsers]
      : [],
  );
  const users: Record<string, unknown> = { [freeName('ada', named)]: { groups: included } };
  for (const name of without(named, anyone)) users[name] = {};
  return users;
};

const freeName = (name: string, taken: readonly string[]): string =>
  taken.includes(name) ? freeName(`${name}-2`, taken) : name;

const platformOf = (managementType: ManagementType): Platform =>
  platforms.find((platform) => managementType.startsWith(platform)) ?? 'android';

const managementTypesOf = (policies: readonly ImportedPolicy[]): ManagementType[] => {
  const types = new Set<ManagementType>();
  for (const policy of policies) {
    if (policy.section === 'conditionalAccessPolicies') continue;
    const type = deviceOfType[policy.value.type];
    if (type !== undefined) types.add(type);
  }
  const spoken = new Set([...types].map(platformOf));
  for (const policy of policies) {
    if (policy.section !== 'conditionalAccessPolicies') continue;
    for (const platform of policy.value.includePlatforms) {
      const type = deviceOfPlatform.get(platform);
      if (type !== undefined && !spoken.has(platformOf(type))) types.add(type);
    }
  }
  if (types.size === 0) types.add('androidWorkProfile').add('iosDeviceEnrollment');
  return [...types].sort();
};

const appsOn = (platform: Platform, connectors: readonly ImportedConnector[]): PartnerKey[] =>
  connectors.flatMap(({ partner, value }) => {
    const on =
      value[`${platform}Enabled`] || value[`${platform}MobileApplicationManagementEnabled`];
    return partner !== null && on && (isThirdParty(partner) || partner === 'defender')
      ? [partner]
      : [];
  });

const kebab = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const devicesOf = (result: ImportResult, user: string): Record<string, unknown> => {
  const devices: Record<string, unknown> = {};
  for (const managementType of managementTypesOf(result.policies)) {
    const mtdApps = appsOn(platformOf(managementType), result.connectors);
    devices[kebab(managementType)] = {
      managementType,
      user,
      ...(mtdApps.length === 0 ? {} : { mtdApps }),
    };
  }
  return devices;
};

const policiesIn = (section: PolicySection, policies: readonly ImportedPolicy[]) =>
  Object.fromEntries(
    policies.filter((policy) => policy.section === section).map(({ key, body }) => [key, body]),
  );

const whole = (result: ImportResult): Record<string, unknown> => {
  const users = usersOf(result.policies);
  const [user = 'ada'] = Object.keys(users);
  const connectors = Object.fromEntries(
    result.connectors.flatMap(({ partner, body }) => (partner === null ? [] : [[partner, body]])),
  );
  const tenant: Record<string, unknown> = {
    apiVersion: 'muster/v1',
    kind: 'Tenant',
    settings: result.settings,
    connectors,
  };
  for (const section of Object.keys(sections) as PolicySection[]) {
    tenant[section] = policiesIn(section, result.policies);
  }
  const groups = groupsOf(result.policies).excluded;
  const parts = { ...tenant, groups, users, devices: devicesOf(result, user) };
  return Object.fromEntries(
    Object.entries(parts).filter(
      ([, part]) => typeof part === 'string' || Object.keys(part ?? {}).length > 0,
    ),
  );
};

/** `${` begins a variable in scenarios, which a name in an export never means. */
const withoutVariables = (value: unknown): unknown => {
  if (typeof value === 'string') {
    return value.replace(/\$\{([^}]*)\}/g, '<$1>').replaceAll('${', '$(');
  }
  if (Array.isArray(value)) return value.map(withoutVariables);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, withoutVariables(part)]),
  );
};

/** Text of others must stay within its comment. */
const comment = (text: string): string => `# ${text.replace(/\p{C}+/gu, ' ')}`;

/** Partners that could feed the policies, with the toggles these look at. */
const suggestedConnectors = (policies: readonly ImportedPolicy[]): string => {
  const mobile = new Set<string>();
  const windows = new Map<string, string>();
  for (const policy of policies) {
    if (policy.section === 'conditionalAccessPolicies') continue;
    const platform = platformOf(deviceOfType[policy.value.type] ?? 'androidWorkProfile');
    const isApp = policy.section === 'appProtectionPolicies';
    const toggle = `${platform}${isApp ? 'MobileApplicationManagement' : ''}Enabled: true`;
    if (platform !== 'windows') mobile.add(toggle);
    else windows.set(isApp ? 'windowsSecurityCenter' : 'defender', toggle);
  }
  if (mobile.size + windows.size === 0) mobile.add('androidEnabled: true').add('iosEnabled: true');
  const ofPartners = [
    ...(mobile.size === 0 ? [] : [`lookout: { ${[...mobile].join(', ')} }`]),
    ...[...windows].map(([partner, toggle]) => `${partner}: { ${toggle} }`),
  ];
  return `{ ${ofPartners.join(', ')} }`;
};

const header = (result: ImportResult): string[] => {
  const lines = ['Imported policies, reduced to what matters to Mobile Threat Defense.'];
  for (const policy of result.policies) {
    const name = policy.displayName ?? 'without a name';
    const source = `${policy.file} (${dialectNames[policy.dialect]})`;
    lines.push(`  ${policy.key}: ${sections[policy.section]} "${name}" from ${source}`);
  }
  for (const { partner, displayName, file } of result.connectors) {
    const name = partner ?? `unknown partner "${displayName ?? ''}", left out`;
    lines.push(`  ${name}: connector from ${file}`);
  }
  for (const { what, reason, file } of result.leftOut) {
    lines.push(`  left out: ${what} from ${file}: ${reason}`);
  }
  if (result.connectors.length === 0) {
    lines.push('No connector was given. Add the partners in use, with the platforms that are on:');
    lines.push(`  connectors: ${suggestedConnectors(result.policies)}`);
  }
  lines.push('Users and devices at the end are placeholders: put your own there.');
  return lines.map(comment);
};

/**
 * The text of a tenant file with all that was imported. Users and devices are placeholders, so that
 * the tenant can be read and asked at once: one user in every group that a policy includes, and a
 * device for each kind of management the policies speak of.
 */
export const writeTenant = (result: ImportResult): string =>
  `${header(result).join('\n')}\n${yamlText(withoutVariables(whole(result)) as object)}`;
