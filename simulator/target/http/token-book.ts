import type { Credential, Resource, TargetSetup } from './setup.ts';
import { type Ask, unexpected, type Wires } from './wire.ts';

interface Held {
  readonly token: string;
  /** When another is asked for, on the machine's clock. */
  readonly until: number;
}

/** Tokens that are still good, by tenant, resource and application. */
export type TokenBook = Map<string, Promise<Held>>;

/** Asked for so long before it is over, in milliseconds. */
const early = 60_000;
/** Of an answer that does not say how long its token is good, in seconds. */
const usualLife = 3_600;

const fetchToken = async (
  { surfaces, scopes }: TargetSetup,
  wires: Wires,
  tenantId: string,
  { id, secret }: Extract<Credential, { kind: 'client' }>,
  resource: Resource,
): Promise<Held> => {
  if (surfaces.tokens === undefined) throw new Error('there is no address to get a token from');
  const { origin, pathname } = new URL(surfaces.tokens.replaceAll('{tenant}', tenantId));
  const ask: Ask = {
    method: 'POST',
    path: pathname,
    secrets: [secret],
    form: {
      grant_type: 'client_credentials',
      client_id: id,
      client_secret: secret,
      scope: scopes[resource],
    },
  };
  const asked = Date.now();
  const answer = await wires.to(origin).ask(ask);
  const { access_token: token, expires_in: life } = answer.json ?? {};
  if (typeof token !== 'string') throw unexpected(ask, answer);
  const lasts = (typeof life === 'number' ? life : usualLife) * 1000;
  return { token, until: asked + Math.max(lasts - early, lasts / 2) };
};

/** A token of an application: the one it holds, or another where that is over or `refused`. */
export const tokenFor = async (
  book: TokenBook,
  setup: TargetSetup,
  wires: Wires,
  asker: {
    readonly tenantId: string;
    readonly credential: Credential;
    readonly resource: Resource;
  },
  refused: string | null = null,
): Promise<string> => {
  const { tenantId, credential, resource } = asker;
  if (credential.kind === 'token') return credential.token;
  const key = `${tenantId} ${resource} ${credential.id}`;
  const held = await book.get(key);
  if (held !== undefined && held.token !== refused && held.until > Date.now()) return held.token;
  const fresh = fetchToken(setup, wires, tenantId, credential, resource);
  book.set(key, fresh);
  // What failed is asked for again by the next who needs it.
  fresh.catch(() => book.delete(key));
  return (await fresh).token;
};
