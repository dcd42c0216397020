import type { Platform } from './vocabulary.ts';

/** One row of domain.md 2.3. Adding a partner is adding a row here, and nothing else. */
export interface Partner {
  readonly displayName: string;
  /** Where the partner's data takes part in compliance, with the minimum OS; null = not stated. */
  readonly minimumOs: Readonly<Partial<Record<Platform, string | null>>>;
  /** Platforms on which app protection may use the partner (MAM-11). */
  readonly appProtection: readonly Platform[];
  /** True where documents contradict each other on unenrolled support. */
  readonly appProtectionDisputed: boolean;
  /** True for Microsoft's own two services, which are not third parties. */
  readonly microsoft: boolean;
  readonly certificateSync: boolean;
  /** Part of the operating system: there is no app to install. */
  readonly builtIn: boolean;
  /** Well-known connector ids, from community tooling; empty where unknown (PIT-21). */
  readonly connectorIds: readonly string[];
  readonly androidPackage: string | null;
  readonly appStoreId: string | null;
  /** Its set-up asks for a Global Administrator; others for Entra admin credentials (RBAC-02). */
  readonly globalAdministratorConsents?: true;
  /** Where its page lists other licences than the usual ones (LIC-01). */
  readonly licences?: { readonly entra?: string; readonly besides?: string };
}

const mobile = (android: string, ios: string) => ({ android, ios });
const everyMobile: readonly Platform[] = ['android', 'ios'];
const thirdParty = {
  appProtectionDisputed: false,
  microsoft: false,
  certificateSync: false,
  builtIn: false,
};

export const partners = {
  betterMobile: {
    ...thirdParty,
    displayName: 'Better Mobile',
    minimumOs: mobile('4.2.2', '8.0'),
    appProtection: everyMobile,
    connectorIds: ['860d3ab4-8fd1-45f5-89cd-ecf51e4f92e5'],
    androidPackage: null,
    appStoreId: 'id980234260',
  },
  blackberry: {
    ...thirdParty,
    globalAdministratorConsents: true,
    displayName: 'BlackBerry Protect Mobile',
    minimumOs: mobile('9.0', '13.0'),
    appProtection: everyMobile,
    connectorIds: ['a447eca6-a986-4d3f-9838-5862bf50776c'],
    androidPackage: 'com.blackberry.protect',
    appStoreId: 'id1511209199',
  },
  checkpoint: {
    ...thirdParty,
    displayName: 'Check Point Harmony Mobile',
    minimumOs: mobile('8', '12'),
    appProtection: everyMobile,
    appProtectionDisputed: true,
    connectorIds: ['d3ddeae8-441f-4681-b80f-aef644f7195a'],
    androidPackage: 'com.lacoon.security.fox',
    appStoreId: 'id1006390797',
  },
  crowdstrike: {
    ...thirdParty,
    displayName: 'CrowdStrike Falcon for Mobile',
    minimumOs: mobile('9.0', '15.0'),
    appProtection: [],
    connectorIds: ['29ee2d98-e795-475f-a0f8-0802dc3384a9'],
    androidPackage: 'com.crowdstrike.falconmobile',
    appStoreId: 'id1458815656',
  },
  defender: {
    ...thirdParty,
    displayName: 'Microsoft Defender for Endpoint',
    minimumOs: { android: null, ios: null, windows: null },
    appProtection: ['android', 'ios', 'windows'],
    microsoft: true,
    connectorIds: ['fc780465-2017-40d4-a0c5-307022471b92'],
    androidPackage: 'com.microsoft.scmx',
    appStoreId: 'id1526737990',
  },
  iverify: {
    ...thirdParty,
    displayName: 'iVerify Enterprise',
    minimumOs: mobile('9.0', '15.0'),
    appProtection: [],
    connectorIds: [],
    androidPackage: 'com.trailofbits.iverify.orgs',
    appStoreId: 'id6677005195',
  },
  jamf: {
    ...thirdParty,
    licences: { entra: 'Entra ID, no plan named' },
    displayName: 'Jamf Mobile Threat Defense',
    minimumOs: mobile('11', '15.6'),
    appProtection: everyMobile,
    connectorIds: ['1f58d6d2-02cc-4c80-b008-1bfe7396a10a'],
    androidPackage: 'com.wandera.android',
    appStoreId: 'id1608041266',
  },
  lookout: {
    ...thirdParty,
    licences: { besides: 'Enterprise Mobility + Security E3 or E5' },
    globalAdministratorConsents: true,
    displayName: 'Lookout for Work',
    minimumOs: mobile('5.0', '12'),
    appProtection: everyMobile,
    connectorIds: ['2c7790de-8b02-4814-85cf-e0c59380dee8'],
    androidPackage: 'com.lookout.enterprise',
    appStoreId: 'id997193468',
  },
  pradeo: {
    ...thirdParty,
    displayName: 'Pradeo',
    minimumOs: mobile('5.1', '12.1'),
    appProtection: [],
    connectorIds: ['8d0ed095-8191-4bd3-8a41-953b22d51ff7'],
    androidPackage: 'net.pradeo.service',
    appStoreId: 'id6743930611',
  },
  sentinelone: {
    ...thirdParty,
    globalAdministratorConsents: true,
    displayName: 'SentinelOne',
    minimumOs: mobile('5.0', '10.0'),
    appProtection: everyMobile,
    connectorIds: ['bb13fe25-ce1f-45aa-b278-cabbc6b9072e'],
    androidPackage: 'com.sentinelone.mobile',
    appStoreId: 'id1567458126',
  },
  sophos: {
    ...thirdParty,
    displayName: 'Sophos Mobile',
    minimumOs: mobile('7.0', '14.0'),
    appProtection: [],
    connectorIds: ['870b252b-0ef0-4707-8847-50fc571472b3'],
    androidPackage: 'com.sophos.smsec',
    appStoreId: 'id1086924662',
  },
  symantec: {
    ...thirdParty,
    globalAdministratorConsents: true,
    displayName: 'Symantec Endpoint Protection Mobile',
    minimumOs: mobile('5.0', '10'),
    appProtection: everyMobile,
    appProtectionDisputed: true,
    connectorIds: ['28fd67fd-b179-4629-a8b0-dad420b697c7'],
    androidPackage: 'com.skycure.skycure',
    appStoreId: 'id695620821',
  },
  trellix: {
    ...thirdParty,
    licences: { entra: 'Entra ID P1 or P2' },
    globalAdministratorConsents: true,
    displayName: 'Trellix Mobile Security',
    minimumOs: mobile('6.0', '11.0'),
    appProtection: everyMobile,
    connectorIds: [],
    androidPackage: 'com.mcafee.mvision',
    appStoreId: 'id1435156022',
  },
  trendMicro: {
    ...thirdParty,
    globalAdministratorConsents: true,
    displayName: 'Trend Micro Mobile Security as a Service',
    minimumOs: mobile('7.0', '11.0'),
    appProtection: [],
    connectorIds: ['4928f0f6-2660-4f69-b4c5-5170ec921f7b'],
    androidPackage: null,
    appStoreId: null,
  },
  trustd: {
    ...thirdParty,
    globalAdministratorConsents: true,
    displayName: 'Trustd Mobile',
    minimumOs: mobile('9.0', '15.0'),
    appProtection: [],
    connectorIds: [],
    androidPackage: 'app.traced',
    appStoreId: 'id1519403888',
  },
  windowsSecurityCenter: {
    ...thirdParty,
    displayName: 'Windows Security Center',
    minimumOs: { windows: '10.0.22631' },
    appProtection: ['windows'],
    microsoft: true,
    builtIn: true,
    connectorIds: ['e6f777f8-e4c2-4a5b-be01-50b5c124bc7f', 'c2b688fe-48c0-464b-a89c-67041aa8fcb2'],
    androidPackage: null,
    appStoreId: null,
  },
  zimperium: {
    ...thirdParty,
    globalAdministratorConsents: true,
    displayName: 'Zimperium',
    minimumOs: mobile('5.1', '10'),
    appProtection: everyMobile,
    certificateSync: true,
    connectorIds: ['08a8455c-48dd-45ff-ad82-7211355354f3'],
    androidPackage: 'com.zimperium.zips',
    appStoreId: 'id1030924459',
  },
} as const satisfies Record<string, Partner>;

export type PartnerKey = keyof typeof partners;

/** A to Z, which is also the order of partner suffixes in reason lists (G11). */
export const partnerKeys = Object.keys(partners).sort() as PartnerKey[];

export const partnerOf = (key: PartnerKey): Partner => partners[key];

/** Neither of Microsoft's own services: what the rule of several vendors counts (MULTI-03). */
export const isThirdParty = (key: PartnerKey): boolean => !partners[key].microsoft;
