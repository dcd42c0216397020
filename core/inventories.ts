import type { Evaluator } from './evaluator.ts';
import { isEnrolled } from './facts.ts';
import type { Mark } from './inventory-facts.ts';
import { type PartnerKey, partnerKeys } from './partners.ts';
import type {
  ConnectorSettings,
  DeviceFacts,
  InstalledApp,
  InstalledApps,
  InstalledCertificate,
  InstalledCertificates,
  Tenant,
} from './tenant.ts';
import type { Instant } from './time.ts';

/** The two kinds of inventory a partner can ask for, each with a switch of its own. */
export type InventoryKind = 'appSync' | 'certificateSync';

/** What Intune holds of a device: its inventory as of a check-in (APPSYNC-04). */
export interface Collected {
  readonly mark: Mark;
  /** null: no partner's switch was on, so nothing was collected (APPSYNC-01). */
  readonly apps: InstalledApps | null;
  readonly certificates: InstalledCertificates | null;
}

/** What is on a device, and what Intune holds of it. */
export interface DeviceInventory {
  readonly apps: InstalledApps;
  readonly certificates: InstalledCertificates;
  readonly collected: Collected | null;
}

/** The inventories of a tenant. A device with nothing to say has no entry. */
export interface Inventories {
  /** Counts switches and check-ins, which may share an instant. */
  turn: number;
  /** When each partner's switch was last turned on; absent while it is off. */
  switchedOn: Readonly<Record<InventoryKind, Readonly<Partial<Record<PartnerKey, Mark>>>>>;
  readonly devices: Map<string, DeviceInventory>;
}

type Switches = Readonly<Partial<Record<PartnerKey, { readonly settings: ConnectorSettings }>>>;

const nothing: DeviceInventory = { apps: {}, certificates: {}, collected: null };

/** null is an id the tenant does not know. */
export const inventoryOf = (inventories: Inventories, device: string | null): DeviceInventory =>
  (device === null ? undefined : inventories.devices.get(device)) ?? nothing;

const isOn = (
  { facts }: Evaluator,
  kind: InventoryKind,
  partner: PartnerKey,
  settings: ConnectorSettings,
): boolean =>
  kind === 'appSync'
    ? facts.appSyncOn(partner, settings)
    : facts.certificateSyncOn(partner, settings);

const nextMark = (inventories: Inventories, at: Instant): Mark => {
  inventories.turn += 1;
  return { at, turn: inventories.turn };
};

/** Takes note of the switches as they are now; one that was on already keeps its instant. */
export const noteSwitches = (
  evaluator: Evaluator,
  inventories: Inventories,
  connectors: Switches,
  now: Instant,
): void => {
  const mark = nextMark(inventories, now);
  const marksOf = (kind: InventoryKind) => {
    const marks: Partial<Record<PartnerKey, Mark>> = {};
    for (const partner of partnerKeys) {
      const settings = connectors[partner]?.settings;
      if (settings === undefined || !isOn(evaluator, kind, partner, settings)) continue;
      marks[partner] = inventories.switchedOn[kind][partner] ?? mark;
    }
    return marks;
  };
  inventories.switchedOn = {
    appSync: marksOf('appSync'),
    certificateSync: marksOf('certificateSync'),
  };
};

/** A check-in: Intune takes over what is on the device, as far as somebody may ask for it. */
export const collectInventory = (inventories: Inventories, device: string, now: Instant): void => {
  const { appSync, certificateSync } = inventories.switchedOn;
  const wantsApps = Object.keys(appSync).length > 0;
  const wantsCertificates = Object.keys(certificateSync).length > 0;
  const known = inventories.devices.get(device);
  if (known === undefined && !wantsApps && !wantsCertificates) return;
  const { apps, certificates } = known ?? nothing;
  const collected = {
    mark: nextMark(inventories, now),
    apps: wantsApps ? apps : null,
    certificates: wantsCertificates ? certificates : null,
  };
  inventories.devices.set(device, { apps, certificates, collected });
};

/** A device that comes under management, or leaves it, has to be looked at anew. */
export const forgetInventory = (inventories: Inventories, device: string): void => {
  const known = inventories.devices.get(device);
  if (known !== undefined) inventories.devices.set(device, { ...known, collected: null });
};

/** Whole new values by name; null: it is gone from the device. */
export type InventoryChange<T> = Readonly<Record<string, T | null>>;

export interface InventoryChanges {
  readonly apps?: InventoryChange<InstalledApp>;
  readonly certificates?: InventoryChange<InstalledCertificate>;
}

const changed = <T>(
  map: Readonly<Record<string, T>>,
  change: InventoryChange<T> = {},
): Readonly<Record<string, T>> => {
  const next = new Map(Object.entries(map));
  for (const [name, value] of Object.entries(change)) {
    if (value === null) next.delete(name);
    else next.set(name, value);
  }
  return Object.fromEntries(next);
};

/** What is on the device now; Intune learns of it at the next check-in. */
export const changeInventory = (
  inventories: Inventories,
  device: string,
  { apps, certificates }: InventoryChanges,
): void => {
  const known = inventoryOf(inventories, device);
  inventories.devices.set(device, {
    ...known,
    apps: changed(known.apps, apps),
    certificates: changed(known.certificates, certificates),
  });
};

const isCollected = ({ managementType, checkedIn }: DeviceFacts): boolean =>
  checkedIn && isEnrolled(managementType);

/** As the clock starts: switches that are on have been so, devices have checked in since (G2). */
export const inventoriesAtStart = (
  evaluator: Evaluator,
  tenant: Tenant,
  connectors: Switches,
  start: Instant,
): Inventories => {
  const inventories: Inventories = {
    turn: 0,
    switchedOn: { appSync: {}, certificateSync: {} },
    devices: new Map(),
  };
  noteSwitches(evaluator, inventories, connectors, start);
  for (const [name, facts] of Object.entries(tenant.devices)) {
    const { apps, certificates } = facts;
    if (apps !== undefined || certificates !== undefined) {
      changeInventory(inventories, name, {
        ...(apps !== undefined && { apps }),
        ...(certificates !== undefined && { certificates }),
      });
    }
    if (isCollected(facts)) collectInventory(inventories, name, start);
  }
  return inventories;
};

/** A copy that changes without the original. */
export const forkInventories = (inventories: Inventories): Inventories => ({
  ...inventories,
  devices: new Map(inventories.devices),
});
