import type { Applicability, Applies } from '../../core/applicability.ts';
import type { CloudFacts } from '../../core/clouds.ts';
import type { Permission, Role } from '../../core/roles.ts';
import { day, hour, minute } from '../../core/time.ts';
import type { Cloud } from '../../core/vocabulary.ts';
import { type Data, documentedData } from './data.ts';
import { type DataVariant, variant } from './data-variant.ts';

const documented = documentedData.tenancy;

const wrong = (
  id: string,
  requirements: readonly string[],
  mistake: string,
  change: Partial<Data['tenancy']>,
): DataVariant =>
  variant(`tenancy/${id}`, requirements, mistake, { tenancy: { ...documented, ...change } });

const other = (cell: Applies): Applies => (cell === 'no' ? 'yes' : 'no');

/** Each cell of the table of applicability, the wrong way round. */
const ofType = ([type, row]: readonly [string, Applicability]): readonly DataVariant[] =>
  (['threatLevel', 'riskScore', 'mtdRole', 'appProtection', 'appSync'] as const).map((column) =>
    wrong(
      `applicability/${type}/${column}`,
      [row.requirement],
      `${column} is taken the wrong way round`,
      {
        applicability: {
          ...documented.applicability,
          [type]: { ...row, [column]: other(row[column]) },
        },
      },
    ),
  );

const withRole = (key: string, grants: readonly Permission[]): Partial<Data['tenancy']> => {
  const role: Role = { title: key, ...documented.roles[key], grants };
  return { roles: { ...documented.roles, [key]: role } };
};

const withCloud = (cloud: Cloud, facts: Partial<CloudFacts>): Partial<Data['tenancy']> => ({
  clouds: { ...documented.clouds, [cloud]: { ...documented.clouds[cloud], ...facts } },
});

const rhythms: readonly DataVariant[] = [
  wrong('check-ins-slow', ['COMP-21'], 'a new phone checks in like an old one', {
    newEnrolment: { ...documented.newEnrolment, ios: [] },
  }),
  wrong('check-ins-alike', ['COMP-21'], 'iPhones check in like Android', {
    newEnrolment: { ...documented.newEnrolment, ios: documented.newEnrolment.android },
  }),
  wrong('check-ins-daily', ['COMP-21'], 'devices check in once a day', { usualCheckIn: 24 * hour }),
  wrong('app-check-ins-slow', ['MAM-16'], 'a registered app asks twice a day', {
    appCheckIn: { ...documented.appCheckIn, registered: 12 * hour },
  }),
  wrong('app-registered-for-ever', ['MAM-16'], 'an app is deregistered after a month', {
    appDeregisteredAfter: 30 * day,
  }),
  wrong('wipe-requests-forgotten', ['WIPE-04'], 'a wipe request is listed for an hour', {
    listedAfterwards: 60 * minute,
  }),
  wrong('wipe-requests-without-failure', ['WIPE-04'], 'no wipe request ever fails', {
    wipeRequestStates: ['pending', 'successful'],
  }),
];

const roles: readonly DataVariant[] = [
  wrong(
    'roles/read-only-changes',
    ['RBAC-01', 'RBAC-05'],
    'a Read Only Operator changes connectors',
    withRole('readOnlyOperator', ['mtdRead', 'mtdModify']),
  ),
  wrong('roles/modify-alone', ['RBAC-06'], 'Modify is enough without Read', {
    neededFor: { ...documented.neededFor, changeConnector: ['mtdModify'] },
  }),
  wrong('roles/consent-by-anybody', ['RBAC-02'], 'Lookout takes the consent of any admin', {
    consentByGlobalAdministrator: documented.consentByGlobalAdministrator.filter(
      (partner) => partner !== 'lookout',
    ),
  }),
  wrong('roles/consent-to-more', ['RBAC-02'], 'consent is given to something else', {
    consentGrants: [...documented.consentGrants, 'write directory data'],
  }),
  wrong(
    'roles/defender-by-endpoint-manager',
    ['RBAC-03'],
    'an Endpoint Security Manager turns on the connection in the Defender portal',
    withRole('endpointSecurityManager', ['mtdRead', 'mtdModify', 'defenderPortal']),
  ),
  wrong(
    'roles/conditional-access-by-security',
    ['RBAC-04'],
    'a Security Administrator changes Conditional Access policies',
    withRole('securityAdministrator', ['defenderPortal', 'conditionalAccess']),
  ),
  wrong('auto-launch/without-role', ['TOG-09'], 'Defender is started without the MTD role', {
    autoLaunch: { ...documented.autoLaunch, needsMtdRole: false },
  }),
  wrong('auto-launch/lookout', ['TOG-09'], 'Lookout is started by itself', {
    autoLaunch: { ...documented.autoLaunch, partners: ['defender', 'lookout'] },
  }),
];

const places: readonly DataVariant[] = [
  wrong('licences/lookout', ['LIC-01'], 'Lookout asks for nothing more', {
    licences: { ...documented.licences, lookout: documented.licences['zimperium'] as never },
  }),
  wrong(
    'clouds/gcc-high-like-commercial',
    ['CLOUD-01', 'CLOUD-05'],
    'every partner is in GCC High',
    withCloud('gccHigh', { sovereign: false }),
  ),
  wrong(
    'clouds/gcc-sovereign',
    ['CLOUD-02', 'CLOUD-05'],
    'GCC has a list of its own',
    withCloud('gcc', { sovereign: true }),
  ),
  wrong('clouds/dod-none', ['CLOUD-03'], 'DoD has none', withCloud('dod', { platforms: [] })),
  wrong(
    'clouds/china-with-google',
    ['CLOUD-04'],
    '21Vianet lacks nothing',
    withCloud('china21Vianet', { without: [] }),
  ),
  wrong('reports/column', ['REP-01'], 'the threat level stands in another column', {
    threatLevelReport: { ...documented.threatLevelReport, column: 'Compliance state' },
  }),
  wrong('reports/dashboard', ['REP-02'], 'a device in grace counts as compliant', {
    dashboardGroups: { ...documented.dashboardGroups, 'In-grace': 'compliant' },
  }),
];

export const tenancyVariants: readonly DataVariant[] = [
  ...Object.entries(documented.applicability).flatMap(ofType),
  ...rhythms,
  ...roles,
  ...places,
];
