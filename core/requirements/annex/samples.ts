import { type Draft, type Requirement, requirementsOf } from '../requirement.ts';
import { appProtection, defender, defenderSetup, mtd } from '../sources.ts';

/** The examples that many vendors' pages share, each one sentence about the vendor's app. */
const shared = {
  APP: {
    says: (app: string) =>
      `A malicious app that ${app} reports above the limit makes an enrolled device noncompliant; ` +
      'mail, file sync and company apps are blocked until it is gone and a new scan says so.',
    restsOn: ['COMP-02', 'CA-04', 'CA-05', 'THREAT-12'],
  },
  WIFI: {
    says: (app: string) =>
      `A man-in-the-middle attack that ${app} reports above the limit keeps an enrolled device off ` +
      'the corporate Wi-Fi.',
    restsOn: ['COMP-02', 'CA-04'],
  },
  SPO: {
    says: (app: string) =>
      `A man-in-the-middle attack that ${app} reports above the limit stops the file sync of ` +
      'SharePoint Online on an enrolled device.',
    restsOn: ['COMP-02', 'CA-04', 'CA-13'],
  },
  MAM: {
    says: (app: string) =>
      `A device that ${app} considers infected, above the limit of app protection, cannot open the ` +
      'protected app, or loses its work data where the policy says wipe.',
    restsOn: ['MAM-01', 'MAM-03', 'MAM-21', 'WIPE-06'],
  },
  NOMAM: {
    says: (app: string) =>
      `Where ${app} is the only partner, the threat condition of app protection has no verdict and ` +
      'no effect, and Muster says that the configuration is not supported.',
    restsOn: ['MAM-04', 'MAM-11'],
  },
  APPDEV: {
    says: (app: string) =>
      `An app that steals credentials or misuses interfaces, reported above the limit by ${app}, ` +
      'makes an enrolled device noncompliant and blocks its access.',
    restsOn: ['COMP-02', 'CA-04', 'CA-05'],
  },
} as const;

type Shared = keyof typeof shared;

interface Vendor {
  readonly name: string;
  readonly app: string;
  readonly pages: readonly string[];
  readonly shared: readonly Shared[];
  /** Examples of this vendor alone. */
  readonly own: readonly (readonly [
    suffix: string,
    says: string,
    restsOn: readonly string[],
    inferred?: 'inferred',
  ])[];
}

const both: readonly Shared[] = ['APP', 'WIFI', 'SPO', 'MAM'];
const enrolledOnly: readonly Shared[] = ['APP', 'WIFI', 'SPO', 'NOMAM'];
const pages = (name: string): readonly string[] => [mtd(`${name}.md`), mtd(`setup-${name}.md`)];

const vendors: readonly Vendor[] = [
  {
    name: 'BETTER',
    app: 'ActiveShield',
    pages: pages('better-mobile'),
    shared: both,
    own: [],
  },
  {
    name: 'BLACKBERRY',
    app: 'CylancePROTECT Mobile',
    pages: pages('blackberry'),
    shared: both,
    own: [],
  },
  {
    name: 'CHECKPOINT',
    app: 'Harmony Mobile Protect',
    pages: pages('checkpoint-harmony'),
    shared: both,
    own: [
      [
        'PARTIAL',
        'While only Android and iOS are authorised in the Check Point console, setup cannot go on ' +
          'and the connector stays Not Set Up.',
        ['CONN-03', 'CONN-05'],
        'inferred',
      ],
    ],
  },
  {
    name: 'CROWDSTRIKE',
    app: 'CrowdStrike Falcon',
    pages: pages('crowdstrike-falcon'),
    shared: enrolledOnly,
    own: [],
  },
  {
    name: 'IVERIFY',
    app: 'iVerify Enterprise',
    pages: pages('iverify'),
    shared: ['APPDEV', 'NOMAM'],
    own: [
      [
        'OS',
        'A zero-click attack or rooting that iVerify reports above the limit blocks mail, file ' +
          'sync, line-of-business apps and corporate networks on an enrolled device.',
        ['COMP-02', 'CA-04', 'CA-05'],
      ],
      [
        'NETDATA',
        'A man-in-the-middle attack, a malicious certificate or cellular network that iVerify ' +
          'reports above the limit blocks access to corporate data on an enrolled device.',
        ['COMP-02', 'CA-04', 'CA-05'],
      ],
    ],
  },
  {
    name: 'JAMF',
    app: 'Jamf Trust',
    pages: pages('jamf'),
    shared: both,
    own: [
      [
        'GROUP',
        'A user outside every group of the activation profiles gets the default profile; without ' +
          'a default the activation fails.',
        ['COMP-09'],
        'inferred',
      ],
    ],
  },
  {
    name: 'LOOKOUT',
    app: 'Lookout for Work',
    pages: pages('lookout'),
    shared: both,
    own: [
      [
        'DISCONNECTED',
        'A device that has not contacted Lookout for the chosen 1 to 90 days is reported as ' +
          'disconnected and noncompliant, until it makes contact again.',
        ['THREAT-08', 'COMP-09'],
      ],
      [
        'PENDING',
        'A user who has not opened the Lookout app yet has a pending device without a verdict; ' +
          'opening and activating it changes that.',
        ['COMP-09', 'THREAT-08'],
      ],
      [
        'STATESYNC',
        'With the sync of device status or threat status off there is no reliable verdict from ' +
          'Lookout.',
        ['COMP-09', 'THREAT-03'],
      ],
    ],
  },
  {
    name: 'PRADEO',
    app: 'Pradeo Security',
    pages: pages('pradeo'),
    shared: enrolledOnly,
    own: [],
  },
  {
    name: 'SENTINELONE',
    app: 'SentinelOne Mobile',
    pages: pages('sentinelone'),
    shared: both,
    own: [
      [
        'PARTIAL',
        'With the console added to Entra but not the apps, the integration is incomplete: the ' +
          'connector is Not Set Up and messages are rejected. Trellix and Zimperium do the same.',
        ['CONN-03', 'CONN-05'],
        'inferred',
      ],
    ],
  },
  {
    name: 'SOPHOS',
    app: 'Sophos Intercept X',
    pages: pages('sophos'),
    shared: enrolledOnly,
    own: [],
  },
  {
    name: 'SYMANTEC',
    app: 'SEP Mobile',
    pages: pages('symantec'),
    shared: both,
    own: [
      [
        'READONLY',
        'In basic mode, or with both reporting boxes off, Symantec reports nothing to Intune and ' +
          'no threat it finds changes the compliance state.',
        ['COMP-09', 'THREAT-03'],
      ],
    ],
  },
  {
    name: 'TRELLIX',
    app: 'Trellix Mobile Security',
    pages: pages('trellix'),
    shared: both,
    own: [],
  },
  {
    name: 'TRENDMICRO',
    app: 'the Trend Micro agent',
    pages: pages('trend-micro'),
    shared: enrolledOnly,
    own: [
      [
        'MISCONFIG',
        'A misconfiguration that Trend Micro finds reaches Intune as a level the vendor chooses, ' +
          'or as `misconfigured`; which of the two is not documented.',
        ['THREAT-03', 'THREAT-10'],
      ],
    ],
  },
  {
    name: 'TRUSTD',
    app: 'Trustd Mobile Security',
    pages: pages('trustd-mobile'),
    shared: ['APPDEV', 'WIFI', 'SPO', 'NOMAM'],
    own: [],
  },
  {
    name: 'ZIMPERIUM',
    app: 'Zimperium MTD',
    pages: pages('zimperium'),
    shared: both,
    own: [
      [
        'SCALE',
        'Elevated in the Zimperium console is Medium for Intune and fails the limit Low; Low ' +
          'stays Low and passes it.',
        ['THREAT-03', 'THREAT-05'],
      ],
      [
        'CERT',
        'With Certificate Sync on and the full personal inventory off, no certificate of a ' +
          'personal iPhone and every one of a corporate iPhone is sent.',
        ['CERT-01', 'CERT-03'],
      ],
    ],
  },
  {
    name: 'MDE',
    app: 'Defender',
    pages: [defenderSetup('configure-integration.md'), defender('android-configure-mam.md')],
    shared: [],
    own: [
      [
        'RISK',
        "Raising a device's risk above the limit makes it noncompliant and blocks SharePoint and " +
          'Exchange; access returns when the alerts are resolved and the risk has fallen.',
        ['COMP-05', 'CA-04', 'CA-05'],
      ],
      [
        'MAM-AND',
        'On Android, with Company Portal installed and not set up, a level above the limit blocks ' +
          'or wipes the protected app, enrolled or not.',
        ['MAM-01', 'MAM-03', 'MAM-13'],
      ],
      [
        'MAM-IOS',
        'On iOS, with the same account in Defender and Authenticator, a level above the limit ' +
          'blocks or wipes; with different accounts the user stays blocked.',
        ['MAM-01', 'MAM-03', 'FLOW-MDE-02'],
      ],
      [
        'UNSUPPORTED',
        'From an enrolment scenario that Defender does not support, no data is ever reported.',
        ['MDE-ENROLL-02'],
      ],
      [
        'PP',
        'Enabling Defender in the personal profile without an active Defender in the work profile ' +
          'is refused.',
        ['MDE-ENROLL-A2'],
      ],
      [
        'BOTH',
        'With Defender and one third party on a platform and policies for disjoint groups, a ' +
          'device of the Defender group is not failed for lacking the other app.',
        ['MULTI-03', 'COMP-07'],
      ],
    ],
  },
  {
    name: 'WSC',
    app: 'Windows Security Center',
    pages: [appProtection('enable-mam-windows.md')],
    shared: [],
    own: [
      [
        'MAM',
        'On an unmanaged PC a health state above the limit blocks or wipes work access in Edge, ' +
          'and Conditional Access denies work resources; a healthy state restores blocked access.',
        ['MAM-19', 'MAM-01', 'CA-06'],
      ],
      [
        'OFF',
        'Turning the Windows toggle off, or removing the connector, ends the failures it caused.',
        ['TOG-05'],
      ],
      [
        'MANAGED',
        'On a PC that becomes managed, enrolment in app protection is refused or its policy stops ' +
          'applying.',
        ['MAM-19', 'PLAT-11'],
      ],
    ],
  },
];

/** Support for unenrolled devices is disputed for these two. */
const disputed = ['SC-CHECKPOINT-MAM', 'SC-SYMANTEC-MAM'];

const caveatOf = (id: string, inferred: boolean): string | undefined => {
  if (disputed.includes(id)) return 'Whether it works on unenrolled devices is disputed (Q-17).';
  if (id.endsWith('-WIFI')) return 'No page says by what means Wi-Fi is withheld (Q-28).';
  return inferred ? 'The outcome is our reading; the page stops before it.' : undefined;
};

const draft = (
  vendor: Vendor,
  suffix: string,
  statement: string,
  restsOn: readonly string[],
  inferred: boolean,
): Draft => {
  const id = `SC-${vendor.name}-${suffix}`;
  const caveat = caveatOf(id, inferred);
  return {
    id,
    tag: disputed.includes(id) || inferred ? 'inference' : 'public doc',
    statement,
    ...(caveat === undefined ? {} : { caveat }),
    sources: vendor.pages,
    restsOn,
  };
};

const draftsOf = (vendor: Vendor): readonly Draft[] => [
  ...vendor.shared.map((suffix) => {
    const { says, restsOn } = shared[suffix];
    return draft(vendor, suffix, says(vendor.app), restsOn, false);
  }),
  ...vendor.own.map(([suffix, says, restsOn, inferred]) =>
    draft(vendor, suffix, says, restsOn, inferred !== undefined),
  ),
];

/** The sample scenarios of the vendors' own pages, in the order of the vendors' names. */
export const vendorSamples: readonly Requirement[] = requirementsOf(
  'SC',
  vendors.flatMap(draftsOf),
);
