/** The documents' table of partners, copied apart from the code so that the two can disagree. */
export interface PartnerLine {
  readonly name: string;
  /** Minimum OS by platform; null where the table names the platform and no version. */
  readonly minimumOs: Readonly<Record<string, string | null>>;
  /** Platforms of app protection, in one text. */
  readonly apps: string;
  /** Package on Android, id in the App Store, connector ids, in one text. */
  readonly ids: string;
}

const phone = (
  name: string,
  android: string,
  ios: string,
  apps: 'android ios' | '',
  ids: string,
): PartnerLine => ({ name, minimumOs: { android, ios }, apps, ids });

const both = 'android ios';

export const partnerTable: Readonly<Record<string, PartnerLine>> = {
  betterMobile: phone(
    'Better Mobile',
    '4.2.2',
    '8.0',
    both,
    'id980234260 860d3ab4-8fd1-45f5-89cd-ecf51e4f92e5',
  ),
  blackberry: phone(
    'BlackBerry Protect Mobile',
    '9.0',
    '13.0',
    both,
    'com.blackberry.protect id1511209199 a447eca6-a986-4d3f-9838-5862bf50776c',
  ),
  checkpoint: phone(
    'Check Point Harmony Mobile',
    '8',
    '12',
    both,
    'com.lacoon.security.fox id1006390797 d3ddeae8-441f-4681-b80f-aef644f7195a',
  ),
  crowdstrike: phone(
    'CrowdStrike Falcon for Mobile',
    '9.0',
    '15.0',
    '',
    'com.crowdstrike.falconmobile id1458815656 29ee2d98-e795-475f-a0f8-0802dc3384a9',
  ),
  defender: {
    name: 'Microsoft Defender for Endpoint',
    minimumOs: { android: null, ios: null, windows: null },
    apps: 'android ios windows',
    ids: 'com.microsoft.scmx id1526737990 fc780465-2017-40d4-a0c5-307022471b92',
  },
  iverify: phone(
    'iVerify Enterprise',
    '9.0',
    '15.0',
    '',
    'com.trailofbits.iverify.orgs id6677005195',
  ),
  jamf: phone(
    'Jamf Mobile Threat Defense',
    '11',
    '15.6',
    both,
    'com.wandera.android id1608041266 1f58d6d2-02cc-4c80-b008-1bfe7396a10a',
  ),
  lookout: phone(
    'Lookout for Work',
    '5.0',
    '12',
    both,
    'com.lookout.enterprise id997193468 2c7790de-8b02-4814-85cf-e0c59380dee8',
  ),
  pradeo: phone(
    'Pradeo',
    '5.1',
    '12.1',
    '',
    'net.pradeo.service id6743930611 8d0ed095-8191-4bd3-8a41-953b22d51ff7',
  ),
  sentinelone: phone(
    'SentinelOne',
    '5.0',
    '10.0',
    both,
    'com.sentinelone.mobile id1567458126 bb13fe25-ce1f-45aa-b278-cabbc6b9072e',
  ),
  sophos: phone(
    'Sophos Mobile',
    '7.0',
    '14.0',
    '',
    'com.sophos.smsec id1086924662 870b252b-0ef0-4707-8847-50fc571472b3',
  ),
  symantec: phone(
    'Symantec Endpoint Protection Mobile',
    '5.0',
    '10',
    both,
    'com.skycure.skycure id695620821 28fd67fd-b179-4629-a8b0-dad420b697c7',
  ),
  trellix: phone('Trellix Mobile Security', '6.0', '11.0', both, 'com.mcafee.mvision id1435156022'),
  trendMicro: phone(
    'Trend Micro Mobile Security as a Service',
    '7.0',
    '11.0',
    '',
    '4928f0f6-2660-4f69-b4c5-5170ec921f7b',
  ),
  trustd: phone('Trustd Mobile', '9.0', '15.0', '', 'app.traced id1519403888'),
  windowsSecurityCenter: {
    name: 'Windows Security Center',
    minimumOs: { windows: '10.0.22631' },
    apps: 'windows',
    ids: 'e6f777f8-e4c2-4a5b-be01-50b5c124bc7f c2b688fe-48c0-464b-a89c-67041aa8fcb2',
  },
  zimperium: phone(
    'Zimperium',
    '5.1',
    '10',
    both,
    'com.zimperium.zips id1030924459 08a8455c-48dd-45ff-ad82-7211355354f3',
  ),
};
