import { decodeProtectedHeader, importJWK, type JWTPayload, jwtVerify } from 'jose';
import type { ContractProfile } from '../contract/profile.ts';
import type { Client } from './client.ts';
import type { Shelf } from './shelf.ts';
import type { ServedTenant } from './tenants.ts';

/** RFC 7523, section 2.2. */
export const assertedBy = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384'];

interface Shown {
  /** Client, `jti` and resource. */
  readonly key: string;
  /** Seconds since 1970 on the machine's clock: until when it must not come again. */
  readonly until: number;
  readonly now: number;
}

/** Assertions that were shown in a tenant and are not over yet. */
export const assertionsShelf: Shelf<Map<string, number>, Shown> = {
  name: 'shown assertions',
  make: () => new Map(),
  apply: (shown, { key, until, now }) => {
    for (const [before, end] of shown) if (end < now) shown.delete(before);
    shown.set(key, until);
  },
};

export interface Assertions {
  /**
   * Whether this is a fresh proof by the client's own key. Each is taken once for each resource:
   * msal signs one, and shows it for every resource it asks for while it is good.
   */
  readonly accepts: (
    tenant: ServedTenant,
    client: Client,
    assertion: string,
    audiences: readonly string[],
    resource: string,
  ) => Promise<boolean>;
}

/** @param times how long an assertion may live, and how far clocks may differ */
export const createAssertions = (
  machineNow: () => number,
  times: ContractProfile['times'],
): Assertions => {
  const longestLife = Math.floor(times.assertionLifetime / 1000);
  const skew = Math.floor(times.clockSkew / 1000);
  const verified = async (
    client: Client,
    assertion: string,
    audiences: readonly string[],
  ): Promise<JWTPayload | null> => {
    for (const key of client.keys) {
      try {
        // A key that names no algorithm signs with any of its kind: msal with PS256.
        const algorithm = key.alg ?? decodeProtectedHeader(assertion).alg ?? '';
        const { payload } = await jwtVerify(assertion, await importJWK(key, algorithm), {
          algorithms,
          issuer: client.id,
          subject: client.id,
          audience: [...audiences],
          clockTolerance: skew,
          currentDate: new Date(machineNow()),
          requiredClaims: ['iss', 'sub', 'aud', 'exp', 'jti'],
        });
        return payload;
      } catch {
        // Another of its keys may have signed it.
      }
    }
    return null;
  };

  return {
    accepts: async (tenant, client, assertion, audiences, resource) => {
      const payload = await verified(client, assertion, audiences);
      if (payload === null) return false;
      const now = Math.floor(machineNow() / 1000);
      const { exp = 0, jti = '' } = payload;
      if (exp > now + longestLife + skew) return false;
      const key = `${client.id} ${jti} ${resource}`;
      if (tenant.kept(assertionsShelf).has(key)) return false;
      tenant.keep(assertionsShelf, { key, until: exp + skew, now });
      return true;
    },
  };
};
