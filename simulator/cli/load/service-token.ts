import type { PartnerKey } from '../../../core/partners.ts';
import { partnerClientId } from '../../contract/partner-client.ts';
import { adminClientId } from '../../service/client.ts';
import { type Resource, resources, rolesOfResource } from '../../service/scope.ts';
import type { Refusal } from '../refusal.ts';

/** A token for a route of a service of ours, asked for through its control surface. */
export interface TokenWish {
  readonly control: string;
  readonly origin: string;
  readonly path: string;
  /** Whose token; undefined: the admin's. */
  readonly partner: PartnerKey | undefined;
}

const resourceOf = (path: string): Resource => {
  if (path.startsWith('/partner')) return 'intune';
  return path.startsWith('/device') ? 'device' : 'graph';
};

const ask = async (url: string, init?: RequestInit): Promise<Readonly<Record<string, unknown>>> => {
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`${new URL(url).pathname} answers with ${response.status}`);
  const answer: unknown = await response.json();
  return typeof answer === 'object' && answer !== null ? { ...answer } : {};
};

const firstTenant = async (control: string): Promise<string> => {
  const { value } = await ask(`${control}/_control/tenants`);
  const [first]: unknown[] = Array.isArray(value) ? value : [];
  if (typeof first !== 'object' || first === null || !('id' in first)) {
    throw new Error('it has no tenant');
  }
  return String(first.id);
};

/**
 * Gives an application of the first tenant a secret, and has it ask for a token as anybody would.
 * Nobody is told either of them.
 */
export const serviceToken = async (wish: TokenWish): Promise<string | Refusal> => {
  const { control, origin, path, partner } = wish;
  const resource = resourceOf(path);
  try {
    const tenant = await firstTenant(control);
    const id = partner === undefined ? adminClientId(tenant) : partnerClientId(partner);
    const name = partner ?? 'admin';
    const roles =
      partner === undefined ? Object.values(rolesOfResource).flat() : rolesOfResource.intune;
    const { secret } = await ask(`${control}/_control/tenants/${tenant}/clients`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id, name, roles }),
    });
    const { access_token: token } = await ask(`${origin}/${tenant}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: id,
        client_secret: String(secret),
        scope: `${resources[resource][0]}/.default`,
      }),
    });
    return String(token);
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const why = cause instanceof Error ? cause.message : String(cause);
    return {
      message: `${control} gives no token: ${why}`,
      help: '`--control` is the address that `muster serve --control-port N` opens',
    };
  }
};
