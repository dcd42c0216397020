import {
  appProtectionPolicyTypes,
  compliancePolicyTypes,
  conditionalAccessPolicyStates,
  deviceThreatProtectionLevels,
  managedAppDeviceThreatLevels,
  noncomplianceActionTypes,
  partnerPriorities,
} from '../../core/vocabulary.ts';
import type { PolicySection } from '../graph/policy.ts';
import {
  type JsonSchema,
  type JsonSchemaValue,
  orVariable,
  type SchemaOptions,
} from '../source/shape.ts';

/**
 * What editors offer inside a policy: the properties that decide something, each with the label
 * of the admin centre. Every other Graph property is allowed; simulator/graph knows them all.
 */
type Hints = Readonly<Record<string, JsonSchema>>;

/** `clear` is what the admin centre has called `secured` since 2026 (THREAT-07). */
const levels = [...deviceThreatProtectionLevels, 'clear'];

const graphType = (types: readonly string[]): JsonSchema => ({
  enum: types.map((type) => `#microsoft.graph.${type}`),
});

const groups = (description: string): JsonSchema => ({
  type: 'array',
  items: { type: 'string' },
  description,
});

const assignment: Hints = {
  assignedTo: groups('Groups it is assigned to; `allUsers` and `allDevices` are built in.'),
  excludedGroups: groups('Groups it is not for, even if they are assigned.'),
  import: {
    type: 'string',
    description:
      'A file with the exported policy, relative to this file; `file.json#name` where it has several.',
  },
  displayName: { type: 'string', description: 'The name in the admin centre.' },
};

const action: JsonSchema = {
  type: 'object',
  properties: {
    actionType: {
      enum: noncomplianceActionTypes,
      description: '`block` is the API name of "Mark device noncompliant".',
    },
    gracePeriodHours: {
      type: 'integer',
      minimum: 0,
      maximum: 8760,
      description: 'Hours after the first failure; 24 is the portal\'s "1 day".',
    },
  },
};

const compliance: Hints = {
  '@odata.type': { ...graphType(compliancePolicyTypes), description: 'Kind of policy.' },
  deviceThreatProtectionEnabled: {
    type: 'boolean',
    description: 'Must be true for the threat level to be asked for.',
  },
  deviceThreatProtectionRequiredSecurityLevel: {
    enum: levels,
    description:
      'Admin centre: "Require the device to be at or under the Device Threat Level" (third parties).',
  },
  advancedThreatProtectionRequiredSecurityLevel: {
    enum: levels,
    description:
      'Admin centre: "Require the device to be at or under the machine risk score" (Defender).',
  },
  scheduledActionsForRule: {
    type: 'array',
    description: 'Admin centre: "Actions for noncompliance".',
    items: {
      type: 'object',
      properties: {
        ruleName: { type: ['string', 'null'], description: 'As exported; not used.' },
        scheduledActionConfigurations: {
          type: 'array',
          items: action,
          description: 'The actions, each with its time.',
        },
      },
    },
  },
  ...assignment,
};

const appProtection: Hints = {
  '@odata.type': { ...graphType(appProtectionPolicyTypes), description: 'Kind of policy.' },
  maximumAllowedDeviceThreatLevel: {
    enum: managedAppDeviceThreatLevels,
    description: 'Admin centre: "Max allowed device threat level". Default: notConfigured.',
  },
  mobileThreatDefenseRemediationAction: {
    enum: ['block', 'wipe'],
    description: 'Admin centre: "Block access" or "Wipe data". Default: block.',
  },
  mobileThreatDefensePartnerPriority: {
    enum: [...partnerPriorities, null],
    description: 'Admin centre: "Primary MTD service", where two are switched on.',
  },
  apps: groups('Keys of the apps it protects, e.g. `outlook`; `allApps` is all of them.'),
  targetedAppManagementLevels: {
    type: ['string', 'array'],
    description: 'Admin centre: "Device management type". Empty: every kind of device.',
  },
  ...assignment,
};

const included = (what: string): Readonly<Record<string, JsonSchema>> => ({
  [`include${what}`]: groups(`Included ${what.toLowerCase()}.`),
  [`exclude${what}`]: groups(`Excluded ${what.toLowerCase()}; excluding wins.`),
});

const conditionalAccess: Hints = {
  displayName: { type: 'string', description: 'The name in the admin centre.' },
  import: {
    type: 'string',
    description: 'A file with the exported policy, relative to this file.',
  },
  state: {
    enum: conditionalAccessPolicyStates,
    description: 'On, off or report-only.',
  },
  conditions: {
    type: 'object',
    description: 'Whom and what it is for; every condition must match.',
    properties: {
      users: {
        type: 'object',
        description: 'Users, groups and roles; `All` is everybody.',
        properties: {
          ...included('Users'),
          ...included('Groups'),
          ...included('Roles'),
        },
      },
      applications: {
        type: 'object',
        description: 'Resources, e.g. `exchange`; `All` is every one.',
        properties: included('Applications'),
      },
      platforms: {
        type: 'object',
        description: 'Device platforms: android, iOS, windows, all.',
        properties: included('Platforms'),
      },
      clientAppTypes: groups('What sign-ins come from, e.g. `all`, `browser`.'),
    },
  },
  grantControls: {
    type: ['object', 'null'],
    description: 'What is asked for.',
    properties: {
      operator: {
        enum: ['AND', 'OR'],
        description: '"Require all" or "Require one of the selected controls".',
      },
      builtInControls: groups(
        '`compliantDevice`: Intune compliance; `compliantApplication`: app protection; `block`, `mfa` …',
      ),
    },
  },
};

const hints: Readonly<Record<PolicySection, Hints>> = {
  compliancePolicies: compliance,
  appProtectionPolicies: appProtection,
  conditionalAccessPolicies: conditionalAccess,
};

/** Wherever a value stands in the body, a variable may stand as well. */
const withVariables = (schema: JsonSchema, options: SchemaOptions): JsonSchema => {
  const { properties, items, description, ...rest } = schema;
  const inner = {
    ...rest,
    ...(isSchema(properties) && { properties: eachWithVariables(properties, options) }),
    ...(isSchema(items) && { items: withVariables(items, options) }),
  };
  return { ...orVariable(inner, options), ...(description !== undefined && { description }) };
};

const eachWithVariables = (properties: JsonSchema, options: SchemaOptions): JsonSchema =>
  Object.fromEntries(
    Object.entries(properties).map(([key, value]) => [
      key,
      isSchema(value) ? withVariables(value, options) : value,
    ]),
  );

const isSchema = (value: JsonSchemaValue | undefined): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const policySchema = (section: PolicySection, options: SchemaOptions): JsonSchema => ({
  type: 'object',
  properties: eachWithVariables(hints[section], options),
});
