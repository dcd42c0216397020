import { type AppField, appFields, certificateFields } from '../../core/inventory.ts';
import type { InstalledApp, InstalledCertificate } from '../../core/tenant.ts';
import {
  type NamedValue,
  type ObjectOf,
  object,
  optional,
  record,
  required,
} from '../source/collection.ts';
import { flag, integer, text, textLike } from '../source/scalar.ts';
import { named, refined, type Shape } from '../source/shape.ts';

const described = (field: AppField): string => {
  const { description, since, iosSince } = appFields[field];
  const release = since === 0 ? '' : ` Sent since release ${since}.`;
  const version = iosSince === null ? '' : ` Answered since iOS ${iosSince}.`;
  return `${description}${release}${version}`;
};

const bytes = integer({ least: 0, most: Number.MAX_SAFE_INTEGER });
const anyText = text();

/** What a device may say of an app; what is left out it does not say, which is not `false`. */
export const saidOfApp = {
  version: optional(anyText, described('version')),
  shortVersion: optional(anyText, described('shortVersion')),
  name: optional(anyText, described('name')),
  bundleSizeBytes: optional(bytes, described('bundleSizeBytes')),
  dynamicSizeBytes: optional(bytes, described('dynamicSizeBytes')),
  adHocSigned: optional(flag, described('adHocSigned')),
  fromAppStore: optional(flag, described('fromAppStore')),
  beta: optional(flag, described('beta')),
  deviceBasedVpp: optional(flag, described('deviceBasedVpp')),
  validated: optional(flag, described('validated')),
};
type SaidOfApp = ObjectOf<typeof saidOfApp>;

/** Apple: an app bought for the device is installed without an account, so not from the store. */
export const possibleApp = <T extends SaidOfApp>(shape: Shape<T>): Shape<T> =>
  refined(shape, (app, tree, report) => {
    if (app.deviceBasedVpp === true && app.fromAppStore === true) {
      report(tree, 'conflict', 'an app with `deviceBasedVpp` is not `fromAppStore`');
    }
    return app;
  });

const installedFields = {
  ...saidOfApp,
  managed: optional(flag, 'Deployed through Intune. Default: false.'),
};
export const installedApp: Shape<InstalledApp> = named(
  'installedApp',
  refined(
    possibleApp(object('what the device says of an app', installedFields)),
    ({ managed = false, ...said }): InstalledApp => ({ ...said, managed }),
  ),
);

export const appId = text('the id of an app, such as `com.contoso.mail`');
export const commonName = text('the common name of a certificate');
export const certificateData = textLike('a certificate in base64', /^[A-Za-z0-9+/]+=*$/);

const certificateFieldShapes = {
  data: required(certificateData, certificateFields.data.description),
  identity: optional(flag, `${certificateFields.identity.description} Default: false.`),
  managed: optional(flag, 'Put there by Intune. Default: false.'),
};
export const installedCertificate: Shape<InstalledCertificate> = named(
  'installedCertificate',
  refined(
    object('a certificate', certificateFieldShapes),
    ({ data, identity = false, managed = false }): InstalledCertificate => ({
      data,
      identity,
      managed,
    }),
  ),
);

/** What is on a device from the start. */
export const inventoryFields = {
  apps: optional(
    record('app ids to apps', appId, installedApp),
    'Apps on the device by app id, beside the MTD apps. Default: none.',
  ),
  certificates: optional(
    record('common names to certificates', commonName, installedCertificate),
    'Certificates on the device by common name. Default: none.',
  ),
};

/** By name, without what could not be read. */
export const byName = <T>(entries: readonly NamedValue<T>[]): Readonly<Record<string, T>> =>
  Object.fromEntries(
    entries.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])),
  );

type InventoryEntry = ObjectOf<typeof inventoryFields>;

export const inventoryOf = ({ apps, certificates }: InventoryEntry) => ({
  ...(apps !== undefined && { apps: byName(apps) }),
  ...(certificates !== undefined && { certificates: byName(certificates) }),
});
