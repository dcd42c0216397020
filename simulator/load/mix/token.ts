import type { Access, MixedTraffic } from './plan.ts';

/** The present token of each who asks, by `graph`, `device` or the partner. */
export type Tokens = Map<string, string>;

interface Granted {
  readonly token: string;
  /** ms. */
  readonly lifetime: number;
}

/** Asks for a token; null where none is given. */
export const askToken = async (
  origin: string,
  { path, client, secret, scope }: Omit<Access, 'token' | 'lifetime'>,
): Promise<Granted | null> => {
  const form = {
    grant_type: 'client_credentials',
    client_id: client,
    client_secret: secret,
    scope,
  };
  const answer = await fetch(`${origin}${path}`, {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  const json: unknown = await answer.json();
  if (typeof json !== 'object' || json === null || !('access_token' in json)) return null;
  const seconds = 'expires_in' in json ? Number(json.expires_in) : 0;
  return { token: String(json.access_token), lifetime: seconds * 1_000 };
};

const accesses = ({ access }: MixedTraffic): readonly (readonly [string, Access])[] => [
  ['graph', access.graph],
  ['device', access.device],
  ...Object.entries(access.partners),
];

export const firstTokens = (plan: MixedTraffic): Tokens =>
  new Map(accesses(plan).map(([name, { token }]) => [name, token]));

/** Long before a token is over there is another. What it returns ends that. */
export const keepTokens = (plan: MixedTraffic, tokens: Tokens, origin: string): (() => void) => {
  const timers = accesses(plan).map(([name, access]) =>
    setInterval(
      () => {
        askToken(origin, access)
          .then((granted) => {
            if (granted !== null) tokens.set(name, granted.token);
          })
          // Without a new one requests will be refused, which the report shows.
          .catch(() => undefined);
      },
      Math.max(1_000, access.lifetime / 2),
    ),
  );
  return () => {
    for (const timer of timers) clearInterval(timer);
  };
};
