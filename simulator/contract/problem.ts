import type { ContractValues } from './parameters.ts';

/** Kinds of problem, by the last part of their type; each with its parameter and its title. */
export const problemKinds = {
  malformed: ['malformed', 'The body is no JSON'],
  'unsupported-api-version': ['unsupportedApiVersion', 'This version is not spoken here'],
  'token-in-query': ['tokenInQuery', 'A token does not belong into an address'],
  'invalid-token': ['invalidToken', 'The access token is not valid here'],
  'missing-role': ['missingRole', 'The token lacks a role'],
  'tenant-mismatch': ['tenantMismatch', 'The token is for another tenant'],
  'app-sync-not-enabled': ['appSyncNotEnabled', 'App Sync is switched off in this tenant'],
  'unknown-service': ['unknownService', 'There is no such application here'],
  'unknown-tenant': ['unknownTenant', 'There is no such tenant'],
  'unknown-message': ['unknownMessage', 'Nothing is known under this id'],
  'connector-unavailable': ['blocked', 'The connector is not provisioned'],
  'connector-not-set-up': ['blocked', 'The set-up of the connector is not complete'],
  'idempotency-payload-mismatch': ['payloadMismatch', 'The same id came with another body'],
  'cursor-expired': ['cursorExpired', 'These pages are gone'],
  'etag-mismatch': ['etagMismatch', 'The connector has changed since'],
  'too-many-items': ['tooLarge', 'Too many items'],
  'body-too-large': ['tooLarge', 'The body is too large'],
  'media-type': ['mediaType', 'The body must be application/json'],
  schema: ['schema', 'The body is not what the schema says'],
  'rate-limited': ['rateLimited', 'Too many calls'],
  'broad-query-too-often': ['tooOften', 'The inventory of all devices was asked for too often'],
} as const satisfies Readonly<Record<string, readonly [keyof ContractValues['statuses'], string]>>;

export type ProblemKind = keyof typeof problemKinds;
