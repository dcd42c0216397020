import { partnerKeys, partnerOf } from '../../core/partners.ts';
import { ownerships } from '../../core/vocabulary.ts';
import {
  type Field,
  keyed,
  list,
  nullable,
  object,
  optional,
  record,
  required,
} from '../source/collection.ts';
import { flag, text, word } from '../source/scalar.ts';
import { type Located, located, named, refined, type Shape } from '../source/shape.ts';
import {
  appId,
  byName,
  certificateData,
  commonName,
  possibleApp,
  saidOfApp,
} from '../tenant/inventory-entry.ts';
import {
  appText,
  certificateText,
  type InventoryPart,
  noData,
  notRequested,
  recordText,
  sent,
} from './inventory-text.ts';

type Text = string | readonly string[];

/** Codes that name the partner, and codes of one device (decision-procedure.md, 2.5). */
const codesOf = (requestCodes: readonly string[], withheld: string): readonly string[] => [
  sent,
  notRequested,
  'platform-not-supported',
  'device-not-enrolled',
  'inventory-not-collected',
  withheld,
  ...['connector-unavailable', 'connector-not-set-up', ...requestCodes].flatMap((slug) =>
    partnerKeys.map((key) => `${slug}/${key}`),
  ),
];

const orNoData = (shape: Shape<Text>): Shape<Text> =>
  refined(nullable(shape), ({ value }) => value ?? noData);

const sentApp = named(
  'sentApp',
  possibleApp(
    object('the fields that are sent of an app', {
      ...saidOfApp,
      managed: required(flag, 'Deployed through Intune.'),
    }),
  ),
);

const sentCertificate = named(
  'sentCertificate',
  object('the fields that are sent of a certificate', {
    data: required(certificateData, 'The certificate itself, in base64.'),
    identity: required(flag, 'It has its private key on the device.'),
  }),
);

const apps: Shape<readonly string[]> = refined(
  record('app ids to apps', appId, sentApp),
  (entries) => Object.entries(byName(entries)).map(([id, app]) => appText({ appId: id, ...app })),
);

const certificates: Shape<readonly string[]> = refined(
  record('common names to certificates', commonName, sentCertificate),
  (entries) =>
    Object.entries(byName(entries)).map(([name, { data, identity }]) =>
      certificateText({ commonName: name, data, identity }),
    ),
);

const certificateRecord: Shape<Text> = refined(
  object('what is sent of the device', {
    accountId: required(text(), 'The Intune account; `tenant` in process.'),
    entraDeviceId: required(text(), 'The device; its key in process.'),
    deviceOwner: required(word('ownership', ownerships), 'Whose device it is.'),
  }),
  recordText,
);

type PartField = Field<Located<Text>, 'optional'>;
const part = (shape: Shape<Text>, description: string): PartField =>
  optional(located(shape), description);

const partFields: Readonly<Record<InventoryPart, PartField>> = {
  appSync: part(
    word('answer', codesOf(['app-sync-not-enabled'], 'personal-apps-withheld')),
    'What the last request for apps was answered: `sent`, or the code.',
  ),
  apps: part(
    orNoData(apps),
    'The apps it got, exactly, each with exactly its fields; `~` is no data.',
  ),
  appIds: part(orNoData(list(appId)), 'The ids of the apps it got, exactly; `~` is no data.'),
  certificateSync: part(
    word(
      'answer',
      codesOf(
        ['certificate-sync-not-supported', 'certificate-sync-not-enabled'],
        'personal-certificates-withheld',
      ),
    ),
    'What the last request for certificates was answered: `sent`, or the code.',
  ),
  certificates: part(orNoData(certificates), 'The certificates it got, with exactly their fields.'),
  certificateNames: part(
    orNoData(list(commonName)),
    'The common names of the certificates it got, exactly; `~` is no data.',
  ),
  certificateRecord: part(
    orNoData(certificateRecord),
    'What it got of the device beside them; `~` is no data.',
  ),
};

/** One thing looked at: `lookout.appIds`, and what is expected of it. */
export interface InventoryExpected {
  readonly key: Located<string>;
  readonly expected: Located<Text>;
}

/** What a partner's last requests got of a device. */
export const inventoryShape: Shape<readonly InventoryExpected[]> = refined(
  keyed(
    'partner',
    partnerKeys,
    named('inventoryExpected', located(object("parts of a partner's inventory", partFields))),
    (key) => partnerOf(key).displayName,
  ),
  (entries, _, report) =>
    entries.flatMap(({ name, at, value }): InventoryExpected[] => {
      const parts = Object.entries(value?.value ?? {});
      if (value !== undefined && parts.length === 0) {
        report(at, 'expects-nothing', `\`${name}\` looks at nothing`);
      }
      return parts.map(([key, expected]) => ({
        key: {
          value: `${name}.${key}`,
          tree: { kind: 'leaf', value: key, text: key, ...at },
        },
        expected,
      }));
    }),
);
