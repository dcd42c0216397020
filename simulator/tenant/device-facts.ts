import { platformOf } from '../../core/facts.ts';
import { type PartnerKey, partnerKeys, partnerOf } from '../../core/partners.ts';
import type { DeviceFacts, MtdApp } from '../../core/tenant.ts';
import {
  type ManagementType,
  managementTypes,
  type Ownership,
  ownerships,
  type Platform,
} from '../../core/vocabulary.ts';
import {
  keyed,
  list,
  listOrMap,
  nullable,
  type ObjectOf,
  object,
  optional,
  required,
} from '../source/collection.ts';
import type { Report } from '../source/report.ts';
import { flag, textLike, word } from '../source/scalar.ts';
import { located, named, remembered, type Shape } from '../source/shape.ts';
import type { Tree } from '../source/tree.ts';
import { inventoryFields, inventoryOf } from './inventory-entry.ts';
import { groupName, name } from './name.ts';

const personal: readonly ManagementType[] = [
  'androidWorkProfile',
  'androidDeviceAdministrator',
  'androidUnmanaged',
  'iosDeviceEnrollment',
  'iosUserEnrollment',
  'iosUnmanaged',
  'windowsUnmanaged',
];

export const ownershipOf = (managementType: ManagementType): Ownership =>
  personal.includes(managementType) ? 'personal' : 'company';

/** A current version of each platform, above the minimum of every partner. */
export const currentOsVersion: Readonly<Record<Platform, string>> = {
  android: '15',
  ios: '18.0',
  windows: '10.0.22631',
};

const clientAppTypes = [
  'browser',
  'mobileAppsAndDesktopClients',
  'exchangeActiveSync',
  'easSupported',
  'other',
] as const;

/** Graph `conditionalAccessGrantControl` members that are no fact of the device itself. */
const declarableControls = [
  'mfa',
  'domainJoinedDevice',
  'approvedApplication',
  'passwordChange',
  'riskRemediation',
  'authenticationStrength',
  'customAuthenticationFactors',
  'termsOfUse',
] as const;

const mtdAppFields = {
  installed: optional(flag, 'The MTD app is on the device. Default: true.'),
  activated: optional(flag, 'The user has signed in to the MTD app. Default: as `installed`.'),
};
const mtdApp = named('mtdApp', object('installed and activated', mtdAppFields));

const partner = named('partner', word('partner', partnerKeys));

const mtdApps = listOrMap(
  list(located(partner)),
  keyed('partner', partnerKeys, nullable(mtdApp), (key) => partnerOf(key).displayName),
);

const fields = {
  managementType: required(
    word('management type', managementTypes),
    'How the device stands under management; the platform follows from it.',
  ),
  ownership: optional(
    word('ownership', ownerships),
    'Graph `ownerType`. Default: by management type.',
  ),
  osVersion: optional(
    textLike('a version such as `"15"` or `"17.4"`, in quotes', /^\d+(\.\d+)*$/),
    'OS version, in quotes. Default: "15" on Android, "18.0" on iOS, "10.0.22631" on Windows.',
  ),
  user: optional(located(name('a user')), 'The user whose device it is; none if left out.'),
  groups: optional(list(groupName), 'Device groups. User groups stand at the user.'),
  registered: optional(flag, 'Registered in Entra ID. Default: true.'),
  broker: optional(
    flag,
    'Authenticator (iOS) or Company Portal (Android) is on the device. Default: true.',
  ),
  checkedIn: optional(flag, 'Has checked in with Intune since enrolling. Default: true.'),
  mtdApps: optional(
    mtdApps,
    'MTD apps on the device: a list of partners, or a map with `installed` and `activated`.',
  ),
  unmetControls: optional(
    list(word('grant control', declarableControls)),
    'Grant controls its sign-ins do not meet, e.g. `mfa`. Default: none.',
  ),
  clientAppType: optional(
    word('client app type', clientAppTypes),
    'What its sign-ins come from. Default: mobileAppsAndDesktopClients.',
  ),
  ...inventoryFields,
};

export type DeviceEntry = ObjectOf<typeof fields>;
export const deviceShape: Shape<DeviceEntry> = named(
  'device',
  remembered(object('the facts of a device', fields)),
);

type MtdAppsEntry = NonNullable<DeviceEntry['mtdApps']>;

const appOf = (entry: ObjectOf<typeof mtdAppFields> | null, tree: Tree, report: Report): MtdApp => {
  const installed = entry?.installed ?? true;
  const activated = entry?.activated ?? installed;
  if (activated && !installed) {
    report(tree, 'conflict', 'an app that is not installed cannot be activated');
  }
  return { installed, activated };
};

const mtdAppsOf = (entry: MtdAppsEntry, report: Report): DeviceFacts['mtdApps'] => {
  const apps: Partial<Record<PartnerKey, MtdApp>> = {};
  for (const item of entry) {
    if ('name' in item) apps[item.name] = appOf(item.value?.value ?? null, item.tree, report);
    else apps[item.value] = { installed: true, activated: true };
  }
  return apps;
};

/** The facts with every default filled in. */
export const deviceFactsOf = (entry: DeviceEntry, report: Report): DeviceFacts => ({
  managementType: entry.managementType,
  ownership: entry.ownership ?? ownershipOf(entry.managementType),
  osVersion: entry.osVersion ?? currentOsVersion[platformOf(entry.managementType)],
  user: entry.user?.value ?? null,
  groups: entry.groups ?? [],
  registered: entry.registered ?? true,
  broker: entry.broker ?? true,
  checkedIn: entry.checkedIn ?? true,
  mtdApps: mtdAppsOf(entry.mtdApps ?? [], report),
  unmetControls: entry.unmetControls ?? [],
  clientAppType: entry.clientAppType ?? 'mobileAppsAndDesktopClients',
  ...inventoryOf(entry),
});
