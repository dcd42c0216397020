import { applicability, appliesWords } from '../../../core/applicability.ts';
import { autoLaunch } from '../../../core/auto-launch.ts';
import {
  appCheckIn,
  appDeregisteredAfter,
  newEnrolment,
  usualCheckIn,
} from '../../../core/check-ins.ts';
import { cloudFacts } from '../../../core/clouds.ts';
import { licences } from '../../../core/licences.ts';
import { partnerKeys, partnerOf } from '../../../core/partners.ts';
import { dashboardGroups, threatLevelReport } from '../../../core/reporting.ts';
import { builtInRoles, consentByGlobalAdministrator, permissions } from '../../../core/roles.ts';
import { wipeRequestListedFor, wipeRequestStates } from '../../../core/wipe-requests.ts';
import { offsetText } from '../../source/offset-text.ts';
import type { Table } from './table.ts';

const yesNo = (value: boolean): string => (value ? 'yes' : 'no');

const applicabilityTable: Table = {
  name: 'applicability',
  title: 'What applies to which management type',
  columns: [
    'management type',
    'threat level',
    'risk score',
    'MTD role',
    'app protection',
    'App Sync',
    'requirement',
  ],
  rows: Object.entries(applicability).map(([type, row]) => [
    type,
    appliesWords[row.threatLevel],
    appliesWords[row.riskScore],
    appliesWords[row.mtdRole],
    appliesWords[row.appProtection],
    appliesWords[row.appSync],
    row.requirement,
  ]),
};

const partnersTable: Table = {
  name: 'partners',
  title: 'Partners, with what documents dispute',
  columns: ['partner', 'name', 'from OS', 'app protection', 'disputed', 'licences', 'consent'],
  rows: partnerKeys.map((key) => {
    const partner = partnerOf(key);
    const owned = licences[key];
    const asksGlobal = consentByGlobalAdministrator.includes(key);
    return [
      key,
      partner.displayName,
      Object.entries(partner.minimumOs)
        .map(([platform, minimum]) => `${platform} ${minimum ?? 'not stated'}`)
        .join(', '),
      partner.appProtection.join(', ') || 'no',
      yesNo(partner.appProtectionDisputed),
      [owned?.entra, owned?.intune, owned?.besides].filter((each) => each).join(', '),
      asksGlobal ? 'Global Administrator' : 'Entra admin credentials',
    ];
  }),
};

const rolesTable: Table = {
  name: 'roles',
  title: 'Roles, and what each may do',
  columns: ['role', 'name', 'may'],
  rows: Object.entries(builtInRoles).map(([key, { title, grants }]) => [
    key,
    title,
    grants.map((permission) => permissions[permission]).join('; '),
  ]),
};

const cloudsTable: Table = {
  name: 'clouds',
  title: 'Clouds, and the connectors they show',
  columns: ['cloud', 'name', 'connectors', 'platforms', 'not there', 'requirements'],
  rows: Object.entries(cloudFacts).map(([cloud, facts]) => [
    cloud,
    facts.title,
    facts.sovereign ? 'of the partners that the tenant names' : 'of every partner',
    facts.platforms.join(', '),
    facts.without.join('; '),
    facts.requirements.join(', '),
  ]),
};

const checkInsTable: Table = {
  name: 'check-ins',
  title: 'Check-ins of devices and of protected apps',
  columns: ['who', 'how often'],
  rows: [
    ...Object.entries(newEnrolment).map(([platform, paces]) => [
      `${platform}, newly enrolled`,
      [
        ...paces.map(({ every, lasting }) => `${offsetText(every)} for ${offsetText(lasting)}`),
        `then ${offsetText(usualCheckIn)}`,
      ].join(', '),
    ]),
    ...Object.entries(appCheckIn).map(([state, every]) => [`app, ${state}`, offsetText(every)]),
    ['app, deregistered without a check-in for', offsetText(appDeregisteredAfter)],
  ],
};

const wipeRequestsTable: Table = {
  name: 'wipe-requests',
  title: 'States of a wipe request',
  columns: ['state', 'listed for'],
  rows: wipeRequestStates.map((state) => [state, offsetText(wipeRequestListedFor(state))]),
};

const reportsTable: Table = {
  name: 'reports',
  title: 'Where the portal shows what',
  columns: ['what', 'where'],
  rows: [
    [
      'threat level of a device',
      `${threatLevelReport.report}, column ${threatLevelReport.column}, once it is generated`,
    ],
    ...Object.entries(dashboardGroups).map(([group, state]) => [
      `dashboard group ${group}`,
      `devices that are ${state}`,
    ]),
  ],
};

const autoLaunchTable: Table = {
  name: 'auto-launch',
  title: 'MTD apps that are started during the set-up of a device',
  columns: ['partner', 'management types', 'needs the MTD role'],
  rows: autoLaunch.partners.map((partner) => [
    partner,
    autoLaunch.managementTypes.join(', '),
    yesNo(autoLaunch.needsMtdRole),
  ]),
};

/** What the documents state of a tenant, its clouds, roles and partners. */
export const tenancyTables: readonly Table[] = [
  applicabilityTable,
  partnersTable,
  rolesTable,
  cloudsTable,
  checkInsTable,
  wipeRequestsTable,
  reportsTable,
  autoLaunchTable,
];
