import type { FastifyRequest } from 'fastify';
import type { PartnerKey } from '../../../core/partners.ts';
import type { ContractProfile } from '../../contract/profile.ts';
import type { ServiceContext } from '../context.ts';
import type { ServedTenant } from '../tenants.ts';
import { type Caller, type Checked, isFailure, type TokenFailure } from '../token.ts';
import { waitForTurn } from './allowance.ts';
import { type Answer, problem, waitHeaders } from './answer.ts';
import type { Desk } from './desk.ts';
import { memoryOf } from './memory.ts';

/** The answer to a call without a token that counts; why it does not is not told. */
export const noToken = ({ failure }: TokenFailure): Answer => ({
  ...problem('invalid-token'),
  headers: {
    'www-authenticate': failure === 'missing' ? 'Bearer' : 'Bearer error="invalid_token"',
  },
});

const wrongVersion = (request: FastifyRequest, { names }: ContractProfile): Answer | null => {
  const { apiVersion } = names;
  if (request.headers['api-version'] === apiVersion) return null;
  const supported = [apiVersion];
  return problem('unsupported-api-version', 'the header `api-version`', { supported });
};

const mayAct = (
  caller: Caller,
  profile: ContractProfile,
): caller is Caller & {
  readonly partner: PartnerKey;
} => caller.partner !== null && caller.roles.includes(profile.names.role);

const deskOf = (context: ServiceContext, tenant: ServedTenant, partner: PartnerKey): Desk => ({
  tenant,
  partner,
  profile: context.contract,
  memory: memoryOf(tenant, partner),
  url: `${context.baseUrl()}/partner/v1/tenants/${tenant.id}`,
  machineNow: context.machineNow(),
});

export type Admission = { readonly desk: Desk } | { readonly refusal: Answer };

/**
 * Whether a call may come in at all: token, tenant, role, version, rate, in this order, so that
 * nobody learns of a tenant without a token.
 */
export const admit = (
  context: ServiceContext,
  caller: Checked,
  request: FastifyRequest,
  tenantId: string,
): Admission => {
  const { contract: profile } = context;
  if (isFailure(caller)) return { refusal: noToken(caller) };
  const tenant = context.tenants.get(tenantId);
  if (tenant === null) return { refusal: problem('unknown-tenant') };
  if (caller.tenant !== tenant.id) return { refusal: problem('tenant-mismatch') };
  if (!mayAct(caller, profile)) {
    return { refusal: problem('missing-role', undefined, { role: profile.names.role }) };
  }
  const version = wrongVersion(request, profile);
  if (version !== null) return { refusal: version };
  const desk = deskOf(context, tenant, caller.partner);
  const wait = waitForTurn(desk);
  if (wait === 0) return { desk };
  const headers = waitHeaders(profile, wait, desk.machineNow);
  return { refusal: { ...problem('rate-limited'), headers } };
};
