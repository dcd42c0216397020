import type { ContractProfile } from '../../contract/profile.ts';
import {
  connectorRequestSchema,
  errorReportSchema,
  heartbeatSchema,
  inventoryRequestSchema,
} from '../../contract/request-schema.ts';
import { type SchemaFault, schemaCheck } from '../../contract/schema.ts';
import { messageSchema } from '../../contract/threat-schema.ts';
import type { Endpoint } from './call.ts';
import type { Check } from './check.ts';

type BodyCheck = (value: unknown) => readonly SchemaFault[];

const checksOf = (profile: ContractProfile): Readonly<Partial<Record<Endpoint, BodyCheck>>> => ({
  message: schemaCheck(messageSchema(profile)),
  connector: schemaCheck(connectorRequestSchema),
  heartbeat: schemaCheck(heartbeatSchema),
  error: schemaCheck(errorReportSchema(profile)),
  request: schemaCheck(inventoryRequestSchema(profile, 'list')),
});

export const closedSchema: Check = {
  id: 'PT-18',
  title: 'No property goes over the wire that the contract does not name (schema half)',
  rule: 'What the organisation can and cannot see (Microsoft Learn); closed schemas of 6.14',
  mark: 'F',
  severity: 'MUST',
  topics: ['a threat message'],
  watch: (profile) => {
    const checks = checksOf(profile);
    return ({ endpoint, method, body }, note) => {
      const check = method === 'PUT' ? checks[endpoint] : undefined;
      if (check === undefined || body === null) return;
      note.seen(endpoint === 'message' ? 'a threat message' : undefined);
      for (const { keyword, path, message } of check(body)) {
        if (keyword !== 'additionalProperties') continue;
        note.fault('properties of the contract alone', `${path || '/'}: ${message}`);
      }
    };
  },
};
