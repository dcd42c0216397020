import type { FastifyRequest } from 'fastify';
import { surfaceOf } from './surface.ts';
import type { ServedTenant } from './tenants.ts';

/** How a device stood from an instant of the machine's clock on, in ms. */
interface Past {
  readonly state: string;
  readonly since: number;
}

type Histories = Map<string, Past[]>;

/** Of each tenant, as long as it is served: what is planted is not for keeps. */
const all = new WeakMap<ServedTenant, Histories>();
const pastsMost = 16;

const historiesOf = (tenant: ServedTenant): Histories => {
  const known = all.get(tenant) ?? new Map();
  all.set(tenant, known);
  return known;
};

const stateNow = (tenant: ServedTenant, device: string): string | null => {
  const fields = ['complianceState'] as const;
  const seen = tenant.observe({ kind: 'device', device, fields, resources: [] });
  return 'complianceState' in seen ? String(seen.complianceState) : null;
};

const deviceNamed = ({ names, world }: ServedTenant, text: string): string | null => {
  if (world().devices.has(text)) return text;
  return names.nameOf('device', text) ?? names.nameOf('entraDevice', text);
};

/** The one device a request is about, by its path. */
const deviceInPath = (tenant: ServedTenant, url: string): string | null => {
  const path = url.split('?')[0] ?? '';
  const [, graph, plain, side] =
    /\/managedDevices(?:\('([^']+)'\)|\/([^/]+))$|^\/device\/([^/]+)(?:\/[a-z-]+)?$/i.exec(path) ??
    [];
  const text = graph ?? plain ?? side;
  return text === undefined ? null : deviceNamed(tenant, decodeURIComponent(text));
};

const itemsIn = (body: unknown): readonly unknown[] =>
  typeof body === 'object' && body !== null && 'items' in body && Array.isArray(body.items)
    ? body.items
    : [];

/** The devices a partner's message is about. */
const devicesInBody = (tenant: ServedTenant, body: unknown): readonly string[] =>
  itemsIn(body).flatMap((item) => {
    if (typeof item !== 'object' || item === null || !('deviceId' in item)) return [];
    return deviceNamed(tenant, String(item.deviceId)) ?? [];
  });

const remember = (tenant: ServedTenant, device: string, now: number): void => {
  const state = stateNow(tenant, device);
  if (state === null) return;
  const histories = historiesOf(tenant);
  const pasts = histories.get(device) ?? [];
  if (pasts.at(-1)?.state === state) return;
  pasts.push({ state, since: now });
  if (pasts.length > pastsMost) pasts.shift();
  histories.set(device, pasts);
};

/** Remembers how the devices of a request stand after it; to be called once it has been carried out. */
export const rememberStates = (
  tenant: ServedTenant,
  { url, body }: Pick<FastifyRequest, 'url' | 'body'>,
  now: number,
): void => {
  const inPath = surfaceOf(url) === 'partner' ? null : deviceInPath(tenant, url);
  const devices = inPath === null ? devicesInBody(tenant, body) : [inPath];
  for (const device of devices) remember(tenant, device, now);
};

const parsed = (payload: unknown): Readonly<Record<string, unknown>> | null => {
  if (typeof payload !== 'string' || !payload.includes('"complianceState"')) return null;
  try {
    const body: unknown = JSON.parse(payload);
    const isObject = typeof body === 'object' && body !== null && 'complianceState' in body;
    return isObject ? { ...body } : null;
  } catch {
    return null;
  }
};

/** An answer about one device that can be made a lie. */
export interface Plantable {
  /** A state the device was never seen in; there is always one. */
  readonly wrong: () => string;
  /** The state it was in before; null where that is too fresh, too old or unknown. */
  readonly stale: (settled: number, within: number) => string | null;
  readonly with: (state: string) => string;
}

const unlikely: readonly string[] = ['inGracePeriod', 'conflict', 'error', 'configManager'];

/** Null where the answer says nothing of one device. */
export const plantableIn = (
  tenant: ServedTenant,
  { url }: Pick<FastifyRequest, 'url'>,
  payload: unknown,
  now: number,
): Plantable | null => {
  const body = parsed(payload);
  const device = body === null ? null : deviceInPath(tenant, url);
  if (body === null || device === null) return null;
  const pasts = historiesOf(tenant).get(device) ?? [];
  return {
    wrong: () =>
      unlikely.find(
        (state) => state !== body['complianceState'] && !pasts.some((past) => past.state === state),
      ) ?? 'unknown',
    stale: (settled, within) => {
      const [before, present] = pasts.slice(-2);
      if (before === undefined || present === undefined) return null;
      const ago = now - present.since;
      return ago >= settled && ago <= within ? before.state : null;
    },
    with: (state) => JSON.stringify({ ...body, complianceState: state }),
  };
};
