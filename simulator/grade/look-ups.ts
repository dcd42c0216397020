import type { Partner } from '../../core/partners.ts';
import type { Data } from './data.ts';
import { defenderLookUps } from './defender-look-ups.ts';
import { type LookUp, list, lookUp } from './look-up.ts';
import { type PartnerLine, partnerTable } from './partner-table.ts';
import { tenancyLookUps } from './tenancy-look-ups.ts';

/** Among the partners of the table: one that somebody adds is nobody's mistake. */
const partnersWhere = (data: Data, holds: (partner: Partner) => boolean): string =>
  list(
    Object.keys(partnerTable).filter((key) => {
      const partner = data.partners[key];
      return partner !== undefined && holds(partner);
    }),
  );

const lineOf = ({ displayName, minimumOs, appProtection, ...ids }: Partner): PartnerLine => ({
  name: displayName,
  minimumOs: { ...minimumOs },
  apps: appProtection.join(' '),
  ids: [ids.androidPackage, ids.appStoreId, ...ids.connectorIds].filter((id) => id).join(' '),
});

const vendorLookUps: readonly LookUp[] = Object.entries(partnerTable).map(([key, line]) =>
  lookUp(`vendor/${key}`, [`VENDOR-${key}`], key, JSON.stringify(line), ({ partners }) => {
    const partner = partners[key];
    return partner === undefined ? '' : JSON.stringify(lineOf(partner));
  }),
);

/** The fifteen of the overview: all but the two that came later. */
const firstFifteen = list(
  Object.keys(partnerTable).filter((key) => key !== 'iverify' && key !== 'trustd'),
);

const partnerLookUps: readonly LookUp[] = [
  lookUp('partners', ['PART-01'], 'partners of the overview', firstFifteen, ({ partners }) =>
    list(Object.keys(partners).filter((key) => firstFifteen.split(' ').includes(key))),
  ),
  lookUp(
    'partners-on-windows',
    ['PART-01', 'TOG-03'],
    'partners on Windows',
    'defender windowsSecurityCenter',
    (data) => partnersWhere(data, ({ minimumOs }) => minimumOs.windows !== undefined),
  ),
  lookUp(
    'app-protection',
    ['MAM-11'],
    'partners of app protection',
    'betterMobile blackberry checkpoint defender jamf lookout sentinelone symantec trellix ' +
      'windowsSecurityCenter zimperium',
    (data) => partnersWhere(data, ({ appProtection }) => appProtection.length > 0),
  ),
  lookUp('certificates', ['CERT-01'], 'partners of Certificate Sync', 'zimperium', (data) =>
    partnersWhere(data, ({ certificateSync }) => certificateSync),
  ),
  lookUp(
    'third-parties',
    ['MULTI-03'],
    "Microsoft's own services",
    'defender windowsSecurityCenter',
    (data) => partnersWhere(data, ({ microsoft }) => microsoft),
  ),
  lookUp(
    'connector-ids',
    ['ATTR-01'],
    'ids that are no GUID or stand twice',
    '',
    ({ partners }) => {
      const ids = Object.values(partners).flatMap(({ connectorIds }) => connectorIds);
      const guid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;
      return list(ids.filter((id, i) => !guid.test(id) || ids.indexOf(id) !== i));
    },
  ),
];

/** Each row of attributes with the properties in it: all off, and seven days. */
const attributes: readonly (readonly [row: string, properties: string, value: boolean | number])[] =
  [
    ['ATTR-04', 'partnerUnresponsivenessThresholdInDays', 7],
    ['ATTR-05', 'androidEnabled iosEnabled windowsEnabled macEnabled', false],
    [
      'ATTR-06',
      'androidDeviceBlockedOnMissingPartnerData iosDeviceBlockedOnMissingPartnerData ' +
        'windowsDeviceBlockedOnMissingPartnerData macDeviceBlockedOnMissingPartnerData',
      false,
    ],
    ['ATTR-07', 'partnerUnsupportedOsVersionBlocked', false],
    [
      'ATTR-08',
      'androidMobileApplicationManagementEnabled iosMobileApplicationManagementEnabled ' +
        'windowsMobileApplicationManagementEnabled',
      false,
    ],
    ['ATTR-09', 'allowPartnerToCollectIOSApplicationMetadata', false],
    ['ATTR-10', 'allowPartnerToCollectIOSPersonalApplicationMetadata', false],
    ['ATTR-11', 'allowPartnerToCollectIosCertificateMetadata', false],
    ['ATTR-12', 'allowPartnerToCollectIosPersonalCertificateMetadata', false],
    ['ATTR-13', 'microsoftDefenderForEndpointAttachEnabled', false],
  ];

const attributeLookUps: readonly LookUp[] = attributes.map(([row, properties, value]) =>
  lookUp(
    `attribute/${row}`,
    [row],
    'defaults',
    properties.replaceAll(' ', `=${value} `).concat(`=${value}`),
    ({ defaults }) =>
      properties
        .split(' ')
        .map((property) => `${property}=${defaults[property]}`)
        .join(' '),
  ),
);

/** In Graph's order where the number counts. */
const enumerations: readonly (readonly [
  requirements: readonly string[],
  list: string,
  words: string,
  order: 'ordered' | 'any order',
])[] = [
  [
    ['ENUM-01'],
    'partnerStates',
    'unavailable available enabled unresponsive notSetUp error',
    'any order',
  ],
  [
    ['ENUM-02'],
    'deviceThreatProtectionLevels',
    'unavailable secured low medium high notSet',
    'ordered',
  ],
  [['ENUM-03'], 'managedAppDeviceThreatLevels', 'notConfigured secured low medium high', 'ordered'],
  [
    ['ENUM-04'],
    'threatStates',
    'unknown activated deactivated secured lowSeverity mediumSeverity highSeverity unresponsive ' +
      'compromised misconfigured',
    'ordered',
  ],
  [
    ['ENUM-05'],
    'complianceStatuses',
    'notApplicable compliant inGracePeriod nonCompliant error',
    'ordered',
  ],
  [['COMP-24'], 'complianceStates', 'unknown compliant inGracePeriod noncompliant', 'any order'],
  [
    ['ENUM-07'],
    'noncomplianceActionTypes',
    'noAction notification block retire wipe removeResourceAccessProfiles pushNotification ' +
      'remoteLock',
    'any order',
  ],
  [['ENUM-08'], 'remediationActions', 'block wipe warn blockWhenSettingIsSupported', 'ordered'],
  [
    ['ENUM-09'],
    'partnerPriorities',
    'defenderOverThirdPartyPartner thirdPartyPartnerOverDefender',
    'any order',
  ],
  [['ENUM-10'], 'reportOnlyResults', 'success failure userActionRequired notApplied', 'any order'],
  [['THREAT-02'], 'limits', 'secured low medium high', 'ordered'],
  [['FLOW-11'], 'commonApps', 'checkpoint lookout symantec zimperium', 'any order'],
];

const wordLookUps: readonly LookUp[] = enumerations.map(([requirements, name, words, order]) => {
  const arranged = (values: readonly string[]): string =>
    order === 'ordered' ? values.join(' ') : list(values);
  return lookUp(`words/${name}`, requirements, name, arranged(words.split(' ')), (data) =>
    arranged(data.words[name] ?? []),
  );
});

const fieldsWhere = (
  { appFields }: Data,
  holds: (field: Data['appFields'][string]) => boolean,
): string => list(Object.keys(appFields).filter((key) => appFields[key] && holds(appFields[key])));

const inventoryLookUps: readonly LookUp[] = [
  lookUp(
    'app-fields',
    ['APPSYNC-03'],
    'fields of an app',
    'adHocSigned appId beta bundleSizeBytes deviceBasedVpp dynamicSizeBytes fromAppStore managed ' +
      'name shortVersion validated version',
    (data) => fieldsWhere(data, () => true),
  ),
  lookUp(
    'app-fields-of-2309',
    ['APPSYNC-03'],
    'fields since 2309',
    'adHocSigned beta deviceBasedVpp fromAppStore',
    (data) => fieldsWhere(data, ({ since }) => since === 2309),
  ),
  lookUp(
    'told-to-users',
    ['APPSYNC-09', 'PRIV-02'],
    'fields that users are told of',
    'appId bundleSizeBytes dynamicSizeBytes name shortVersion version',
    (data) => fieldsWhere(data, ({ told }) => told),
  ),
  lookUp(
    'certificate-fields',
    ['CERT-02'],
    'fields of a certificate',
    'commonName data identity',
    (data) => list(data.certificateFields),
  ),
];

/** What the documents state as data, and where it is read off. */
export const lookUps: readonly LookUp[] = [
  ...vendorLookUps,
  ...partnerLookUps,
  ...attributeLookUps,
  ...wordLookUps,
  ...inventoryLookUps,
  ...defenderLookUps,
  ...tenancyLookUps,
  lookUp('clear', ['THREAT-07'], 'level that Clear means', 'secured', (data) =>
    String(data.aliases['clear']),
  ),
  lookUp(
    'scale-of-zimperium',
    ['THREAT-03'],
    "Zimperium's four words",
    'Critical=high Elevated=medium Low=low Normal=secured',
    ({ risks }) =>
      list(Object.entries(risks['zimperium-like'] ?? {}).map(([word, to]) => `${word}=${to}`)),
  ),
];
