import { decodeProtectedHeader, importJWK, type JWTPayload, jwtVerify } from 'jose';
import type { ContractProfile } from '../contract/profile.ts';
import type { Client } from './client.ts';

/** RFC 7523, section 2.2. */
export const assertedBy = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384'];

export interface Assertions {
  /**
   * Whether this is a fresh proof by the client's own key. Each is taken once for each resource:
   * msal signs one, and shows it for every resource it asks for while it is good.
   */
  readonly accepts: (
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
  /** By client, `jti` and resource, until when it must not come again. */
  const used = new Map<string, number>();
  const forget = (now: number): void => {
    for (const [key, until] of used) if (until < now) used.delete(key);
  };

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
    accepts: async (client, assertion, audiences, resource) => {
      const payload = await verified(client, assertion, audiences);
      if (payload === null) return false;
      const now = Math.floor(machineNow() / 1000);
      const { exp = 0, jti = '' } = payload;
      if (exp > now + longestLife + skew) return false;
      forget(now);
      const key = `${client.id} ${jti} ${resource}`;
      if (used.has(key)) return false;
      used.set(key, exp + skew);
      return true;
    },
  };
};
