import type { DeviceStatus } from '../../core/device.ts';
import { type PartnerKey, partnerKeys } from '../../core/partners.ts';
import type { Tenant } from '../../core/tenant.ts';
import type { Instant } from '../../core/time.ts';
import type { VendorCloud } from '../../core/vendor-cloud.ts';
import type { ThreatState } from '../../core/vocabulary.ts';
import { type Care, type CloudRules, heardAt } from '../contract/cloud.ts';
import type { World } from './world.ts';

/** The vendors' clouds of a tenant: how they behave, and what each knows of each device. */
export interface Clouds {
  readonly rules: CloudRules;
  readonly start: Instant;
  /** Partners whose cloud is simulated, A to Z. */
  readonly partners: readonly PartnerKey[];
  /** By device; a changed entry is a new object. */
  readonly care: Map<string, Readonly<Partial<Record<PartnerKey, Care>>>>;
}

const nothingKnown: Care = { contact: null, told: null };

/** An activated app is in its cloud's care from the start, and counts as just heard. */
export const openClouds = (
  rules: CloudRules,
  tenant: Tenant,
  devices: ReadonlyMap<string, DeviceStatus>,
  start: Instant,
): Clouds => {
  const partners = partnerKeys.filter((partner) => tenant.clouds?.[partner] !== undefined);
  const care: Clouds['care'] = new Map();
  for (const [name, { mtdApps }] of partners.length === 0 ? [] : devices) {
    const known: Partial<Record<PartnerKey, Care>> = {};
    for (const partner of partners) {
      const app = mtdApps[partner];
      const active = app?.installed === true && app.activated;
      known[partner] = active ? { contact: heardAt(start), told: null } : nothingKnown;
    }
    care.set(name, known);
  }
  return { rules, start, partners, care };
};

export const forkClouds = (clouds: Clouds): Clouds => ({ ...clouds, care: new Map(clouds.care) });

export const cloudOf = ({ tenant }: World, partner: PartnerKey): VendorCloud | undefined =>
  tenant.clouds?.[partner];

/** The level a scan finds: what is on the device, rolled up as the partner's cloud does it. */
export const levelFound = (
  world: World,
  partner: PartnerKey,
  device: DeviceStatus,
): ThreatState => {
  const { rules } = world.clouds;
  const rollUp = cloudOf(world, partner)?.rollUp ?? 'max';
  const hasLocation = world.flows.get(device.name)?.locationDenied !== true;
  const found = Object.entries(device.threats)
    .filter(([threat]) => rules.finds(partner, threat, hasLocation))
    .map(([, level]) => level);
  return rules.reportedStateOf(rules.rollUpOf(rollUp, found));
};

/** A cloud remembers what it says, whether or not Intune takes it. */
export const rememberTold = (
  world: World,
  partner: PartnerKey,
  device: string,
  state: ThreatState,
  observedAt: Instant,
): void => {
  const cloud = cloudOf(world, partner);
  const known = world.clouds.care.get(device);
  if (cloud === undefined || known === undefined) return;
  const { rules, care } = world.clouds;
  const { contact, told } = known[partner] ?? nothingKnown;
  const after = cloud.silentDeviceAfter;
  const next: Care = {
    contact: rules.contactAfter(contact, state, observedAt, world.now, after),
    told: told !== null && observedAt < told.observedAt ? told : { state, observedAt },
  };
  care.set(device, { ...known, [partner]: next });
};

/** Something a cloud says of itself, because time has passed. */
export interface Saying {
  readonly at: Instant;
  readonly partner: PartnerKey;
  readonly device: string;
  readonly state: ThreatState;
  readonly observedAt: Instant;
}

const silenceOf = (
  world: World,
  partner: PartnerKey,
  device: string,
  care: Care,
): Saying | null => {
  const cloud = cloudOf(world, partner);
  if (cloud === undefined) return null;
  const at = world.clouds.rules.silentAt(care.contact, cloud.silentDeviceAfter);
  if (at === null || at <= world.now) return null;
  return { at, partner, device, state: 'unresponsive', observedAt: at };
};

const resyncOf = (world: World, partner: PartnerKey, device: string, care: Care): Saying | null => {
  const cloud = cloudOf(world, partner);
  if (cloud === undefined || care.told === null) return null;
  const { rules, start } = world.clouds;
  const at = rules.resyncAt(cloud, start, world.now);
  return at === null ? null : { at, partner, device, ...care.told };
};

/**
 * What the clouds say next if nothing else happens: everything that falls on the earliest instant,
 * by device and partner. A device that is silent just then is said to be, not what it was before.
 */
export const nextSayings = (world: World): readonly Saying[] => {
  const { partners, care } = world.clouds;
  if (partners.length === 0) return [];
  let next: Saying[] = [];
  const offer = (saying: Saying): void => {
    const at = next[0]?.at ?? Number.POSITIVE_INFINITY;
    if (saying.at < at) next = [saying];
    else if (saying.at === at) next.push(saying);
  };
  for (const device of [...care.keys()].sort()) {
    for (const partner of partners) {
      const known = care.get(device)?.[partner] ?? nothingKnown;
      const silence = silenceOf(world, partner, device, known);
      const resync = resyncOf(world, partner, device, known);
      if (silence !== null) offer(silence);
      if (resync !== null && resync.at !== silence?.at) offer(resync);
    }
  }
  return next;
};
