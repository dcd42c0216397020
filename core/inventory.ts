import type { InstalledApp, InstalledCertificate } from './tenant.ts';
import { compareVersions } from './version.ts';
import type { Ownership } from './vocabulary.ts';

/** One app as it is sent to a partner; which fields there are depends on release and OS. */
export interface AppItem extends InstalledApp {
  readonly appId: string;
}
export type AppField = keyof AppItem;

export type FieldType = 'text' | 'bytes' | 'flag';

/** One of the twelve fields of APPSYNC-03. */
export interface AppFieldRow {
  readonly type: FieldType;
  /** Service release that brought it; 0 where it has been there from the first. */
  readonly since: number;
  /** iOS version that first answers it; null where every version does. */
  readonly iosSince: string | null;
  /** Every item has it; the others are left out where the device does not say. */
  readonly always: boolean;
  /** Key of Apple's `InstalledApplicationList` it comes from; null: Intune's own knowledge. */
  readonly apple: string | null;
  /** Users are told that their organisation may see it (APPSYNC-09). */
  readonly told: boolean;
  readonly description: string;
}

const row = (
  type: FieldType,
  apple: string | null,
  description: string,
  other: Partial<AppFieldRow> = {},
): AppFieldRow => ({
  type,
  apple,
  description,
  since: 0,
  iosSince: null,
  always: false,
  told: false,
  ...other,
});

const told = { told: true };
const newer = { since: 2309, iosSince: '11.3' };

/** The twelve fields and no others: a closed schema (APPSYNC-03). */
export const appFields: Readonly<Record<AppField, AppFieldRow>> = {
  appId: row('text', 'Identifier', 'The bundle id.', { ...told, always: true }),
  version: row('text', 'Version', 'The version.', told),
  shortVersion: row('text', 'ShortVersion', 'The version as users see it.', {
    ...told,
    iosSince: '5.0',
  }),
  name: row('text', 'Name', 'The name.', told),
  bundleSizeBytes: row('bytes', 'BundleSize', 'Size of the app itself.', {
    ...told,
    iosSince: '5.0',
  }),
  dynamicSizeBytes: row('bytes', 'DynamicSize', 'Size of what the app has stored.', {
    ...told,
    iosSince: '5.0',
  }),
  adHocSigned: row('flag', 'AdHocCodeSigned', 'Ad-hoc code-signed.', newer),
  fromAppStore: row('flag', 'AppStoreVendable', 'From the app store.', newer),
  beta: row('flag', 'BetaApp', 'A TestFlight beta.', newer),
  deviceBasedVpp: row(
    'flag',
    'DeviceBasedVPP',
    'Volume purchased for the device, so not from the app store.',
    newer,
  ),
  validated: row('flag', 'IsValidated', 'Validated: an enterprise app that is not cannot run.', {
    iosSince: '9.2',
  }),
  managed: row('flag', null, 'Deployed through Intune.', { always: true }),
};

export const appFieldNames = Object.keys(appFields) as AppField[];

/** Under which service release and by which OS version an item is sent. */
export interface Sent {
  readonly release: number;
  readonly osVersion: string;
}

const isSent = (field: AppField, { release, osVersion }: Sent): boolean => {
  if (!Object.hasOwn(appFields, field)) return false;
  const { since, iosSince } = appFields[field];
  const answered = iosSince === null || compareVersions(osVersion, iosSince) >= 0;
  return release >= since && answered;
};

/** The app as a release sends it from a device of this OS version (APPSYNC-03). */
export const appItem = (appId: string, app: InstalledApp, sent: Sent): AppItem => {
  const { managed, ...others } = app;
  const kept = Object.entries(others).filter(
    ([field, value]) => value !== undefined && isSent(field as AppField, sent),
  );
  return { appId, ...(Object.fromEntries(kept) as Partial<InstalledApp>), managed };
};

/** One certificate as it is sent to a partner (CERT-02). */
export interface CertificateItem {
  readonly commonName: string;
  readonly data: string;
  readonly identity: boolean;
}

/** What is sent of one device (CERT-02). */
export interface CertificateRecord {
  readonly accountId: string;
  readonly entraDeviceId: string;
  readonly deviceOwner: Ownership;
  readonly certificates: readonly CertificateItem[];
}

/** The three fields of a certificate and no others: a closed schema (CERT-02). */
export const certificateFields: Readonly<
  Record<keyof CertificateItem, { readonly type: FieldType; readonly description: string }>
> = {
  commonName: { type: 'text', description: 'The common name.' },
  data: { type: 'text', description: 'The certificate itself, in base64.' },
  identity: { type: 'flag', description: 'It has its private key on the device.' },
};

export const certificateItem = (
  commonName: string,
  { data, identity }: InstalledCertificate,
): CertificateItem => ({ commonName, data, identity });

const isOfType = (type: FieldType, value: unknown): boolean => {
  switch (type) {
    case 'text':
      return typeof value === 'string' && value !== '';
    case 'bytes':
      return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
    case 'flag':
      return typeof value === 'boolean';
  }
};

const typeWords: Readonly<Record<FieldType, string>> = {
  text: 'a text that is not empty',
  bytes: 'a whole number of bytes',
  flag: 'true or false',
};

const deviationOf = (field: string, value: unknown, sent: Sent | null): string | null => {
  if (!Object.hasOwn(appFields, field)) return `unknown field ${field}`;
  const { type, since, iosSince } = appFields[field as AppField];
  if (!isOfType(type, value)) return `${field} is not ${typeWords[type]}`;
  if (sent === null || isSent(field as AppField, sent)) return null;
  return sent.release < since
    ? `${field} is sent since release ${since}`
    : `${field} is answered since iOS ${iosSince}`;
};

/**
 * Everything that is wrong with an item somebody sent: fields that do not exist, values that are
 * none, and what Apple's rules exclude. Empty where nothing is.
 *
 * @param sent under which release and OS version; null where that is not known
 */
export const appDeviations = (
  item: Readonly<Record<string, unknown>>,
  sent: Sent | null = null,
): readonly string[] => {
  const found = Object.entries(item).flatMap(
    ([field, value]) => deviationOf(field, value, sent) ?? [],
  );
  for (const field of appFieldNames) {
    if (appFields[field].always && !Object.hasOwn(item, field)) found.push(`${field} is missing`);
  }
  if (item['deviceBasedVpp'] === true && item['fromAppStore'] === true) {
    found.push('deviceBasedVpp excludes fromAppStore');
  }
  return found;
};

/** The same for a certificate, whose three fields are always there. */
export const certificateDeviations = (
  item: Readonly<Record<string, unknown>>,
): readonly string[] => {
  const types = Object.entries(certificateFields);
  const unknown = Object.keys(item).filter((field) => !Object.hasOwn(certificateFields, field));
  return [
    ...unknown.map((field) => `unknown field ${field}`),
    ...types.flatMap(([field, { type }]) => {
      if (!Object.hasOwn(item, field)) return `${field} is missing`;
      return isOfType(type, item[field]) ? [] : `${field} is not ${typeWords[type]}`;
    }),
  ];
};
