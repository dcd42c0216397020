import type { FastifyRequest } from 'fastify';
import type { Exchange } from './journal.ts';
import { keepRecent } from './recent.ts';

const token = /^\/[^/]+\/(?:oauth2|discovery)\//;
const graph = /^\/(?:v1\.0|beta)\//;

/** The path as the router reads it: without its query, escapes undone, whatever its case. */
const pathOf = (url: string): string => {
  const path = (url.split('?')[0] ?? '').toLowerCase();
  try {
    return decodeURIComponent(path).toLowerCase();
  } catch {
    return path;
  }
};

/** Which of the service's surfaces a path belongs to. */
export const surfaceOf = (url: string): Exchange['surface'] => {
  const path = pathOf(url);
  if (token.test(path)) return 'token';
  if (path.startsWith('/v1.0/serviceprincipals/')) return 'partner';
  if (graph.test(path)) return 'graph';
  if (path.startsWith('/partner/')) return 'partner';
  return path.startsWith('/device/') ? 'device' : 'other';
};

/** Whom a request says it is from. Nothing is verified: this is for faults and transcripts. */
export interface Claimed {
  readonly tenant: string | null;
  readonly client: string | null;
}

type Claims = Readonly<Record<string, unknown>>;

const readClaims = (authorization: string): Claims => {
  const payload = /^Bearer +[\w-]+\.([\w-]+)\./i.exec(authorization)?.[1];
  if (payload === undefined) return {};
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
    return typeof claims === 'object' && claims !== null ? { ...claims } : {};
  } catch {
    return {};
  }
};

/** Tokens that were read lately: whoever has one shows it with every request. */
const mostRead = 1_000;
const read = new Map<string, Claims>();

const claimsIn = (authorization: string | undefined): Claims => {
  if (authorization === undefined) return {};
  return (
    read.get(authorization) ?? keepRecent(read, mostRead, authorization, readClaims(authorization))
  );
};

export const claimedBy = ({ url, headers }: Pick<FastifyRequest, 'url' | 'headers'>): Claimed => {
  const { tid, appid } = claimsIn(headers.authorization);
  const inPath = /^\/(?:partner\/v1\/tenants\/)?([0-9a-f-]{36})\//i.exec(url)?.[1];
  return {
    tenant: (typeof tid === 'string' ? tid : inPath)?.toLowerCase() ?? null,
    client: typeof appid === 'string' ? appid : null,
  };
};
