import type { ServiceContext } from '../context.ts';
import { type Answer, ok, problem } from './answer.ts';

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

/** E3: whoever opens the address is the admin who consents; `state` comes back as it was. */
export const takeConsent = ({ tenants }: ServiceContext, id: string, asked: Asked): Answer => {
  const tenant = tenants.get(id);
  if (tenant === null) return problem('unknown-tenant');
  const partner = tenant.clients.get((asked.client_id ?? '').toLowerCase())?.partner ?? null;
  if (partner === null)
    return problem('unknown-service', '`client_id` is no partner of the tenant');
  const { state, redirect_uri: back } = asked;
  if (typeof state !== 'string' || state === '') return problem('malformed', '`state` is missing');
  const to = back === undefined ? null : ownMachine(String(back));
  if (back !== undefined && to === null) {
    return problem('malformed', '`redirect_uri` must lead to this machine');
  }
  tenant.perform({ do: 'consent', partner });
  if (to === null) return ok({ admin_consent: 'True', tenant: tenant.id, state });
  const given = { admin_consent: 'True', tenant: tenant.id, state };
  for (const [name, value] of Object.entries(given)) to.searchParams.set(name, value);
  return { status: 302, body: null, headers: { location: to.href } };
};
