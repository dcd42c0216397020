import { partnerKeys, partnerOf } from '../../core/partners.ts';
import { clouds } from '../../core/vocabulary.ts';
import {
  keyed,
  list,
  type ObjectOf,
  object,
  optional,
  record,
  wanted,
} from '../source/collection.ts';
import { duration, flag, integer, text, word } from '../source/scalar.ts';
import { located, named, refined, remembered, type Shape, wrongType } from '../source/shape.ts';
import type { Mapping } from '../source/tree.ts';
import { connectorShape } from './connector-entry.ts';
import { deviceShape } from './device-facts.ts';
import { groupName, name } from './name.ts';
import type { PolicySection } from './policy-body.ts';
import { policySchema } from './policy-hint.ts';

export const apiVersion = 'muster/v1';

/** The releases of Intune that `serviceRelease` can name: YYMM, from MTD's first year on. */
const releases = { least: 1701, most: 9912 };

const serviceRelease = refined(integer(releases), (release, tree, report) => {
  const month = release % 100;
  if (month >= 1 && month <= 12) return release;
  report(tree, 'value', `\`${release}\` is no year and month, e.g. 2308 is August 2023`);
  return undefined;
});

/** Fields of Graph `deviceManagementSettings` that decide something. */
export const settingFields = {
  secureByDefault: optional(
    flag,
    'Admin centre: "Mark devices with no compliance policy assigned as". true = not compliant. Default: false.',
  ),
  deviceComplianceCheckinThresholdDays: optional(
    integer({ least: 1, most: 120 }),
    'Admin centre: "Compliance status validity period (days)". Default: 30.',
  ),
} as const;

export const userFields = {
  groups: optional(list(located(groupName)), 'User groups. A group exists once it is named.'),
  roles: optional(list(text('the name of a role')), 'Entra roles.'),
  licensed: optional(flag, 'Has an Intune licence. Default: true.'),
} as const;
export const userShape = named('user', remembered(object('the facts of a user', userFields)));

/** The body of a policy is read by simulator/graph; here it only has to be a map. */
const policyBody = (section: PolicySection): Shape<Mapping> =>
  named(section, {
    expected: 'the body of a policy',
    schema: (options) => policySchema(section, options),
    read: (tree, report) =>
      tree.kind === 'map' ? tree : wrongType(tree, report, 'the body of a policy, a map'),
  });

const policies = (section: PolicySection) =>
  remembered(record('names to policies', name('a policy'), policyBody(section)));

/** What a tenant file holds, and `given` of a scenario. */
export const tenantFields = {
  settings: optional(
    object('tenant settings', settingFields),
    'Compliance settings of the tenant.',
  ),
  cloud: optional(located(word('cloud', clouds)), 'Default: public.'),
  cloudConnectors: optional(
    located(list(word('partner', partnerKeys))),
    'In a sovereign cloud: partners that support it. Default: those of `connectors`.',
  ),
  serviceRelease: optional(
    serviceRelease,
    'Intune service release as YYMM; decides which messages a connector blocks. Default: 2601.',
  ),
  recalculationDelay: optional(
    duration,
    'From an accepted threat message to the calculation it causes. Default: 0s.',
  ),
  groups: optional(
    list(groupName),
    'Groups nobody is in yet. Others exist once a user or a device names them.',
  ),
  users: optional(
    remembered(record('names to users', name('a user'), userShape)),
    'Users by name.',
  ),
  connectors: optional(
    remembered(keyed('partner', partnerKeys, connectorShape, (key) => partnerOf(key).displayName)),
    'MTD connectors by partner, in Graph property names. Set up and in contact unless said.',
  ),
  compliancePolicies: optional(
    policies('compliancePolicies'),
    'Compliance policies by name: Graph bodies plus `assignedTo`.',
  ),
  appProtectionPolicies: optional(
    policies('appProtectionPolicies'),
    'App protection policies by name: Graph bodies plus `assignedTo` and `apps`.',
  ),
  conditionalAccessPolicies: optional(
    policies('conditionalAccessPolicies'),
    'Conditional Access policies by name: Graph bodies.',
  ),
  devices: optional(
    remembered(record('names to devices', name('a device'), deviceShape)),
    'Devices by name.',
  ),
} as const;

export const useField = optional(
  list(located(text('the path of a tenant file'))),
  'Tenant files to start from, relative to this file, or `muster:tenants/…` for shipped ones.',
);

export const tenantShape = object('the parts of a tenant', tenantFields);
export type TenantEntry = ObjectOf<typeof tenantFields>;

const headFields = {
  apiVersion: wanted(word('version of the format', [apiVersion]), 'Always `muster/v1`.'),
  kind: wanted(word('kind of file', ['Tenant']), 'Always `Tenant`.'),
  use: useField,
} as const;

/** Keys of a tenant file that are not parts of the tenant. */
export const tenantHeadKeys: readonly string[] = Object.keys(headFields);
export const tenantHeadShape = object('the head of a tenant file', headFields);

/** A tenant file as a whole, for its JSON Schema. */
export const tenantFileShape = object('a tenant', { ...headFields, ...tenantFields });
