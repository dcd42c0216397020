import { randomUUID } from 'node:crypto';
import {
  type CryptoKey,
  exportJWK,
  generateKeyPair,
  type JWK,
  type JWTPayload,
  jwtVerify,
  SignJWT,
} from 'jose';
import type { PartnerKey } from '../../core/partners.ts';
import { objectId } from '../contract/object-id.ts';
import type { ContractProfile } from '../contract/profile.ts';
import type { Client } from './client.ts';
import { keepRecent } from './recent.ts';
import { type Resource, resources, rolesOfResource } from './scope.ts';
import type { Tenants } from './tenants.ts';

/** Who sent a request, as its token says. */
export interface Caller {
  readonly tenant: string;
  readonly client: string;
  readonly partner: PartnerKey | null;
  readonly resource: Resource;
  /** Application roles, or what a user let the application do: Graph gives both the same names. */
  readonly roles: readonly string[];
  /** The user who signed in, by the id Entra gave; null: the application asks for itself. */
  readonly user: string | null;
  /** Seconds since 1970. */
  readonly expires: number;
}

export interface TokenFailure {
  readonly failure: 'missing' | 'invalid';
  readonly why: string;
}

/** What a token turned out to be. One that was seen before is known at once. */
export type Checked = Caller | TokenFailure;

export const isFailure = (checked: Checked): checked is TokenFailure => 'failure' in checked;

export interface IssuedToken {
  readonly accessToken: string;
  readonly expiresIn: number;
}

/** Who signed in, and what the application may do for this user. */
export interface SignedIn {
  /** The id Entra gave. */
  readonly id: string;
  readonly principalName: string;
  readonly scopes: readonly string[];
  readonly directoryRoles: readonly string[];
}

export interface Tokens {
  /** For Graph, on behalf of a user. */
  readonly issueForUser: (tenant: string, client: Client, user: SignedIn) => Promise<IssuedToken>;
  readonly issue: (tenant: string, client: Client, resource: Resource) => Promise<IssuedToken>;
  /** Looks at an `Authorization` header. What is wrong never tells more than the token did. */
  readonly check: (
    authorization: string | undefined,
    resource: Resource,
  ) => Checked | Promise<Checked>;
  /** The public keys, as a JSON Web Key Set. */
  readonly keySet: () => { readonly keys: readonly JWK[] };
  readonly issuerOf: (tenant: string) => string;
}

/** A verified token is not verified again until it expires. */
const mostRemembered = 10_000;

const invalid = (why: string): TokenFailure => ({ failure: 'invalid', why });

const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

/** What signing and verifying stand on. */
interface Mint {
  readonly tenants: Tenants;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  readonly kid: string;
  readonly machineNow: () => number;
  readonly issuerOf: (tenant: string) => string;
  /** In seconds: how long a token is good for, and how far clocks may differ. */
  readonly lifetime: number;
  readonly skew: number;
}

const secondsOf = ({ machineNow }: Mint): number => Math.floor(machineNow() / 1000);

/** What a token says of whoever it is for. */
interface Claims {
  readonly oid: string;
  readonly idtyp: 'app' | 'user';
  readonly [claim: string]: unknown;
}

const sign = async (
  mint: Mint,
  tenant: string,
  { id }: Client,
  resource: Resource,
  claims: Claims,
): Promise<IssuedToken> => {
  const now = secondsOf(mint);
  const accessToken = await new SignJWT({ tid: tenant, appid: id, azp: id, ver: '2.0', ...claims })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: mint.kid })
    .setIssuer(mint.issuerOf(tenant))
    .setSubject(claims.oid)
    .setAudience(resources[resource][0])
    .setIssuedAt(now)
    .setNotBefore(now)
    .setExpirationTime(now + mint.lifetime)
    .setJti(randomUUID())
    .sign(mint.privateKey);
  return { accessToken, expiresIn: mint.lifetime };
};

const issue = (
  mint: Mint,
  tenant: string,
  client: Client,
  resource: Resource,
): Promise<IssuedToken> => {
  const roles = client.roles.filter((role) => rolesOfResource[resource].includes(role));
  const oid = objectId(tenant, 'client', `${client.id}/principal`);
  return sign(mint, tenant, client, resource, { oid, idtyp: 'app', roles });
};

const issueForUser = (
  mint: Mint,
  tenant: string,
  client: Client,
  { id, principalName, scopes, directoryRoles }: SignedIn,
): Promise<IssuedToken> => {
  const named = { upn: principalName, scp: scopes.join(' '), wids: directoryRoles };
  return sign(mint, tenant, client, 'graph', { oid: id, idtyp: 'user', ...named });
};

/** A token for a user has scopes, one for an application has roles. */
const heldIn = (payload: JWTPayload): Pick<Caller, 'roles' | 'user'> => {
  const { scp, oid } = payload;
  return typeof scp === 'string'
    ? { roles: scp.split(' '), user: String(oid) }
    : { roles: textsOf(payload['roles']), user: null };
};

const verify = async (
  { tenants, publicKey, machineNow, issuerOf, skew }: Mint,
  token: string,
  resource: Resource,
): Promise<Caller | TokenFailure> => {
  try {
    const { payload } = await jwtVerify(token, publicKey, {
      algorithms: ['RS256'],
      typ: 'JWT',
      audience: [...resources[resource]],
      clockTolerance: skew,
      currentDate: new Date(machineNow()),
      requiredClaims: ['iss', 'tid', 'appid', 'exp', 'iat', 'jti'],
    });
    const { tid, appid } = payload;
    if (typeof tid !== 'string' || typeof appid !== 'string') return invalid('claims');
    if (payload.iss !== issuerOf(tid)) return invalid('issuer');
    if (payload['events'] !== undefined) return invalid('a security event is no token');
    const client = tenants.get(tid)?.clients.get(appid);
    if (client === undefined) return invalid('the application is not known in this tenant');
    return {
      tenant: tid,
      client: appid,
      partner: client.partner,
      resource,
      ...heldIn(payload),
      expires: payload.exp ?? 0,
    };
  } catch {
    return invalid('the token is not one of this service, or it is over');
  }
};

/** Somebody whose token was verified, and the header it came in. */
interface Remembered {
  readonly authorization: string;
  readonly caller: Caller;
}

/** Tokens are told apart by their end, a part of the signature: to hash all of one takes longer. */
const endOf = (authorization: string): string => authorization.slice(-32);

const checker = (mint: Mint): Tokens['check'] => {
  const remembered: Readonly<Record<Resource, Map<string, Remembered>>> = {
    graph: new Map(),
    intune: new Map(),
    device: new Map(),
  };
  const isStillGood = ({ tenant, client, expires }: Caller): boolean =>
    expires + mint.skew > secondsOf(mint) && mint.tenants.get(tenant)?.clients.has(client) === true;
  const checkAnew = async (authorization: string, resource: Resource): Promise<Checked> => {
    const token = /^Bearer +([\w.~+/=-]+)$/i.exec(authorization)?.[1];
    if (token === undefined) return invalid('it is no bearer token');
    const caller = await verify(mint, token, resource);
    if (isFailure(caller)) return caller;
    const verified = { authorization, caller };
    keepRecent(remembered[resource], mostRemembered, endOf(authorization), verified);
    return caller;
  };
  return (authorization, resource) => {
    if (authorization === undefined) return { failure: 'missing', why: 'there is no token' };
    const known = remembered[resource].get(endOf(authorization));
    const isIt = known?.authorization === authorization;
    return isIt && isStillGood(known.caller) ? known.caller : checkAnew(authorization, resource);
  };
};

/** Signs tokens: RS256, 2,048 bits. */
export interface SigningKey {
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
}

/**
 * Tokens of a service.
 *
 * @param key absent: one of its own that lives as long as it does
 */
export const createTokens = async (
  tenants: Tenants,
  baseUrl: () => string,
  machineNow: () => number,
  { tokenLifetime, clockSkew }: ContractProfile['times'],
  key?: SigningKey,
): Promise<Tokens> => {
  const made = key ?? (await generateKeyPair('RS256', { modulusLength: 2048 }));
  const { privateKey, publicKey } = made;
  const kid = randomUUID();
  const jwk: JWK = { ...(await exportJWK(publicKey)), kid, use: 'sig', alg: 'RS256' };
  const issuerOf = (tenant: string): string => `${baseUrl()}/${tenant}/v2.0`;
  const mint: Mint = {
    ...{ tenants, privateKey, publicKey, kid, machineNow, issuerOf },
    lifetime: Math.floor(tokenLifetime / 1000),
    skew: Math.floor(clockSkew / 1000),
  };
  return {
    issue: (tenant, client, resource) => issue(mint, tenant, client, resource),
    issueForUser: (tenant, client, user) => issueForUser(mint, tenant, client, user),
    check: checker(mint),
    keySet: () => ({ keys: [jwk] }),
    issuerOf,
  };
};
