import type { Capability } from '../../core/defender/capabilities.ts';
import {
  type DefenderPlatform,
  defenderStandingOf,
  type EnrolmentScenario,
} from '../../core/defender/enrolment.ts';
import { judgePilot, type PilotDevice } from '../../core/defender/pilot.ts';
import { day } from '../../core/time.ts';
import type { ManagementType } from '../../core/vocabulary.ts';
import type { Data } from './data.ts';
import { capabilityTable, enrolmentTable } from './defender-table.ts';
import { type LookUp, list, lookUp } from './look-up.ts';

const scenarioCells = ({ support }: EnrolmentScenario): string => {
  if (support === null) return 'no';
  const { companyPortal, companyPortalUnless, scope, scopeBesideWorkProfile } = support;
  const portal = companyPortalUnless === undefined ? companyPortal : `${companyPortal}*`;
  const beside = scopeBesideWorkProfile ?? '-';
  const { onboarding, prerequisites } = support;
  return ['yes', portal, scope, beside, onboarding ?? '-', prerequisites.length].join(' ');
};

const scenarioAt = ({ defender }: Data, place: string): EnrolmentScenario | undefined => {
  const [platform = '', key = ''] = place.split('/');
  return defender.scenarios[platform as DefenderPlatform][key];
};

/** The row of the second profile of a private phone is that of the vendor's sample as well. */
const alsoShows: Readonly<Record<string, readonly string[]>> = {
  'MDE-ENROLL-A2': ['SC-MDE-PP'],
};

const enrolmentLookUps: readonly LookUp[] = Object.entries(enrolmentTable).map(
  ([place, [row, cells]]) =>
    lookUp(`defender/${place}`, [row, ...(alsoShows[row] ?? [])], place, cells, (data) => {
      const scenario = scenarioAt(data, place);
      return scenario === undefined ? '' : scenarioCells(scenario);
    }),
);

const capabilityCells = ({ platforms, includes, excludes }: Capability): string =>
  `${platforms.join(' ')} | ${includes.join(', ')} | ${excludes.join(', ')}`.trim();

const capabilityLookUps: readonly LookUp[] = Object.entries(capabilityTable).map(
  ([key, [row, cells]]) =>
    lookUp(`defender/${key}`, [row], key, cells, ({ defender }) => {
      const capability = defender.capabilities[key];
      return capability === undefined ? '' : capabilityCells(capability);
    }),
);

const easilyOnboarded = ({ defender }: Data): string =>
  list(
    (['android', 'ios'] as const).flatMap((platform) =>
      Object.entries(defender.scenarios[platform]).flatMap(([key, { support }]) =>
        support?.onboarding ? [`${platform}/${key}=${support.onboarding}`] : [],
      ),
    ),
  );

/** Which management types, with and without a user, Defender can report on. */
const standings = ({ defender }: Data): string => {
  const types: readonly ManagementType[] = ['androidFullyManaged', 'androidDedicated', 'iosShared'];
  return types
    .flatMap((type) =>
      [true, false].map((hasUser) => defenderStandingOf(type, hasUser, defender.scenarios)),
    )
    .join(' ');
};

const onboardingOf = ({ defender }: Data, ...keys: readonly string[]): string =>
  keys
    .map((key) => {
      const fact = defender.onboarding[key];
      if (fact === undefined) return `${key}: missing`;
      const set = Object.entries(fact.configuration).map(([name, value]) => `${name}=${value}`);
      return `${fact.platform}: ${[...set, ...fact.says].join(', ')}`;
    })
    .join('; ');

const silently =
  'needs user affinity, takes about 5 minutes, a change of password or MFA may still force a ' +
  'manual sign-in';

const onboardingLookUps: readonly LookUp[] = [
  lookUp(
    'defender/easy-onboarding',
    ['MDE-ONB-01'],
    'easy onboarding',
    'android/cobo=lowTouch android/cope=lowTouch android/workProfile=lowTouch ' +
      'ios/deviceEnrolment=zeroTouch ios/supervised=zeroTouch',
    easilyOnboarded,
  ),
  lookUp(
    'defender/low-touch',
    ['MDE-ONB-02'],
    'low-touch onboarding',
    'android: Low touch onboarding=1, User UPN=the User Principal Name, off by default, ' +
      'some interaction of the user always remains',
    (data) => onboardingOf(data, 'lowTouch'),
  ),
  lookUp(
    'defender/zero-touch',
    ['MDE-ONB-03'],
    'zero-touch onboarding',
    `ios: a control filter profile, ${silently}; ` +
      `ios: SilentOnboard=True, a local VPN profile, ${silently}`,
    (data) => onboardingOf(data, 'zeroTouchSupervised', 'zeroTouchUnsupervised'),
  ),
  lookUp(
    'defender/supervised-state',
    ['MDE-ONB-04'],
    'how the app learns of supervision',
    'ios: issupervised={{issupervised}}, app configuration',
    (data) => onboardingOf(data, 'supervisedState'),
  ),
  lookUp(
    'defender/without-vpn',
    ['MDE-ONB-05'],
    'Defender without its VPN',
    'ios: reports only while the app is open, not opened for 7 days it may show as inactive',
    (data) => onboardingOf(data, 'withoutVpn'),
  ),
  lookUp(
    'defender/simplified',
    ['MDE-ONB-07'],
    'simplified onboarding',
    'android: on Android Enterprise; ios: simplified onboarding; ios: on supervised devices; ' +
      'ios: the user need not open the app',
    (data) =>
      onboardingOf(
        data,
        'alwaysOnVpn',
        'vpnProfile',
        'webProtectionWithoutVpn',
        'installWithoutOpening',
      ),
  ),
];

const good: PilotDevice = {
  name: 'good',
  managementType: 'androidWorkProfile',
  hasUser: true,
  listed: true,
  phishing: { in: 'work', blocked: true },
  alerted: true,
};

const pilots: Readonly<Record<string, readonly PilotDevice[]>> = {
  good: [good],
  nobody: [],
  unlisted: [good, { ...good, listed: false }],
  reached: [good, { ...good, phishing: { in: 'work', blocked: false } }],
  elsewhere: [good, { ...good, phishing: { in: 'personal', blocked: true } }],
  quiet: [good, { ...good, alerted: false }],
};

/** Whether each of these pilots may be widened. */
const widened = ({ defender }: Data, ...names: readonly string[]): string =>
  names
    .map((name) => {
      const { criterionNames, criteria } = defender;
      const { mayWiden } = judgePilot(pilots[name] ?? [], criterionNames, criteria);
      return `${name}: ${mayWiden ? 'yes' : 'no'}`;
    })
    .join(', ');

const pilotLookUps: readonly LookUp[] = [
  lookUp(
    'pilot/all-criteria',
    ['PILOT-01'],
    'may a rollout be widened?',
    'good: yes, nobody: no, unlisted: no, reached: no, quiet: no',
    (data) => widened(data, 'good', 'nobody', 'unlisted', 'reached', 'quiet'),
  ),
  lookUp(
    'pilot/inventory',
    ['PILOT-02'],
    'is the inventory a criterion?',
    'good: yes, unlisted: no',
    (data) => widened(data, 'good', 'unlisted'),
  ),
  lookUp(
    'pilot/phishing',
    ['PILOT-03'],
    'is the phishing test a criterion, and where?',
    'https://smartscreentestratings2.net good: yes, reached: no, elsewhere: no',
    (data) => `${data.defender.phishingTestPage} ${widened(data, 'good', 'reached', 'elsewhere')}`,
  ),
  lookUp(
    'pilot/alerts',
    ['PILOT-04'],
    'are alerts a criterion, and the malware test none?',
    'good: yes, quiet: no, malwareTest',
    (data) =>
      `${widened(data, 'good', 'quiet')}, ` +
      Object.keys(data.defender.noCriteria)
        .filter((key) => key === 'malwareTest')
        .join(''),
  ),
  lookUp(
    'pilot/fast-track',
    ['PILOT-05'],
    'FastTrack',
    'from 150 licences, no criterion',
    ({ defender }) =>
      `from ${defender.fastTrackLicences} licences, ` +
      ('fastTrack' in defender.noCriteria ? 'no criterion' : 'a criterion'),
  ),
];

export const defenderLookUps: readonly LookUp[] = [
  ...enrolmentLookUps,
  lookUp(
    'defender/standing',
    ['MDE-ENROLL-01', 'MDE-ENROLL-02'],
    'who is never reported on',
    'supported userless unsupported unsupported unsupported unsupported',
    standings,
  ),
  ...capabilityLookUps,
  ...onboardingLookUps,
  ...pilotLookUps,
  lookUp(
    'defender/privacy',
    ['PRIV-01'],
    'privacy controls',
    'admins, end users; enrolled devices, unenrolled devices; compliance, Conditional Access',
    ({ defender: { privacy } }) =>
      [privacy.heldBy, privacy.on, privacy.leaveAlone].map((each) => each.join(', ')).join('; '),
  ),
  lookUp(
    'defender/plans',
    ['LIC-02'],
    'plans with all mobile capabilities',
    'Defender for Endpoint Plan 1, Defender for Endpoint Plan 2',
    ({ defender }) => defender.plans.join(', '),
  ),
  lookUp(
    'defender/records',
    ['ID-03'],
    'records of devices',
    'reinstalling Defender, renaming the device; inactive after 7 days; ' +
      'the record of the current Entra device id; Authenticator, Company Portal',
    ({ defender: { records } }) =>
      `${records.newRecordAfter.join(', ')}; inactive after ${records.inactiveAfter / day} days; ` +
      `${records.evaluated}; ${records.registeredBy.join(', ')}`,
  ),
];
