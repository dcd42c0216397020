import { partnerKeys } from '../../../core/partners.ts';
import {
  launchOutcomes,
  limits,
  managementTypes,
  settingStates,
  threatStates,
} from '../../../core/vocabulary.ts';
import { connectorProperties } from '../../graph/connector.ts';
import { capabilityOfVerb } from '../../port/capability.ts';
import type { Verb } from '../../port/operation.ts';
import type { Schema } from '../device/device-actions.ts';
import { inventoryProperties } from '../device/inventory-schema.ts';

const text: Schema = { type: 'string', minLength: 1, maxLength: 1_000 };
const flag: Schema = { type: 'boolean' };
const duration: Schema = { type: 'number', minimum: 0, maximum: 8.64e15 };
const texts: Schema = { type: 'array', items: text };
const oneOf = (words: readonly string[]): Schema => ({ type: 'string', enum: [...words] });
const mapOf = (words: readonly string[]): Schema => ({
  type: 'object',
  additionalProperties: oneOf(words),
});
const having = (
  required: Readonly<Record<string, Schema>>,
  optional: Readonly<Record<string, Schema>> = {},
): Schema => ({
  required: ['do', ...Object.keys(required)],
  properties: { do: {}, ...required, ...optional },
  additionalProperties: false,
});

const partner = oneOf(partnerKeys);
const device = text;
const days = 'partnerUnresponsivenessThresholdInDays';
const connector: Schema = {
  type: 'object',
  additionalProperties: false,
  properties: Object.fromEntries(
    connectorProperties.map((name) => [
      name,
      name === days ? { type: 'integer', minimum: 1, maximum: 365 } : flag,
    ]),
  ),
};

const listed = (...names: readonly string[]): Schema => ({
  type: 'object',
  required: names,
  properties: Object.fromEntries(names.map((name) => [name, texts])),
});

const assignment = ['assignedTo', 'excludedGroups', 'otherSettings'];
const compliancePolicy: Schema = {
  type: 'object',
  allOf: [listed(...assignment), { type: 'object', required: ['type', 'actions'] }],
  properties: {
    type: text,
    deviceThreatProtectionEnabled: flag,
    actions: {
      type: 'array',
      items: {
        type: 'object',
        required: ['actionType', 'gracePeriodHours'],
        properties: { actionType: text, gracePeriodHours: duration },
      },
    },
  },
};
const appProtectionPolicy: Schema = {
  type: 'object',
  allOf: [
    listed(...assignment, 'apps', 'targetedAppManagementLevels'),
    { type: 'object', required: ['type'] },
  ],
  properties: { type: text },
};
const kinds = ['Users', 'Groups', 'Roles', 'Applications', 'Platforms'];
const conditionalAccessPolicy: Schema = {
  allOf: [
    listed(
      ...kinds.flatMap((kind) => [`include${kind}`, `exclude${kind}`]),
      ...['clientAppTypes', 'conditionsNotSimulated', 'builtInControls'],
    ),
    { type: 'object', required: ['state', 'operator'] },
  ],
  type: 'object',
  properties: { state: text, operator: oneOf(['AND', 'OR']) },
};
const policies = {
  compliancePolicies: compliancePolicy,
  appProtectionPolicies: appProtectionPolicy,
  conditionalAccessPolicies: conditionalAccessPolicy,
} as const;

const section = oneOf(Object.keys(policies));
const policy: Schema = {
  ...having({ section, policy: text, value: { type: 'object' } }),
  allOf: Object.entries(policies).map(([name, value]) => ({
    if: { properties: { section: { const: name } } },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
    then: { properties: { value } },
  })),
};
const user: Schema = {
  type: ['object', 'null'],
  required: ['groups', 'roles', 'licensed'],
  additionalProperties: false,
  properties: { groups: texts, roles: texts, licensed: flag },
};

const ofPartner = having({ partner });
const ofInventory = having({ partner }, { device });
const ofDevice = having({ device });
const ofApp = having({ device, partner });
const offApp = having({ device, partner }, { silent: flag });
const consent = having({ partner }, { by: text });
const wipe: Schema = {
  ...having({}, { device, app: text, user: text }),
  anyOf: [{ required: ['device'] }, { required: ['user'] }],
};

/** What each operation of the port needs, so that nothing else reaches the core. */
const byVerb: Readonly<Record<Verb, Schema>> = {
  provision: ofPartner,
  deprovision: ofPartner,
  heartbeat: ofPartner,
  raiseError: ofPartner,
  clearError: ofPartner,
  report: having({ partner, device, state: oneOf(threatStates) }, { observedAt: duration }),
  requestAppSync: ofInventory,
  requestCertificateSync: ofInventory,
  setConnector: having({ partner, settings: connector }, { by: text }),
  setPolicy: policy,
  removePolicy: having({ section, policy: text }),
  assign: having({ section, policy: text, groups: texts }),
  unassign: having({ section, policy: text, groups: texts }),
  setTenant: having(
    {},
    {
      settings: {
        type: 'object',
        additionalProperties: false,
        properties: {
          secureByDefault: flag,
          deviceComplianceCheckinThresholdDays: { type: 'integer', minimum: 1, maximum: 120 },
        },
      },
      serviceRelease: { type: 'integer', minimum: 0, maximum: 9_999 },
      recalculationDelay: duration,
      users: { type: 'object', additionalProperties: user },
    },
  ),
  consent,
  revokeConsent: consent,
  wipeRequest: wipe,
  cancelWipe: wipe,
  enroll: having({ device, managementType: oneOf(managementTypes) }),
  unenroll: ofDevice,
  register: ofDevice,
  install: ofApp,
  activate: ofApp,
  uninstall: offApp,
  deactivate: offApp,
  scan: having({ device }, { partner }),
  raiseThreat: having({ device, threat: text, severity: oneOf(limits.slice(1)) }),
  resolveThreat: having({ device, threat: text }),
  checkIn: having({ device }, { settings: mapOf(settingStates) }),
  setInventory: having({ device }, inventoryProperties),
  launch: having({ device, app: text }, { conditions: mapOf(launchOutcomes), wipeFails: flag }),
  requestToken: having({ device, resource: text }),
  tap: having({ device, choose: text }, { app: text }),
};

export const operationSchema: Schema = {
  type: 'object',
  required: ['do'],
  properties: { do: oneOf(Object.keys(capabilityOfVerb)) },
  allOf: Object.entries(byVerb).map(([verb, schema]) => ({
    if: { properties: { do: { const: verb } }, required: ['do'] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
    then: schema,
  })),
};
