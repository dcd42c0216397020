import type { FastifyRequest } from 'fastify';
import type { Exchange } from './journal.ts';

const token = /^\/[^/]+\/(?:oauth2|discovery)\//;
const graph = /^\/(?:v1\.0|beta)\//i;

/** Which of the service's surfaces a path belongs to. */
export const surfaceOf = (url: string): Exchange['surface'] => {
  if (token.test(url)) return 'token';
  if (/^\/v1\.0\/servicePrincipals\//i.test(url)) return 'partner';
  if (graph.test(url)) return 'graph';
  if (url.startsWith('/partner/')) return 'partner';
  return url.startsWith('/device/') ? 'device' : 'other';
};

/** Whom a request says it is from. Nothing is verified: this is for faults and transcripts. */
export interface Claimed {
  readonly tenant: string | null;
  readonly client: string | null;
}

const claimsIn = (authorization: string | undefined): Record<string, unknown> => {
  const payload = /^Bearer +[\w-]+\.([\w-]+)\./i.exec(authorization ?? '')?.[1];
  if (payload === undefined) return {};
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
    return typeof claims === 'object' && claims !== null ? { ...claims } : {};
  } catch {
    return {};
  }
};

export const claimedBy = ({ url, headers }: Pick<FastifyRequest, 'url' | 'headers'>): Claimed => {
  const { tid, appid } = claimsIn(headers.authorization);
  const inPath = /^\/(?:partner\/v1\/tenants\/)?([0-9a-f-]{36})\//i.exec(url)?.[1];
  return {
    tenant: (typeof tid === 'string' ? tid : inPath)?.toLowerCase() ?? null,
    client: typeof appid === 'string' ? appid : null,
  };
};
