import { capabilities } from '../../../core/defender/capabilities.ts';
import {
  companyPortalNeeds,
  type DefenderPlatform,
  type EnrolmentScenario,
  easyOnboardings,
  enrolmentScenarios,
  protectionScopes,
} from '../../../core/defender/enrolment.ts';
import { defenderPlans, fastTrackLicences } from '../../../core/defender/licence.ts';
import { onboardingFacts } from '../../../core/defender/onboarding.ts';
import { exitCriteria, noCriteria } from '../../../core/defender/pilot.ts';
import { privacyControls } from '../../../core/defender/privacy.ts';
import type { Table } from '../tables/table.ts';

export const defenderPlatforms: readonly DefenderPlatform[] = ['android', 'ios'];

const portalText = ({ support }: EnrolmentScenario): string => {
  if (support === null) return '';
  const need = companyPortalNeeds[support.companyPortal];
  return support.companyPortalUnless === undefined
    ? need
    : `${need}, except with ${support.companyPortalUnless}`;
};

const scopeText = ({ support }: EnrolmentScenario): string => {
  if (support === null) return '';
  const { scope, scopeBesideWorkProfile } = support;
  return scopeBesideWorkProfile === undefined
    ? protectionScopes[scope]
    : `${protectionScopes[scope]}; ` +
        `${protectionScopes[scopeBesideWorkProfile]} where there is a work profile too`;
};

const onboardingText = ({ support }: EnrolmentScenario): string => {
  if (support === null) return '';
  return support.onboarding === null ? 'no' : easyOnboardings[support.onboarding];
};

const scenarioRow = (platform: string, key: string, scenario: EnrolmentScenario): string[] => [
  `${platform}/${key}`,
  scenario.title,
  scenario.support === null ? 'no' : 'yes',
  portalText(scenario),
  scopeText(scenario),
  scenario.support?.prerequisites.join('; ') ?? '',
  onboardingText(scenario),
  scenario.support?.notes.join('; ') ?? '',
  scenario.requirement,
];

interface Chosen {
  readonly platforms: readonly DefenderPlatform[];
  /** Null: every scenario of the platforms. */
  readonly scenario: string | null;
}

const enrolmentTable = ({ platforms, scenario }: Chosen): Table => ({
  name: 'enrolment',
  title: 'Enrolment scenarios',
  columns: [
    'scenario',
    'name',
    'supported',
    'Company Portal',
    'protects',
    'prerequisites',
    'easy onboarding',
    'notes',
    'requirement',
  ],
  rows: platforms.flatMap((platform) =>
    Object.entries(enrolmentScenarios[platform])
      .filter(([key]) => scenario === null || key === scenario)
      .map(([key, row]) => scenarioRow(platform, key, row)),
  ),
});

const capabilityTable = ({ platforms }: Chosen): Table => ({
  name: 'capabilities',
  title: 'Capabilities',
  columns: ['capability', 'name', 'platforms', 'includes', 'does not include', 'requirement'],
  rows: Object.entries(capabilities)
    .filter(([, each]) => each.platforms.some((platform) => platforms.includes(platform)))
    .map(([key, each]) => [
      key,
      each.title,
      each.platforms.join(', '),
      each.includes.join(', '),
      each.excludes.join(', '),
      each.requirement,
    ]),
});

const onboardingTable = ({ platforms }: Chosen): Table => ({
  name: 'onboarding',
  title: 'Onboarding',
  columns: ['way', 'platform', 'configuration', 'says', 'requirement'],
  rows: Object.values(onboardingFacts)
    .filter(({ platform }) => platforms.includes(platform))
    .map(({ title, platform, configuration, says, requirement }) => [
      title,
      platform,
      Object.entries(configuration)
        .map(([key, value]) => `${key} = ${value}`)
        .join(', '),
      says.join(', '),
      requirement,
    ]),
});

const privacyTable: Table = {
  name: 'privacy',
  title: 'Privacy controls',
  columns: ['what', 'which', 'requirement'],
  rows: [
    ['limit', privacyControls.limit.join(', '), 'PRIV-01'],
    ['held by', privacyControls.heldBy.join(', '), 'PRIV-01'],
    ['on', privacyControls.on.join(', '), 'PRIV-01'],
    ['leave alone', privacyControls.leaveAlone.join(', '), 'PRIV-01'],
  ],
};

const pilotTable: Table = {
  name: 'pilot',
  title: 'Exit criteria of a pilot',
  columns: ['criterion', 'says', 'requirement'],
  rows: [
    ...Object.entries(exitCriteria).map(([name, { title, besideWorkProfile, requirement }]) => [
      name,
      besideWorkProfile === null ? title : `${title}; with a work profile only inside it`,
      requirement,
    ]),
    ...Object.entries(noCriteria).map(([name, { because, requirement }]) => [
      `${name} (no criterion)`,
      because,
      requirement,
    ]),
  ],
};

const licenceTable: Table = {
  name: 'licences',
  title: 'Licences',
  columns: ['what', 'which', 'requirement'],
  rows: [
    ['all mobile capabilities', defenderPlans.join(', '), 'LIC-02'],
    ['help from FastTrack', `from ${fastTrackLicences} licences`, 'PILOT-05'],
  ],
};

/** Everything about Defender; of one scenario nothing but its row. */
export const defenderTables = (chosen: Chosen): readonly Table[] =>
  chosen.scenario === null
    ? [
        enrolmentTable(chosen),
        capabilityTable(chosen),
        onboardingTable(chosen),
        privacyTable,
        pilotTable,
        licenceTable,
      ]
    : [enrolmentTable(chosen)];
