import type { ContractProfile } from './profile.ts';
import type { Schema } from './schema.ts';
import { wirePlatforms } from './threat-message.ts';

const guid: Schema = { type: 'string', format: 'uuid' };
const instant: Schema = { type: 'string', format: 'date-time', pattern: 'Z$' };
const token: Schema = { type: 'string', pattern: '^[a-z][a-z0-9_]{0,63}$' };
const partnerDevice: Schema = { type: 'string', minLength: 1, maxLength: 128 };

const attack: Schema = {
  type: 'object',
  required: ['version', 'techniques'],
  additionalProperties: false,
  properties: {
    version: { type: 'string', pattern: '^[0-9]+\\.[0-9]+$' },
    techniques: {
      type: 'array',
      uniqueItems: true,
      maxItems: 16,
      items: { type: 'string', pattern: '^T1[0-9]{3}(\\.[0-9]{3})?$' },
    },
  },
};

const app: Schema = {
  type: 'object',
  additionalProperties: false,
  required: ['platformAppId'],
  properties: {
    platformAppId: { type: 'string', maxLength: 255 },
    version: { type: 'string', maxLength: 64 },
    sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
  },
};

const threat: Schema = {
  type: 'object',
  required: ['threatId', 'status', 'category', 'classification', 'severity', 'firstObservedAt'],
  additionalProperties: false,
  properties: {
    threatId: { type: 'string', minLength: 1, maxLength: 128 },
    status: { enum: ['active', 'resolved', 'ignored'] },
    category: { enum: ['device', 'app', 'network', 'web', 'configuration'] },
    classification: token,
    vendorClassification: { type: 'string', maxLength: 128 },
    severity: { enum: ['none', 'low', 'medium', 'high'] },
    attack,
    firstObservedAt: instant,
    lastObservedAt: instant,
    resolvedAt: instant,
    userCanRemediate: { type: 'boolean' },
    title: {
      type: 'object',
      minProperties: 1,
      additionalProperties: { type: 'string', maxLength: 300 },
    },
    app,
  },
  if: { properties: { status: { const: 'resolved' } } },
  // biome-ignore lint/suspicious/noThenProperty: it is a keyword of JSON Schema
  then: { required: ['resolvedAt'] },
  else: { not: { required: ['resolvedAt'] } },
};

/** Only an app that is activated and reports can know a level. */
const noLevelWithoutHealth: Schema = {
  if: {
    properties: {
      activationState: { const: 'activated' },
      reportingState: { const: 'reporting' },
    },
  },
  else: { not: { required: ['riskLevel'] }, properties: { compromised: { const: false } } },
};

const compromisedIsHigh: Schema = {
  if: { properties: { compromised: { const: true } }, required: ['compromised'] },
  // biome-ignore lint/suspicious/noThenProperty: it is a keyword of JSON Schema
  then: { required: ['riskLevel'], properties: { riskLevel: { const: 'high' } } },
};

const levelNeedsScan: Schema = {
  if: { required: ['riskLevel'] },
  // biome-ignore lint/suspicious/noThenProperty: it is a keyword of JSON Schema
  then: { required: ['lastScanAt', 'threats'] },
};

/** The schema of one item (contract, 6.14). It is closed: what it does not name is not sent. */
export const itemSchema = ({ limits }: ContractProfile): Schema => ({
  type: 'object',
  required: [
    'eventId',
    'deviceId',
    'platform',
    'epoch',
    'sequence',
    'changedAt',
    'activationState',
  ],
  additionalProperties: false,
  properties: {
    eventId: guid,
    deviceId: guid,
    userId: guid,
    partnerDeviceId: partnerDevice,
    parentPartnerDeviceId: partnerDevice,
    platform: { enum: wirePlatforms },
    scope: {
      enum: ['wholeDevice', 'workProfile', 'personalProfile', 'appOnly'],
      default: 'wholeDevice',
    },
    epoch: { type: 'integer', minimum: 0, maximum: 4_294_967_295 },
    sequence: { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER },
    changedAt: instant,
    lastScanAt: instant,
    activationState: { enum: ['pending', 'activated', 'deactivated'] },
    reportingState: { enum: ['reporting', 'unresponsive', 'misconfigured'], default: 'reporting' },
    riskLevel: { enum: ['secured', 'low', 'medium', 'high'] },
    compromised: { type: 'boolean', default: false },
    riskOverride: { type: 'string', maxLength: 200 },
    threats: { type: 'array', maxItems: limits.threatsPerDevice, items: threat },
  },
  allOf: [noLevelWithoutHealth, compromisedIsHigh, levelNeedsScan],
});

/** The envelope of a message. How many items there may be is a limit, not a fault of the schema. */
export const envelopeSchema: Schema = {
  type: 'object',
  required: ['messageId', 'sentAt', 'items'],
  additionalProperties: false,
  properties: {
    messageId: guid,
    sentAt: instant,
    items: { type: 'array', minItems: 1 },
  },
};

/** The whole message as one schema (contract, 6.14). */
export const messageSchema = (profile: ContractProfile): Schema => ({
  ...envelopeSchema,
  properties: {
    ...envelopeSchema.properties,
    items: {
      type: 'array',
      minItems: 1,
      maxItems: profile.limits.itemsPerMessage,
      items: itemSchema(profile),
    },
  },
});
