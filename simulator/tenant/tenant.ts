import { partnerKeys } from '../../core/partners.ts';
import type {
  AppProtectionPolicy,
  CompliancePolicy,
  ConditionalAccessPolicy,
  Tenant,
  User,
} from '../../core/tenant.ts';
import type { NamedValue, ObjectOf } from '../source/collection.ts';
import type { Report } from '../source/report.ts';
import type { Mapping } from '../source/tree.ts';
import { checkConnectors } from './conflict.ts';
import { connectorOf } from './connector-entry.ts';
import { deviceFactsOf } from './device-facts.ts';
import { type ImportContext, withImport } from './import-file.ts';
import { type Names, unknownName } from './names.ts';
import { type PolicyEntry, policyFrom, policySections } from './policy-body.ts';
import { checkPolicy } from './policy-check.ts';
import { cloudOf } from './tenant-cloud.ts';
import { type TenantEntry, tenantShape, type userFields } from './tenant-shape.ts';
import { cloudsOf } from './vendor-cloud.ts';

/** A tenant as far as its file could be read; with an error among the reports it is not whole. */
export interface TenantDraft {
  readonly tenant: Tenant;
  readonly names: Names;
}

/** Words that stand beside device names where expectations are written. */
const reservedSubjects: readonly string[] = [
  'events',
  'graded',
  'replies',
  'when',
  'basis',
  'note',
  'grade',
];

export const userOf = (entry: ObjectOf<typeof userFields>): User => ({
  groups: (entry.groups ?? []).map(({ value }) => value),
  roles: entry.roles ?? [],
  licensed: entry.licensed ?? true,
});

const readPolicies = (entry: TenantEntry, context: ImportContext): Map<string, PolicyEntry> => {
  const policies = new Map<string, PolicyEntry>();
  for (const section of policySections) {
    for (const { name, at, value } of entry[section] ?? []) {
      const other = policies.get(name);
      if (other !== undefined) {
        const origin = [{ span: other.at.span, message: 'it is here' }];
        const message = `there is a policy \`${name}\` under ${other.section} already`;
        context.report({ ...at, origin }, 'conflict', message);
        continue;
      }
      if (value === undefined) continue;
      const body = withImport(section, value, context);
      const imported = body !== value;
      const policy = body && policyFrom(section, body, imported, context.add);
      policies.set(name, { name, section, at, body: body ?? value, policy });
    }
  }
  return policies;
};

const groupsOf = (entry: TenantEntry): Set<string> => {
  const users = (entry.users ?? []).flatMap(({ value }) => value?.groups ?? []);
  const devices = (entry.devices ?? []).flatMap(({ value }) => value?.groups ?? []);
  const synced = (entry.connectors ?? []).flatMap(({ value }) => value?.syncedGroups ?? []);
  return new Set([
    ...(entry.groups ?? []),
    ...users.map(({ value }) => value),
    ...devices,
    ...synced,
  ]);
};

const checkDevices = (entry: TenantEntry, users: ReadonlySet<string>, report: Report): void => {
  for (const { name, at, value } of entry.devices ?? []) {
    if (reservedSubjects.includes(name) || partnerKeys.some((key) => key === name)) {
      report(at, 'name', `\`${name}\` cannot be the name of a device, the word is taken`);
    }
    const user = value?.user;
    if (user !== undefined && !users.has(user.value)) {
      unknownName(user.tree, 'user', user.value, users, report);
    }
  }
};

/** The names that were read, as a plain object. */
const values = <T, U>(
  entries: readonly NamedValue<T>[] | undefined,
  convert: (value: T) => U,
): Readonly<Record<string, U>> =>
  Object.fromEntries(
    (entries ?? []).flatMap(({ name, value }) =>
      value === undefined ? [] : [[name, convert(value)]],
    ),
  );

type PolicyRecords = Pick<Tenant, (typeof policySections)[number]>;

const policyRecords = (policies: ReadonlyMap<string, PolicyEntry>): PolicyRecords => {
  const compliancePolicies: Record<string, CompliancePolicy> = {};
  const appProtectionPolicies: Record<string, AppProtectionPolicy> = {};
  const conditionalAccessPolicies: Record<string, ConditionalAccessPolicy> = {};
  for (const { name, policy } of policies.values()) {
    if (policy === null) continue;
    if (policy.section === 'compliancePolicies') compliancePolicies[name] = policy.value;
    else if (policy.section === 'appProtectionPolicies') appProtectionPolicies[name] = policy.value;
    else conditionalAccessPolicies[name] = policy.value;
  }
  return { compliancePolicies, appProtectionPolicies, conditionalAccessPolicies };
};

/** Service release in force unless the tenant names one. */
const currentRelease = 2601;

/** Builds the core's tenant from merged parts; whatever is wrong is reported, all at once. */
export const tenantFrom = (parts: Mapping, context: ImportContext): TenantDraft => {
  const { report } = context;
  const entry: TenantEntry = tenantShape.read(parts, report) ?? {};
  const users = new Set((entry.users ?? []).map(({ name }) => name));
  const groups = groupsOf(entry);
  const policies = readPolicies(entry, context);
  for (const policy of policies.values()) checkPolicy(policy, { users, groups }, report);
  checkConnectors(entry.connectors ?? [], report);
  checkDevices(entry, users, report);
  const connectors = Object.fromEntries(
    (entry.connectors ?? []).flatMap(({ name, value }) =>
      value === undefined ? [] : [[name, connectorOf(name, value, report)]],
    ),
  );
  const tenant: Tenant = {
    settings: {
      secureByDefault: entry.settings?.secureByDefault ?? false,
      deviceComplianceCheckinThresholdDays:
        entry.settings?.deviceComplianceCheckinThresholdDays ?? 30,
    },
    ...cloudOf(entry, report),
    serviceRelease: entry.serviceRelease ?? currentRelease,
    recalculationDelay: entry.recalculationDelay ?? 0,
    connectors,
    ...cloudsOf(entry.connectors ?? [], report),
    ...policyRecords(policies),
    users: values(entry.users, userOf),
    devices: values(entry.devices, (device) => deviceFactsOf(device, report)),
  };
  const devices = new Set((entry.devices ?? []).map(({ name }) => name));
  return { tenant, names: { devices, users, groups, policies } };
};
