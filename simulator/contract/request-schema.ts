import type { ContractProfile } from './profile.ts';
import type { Schema } from './schema.ts';
import { wirePlatforms } from './threat-message.ts';

const instant: Schema = { type: 'string', format: 'date-time', pattern: 'Z$' };
const guid: Schema = { type: 'string', format: 'uuid' };

/** Body of E4. */
export const connectorRequestSchema: Schema = {
  type: 'object',
  required: ['provisioned'],
  additionalProperties: false,
  properties: {
    provisioned: { type: 'boolean' },
    partnerName: { type: 'string', minLength: 1, maxLength: 200 },
    partnerContact: { type: 'string', maxLength: 320 },
    platforms: { type: 'array', uniqueItems: true, items: { enum: wirePlatforms } },
    capabilities: { type: 'array', uniqueItems: true, items: { enum: ['threat', 'appSync'] } },
    errorCatalogue: { type: 'string', format: 'uri', maxLength: 2_000 },
  },
};

/** Body of E6. */
export const heartbeatSchema: Schema = {
  type: 'object',
  required: ['sentAt', 'connectorVersion', 'status', 'queueDepth'],
  additionalProperties: false,
  properties: {
    sentAt: instant,
    connectorVersion: { type: 'string', minLength: 1, maxLength: 64 },
    status: { enum: ['ok', 'degraded'] },
    queueDepth: { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
    oldestUnsentAt: instant,
    lastAckedMessageId: guid,
    clearsError: { type: 'boolean' },
  },
};

/** Body of E9; `devices` is a list of ids, or the word `all`. */
export const inventoryRequestSchema = (
  { limits }: ContractProfile,
  devices: 'all' | 'list',
): Schema => ({
  type: 'object',
  required: ['devices'],
  additionalProperties: false,
  properties: {
    devices:
      devices === 'all'
        ? { const: 'all' }
        : { type: 'array', minItems: 1, maxItems: limits.devicesPerRequest, items: guid },
    changedSince: instant,
    includeApps: { enum: ['all', 'managed'], default: 'all' },
  },
});

/** Body of E12. */
export const errorReportSchema = ({ limits }: ContractProfile): Schema => ({
  type: 'object',
  required: ['code', 'detail', 'since'],
  additionalProperties: false,
  properties: {
    code: { type: 'string', pattern: '^[a-z][a-z0-9_]{0,63}$' },
    detail: { type: 'string', maxLength: limits.errorDetail },
    since: instant,
    helpUrl: { type: 'string', format: 'uri', maxLength: 2_000 },
  },
});
