import type { FastifyRequest } from 'fastify';
import { permissions } from '../../../core/roles.ts';
import type { Reply } from '../../port/observation.ts';
import type { ServiceContext } from '../context.ts';
import { type RequestIds, requestIdsOf } from '../request-ids.ts';
import type { ServedTenant } from '../tenants.ts';
import { isFailure, type TokenFailure } from '../token.ts';
import { type Answer, ok, problem } from './answer.ts';
import { noToken } from './guard.ts';

interface Asked {
  readonly client_id?: string;
  readonly state?: string;
  readonly redirect_uri?: string;
}

/** Back to a program on this machine only: this service knows no registered addresses. */
const ownMachine = (address: string): URL | null => {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  const local = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  return local && /^https?:$/.test(url.protocol) && url.hash === '' ? url : null;
};

/** The address a partner is led back to, with what came of it. */
const ledBack = (to: URL, told: Readonly<Record<string, string>>): Answer => {
  for (const [name, value] of Object.entries(told)) to.searchParams.set(name, value);
  return { status: 302, body: null, headers: { location: to.href } };
};

/** What Entra says where the role of whoever signed in does not do, on its page or on the way back. */
const deniedBecause = ({ code }: Reply, ids: RequestIds, state: string, to: URL | null): Answer => {
  const lacking = code?.split('/').at(-1) ?? '';
  const right = new Map<string, string>(Object.entries(permissions)).get(lacking) ?? lacking;
  const said = `AADSTS90094: The consent of somebody with more rights is needed: ${right}`;
  if (to !== null) return ledBack(to, { error: 'access_denied', error_description: said, state });
  const error = { code: 'Authorization_RequestDenied', message: said, innerError: ids };
  return { status: 403, body: { error } };
};

/** Who is signed in where the address is opened: an admin of the tenant by name, or nobody. */
const signedIn = async (
  { tokens }: ServiceContext,
  tenant: ServedTenant,
  authorization: string | undefined,
): Promise<string | null | TokenFailure> => {
  if (authorization === undefined) return null;
  const caller = await tokens.check(authorization, 'graph');
  if (isFailure(caller)) return caller;
  if (caller.tenant !== tenant.id) return { failure: 'invalid', why: 'another tenant' };
  return caller.user === null ? null : (tenant.names.nameOf('user', caller.user) ?? caller.user);
};

/**
 * E3: an admin consents, and `state` comes back as it was. Whoever opens the address counts as an
 * admin who may, unless a token says who it is; then that user's roles count (RBAC-02).
 */
export const takeConsent = async (
  context: ServiceContext,
  id: string,
  asked: Asked,
  request: FastifyRequest,
): Promise<Answer> => {
  const tenant = context.tenants.get(id);
  if (tenant === null) return problem('unknown-tenant');
  const by = await signedIn(context, tenant, request.headers.authorization);
  if (typeof by === 'object' && by !== null) return noToken(by);
  const partner = tenant.clients.get((asked.client_id ?? '').toLowerCase())?.partner ?? null;
  if (partner === null)
    return problem('unknown-service', '`client_id` is no partner of the tenant');
  const { state, redirect_uri: back } = asked;
  if (typeof state !== 'string' || state === '') return problem('malformed', '`state` is missing');
  const to = back === undefined ? null : ownMachine(String(back));
  if (back !== undefined && to === null) {
    return problem('malformed', '`redirect_uri` must lead to this machine');
  }
  const reply = tenant.perform({ do: 'consent', partner, ...(by !== null && { by }) });
  if (reply.code?.startsWith('connector-not-shown') === true) {
    return problem('unknown-service', 'the cloud of the tenant shows no connector of this partner');
  }
  if (reply.result === 'refused') return deniedBecause(reply, requestIdsOf(request), state, to);
  const given = { admin_consent: 'True', tenant: tenant.id, state };
  return to === null ? ok(given) : ledBack(to, given);
};
