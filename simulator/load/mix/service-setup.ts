import type { PartnerKey } from '../../../core/partners.ts';
import type { Tenant } from '../../../core/tenant.ts';
import type { Instant } from '../../../core/time.ts';
import { objectId } from '../../contract/object-id.ts';
import { partnerClientId } from '../../contract/partner-client.ts';
import { monotonic } from '../monotonic.ts';
import type { Access, MixedTraffic } from './plan.ts';
import { askToken } from './token.ts';

/** Why a service cannot be put under a simulated fleet. */
export interface SetUpFailure {
  readonly message: string;
  readonly help?: string;
}

/** A tenant of a service of ours, ready to be asked about. */
export interface ReadyTenant {
  readonly origin: string;
  readonly control: string;
  readonly id: string;
  readonly access: MixedTraffic['access'];
  readonly clock: MixedTraffic['clock'];
}

interface Loaded {
  readonly id: string;
  readonly baseUrl: string;
  readonly clients: readonly { readonly id: string; readonly secret: string }[];
}

const help =
  '`muster serve --control-port N` opens one: give either address as `--target`. ' +
  'With `--path` any other service is asked one thing';

const json = async (response: Response): Promise<Readonly<Record<string, unknown>>> => {
  try {
    const body: unknown = await response.json();
    return typeof body === 'object' && body !== null ? { ...body } : {};
  } catch {
    return {};
  }
};

/** Where a service is asked and where it is turned; either address finds both. */
const addressesOf = async (
  target: string,
): Promise<{ readonly origin: string | null; readonly control: string }> => {
  const known = await json(await fetch(`${target}/.well-known/muster`));
  return typeof known['control'] === 'string'
    ? { origin: target, control: known['control'] }
    : { origin: null, control: target };
};

const isLoaded = (value: unknown): value is Loaded =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  'baseUrl' in value &&
  'clients' in value &&
  Array.isArray(value.clients);

const post = (url: string, body: object): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

const scopes = {
  graph: 'https://graph.microsoft.com/.default',
  device: 'urn:muster:devices/.default',
  partner: 'https://api.manage.microsoft.com//.default',
} as const;

const openAccess = async (
  origin: string,
  { id, clients }: Loaded,
  client: string,
  scope: string,
): Promise<Access> => {
  const secret = clients.find((known) => known.id === client)?.secret ?? '';
  const asked = { path: `/${id}/oauth2/v2.0/token`, scope, client, secret };
  const granted = await askToken(origin, asked);
  if (granted === null) throw new Error(`no token for ${scope}`);
  return { ...asked, ...granted };
};

const clockOf = async (control: string, id: string, factor: number) => {
  const before = monotonic();
  const { now } = await json(await fetch(`${control}/_control/tenants/${id}/clock`));
  // The service's clock was read at some instant in between.
  return { service: Number(now), monotonic: (before + monotonic()) / 2, factor };
};

/** A shipped fleet by its name, or a whole tenant with all its devices. */
export type Inhabitants =
  | { readonly fleet: string; readonly devices: number; readonly seed: number }
  | { readonly tenant: Tenant };

/** What is put into the service, from an instant on. */
export interface Wanted {
  readonly inhabitants: Inhabitants;
  readonly partners: readonly PartnerKey[];
  readonly start: Instant;
  readonly factor: number;
}

const load = async (control: string, wanted: Wanted): Promise<Loaded | SetUpFailure> => {
  const { inhabitants, start, factor } = wanted;
  const mode = factor === 1 ? 'real' : 'scaled';
  const body = { name: 'load', ...inhabitants, start, clock: { mode, factor } };
  const response = await post(`${control}/_control/tenants`, body);
  const answer = await json(response);
  if (isLoaded(answer)) return answer;
  return { message: `${control} has no control surface: status ${response.status}`, help };
};

/** Puts a tenant into a service of ours, and gets everything that is needed to ask about it. */
export const setUpService = async (
  target: string,
  wanted: Wanted,
): Promise<ReadyTenant | SetUpFailure> => {
  try {
    const { origin: asked, control } = await addressesOf(target);
    const loaded = await load(control, wanted);
    if ('message' in loaded) return loaded;
    const { id } = loaded;
    const origin = asked ?? loaded.baseUrl;
    const open = (client: string, scope: string) => openAccess(origin, loaded, client, scope);
    const admin = objectId(id, 'client', 'admin');
    const partners: Partial<Record<PartnerKey, Access>> = {};
    for (const partner of wanted.partners) {
      partners[partner] = await open(partnerClientId(partner), scopes.partner);
    }
    const access = {
      partners,
      graph: await open(admin, scopes.graph),
      device: await open(admin, scopes.device),
    };
    const clock = await clockOf(control, id, wanted.factor);
    return { origin, control, id, access, clock };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { message: `${target} cannot be set up: ${why}`, help };
  }
};
