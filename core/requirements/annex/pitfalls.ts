import { type Draft, type Requirement, requirementsOf } from '../requirement.ts';
import { compliance, defender, github, mtd } from '../sources.ts';

type Row = readonly [
  number: number,
  statement: string,
  restsOn: readonly string[],
  sources: readonly string[],
];

/** Said by people who use it, which proves nothing; see `official` for the rest. */
const reported: readonly Row[] = [
  [
    1,
    'Admins cannot tell what makes a threat low, medium or high: the vendor classifies it.',
    ['THREAT-03'],
    [
      github('MicrosoftDocs/memdocs', 'issue 2139'),
      github('MicrosoftDocs/IntuneDocs', 'issue 2121'),
    ],
  ],
  [
    2,
    'The portal says Clear where the documents said Secured.',
    ['THREAT-07'],
    [github('MicrosoftDocs/memdocs', 'pull request 5089')],
  ],
  [
    3,
    'The device threat level and the machine risk score look alike and are taken for each other.',
    ['COMP-05', 'COMP-06'],
    [github('MicrosoftDocs/memdocs', 'pull request 2843')],
  ],
  [
    4,
    'A device that reports to Defender stays noncompliant, because its report is not matched to it.',
    ['ID-01'],
    [github('MicrosoftDocs/IntuneDocs', 'issue 1832')],
  ],
  [
    5,
    "The threat scan of Google's own Play Protect is taken for Mobile Threat Defense.",
    [],
    [github('MicrosoftDocs/IntuneDocs', 'issue 3508')],
  ],
  [
    6,
    'A compliance policy for fully managed devices applies in part when it is aimed at users.',
    ['COMP-04'],
    [
      github('MicrosoftDocs/memdocs', 'issue 4415'),
      github('MicrosoftDocs/memdocs', 'pull request 4655'),
    ],
  ],
  [
    7,
    'The limit of one compliance partner per platform is read as a limit on MTD vendors.',
    ['MULTI-07'],
    [github('MicrosoftDocs/memdocs', 'issue 1494')],
  ],
  [
    9,
    'Devices silent for 30 days are sent to enrol again in Company Portal.',
    ['COMP-25'],
    [github('MicrosoftDocs/memdocs', 'pull request 3075')],
  ],
  [
    10,
    'Two pages for users disagree on what an organisation sees of a personal device.',
    ['APPSYNC-06', 'APPSYNC-09'],
    [github('MicrosoftDocs/memdocs', 'issue 3317')],
  ],
  [
    11,
    'Defender was missing from the list of partners for unenrolled devices.',
    ['MAM-11'],
    [github('MicrosoftDocs/memdocs', 'issue 2565')],
  ],
  [
    12,
    'Defender on Android is not supported on userless or shared devices.',
    ['MDE-ENROLL-01'],
    [github('MicrosoftDocs/microsoft-365-docs', 'pull request 11229')],
  ],
  [
    13,
    'On an iOS device without a user Defender protects nothing until somebody signs in.',
    ['MDE-ENROLL-01'],
    [github('MicrosoftDocs/microsoft-365-docs', 'issue 7756')],
  ],
  [
    14,
    'The documents lagged behind on Defender for corporate-owned devices with a work profile.',
    ['MDE-ENROLL-A3'],
    [github('MicrosoftDocs/IntuneDocs', 'issue 3635')],
  ],
  [
    15,
    'Web protection means less on phones than elsewhere: there is no web content filtering.',
    ['MDE-CAP-01'],
    [github('MicrosoftDocs/microsoft-365-docs', 'issue 9394')],
  ],
  [
    16,
    "A customer wants to set a device's threat level through Graph; only MTD partners can.",
    ['THREAT-11'],
    [github('microsoftgraph/microsoft-graph-docs', 'issue 12716')],
  ],
  [
    17,
    'An admin tool wrote the iOS switch of a connector to the wrong Graph property.',
    ['TOG-02', 'TOG-03', 'TOG-04'],
    [github('KelvinTegelaar/CIPP-API', 'pull request 2108')],
  ],
  [
    18,
    'A tool writes `unavailable` when it could not read the connector at all.',
    ['CONN-02'],
    [github('KelvinTegelaar/CIPP-API', 'pull request 2026')],
  ],
  [
    19,
    'Blocking on missing data is labelled as if it were about an outage of the partner.',
    ['COMP-09', 'COMP-12'],
    [github('KelvinTegelaar/CIPP', 'pull request 5693')],
  ],
  [
    20,
    'A health check wants a heartbeat younger than a day, which is stricter than Intune.',
    ['CONN-08'],
    [github('maester365/maester', 'pull request 1327')],
  ],
  [
    21,
    'Graph names no partner; tools keep tables of connector ids, one of them malformed.',
    ['PART-01'],
    [github('Microsoft365DSC/Microsoft365DSC', 'issue 4152')],
  ],
  [
    22,
    'A query pack counts Available as healthy, although no platform is evaluated then.',
    ['CONN-04'],
    [github('mondoohq/mql', 'pull request 8163')],
  ],
  [
    23,
    'The app SDK shows a delay of 15, without a unit, between registration and evaluation.',
    [],
    [github('microsoftconnect/ms-intune-app-sdk-ios', 'issue 249')],
  ],
  [
    24,
    'Defender makes a new record at each onboarding, and the old one stays for a while.',
    ['ID-03'],
    [
      'practical365.com, Handling inactive devices in Defender',
      defender('fix-unhealthy-sensors.md'),
    ],
  ],
  [
    25,
    'The built-in policy fails because the user is gone or unlicensed, though all others pass.',
    ['COMP-19'],
    ['call4cloud.nl, Blood, sweat and built-in compliance policies'],
  ],
  [
    26,
    'A device fails the built-in setting Is active, to the surprise of its admin.',
    ['COMP-18'],
    ['docs.microsoft.com/en-us/answers, question 1162844'],
  ],
  [
    27,
    'Defender with app protection needs the connection, the toggle and Conditional Access.',
    ['MAM-04', 'CA-06'],
    [
      'petervanderwoude.nl, Defender in app protection policies',
      'inthecloud247.com, myronhelgering.com',
    ],
  ],
  [
    28,
    "Zimperium's severities become Intune's levels by the vendor's response policy.",
    ['THREAT-03'],
    ['petervanderwoude.nl, Intune and Zimperium, part 2'],
  ],
  [
    29,
    "A device's sign of life to its vendor is another thing than the connector's heartbeat.",
    ['THREAT-08'],
    ['doc.lookout.com, View, deactivate or delete devices'],
  ],
  [
    30,
    'Grace together with a demand for compliant devices leaves risky devices inside.',
    ['ACT-03', 'CA-10'],
    [
      'call4cloud.nl, Blood, sweat and built-in compliance policies',
      compliance('monitor-policy.md'),
    ],
  ],
  [
    34,
    'A connector with all toggles off looks connected, and the threat rule never fires.',
    ['CONN-04', 'COMP-08'],
    ['notes of a laboratory without a stable public address'],
  ],
];

/** Said by Microsoft, in a page or in person. */
const official: readonly Row[] = [
  [
    8,
    'Noncompliance is marked at every check-in that evaluates and fails, not at the first alone.',
    ['ACT-01'],
    [github('MicrosoftDocs/memdocs', 'issue 1799')],
  ],
  [
    31,
    'Reports show stale or doubled rows, and summary and detail disagree for a time.',
    ['REP-02'],
    [compliance('monitor-policy.md', 'Known reporting behaviors')],
  ],
  [
    32,
    'A battery saver stops the MTD app: it is there and silent. The MTD role prevents it.',
    ['TOG-08', 'THREAT-08'],
    [defender('android-support-signin.md'), mtd('enable-connector.md')],
  ],
  [
    33,
    'Two app configuration policies with different values for one key are not resolved.',
    [],
    [defender('android-configure-mam.md')],
  ],
];

const draft =
  (tag: Draft['tag'], caveat?: string) =>
  ([number, statement, restsOn, sources]: Row): Draft => ({
    id: `PIT-${String(number).padStart(2, '0')}`,
    tag,
    statement,
    ...(caveat === undefined ? {} : { caveat }),
    sources,
    restsOn,
  });

const hearsay = 'Evidence of the community, which is never normative by itself.';

/** What people report from practice, and the requirements it comes down to. */
export const pitfalls: readonly Requirement[] = requirementsOf(
  'PIT',
  [...reported.map(draft('inference', hearsay)), ...official.map(draft('public doc'))].sort(
    (a, b) => (a.id < b.id ? -1 : 1),
  ),
);
