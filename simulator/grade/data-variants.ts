import { type Partner, type PartnerKey, partnerKeys, partnerOf } from '../../core/partners.ts';
import { type Data, documentedData } from './data.ts';
import { type DataVariant, variant } from './data-variant.ts';
import { defenderVariants } from './defender-variants.ts';
import { tenancyVariants } from './tenancy-variants.ts';

const withPartner = (key: string, change: Partial<Partner>): Partial<Data> => {
  const { partners } = documentedData;
  const partner = partners[key];
  return partner === undefined
    ? {}
    : { partners: { ...partners, [key]: { ...partner, ...change } } };
};

const without = (key: string): Partial<Data> => {
  const { [key]: _, ...partners } = documentedData.partners;
  return { partners };
};

const higherOs = ({ minimumOs }: Partner): Partner['minimumOs'] =>
  Object.fromEntries(Object.keys(minimumOs).map((platform) => [platform, '99']));

/** Each partner with each of its facts wrong, whoever it is. */
const ofPartner = (key: PartnerKey): readonly DataVariant[] => {
  const partner = partnerOf(key);
  const row = [`VENDOR-${key}`];
  const change = (name: string, mistake: string, changed: Partial<Partner>): DataVariant =>
    variant(`${key}/${name}`, row, mistake, withPartner(key, changed));
  return [
    change('minimum-os', 'it wants a later OS', { minimumOs: higherOs(partner) }),
    change('app-protection', 'unenrolled support is the wrong way round', {
      appProtection: partner.appProtection.length === 0 ? ['android'] : [],
    }),
    change('connector-id', 'it is known by another connector id', {
      connectorIds: ['00000000-0000-4000-8000-000000000000'],
    }),
    change('android-package', 'its app has another name', { androidPackage: 'com.example' }),
    change('app-store-id', 'its app has another name', { appStoreId: 'id1' }),
    change('name', 'it has another name', { displayName: 'Example' }),
    variant(`${key}/missing`, row, 'it is missing', without(key)),
  ];
};

const withDefault = (name: string, value: boolean | number): Partial<Data> => ({
  defaults: { ...documentedData.defaults, [name]: value },
});

const attributeOf: readonly (readonly [row: string, pattern: RegExp])[] = [
  ['ATTR-04', /^partnerUnresponsiveness/],
  ['ATTR-05', /^(?:android|ios|windows|mac)Enabled$/],
  ['ATTR-06', /BlockedOnMissingPartnerData$/],
  ['ATTR-07', /^partnerUnsupportedOs/],
  ['ATTR-08', /MobileApplicationManagementEnabled$/],
  ['ATTR-09', /CollectIOSApplication/],
  ['ATTR-10', /CollectIOSPersonalApplication/],
  ['ATTR-11', /CollectIosCertificate/],
  ['ATTR-12', /CollectIosPersonalCertificate/],
  ['ATTR-13', /^microsoftDefender/],
];

const defaults: readonly DataVariant[] = Object.entries(documentedData.defaults).flatMap(
  ([name, value]) => {
    const rows = attributeOf.filter(([, pattern]) => pattern.test(name)).map(([row]) => row);
    const wrong = typeof value === 'number' ? value + 1 : !value;
    const changed = withDefault(name, wrong);
    return rows.length === 0
      ? []
      : [variant(`default/${name}`, rows, `it starts as ${wrong}`, changed)];
  },
);

const requirementOfWords: Readonly<Record<string, string>> = {
  partnerStates: 'ENUM-01',
  deviceThreatProtectionLevels: 'ENUM-02',
  managedAppDeviceThreatLevels: 'ENUM-03',
  threatStates: 'ENUM-04',
  complianceStatuses: 'ENUM-05',
  complianceStates: 'COMP-24',
  noncomplianceActionTypes: 'ENUM-07',
  remediationActions: 'ENUM-08',
  partnerPriorities: 'ENUM-09',
  reportOnlyResults: 'ENUM-10',
  limits: 'THREAT-02',
  commonApps: 'FLOW-11',
};

const words: readonly DataVariant[] = Object.entries(requirementOfWords).map(([name, id]) => {
  const shorter = (documentedData.words[name] ?? []).slice(0, -1);
  const changed = { words: { ...documentedData.words, [name]: shorter } };
  return variant(`words/${name}`, [id], 'its last word is missing', changed);
});

const swappedLevels: DataVariant = variant(
  'words/limits-swapped',
  ['THREAT-02'],
  'low and medium change places',
  { words: { ...documentedData.words, limits: ['secured', 'medium', 'low', 'high'] } },
);

const field = (name: string, since: number, told: boolean): Partial<Data> => ({
  appFields: { ...documentedData.appFields, [name]: { since, told } },
});

const others: readonly DataVariant[] = [
  variant(
    'partners/lookout-missing',
    ['PART-01'],
    'one of the fifteen is missing',
    without('lookout'),
  ),
  variant(
    'partners/zimperium-on-windows',
    ['PART-01', 'TOG-03'],
    'a third party is on Windows',
    withPartner('zimperium', { minimumOs: { android: '5.1', ios: '10', windows: '10.0' } }),
  ),
  variant(
    'partners/pradeo-protects-apps',
    ['MAM-11'],
    'Pradeo takes part in app protection',
    withPartner('pradeo', { appProtection: ['android', 'ios'] }),
  ),
  variant(
    'partners/jamf-syncs-certificates',
    ['CERT-01'],
    'Certificate Sync is for others as well',
    withPartner('jamf', { certificateSync: true }),
  ),
  variant(
    'partners/defender-third-party',
    ['MULTI-03'],
    'Defender counts as a third party',
    withPartner('defender', { microsoft: false }),
  ),
  variant(
    'partners/malformed-connector-id',
    ['ATTR-01'],
    'a connector id is one digit short',
    withPartner('trellix', { connectorIds: ['0000000-0000-4000-8000-000000000000'] }),
  ),
  variant(
    'app-fields/thirteenth',
    ['APPSYNC-03'],
    'there is a field more',
    field('icon', 0, false),
  ),
  variant('app-fields/always', ['APPSYNC-03'], 'a late field is old', field('beta', 0, false)),
  variant(
    'app-fields/told',
    ['APPSYNC-09', 'PRIV-02'],
    'users are told of a field more',
    field('managed', 0, true),
  ),
  variant('certificate-fields/more', ['CERT-02'], 'there is a field more', {
    certificateFields: [...documentedData.certificateFields, 'privateKey'],
  }),
  variant('clear', ['THREAT-07'], 'Clear is taken for low', { aliases: { clear: 'low' } }),
  variant('scale-of-zimperium', ['THREAT-03'], 'Elevated is taken for high', {
    risks: {
      ...documentedData.risks,
      'zimperium-like': { ...documentedData.risks['zimperium-like'], Elevated: 'high' },
    },
  }),
];

/** Known-bad data: what a look-up is there to notice. */
export const dataVariants: readonly DataVariant[] = [
  ...partnerKeys.flatMap(ofPartner),
  ...defaults,
  ...words,
  swappedLevels,
  ...others,
  ...defenderVariants,
  ...tenancyVariants,
];
