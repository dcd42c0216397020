import type { PartnerKey } from '../../../core/partners.ts';
import type { Tenant } from '../../../core/tenant.ts';
import type { Instant } from '../../../core/time.ts';
import { type ObjectKind, objectId } from '../../contract/object-id.ts';
import { partnerClientId } from '../../contract/partner-client.ts';
import type { PolicyValue } from '../../port/operation.ts';
import type { Answer, Ask, Wire } from './wire.ts';

/** An application of the tenant, as the control surface told of it. */
export interface KnownClient {
  readonly id: string;
  readonly name: string;
  readonly secret: string;
}

const scopes = {
  graph: 'https://graph.microsoft.com/.default',
  intune: 'https://api.manage.microsoft.com//.default',
  device: 'urn:muster:devices/.default',
} as const;
export type Resource = keyof typeof scopes;

/** What a session keeps of the tenant it drives: how it is reached, and what it was last told. */
export interface Desk {
  readonly tenantId: string;
  readonly service: Wire;
  readonly control: Wire;
  now: Instant;
  /** The policies as they were last written, with the id each has in Graph. */
  readonly policies: Map<string, { id: string; value: PolicyValue }>;
  /** Counts messages, so that of two reports of one instant the later is the newer. */
  sent: number;
  readonly idOf: (kind: ObjectKind, name: string) => string;
  /** Asks with a token of the admin. */
  readonly asAdmin: (resource: Resource, ask: Ask) => Promise<Answer>;
  readonly asPartner: (partner: PartnerKey, ask: Ask) => Promise<Answer>;
}

const policiesOf = (tenant: Tenant, id: (name: string) => string): Desk['policies'] => {
  const policies: Desk['policies'] = new Map();
  for (const [name, value] of Object.entries(tenant.compliancePolicies)) {
    policies.set(name, { id: id(name), value: { section: 'compliancePolicies', value } });
  }
  for (const [name, value] of Object.entries(tenant.appProtectionPolicies)) {
    const known = { section: 'appProtectionPolicies', value } as const;
    policies.set(name, { id: `T_${id(name)}`, value: known });
  }
  for (const [name, value] of Object.entries(tenant.conditionalAccessPolicies)) {
    policies.set(name, { id: id(name), value: { section: 'conditionalAccessPolicies', value } });
  }
  return policies;
};

interface Opened {
  readonly tenantId: string;
  readonly tenant: Tenant;
  readonly start: Instant;
  readonly clients: readonly KnownClient[];
}

export const openDesk = (
  service: Wire,
  control: Wire,
  { tenantId, tenant, start, clients }: Opened,
): Desk => {
  const tokens = new Map<string, Promise<string>>();
  const fetchToken = async (client: string, resource: Resource): Promise<string> => {
    const known = clients.find(({ id }) => id === client);
    const answer = await service.ask({
      method: 'POST',
      path: `/${tenantId}/oauth2/v2.0/token`,
      form: {
        grant_type: 'client_credentials',
        client_id: client,
        client_secret: known?.secret ?? '',
        scope: scopes[resource],
      },
    });
    const token = answer.json?.['access_token'];
    if (typeof token !== 'string') throw new Error(`no token for ${resource}: ${answer.status}`);
    return token;
  };
  const authorized = async (client: string, resource: Resource, ask: Ask): Promise<Answer> => {
    const key = `${resource} ${client}`;
    const token = tokens.get(key) ?? fetchToken(client, resource);
    tokens.set(key, token);
    const headers = { ...ask.headers, authorization: `Bearer ${await token}` };
    return service.ask({ ...ask, headers });
  };
  const idOf: Desk['idOf'] = (kind, name) => objectId(tenantId, kind, name);
  const admin = objectId(tenantId, 'client', 'admin');
  return {
    tenantId,
    service,
    control,
    now: start,
    sent: 0,
    policies: policiesOf(tenant, (name) => idOf('policy', name)),
    idOf,
    asAdmin: (resource, ask) => authorized(admin, resource, ask),
    asPartner: (partner, ask) => authorized(partnerClientId(partner), 'intune', ask),
  };
};
