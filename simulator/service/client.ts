import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { JWK } from 'jose';
import { type PartnerKey, partnerKeys, partnerOf } from '../../core/partners.ts';
import { objectId } from '../contract/object-id.ts';
import { partnerClientId } from '../contract/partner-client.ts';
import { deviceRoles, graphRoles, intuneRoles } from './scope.ts';

/** An application that may ask for tokens in a tenant. */
export interface Client {
  readonly id: string;
  readonly name: string;
  /** Null for an admin's own tool. */
  readonly partner: PartnerKey | null;
  /** Application roles, of every resource. */
  readonly roles: readonly string[];
  /** SHA-256 of each secret it may show. */
  readonly secrets: readonly Buffer[];
  /** Public keys it may sign assertions with. */
  readonly keys: readonly JWK[];
  /** It runs where no secret can be kept, and asks for tokens of users only. */
  readonly isPublic?: true;
}

export const digest = (secret: string): Buffer => createHash('sha256').update(secret).digest();

export const knowsSecret = (client: Client, secret: string): boolean => {
  const shown = digest(secret);
  return client.secrets.some((known) => timingSafeEqual(known, shown));
};

/** The same client with one secret more, which nobody is told again. */
export const withNewSecret = (client: Client): { client: Client; secret: string } => {
  const secret = randomBytes(24).toString('base64url');
  return { secret, client: { ...client, secrets: [...client.secrets, digest(secret)] } };
};

/** The application id of Microsoft Graph Command Line Tools, with which admins sign in. */
export const signInClientId = '14d82eec-204b-4c2f-b7e8-296a70dab67e';

export const adminClientId = (tenant: string): string => objectId(tenant, 'client', 'admin');

/** A tool of the tenant's admin, one to sign in with, and every partner; none has a secret yet. */
export const clientsOf = (tenant: string): Map<string, Client> => {
  const nobody = { secrets: [], keys: [] };
  const admin: Client = {
    ...nobody,
    id: adminClientId(tenant),
    name: 'admin',
    partner: null,
    roles: [...graphRoles, ...deviceRoles],
  };
  const signIn: Client = {
    ...nobody,
    id: signInClientId,
    name: 'Microsoft Graph Command Line Tools',
    partner: null,
    roles: graphRoles,
    isPublic: true,
  };
  const clients = new Map([admin, signIn].map((client) => [client.id, client]));
  for (const partner of partnerKeys) {
    const id = partnerClientId(partner);
    const { displayName } = partnerOf(partner);
    clients.set(id, { ...nobody, id, name: displayName, partner, roles: intuneRoles });
  }
  return clients;
};
