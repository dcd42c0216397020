import {
  type Asking,
  answerAppSync,
  answerCertificateSync,
  type InventoryAnswer,
} from '../../core/app-sync.ts';
import type { InventoryKind } from '../../core/inventories.ts';
import type { PartnerKey } from '../../core/partners.ts';
import type { Listener } from '../../core/weighing.ts';
import type { Reply, SharedInventory } from '../port/observation.ts';
import type { PartnerOperation } from '../port/operation.ts';
import { gateViolation, refusedBy } from './gate.ts';
import type { World } from './world.ts';

type Request = Extract<PartnerOperation, { do: 'requestAppSync' | 'requestCertificateSync' }>;

const kindOf = (request: Request): InventoryKind =>
  request.do === 'requestAppSync' ? 'appSync' : 'certificateSync';

/** What a partner's request gets of a device; null is an id the tenant does not know. */
const sharedOf = (
  kind: InventoryKind,
  asking: Asking,
  world: World,
  name: string,
  told: Listener | null = null,
): { readonly shared: SharedInventory; readonly answer: InventoryAnswer<unknown> } => {
  const device = world.devices.get(name) ?? null;
  if (kind === 'appSync') {
    const answer = answerAppSync(asking, device, told);
    const { code, collectedAt, content: apps } = answer;
    return { shared: { appSync: { code, collectedAt, apps } }, answer };
  }
  const answer = answerCertificateSync(asking, device, told);
  const { code, collectedAt, content: record } = answer;
  return { shared: { certificateSync: { code, collectedAt, record } }, answer };
};

const blockedInventory = (kind: InventoryKind, code: string): SharedInventory =>
  kind === 'appSync'
    ? { appSync: { code, collectedAt: null, apps: null } }
    : { certificateSync: { code, collectedAt: null, record: null } };

const keep = (world: World, partner: PartnerKey, name: string, shared: SharedInventory): void => {
  const known = world.shared.get(name) ?? {};
  world.shared.set(name, { ...known, [partner]: { ...known[partner], ...shared } });
};

const askingOf = (world: World, partner: PartnerKey): Asking | null => {
  const settings = world.connectors[partner]?.settings;
  if (settings === undefined) return null;
  const { evaluator, inventories, tenant } = world;
  return { evaluator, inventories, partner, settings, serviceRelease: tenant.serviceRelease };
};

/**
 * A partner asks for the inventory of one device, or of all: through the gate, then device by
 * device (decision-procedure.md, 2.5). It is no contact, and changes nothing of the connector.
 */
export const requestInventory = (world: World, request: Request): Reply => {
  const { partner, device } = request;
  const kind = kindOf(request);
  const names = device === undefined ? [...world.devices.keys()].sort() : [device];
  const known = names.filter((name) => world.devices.has(name));
  const about = { deviceKnown: true, stale: false, enabled: true };
  const blocked = gateViolation(world, partner, kind, about);
  const asking = askingOf(world, partner);
  if (blocked !== null || asking === null) {
    const reply = refusedBy(blocked ?? 'connector-unknown', partner);
    const shared = blockedInventory(kind, reply.code ?? reply.result);
    for (const name of known) keep(world, partner, name, shared);
    return reply;
  }
  let reply: Reply = { result: 'accepted', code: null };
  for (const name of names) {
    const { shared, answer } = sharedOf(kind, asking, world, name);
    if (world.devices.has(name)) keep(world, partner, name, shared);
    if (answer.denied) reply = { result: 'denied', code: answer.code };
    else if (device !== undefined) reply = { result: 'accepted', code: answer.code };
  }
  return reply;
};

/** Asks what each partner that is switched on would get of a device now. */
export const tellInventories = (world: World, device: string, told: Listener): void => {
  for (const kind of ['appSync', 'certificateSync'] as const) {
    for (const partner of Object.keys(world.inventories.switchedOn[kind]) as PartnerKey[]) {
      const asking = askingOf(world, partner);
      if (asking !== null) sharedOf(kind, asking, world, device, told);
    }
  }
};
