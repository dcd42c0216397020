import type { PartnerKey } from '../../../core/partners.ts';
import type { Tenant } from '../../../core/tenant.ts';
import type { Duration, Instant } from '../../../core/time.ts';
import { type ObjectKind, objectId } from '../../contract/object-id.ts';
import { partnerClientId } from '../../contract/partner-client.ts';
import type { PolicyValue } from '../../port/operation.ts';
import type { Credential, Resource, SurfaceName, TargetSetup } from './setup.ts';
import { type AsUser, openSignIn } from './sign-in.ts';
import { type TokenBook, tokenFor } from './token-book.ts';
import type { Answer, Ask, Wire, Wires } from './wire.ts';

/** An application of the tenant, as the control surface told of it. */
export interface KnownClient {
  readonly id: string;
  readonly name: string;
  readonly secret: string;
}

/** What a session keeps of the tenant it drives: how it is reached, and what it was last told. */
export interface Desk {
  readonly tenantId: string;
  readonly setup: TargetSetup;
  readonly control: Wire;
  /** In the time of the case. */
  now: Instant;
  /** From the time of the case to that of the service. */
  readonly shift: Duration;
  /** The policies as they were last written, with the id each has in Graph. */
  readonly policies: Map<string, { id: string; value: PolicyValue }>;
  /** Counts messages, so that of two reports of one instant the later is the newer. */
  sent: number;
  readonly idOf: (kind: ObjectKind, name: string) => string;
  readonly has: (surface: SurfaceName) => boolean;
  /** Asks with a token of the admin. */
  readonly asAdmin: (resource: 'graph' | 'device', ask: Ask) => Promise<Answer>;
  readonly asUser: AsUser;
  readonly asPartner: (partner: PartnerKey, ask: Ask) => Promise<Answer>;
  /** Without a token, as a person's browser does. */
  readonly asNobody: (surface: 'partner', ask: Ask) => Promise<Answer>;
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

/** A tenant as the service took it over. */
export interface Opened {
  readonly tenantId: string;
  readonly tenant: Tenant;
  readonly start: Instant;
  readonly shift: Duration;
  readonly clients: readonly KnownClient[];
}

/** The application that asks: what the target file says, or what the service told. */
export const credentialOf = (
  { credentials }: TargetSetup,
  { tenantId, clients }: Pick<Opened, 'tenantId' | 'clients'>,
  partner: PartnerKey | null,
): Credential | null => {
  const given = partner === null ? credentials.admin : credentials.partners[partner];
  if (given !== undefined && given !== null) return given;
  const id = partner === null ? objectId(tenantId, 'client', 'admin') : partnerClientId(partner);
  const known = clients.find((client) => client.id === id);
  return known === undefined ? null : { kind: 'client', id, secret: known.secret };
};

const secretsOf = (credential: Credential, token: string): readonly string[] =>
  credential.kind === 'client' ? [credential.secret, token] : [token];

/** The control surface, asked with its token where it wants one. */
export const controlOf = ({ surfaces, credentials }: TargetSetup, wires: Wires): Wire => {
  const wire = wires.to(surfaces.control);
  const { control: token } = credentials;
  if (token === null) return wire;
  const authorization = `Bearer ${token}`;
  return {
    ask: (ask) =>
      wire.ask({ ...ask, headers: { ...ask.headers, authorization }, secrets: [token] }),
  };
};

/** @param book tokens that are held already, where the tenant is not a new one */
export const openDesk = (
  setup: TargetSetup,
  wires: Wires,
  opened: Opened,
  book: TokenBook,
): Desk => {
  const { tenantId, tenant, start, shift } = opened;
  const authorized = async (
    partner: PartnerKey | null,
    resource: Resource,
    surface: SurfaceName,
    ask: Ask,
  ): Promise<Answer> => {
    const address = setup.surfaces[surface];
    if (address === undefined) throw new Error(`there is no ${surface} surface`);
    const credential = credentialOf(setup, opened, partner);
    if (credential === null) {
      throw new Error(`nobody gave the credentials of ${partner ?? 'the admin'}`);
    }
    const asker = { tenantId, credential, resource };
    const wire = wires.to(address);
    const send = (token: string): Promise<Answer> => {
      const headers = { ...ask.headers, authorization: `Bearer ${token}` };
      return wire.ask({ ...ask, headers, secrets: secretsOf(credential, token) });
    };
    const token = await tokenFor(book, setup, wires, asker);
    const answer = await send(token);
    if (answer.status !== 401) return answer;
    // A token may be taken back before it is over; another is asked for once.
    const another = await tokenFor(book, setup, wires, asker, token);
    return another === token ? answer : send(another);
  };
  const idOf: Desk['idOf'] = (kind, name) => objectId(tenantId, kind, name);
  const control = controlOf(setup, wires);
  return {
    tenantId,
    setup,
    control,
    now: start,
    shift,
    sent: 0,
    policies: policiesOf(tenant, (name) => idOf('policy', name)),
    idOf,
    has: (surface) => setup.surfaces[surface] !== undefined,
    asAdmin: (resource, ask) => authorized(null, resource, resource, ask),
    asUser: openSignIn(setup, wires, { control, tenantId }),
    asPartner: (partner, ask) => authorized(partner, 'intune', 'partner', ask),
    asNobody: (surface, ask) => {
      const address = setup.surfaces[surface];
      if (address === undefined) throw new Error(`there is no ${surface} surface`);
      return wires.to(address).ask(ask);
    },
  };
};
