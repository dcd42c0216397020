import type { AppItem } from '../../../core/inventory.ts';
import type { Instant } from '../../../core/time.ts';
import { wireTime } from '../../contract/wire-time.ts';
import type { SharedInventory } from '../../port/observation.ts';
import type { Desk } from './desk.ts';

/** What one device is on a page of an inventory. */
export type InventoryItem =
  | {
      readonly deviceId: string;
      readonly ownership: 'corporate' | 'personal';
      readonly inventoryCollectedAt: string;
      readonly appsWithheld: boolean;
      readonly apps: readonly AppItem[];
    }
  | { readonly deviceId: string; readonly error: { readonly code: string } };

/** What a request got, as it stood when it was asked. */
export interface InventorySnapshot {
  readonly items: readonly InventoryItem[];
}

export interface InventoryAsked {
  /** Ids as the partner wrote them; null asks for every device. */
  readonly devices: readonly string[] | null;
  readonly changedSince: Instant | null;
  readonly includeApps: 'all' | 'managed';
}

/** Codes of the core that say why a device has no inventory, as the contract writes them. */
const errorCodes: Readonly<Record<string, string>> = {
  'device-unknown': 'device_not_found',
  'platform-not-supported': 'platform_not_supported',
  'device-not-enrolled': 'device_not_found',
  'inventory-not-collected': 'inventory_not_collected',
};

const sharedOf = ({ tenant, partner }: Desk, name: string): SharedInventory['appSync'] => {
  const device = tenant.world().shared.get(name);
  return device?.[partner]?.appSync;
};

const itemOf = (
  desk: Desk,
  deviceId: string,
  name: string | null,
  { changedSince, includeApps }: InventoryAsked,
): InventoryItem | null => {
  const got = name === null ? undefined : sharedOf(desk, name);
  const device = name === null ? undefined : desk.tenant.world().devices.get(name);
  if (got === undefined || device === undefined) {
    return { deviceId, error: { code: 'device_not_found' } };
  }
  const { apps, code, collectedAt } = got;
  if (apps === null || collectedAt === null) {
    return { deviceId, error: { code: errorCodes[code ?? ''] ?? 'inventory_not_collected' } };
  }
  if (changedSince !== null && collectedAt <= changedSince) return null;
  return {
    deviceId,
    ownership: device.ownership === 'personal' ? 'personal' : 'corporate',
    inventoryCollectedAt: wireTime(collectedAt),
    appsWithheld: code === 'personal-apps-withheld',
    apps: includeApps === 'managed' ? apps.filter(({ managed }) => managed) : apps,
  };
};

/** Devices of every platform are there, but only iOS has what is asked for. */
const allDevices = ({ tenant }: Desk): readonly string[] =>
  [...tenant.world().devices.values()]
    .filter(({ platform }) => platform === 'ios')
    .map(({ name }) => tenant.names.idOf('entraDevice', name))
    .sort();

/** Asks the core, device by device; null where the admin allows none of it. */
export const takeSnapshot = (desk: Desk, asked: InventoryAsked): InventorySnapshot | null => {
  const { tenant, partner } = desk;
  const items: InventoryItem[] = [];
  for (const deviceId of asked.devices ?? allDevices(desk)) {
    const name = tenant.names.nameOf('entraDevice', deviceId);
    const reply = tenant.perform({ do: 'requestAppSync', partner, device: name ?? deviceId });
    if (reply.result === 'denied') return null;
    const item = itemOf(desk, deviceId, name, asked);
    if (item !== null) items.push(item);
  }
  return { items };
};
