import type { PartnerKey } from '../../core/partners.ts';
import type { Tenant } from '../../core/tenant.ts';
import { type Duration, day, hour } from '../../core/time.ts';
import type { VendorCloud } from '../../core/vendor-cloud.ts';
import { packNames, vendorPacks } from '../contract/packs.ts';
import type { SilenceRule, VendorPack } from '../contract/vendor-pack.ts';
import { list, type ObjectOf, optional } from '../source/collection.ts';
import { formatDuration } from '../source/duration.ts';
import type { Report } from '../source/report.ts';
import { duration, flag, word } from '../source/scalar.ts';
import { type Located, located } from '../source/shape.ts';
import { groupName } from './name.ts';

/** Keys of a connector that say how the vendor's own cloud behaves; Graph has none of them. */
export const vendorCloudFields = {
  pack: optional(
    word('vendor pack', packNames),
    'Ours, not Graph: after which vendor its cloud is modelled. Default: nothing is simulated.',
  ),
  silentDeviceAfter: optional(
    located(duration),
    'Ours, not Graph: the cloud reports a device `unresponsive` when its app is not heard for so ' +
      "long. Default: the pack's.",
  ),
  resyncEvery: optional(
    located(duration),
    'Ours, not Graph: the cloud reports all its devices again, each such time after clock.start. ' +
      "Default: the pack's, and no pack does.",
  ),
  readOnly: optional(
    flag,
    'Ours, not Graph: the cloud only reads and reports no device, as in a read-only mode.',
  ),
  syncedGroups: optional(
    list(groupName),
    'Ours, not Graph: user groups whose devices the cloud expects; others never report. ' +
      "Default: everybody's.",
  ),
  optionalPermissions: optional(
    flag,
    'Ours, not Graph: the app configuration lets users of Android keep the location from the app.',
  ),
} as const;

export type VendorCloudEntry = ObjectOf<typeof vendorCloudFields>;

const silenceOf = (
  { name, silence }: VendorPack,
  asked: Located<Duration> | undefined,
  report: Report,
): SilenceRule['after'] => {
  if (asked === undefined) return silence.after;
  const { least, most } = silence;
  if (asked.value >= least && asked.value <= most) return asked.value;
  const found = formatDuration(asked.value);
  const range = `${formatDuration(least)} to ${formatDuration(most)}`;
  report(asked.tree, 'value', `\`${name}\` lets an admin choose ${range}, not ${found}`);
  return silence.after;
};

/** How often everything may be said again; more often would be a flood. */
const resyncRange = { least: hour, most: 365 * day };

const resyncOf = (
  { resyncEvery }: VendorPack,
  asked: Located<Duration> | undefined,
  report: Report,
): VendorPack['resyncEvery'] => {
  if (asked === undefined) return resyncEvery;
  const { least, most } = resyncRange;
  if (asked.value >= least && asked.value <= most) return asked.value;
  const range = `${formatDuration(least)} to ${formatDuration(most)}`;
  report(asked.tree, 'value', `expected ${range}, found ${formatDuration(asked.value)}`);
  return resyncEvery;
};

/** The simulated cloud of one connector; null where the file says nothing of it. */
const cloudOf = (entry: VendorCloudEntry, report: Report): VendorCloud | null => {
  const { pack: name, silentDeviceAfter, resyncEvery } = entry;
  const { readOnly = false, optionalPermissions = false, syncedGroups } = entry;
  const asked = [name, silentDeviceAfter, resyncEvery, syncedGroups].some(
    (value) => value !== undefined,
  );
  if (!asked && !readOnly && !optionalPermissions) return null;
  const pack = vendorPacks[name ?? 'generic'];
  if (pack === undefined) return null;
  return {
    pack: pack.name,
    silentDeviceAfter: silenceOf(pack, silentDeviceAfter, report),
    rollUp: pack.rollUp,
    resyncEvery: resyncOf(pack, resyncEvery, report),
    readOnly,
    ...(syncedGroups !== undefined && { syncedGroups }),
    ...(optionalPermissions && { optionalPermissions }),
  };
};

interface NamedEntry {
  readonly name: PartnerKey;
  readonly value: VendorCloudEntry | undefined;
}

/** Part of a tenant: the clouds its connectors ask for, if any. */
export const cloudsOf = (
  connectors: readonly NamedEntry[],
  report: Report,
): Pick<Tenant, 'clouds'> => {
  const clouds: Partial<Record<PartnerKey, VendorCloud>> = {};
  for (const { name, value } of connectors) {
    const cloud = value === undefined ? null : cloudOf(value, report);
    if (cloud !== null) clouds[name] = cloud;
  }
  return Object.keys(clouds).length === 0 ? {} : { clouds };
};
