import { permissions } from '../../../core/roles.ts';
import type { Reply } from '../../port/observation.ts';
import type { TargetSetup } from './setup.ts';
import { type Answer, type Ask, unexpected, type Wire, type Wires } from './wire.ts';

/** Asks with the token of a user, whose roles then count. */
export type AsUser = (user: string, surface: 'graph' | 'partner', ask: Ask) => Promise<Answer>;

/** Where users of a tenant are let in: the control surface makes admins of them. */
interface Signing {
  readonly control: Wire;
  readonly tenantId: string;
}

const fetchToken = async (
  { surfaces, scopes }: TargetSetup,
  wires: Wires,
  { control, tenantId }: Signing,
  user: string,
): Promise<string> => {
  const allow: Ask = {
    method: 'POST',
    path: `/tenants/${tenantId}/admins`,
    json: { user },
  };
  const allowed = await control.ask(allow);
  const { userPrincipalName, password, clientId } = allowed.json ?? {};
  if (allowed.status !== 201) throw unexpected(allow, allowed);
  if (surfaces.tokens === undefined) throw new Error('there is no address to get a token from');
  const { origin, pathname } = new URL(surfaces.tokens.replaceAll('{tenant}', tenantId));
  const ask: Ask = {
    method: 'POST',
    path: pathname,
    secrets: [String(password)],
    form: {
      grant_type: 'password',
      client_id: String(clientId),
      username: String(userPrincipalName),
      password: String(password),
      scope: scopes.graph,
    },
  };
  const answer = await wires.to(origin).ask(ask);
  const token = answer.json?.['access_token'];
  if (typeof token !== 'string') throw unexpected(ask, answer);
  return token;
};

/** Signs users of a tenant in at Graph; each once, whatever becomes of their roles. */
export const openSignIn = (setup: TargetSetup, wires: Wires, signing: Signing): AsUser => {
  const tokens = new Map<string, Promise<string>>();
  return async (user, surface, ask) => {
    const asked = tokens.get(user) ?? fetchToken(setup, wires, signing, user);
    tokens.set(user, asked);
    const token = await asked;
    const address = setup.surfaces[surface];
    if (address === undefined) throw new Error(`there is no ${surface} surface`);
    const headers = { ...ask.headers, authorization: `Bearer ${token}` };
    return wires.to(address).ask({ ...ask, headers, secrets: [token] });
  };
};

const keys = new Map(Object.entries(permissions).map(([key, name]) => [name as string, key]));

/** What Graph and Entra say to a user whose role does not do, in the words of the port. */
export const refusedByRole = ({ status, json }: Answer): Reply | null => {
  const error = json?.['error'];
  if (status !== 403 || typeof error !== 'object' || error === null) return null;
  const message = 'message' in error ? String(error.message) : '';
  const named = /(?:Missing|is needed): (.*?)(?: - Operation ID|$)/.exec(message)?.[1];
  if (named === undefined) return null;
  return { result: 'refused', code: `permission-missing/${keys.get(named) ?? named}` };
};
