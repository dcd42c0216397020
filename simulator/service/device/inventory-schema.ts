import {
  type AppField,
  appFieldNames,
  appFields,
  type FieldType,
} from '../../../core/inventory.ts';
import type { Schema } from './device-actions.ts';

const types: Readonly<Record<FieldType, Schema>> = {
  text: { type: 'string', minLength: 1, maxLength: 1_000 },
  bytes: { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
  flag: { type: 'boolean' },
};

const fieldsOfApp = appFieldNames.filter((field): field is AppField => field !== 'appId');
const isTrue: Schema = { const: true };

/** What a device can say of an app: the rules of Apple's list, and no fields of its own. */
const appSchema: Schema = {
  type: ['object', 'null'],
  required: ['managed'],
  additionalProperties: false,
  properties: Object.fromEntries(fieldsOfApp.map((field) => [field, types[appFields[field].type]])),
  not: {
    type: 'object',
    required: ['deviceBasedVpp', 'fromAppStore'],
    properties: { deviceBasedVpp: isTrue, fromAppStore: isTrue },
  },
};

const certificateSchema: Schema = {
  type: ['object', 'null'],
  required: ['data', 'identity', 'managed'],
  additionalProperties: false,
  properties: { data: types.text, identity: types.flag, managed: types.flag },
};

/** Apps and certificates by name; null takes one away. */
export const inventoryProperties = {
  apps: { type: 'object', maxProperties: 5_000, additionalProperties: appSchema },
  certificates: { type: 'object', maxProperties: 5_000, additionalProperties: certificateSchema },
} as const satisfies Readonly<Record<string, Schema>>;
