import { randomUUID } from 'node:crypto';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, jwtVerify, SignJWT } from 'jose';
import type { PartnerKey } from '../../core/partners.ts';
import { objectId } from '../contract/object-id.ts';
import type { ContractProfile } from '../contract/profile.ts';
import type { Client } from './client.ts';
import { type Resource, resources, rolesOfResource } from './scope.ts';
import type { Tenants } from './tenants.ts';

/** Who sent a request, as its token says. */
export interface Caller {
  readonly tenant: string;
  readonly client: string;
  readonly partner: PartnerKey | null;
  readonly resource: Resource;
  readonly roles: readonly string[];
  /** Seconds since 1970. */
  readonly expires: number;
}

export interface TokenFailure {
  readonly failure: 'missing' | 'invalid';
  readonly why: string;
}

export const isFailure = (checked: Caller | TokenFailure): checked is TokenFailure =>
  'failure' in checked;

export interface IssuedToken {
  readonly accessToken: string;
  readonly expiresIn: number;
}

export interface Tokens {
  readonly issue: (tenant: string, client: Client, resource: Resource) => Promise<IssuedToken>;
  /** Looks at an `Authorization` header. What is wrong never tells more than the token did. */
  readonly check: (
    authorization: string | undefined,
    resource: Resource,
  ) => Promise<Caller | TokenFailure>;
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

const issue = async (
  mint: Mint,
  tenant: string,
  client: Client,
  resource: Resource,
): Promise<IssuedToken> => {
  const now = secondsOf(mint);
  const roles = client.roles.filter((role) => rolesOfResource[resource].includes(role));
  const own = objectId(tenant, 'client', `${client.id}/principal`);
  const claims = { tid: tenant, appid: client.id, azp: client.id, oid: own, idtyp: 'app', roles };
  const accessToken = await new SignJWT({ ...claims, ver: '2.0' })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: mint.kid })
    .setIssuer(mint.issuerOf(tenant))
    .setSubject(own)
    .setAudience(resources[resource][0])
    .setIssuedAt(now)
    .setNotBefore(now)
    .setExpirationTime(now + mint.lifetime)
    .setJti(randomUUID())
    .sign(mint.privateKey);
  return { accessToken, expiresIn: mint.lifetime };
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
      roles: textsOf(payload['roles']),
      expires: payload.exp ?? 0,
    };
  } catch {
    return invalid('the token is not one of this service, or it is over');
  }
};

const checker = (mint: Mint): Tokens['check'] => {
  const remembered = new Map<string, Caller>();
  const isStillGood = ({ tenant, client, expires }: Caller): boolean =>
    expires + mint.skew > secondsOf(mint) && mint.tenants.get(tenant)?.clients.has(client) === true;
  return async (authorization, resource) => {
    if (authorization === undefined) return { failure: 'missing', why: 'there is no token' };
    const token = /^Bearer +([\w.~+/=-]+)$/i.exec(authorization)?.[1];
    if (token === undefined) return invalid('it is no bearer token');
    const key = `${resource} ${token}`;
    const before = remembered.get(key);
    if (before !== undefined && isStillGood(before)) return before;
    remembered.delete(key);
    const caller = await verify(mint, token, resource);
    if (isFailure(caller)) return caller;
    if (remembered.size >= mostRemembered) remembered.clear();
    remembered.set(key, caller);
    return caller;
  };
};

/** Tokens of a service, signed with a key of its own that lives as long as it does. */
export const createTokens = async (
  tenants: Tenants,
  baseUrl: () => string,
  machineNow: () => number,
  { tokenLifetime, clockSkew }: ContractProfile['times'],
): Promise<Tokens> => {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { modulusLength: 2048 });
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
    check: checker(mint),
    keySet: () => ({ keys: [jwk] }),
    issuerOf,
  };
};
