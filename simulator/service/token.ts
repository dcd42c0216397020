import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWK, jwtVerify, SignJWT } from 'jose';
import type { PartnerKey } from '../../core/partners.ts';
import { objectId } from '../contract/object-id.ts';
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

const lifetime = 3600;
/** Clocks of two machines may differ by so many seconds (partner-contract.md 6.2). */
const skew = 300;
/** A verified token is not verified again until it expires. */
const mostRemembered = 10_000;

const invalid = (why: string): TokenFailure => ({ failure: 'invalid', why });

const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

export const createTokens = async (
  tenants: Tenants,
  baseUrl: () => string,
  machineNow: () => number,
): Promise<Tokens> => {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { modulusLength: 2048 });
  const kid = randomUUID();
  const jwk: JWK = { ...(await exportJWK(publicKey)), kid, use: 'sig', alg: 'RS256' };
  const remembered = new Map<string, Caller>();
  const seconds = (): number => Math.floor(machineNow() / 1000);
  const issuerOf = (tenant: string): string => `${baseUrl()}/${tenant}/v2.0`;

  const issue: Tokens['issue'] = async (tenant, client, resource) => {
    const now = seconds();
    const roles = client.roles.filter((role) => rolesOfResource[resource].includes(role));
    const own = objectId(tenant, 'client', `${client.id}/principal`);
    const accessToken = await new SignJWT({
      tid: tenant,
      appid: client.id,
      azp: client.id,
      oid: own,
      idtyp: 'app',
      roles,
      ver: '2.0',
    })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid })
      .setIssuer(issuerOf(tenant))
      .setSubject(own)
      .setAudience(resources[resource][0])
      .setIssuedAt(now)
      .setNotBefore(now)
      .setExpirationTime(now + lifetime)
      .setJti(randomUUID())
      .sign(privateKey);
    return { accessToken, expiresIn: lifetime };
  };

  const verify = async (token: string, resource: Resource): Promise<Caller | TokenFailure> => {
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

  const check: Tokens['check'] = async (authorization, resource) => {
    if (authorization === undefined) return { failure: 'missing', why: 'there is no token' };
    const token = /^Bearer +([\w.~+/=-]+)$/i.exec(authorization)?.[1];
    if (token === undefined) return invalid('it is no bearer token');
    const key = `${resource} ${token}`;
    const before = remembered.get(key);
    if (before !== undefined) {
      const known = tenants.get(before.tenant)?.clients.has(before.client) === true;
      if (known && before.expires + skew > seconds()) return before;
      remembered.delete(key);
    }
    const caller = await verify(token, resource);
    if (isFailure(caller)) return caller;
    if (remembered.size >= mostRemembered) remembered.clear();
    remembered.set(key, caller);
    return caller;
  };

  return { issue, check, keySet: () => ({ keys: [jwk] }), issuerOf };
};
