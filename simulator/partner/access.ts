import { randomUUID } from 'node:crypto';
import { importPKCS8, SignJWT } from 'jose';
import type { Pacing } from './pacing.ts';
import { isLost, type Wire } from './wire.ts';

/** How a connector proves who it is; neither is ever written anywhere. */
export type Proof = { readonly secret: string } | { readonly privateKey: string };

export interface Identity {
  readonly tenant: string;
  readonly client: string;
  readonly proof: Proof;
}

/** A token, or why there is none. */
export type Token =
  | { readonly token: string }
  | {
      readonly refused: string;
      /** The same again would be refused again. */
      readonly final: boolean;
    };

export interface Access {
  /** The token in hand, or a new one; `fresh` where the one in hand was refused. */
  readonly token: (fresh?: boolean) => Promise<Token>;
}

/** The resource whose identifier ends in `/`, so that its scope has two slashes. */
const scope = 'https://api.manage.microsoft.com//.default';
const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const assertionLife = 300;
/** A token is not used to its last moment. */
const margin = 60_000;

const proofOf = async (
  { client, proof }: Identity,
  audience: string,
  now: number,
): Promise<Record<string, string>> => {
  if ('secret' in proof) return { client_secret: proof.secret };
  const issued = Math.floor(now / 1000);
  const assertion = await new SignJWT({})
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
    .setIssuer(client)
    .setSubject(client)
    .setAudience(audience)
    .setIssuedAt(issued)
    .setNotBefore(issued)
    .setExpirationTime(issued + assertionLife)
    .setJti(randomUUID())
    .sign(await importPKCS8(proof.privateKey, 'RS256'));
  return { client_assertion_type: assertionType, client_assertion: assertion };
};

const refusalIn = (json: unknown, status: number): string =>
  typeof json === 'object' && json !== null && 'error' in json
    ? `${String(json.error)} (${status})`
    : `status ${status}`;

/** Client credentials, and a token that is kept as long as it is good. */
export const openAccess = (wire: Wire, identity: Identity, pacing: Pacing): Access => {
  const { tenant, client } = identity;
  const url = `${wire.origin}/${tenant}/oauth2/v2.0/token`;
  let kept: { readonly token: string; readonly until: number } | null = null;
  const ask = async (): Promise<Token> => {
    const proof = await proofOf(identity, url, pacing.now());
    const form = { grant_type: 'client_credentials', client_id: client, scope, ...proof };
    const outcome = await wire.call({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form).toString(),
    });
    if (isLost(outcome)) return { refused: outcome.lost, final: false };
    const { status, json } = outcome;
    const answer = typeof json === 'object' && json !== null ? json : {};
    if (status !== 200 || !('access_token' in answer) || !('expires_in' in answer)) {
      return { refused: refusalIn(json, status), final: status >= 400 && status < 429 };
    }
    const token = String(answer.access_token);
    kept = { token, until: pacing.now() + Number(answer.expires_in) * 1000 - margin };
    return { token };
  };
  return {
    token: async (fresh = false) =>
      !fresh && kept !== null && kept.until > pacing.now() ? { token: kept.token } : ask(),
  };
};
