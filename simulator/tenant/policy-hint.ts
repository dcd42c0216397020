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
import { type JsonSchema, orVariable, type SchemaOptions } from '../source/shape.ts';

/**
 * What editors offer inside a policy: the properties that decide something, each with the label
 * of the admin centre. Every other Graph property is allowed; simulator/graph knows them all.
 */
type Hints = (options: SchemaOptions) => Readonly<Record<string, JsonSchema>>;

const graphType = (types: readonly string[]): JsonSchema => ({
  enum: types.map((type) => `#microsoft.graph.${type}`),
});

const groups = (description: string, options: SchemaOptions): JsonSchema => ({
  type: 'array',
  items: orVariable({ type: 'string' }, options),
  description,
});

const assignment: Hints = (options) => ({
  assignedTo: groups(
    'Groups it is assigned to; `allUsers` and `allDevices` are built in.',
    options,
  ),
  excludedGroups: groups('Groups it is not for, even if they are assigned.', options),
  import: {
    type: 'string',
    description:
      'A file with the exported policy, relative to this file; `file.json#name` where it has several.',
  },
  displayName: { type: 'string', description: 'The name in the admin centre.' },
});

const action = (options: SchemaOptions): JsonSchema => ({
  type: 'object',
  properties: {
    actionType: {
      ...orVariable({ enum: noncomplianceActionTypes }, options),
      description: '`block` is the API name of "Mark device noncompliant".',
    },
    gracePeriodHours: {
      ...orVariable({ type: 'integer', minimum: 0, maximum: 8760 }, options),
      description: 'Hours after the first failure; 24 is the portal\'s "1 day".',
    },
  },
});

const compliance: Hints = (options) => ({
  '@odata.type': { ...graphType(compliancePolicyTypes), description: 'Kind of policy.' },
  deviceThreatProtectionEnabled: {
    ...orVariable({ type: 'boolean' }, options),
    description: 'Must be true for the threat level to be asked for.',
  },
  deviceThreatProtectionRequiredSecurityLevel: {
    ...orVariable({ enum: deviceThreatProtectionLevels }, options),
    description:
      'Admin centre: "Require the device to be at or under the Device Threat Level" (third parties).',
  },
  advancedThreatProtectionRequiredSecurityLevel: {
    ...orVariable({ enum: deviceThreatProtectionLevels }, options),
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
          items: action(options),
          description: 'The actions, each with its time.',
        },
      },
    },
  },
  ...assignment(options),
});

const appProtection: Hints = (options) => ({
  '@odata.type': { ...graphType(appProtectionPolicyTypes), description: 'Kind of policy.' },
  maximumAllowedDeviceThreatLevel: {
    ...orVariable({ enum: managedAppDeviceThreatLevels }, options),
    description: 'Admin centre: "Max allowed device threat level". Default: notConfigured.',
  },
  mobileThreatDefenseRemediationAction: {
    ...orVariable({ enum: ['block', 'wipe'] }, options),
    description: 'Admin centre: "Block access" or "Wipe data". Default: block.',
  },
  mobileThreatDefensePartnerPriority: {
    ...orVariable({ enum: [...partnerPriorities, null] }, options),
    description: 'Admin centre: "Primary MTD service", where two are switched on.',
  },
  apps: groups('Keys of the apps it protects, e.g. `outlook`; `allApps` is all of them.', options),
  targetedAppManagementLevels: {
    type: ['string', 'array'],
    description: 'Admin centre: "Device management type". Empty: every kind of device.',
  },
  ...assignment(options),
});

const included = (what: string, options: SchemaOptions): Readonly<Record<string, JsonSchema>> => ({
  [`include${what}`]: groups(`Included ${what.toLowerCase()}.`, options),
  [`exclude${what}`]: groups(`Excluded ${what.toLowerCase()}; excluding wins.`, options),
});

const conditionalAccess: Hints = (options) => ({
  displayName: { type: 'string', description: 'The name in the admin centre.' },
  import: {
    type: 'string',
    description: 'A file with the exported policy, relative to this file.',
  },
  state: {
    ...orVariable({ enum: conditionalAccessPolicyStates }, options),
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
          ...included('Users', options),
          ...included('Groups', options),
          ...included('Roles', options),
        },
      },
      applications: {
        type: 'object',
        description: 'Resources, e.g. `exchange`; `All` is every one.',
        properties: included('Applications', options),
      },
      platforms: {
        type: 'object',
        description: 'Device platforms: android, iOS, windows, all.',
        properties: included('Platforms', options),
      },
      clientAppTypes: groups('What sign-ins come from, e.g. `all`, `browser`.', options),
    },
  },
  grantControls: {
    type: ['object', 'null'],
    description: 'What is asked for.',
    properties: {
      operator: {
        ...orVariable({ enum: ['AND', 'OR'] }, options),
        description: '"Require all" or "Require one of the selected controls".',
      },
      builtInControls: groups(
        '`compliantDevice`: Intune compliance; `compliantApplication`: app protection; `block`, `mfa` …',
        options,
      ),
    },
  },
});

const hints: Readonly<Record<PolicySection, Hints>> = {
  compliancePolicies: compliance,
  appProtectionPolicies: appProtection,
  conditionalAccessPolicies: conditionalAccess,
};

export const policySchema = (section: PolicySection, options: SchemaOptions): JsonSchema => ({
  type: 'object',
  properties: hints[section](options),
});
