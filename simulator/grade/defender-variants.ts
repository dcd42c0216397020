import type { Capability } from '../../core/defender/capabilities.ts';
import type {
  DefenderPlatform,
  EnrolmentScenario,
  Support,
} from '../../core/defender/enrolment.ts';
import { day } from '../../core/time.ts';
import { type Data, documentedData } from './data.ts';
import { type DataVariant, variant } from './data-variant.ts';

const documented = documentedData.defender;

const withDefender = (change: Partial<Data['defender']>): Partial<Data> => ({
  defender: { ...documented, ...change },
});

const withScenario = (
  platform: DefenderPlatform,
  key: string,
  scenario: EnrolmentScenario,
): Partial<Data> => {
  const { scenarios } = documented;
  const changed = { ...scenarios[platform], [key]: scenario };
  return withDefender({ scenarios: { ...scenarios, [platform]: changed } });
};

const anySupport: Support = {
  companyPortal: 'required',
  scope: 'entireDevice',
  prerequisites: [],
  onboarding: null,
  notes: [],
};

/** A supported scenario with each of its facts wrong, an unsupported one supported. */
const ofScenario = (platform: DefenderPlatform, key: string): readonly DataVariant[] => {
  const scenario = documented.scenarios[platform][key];
  if (scenario === undefined) return [];
  const { requirement, support } = scenario;
  const change = (name: string, mistake: string, changed: Support | null): DataVariant =>
    variant(
      `defender/${platform}/${key}/${name}`,
      [requirement],
      mistake,
      withScenario(platform, key, { ...scenario, support: changed }),
    );
  if (support === null) return [change('supported', 'Defender supports it', anySupport)];
  const { companyPortalUnless: _, ...always } = support;
  return [
    change('unsupported', 'Defender does not support it', null),
    change('scope', 'it protects something else', {
      ...support,
      scope: support.scope === 'workData' ? 'entireDevice' : 'workData',
    }),
    change('company-portal', 'Company Portal is taken otherwise', {
      ...always,
      companyPortal: support.companyPortal === 'notNeeded' ? 'required' : 'notNeeded',
    }),
    change('onboarding', 'its onboarding is taken otherwise', {
      ...support,
      onboarding: support.onboarding === null ? 'lowTouch' : null,
    }),
  ];
};

const scenarios: readonly DataVariant[] = (['android', 'ios'] as const).flatMap((platform) =>
  Object.keys(documented.scenarios[platform]).flatMap((key) => ofScenario(platform, key)),
);

const withCapability = (key: string, changed: Partial<Capability>): Partial<Data> => {
  const { capabilities } = documented;
  const capability = capabilities[key];
  return capability === undefined
    ? {}
    : withDefender({ capabilities: { ...capabilities, [key]: { ...capability, ...changed } } });
};

const ofCapability = ([key, capability]: readonly [string, Capability]): readonly DataVariant[] => [
  variant(
    `defender/${key}/platforms`,
    [capability.requirement],
    'it is on the wrong platforms',
    withCapability(key, {
      platforms: capability.platforms.length === 2 ? ['android'] : ['android', 'ios'],
    }),
  ),
  variant(
    `defender/${key}/includes`,
    [capability.requirement],
    'part of it is missing',
    withCapability(key, { includes: capability.includes.slice(1) }),
  ),
];

const withOnboarding = (key: string, changed: object): Partial<Data> => {
  const { onboarding } = documented;
  const fact = onboarding[key];
  return fact === undefined
    ? {}
    : withDefender({ onboarding: { ...onboarding, [key]: { ...fact, ...changed } } });
};

const withoutPrerequisite = (): Partial<Data> => {
  const scenario = documented.scenarios.android['personalProfile'];
  return scenario?.support == null
    ? {}
    : withScenario('android', 'personalProfile', {
        ...scenario,
        support: { ...scenario.support, prerequisites: [] },
      });
};

const lowTouchEverywhere = (): Partial<Data> => {
  const { scenarios: all } = documented;
  const android = Object.fromEntries(
    Object.entries(all.android).map(([key, scenario]) => [
      key,
      scenario.support === null
        ? scenario
        : { ...scenario, support: { ...scenario.support, onboarding: 'lowTouch' as const } },
    ]),
  );
  return withDefender({ scenarios: { ...all, android } });
};

const dedicatedSupported = (): Partial<Data> => {
  const scenario = documented.scenarios.android['cosu'];
  return scenario === undefined
    ? {}
    : withScenario('android', 'cosu', { ...scenario, support: anySupport });
};

const withCriterion = (name: 'phishing', changed: { besideWorkProfile: null }): Partial<Data> => {
  const { criteria } = documented;
  return withDefender({ criteria: { ...criteria, [name]: { ...criteria[name], ...changed } } });
};

export const defenderVariants: readonly DataVariant[] = [
  ...scenarios,
  variant(
    'defender/dedicated-reported-on',
    ['MDE-ENROLL-01', 'MDE-ENROLL-02'],
    'Defender reports on dedicated devices',
    dedicatedSupported(),
  ),
  variant(
    'defender/personal-profile-at-once',
    ['MDE-ENROLL-A2', 'SC-MDE-PP'],
    'the personal profile does not wait for the work profile',
    withoutPrerequisite(),
  ),
  ...Object.entries(documented.capabilities).flatMap(ofCapability),
  variant(
    'defender/ip-indicators',
    ['MDE-CAP-01'],
    'web protection knows IP indicators',
    withCapability('webProtection', { excludes: ['file indicators', 'web content filtering'] }),
  ),
  variant(
    'defender/low-touch-everywhere',
    ['MDE-ONB-01'],
    'low-touch onboarding is there for every supported phone',
    lowTouchEverywhere(),
  ),
  variant(
    'defender/low-touch-configuration',
    ['MDE-ONB-02'],
    'low-touch onboarding does without the user name',
    withOnboarding('lowTouch', { configuration: { 'Low touch onboarding': '1' } }),
  ),
  variant(
    'defender/zero-touch-without-silent',
    ['MDE-ONB-03'],
    'the VPN profile does without its key',
    withOnboarding('zeroTouchUnsupervised', { configuration: {} }),
  ),
  variant(
    'defender/supervised-key',
    ['MDE-ONB-04'],
    'the app is not told of supervision',
    withOnboarding('supervisedState', { configuration: {} }),
  ),
  variant(
    'defender/reports-when-closed',
    ['MDE-ONB-05'],
    'without its VPN it reports while it is closed',
    withOnboarding('withoutVpn', { says: ['reports always'] }),
  ),
  variant(
    'defender/vpn-on-every-android',
    ['MDE-ONB-07'],
    'the always-on VPN is there on every Android',
    withOnboarding('alwaysOnVpn', { says: ['on Android'] }),
  ),
  variant(
    'pilot/inventory-alone',
    ['PILOT-01', 'PILOT-03', 'PILOT-04'],
    'a device in the inventory is enough',
    withDefender({ criterionNames: ['inventory'] }),
  ),
  variant(
    'pilot/no-inventory',
    ['PILOT-01', 'PILOT-02'],
    'nobody looks whether the device is listed',
    withDefender({ criterionNames: ['phishing', 'alerts'] }),
  ),
  variant(
    'pilot/phishing-anywhere',
    ['PILOT-03'],
    'a test in the personal profile counts',
    withCriterion('phishing', { besideWorkProfile: null }),
  ),
  variant(
    'pilot/fast-track-from-one',
    ['PILOT-05'],
    'every customer gets help from FastTrack',
    withDefender({ fastTrackLicences: 1 }),
  ),
  variant(
    'defender/privacy-of-admins',
    ['PRIV-01'],
    'users have no privacy controls',
    withDefender({ privacy: { ...documented.privacy, heldBy: ['admins'] } }),
  ),
  variant(
    'defender/plan-2-alone',
    ['LIC-02'],
    'Plan 1 has no mobile capabilities',
    withDefender({ plans: documented.plans.slice(1) }),
  ),
  variant(
    'defender/records-for-ever',
    ['ID-03'],
    'an old record stays active for a month',
    withDefender({ records: { ...documented.records, inactiveAfter: 30 * day } }),
  ),
];
