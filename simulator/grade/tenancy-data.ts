import { applicability } from '../../core/applicability.ts';
import { autoLaunch } from '../../core/auto-launch.ts';
import {
  appCheckIn,
  appDeregisteredAfter,
  newEnrolment,
  usualCheckIn,
} from '../../core/check-ins.ts';
import { cloudFacts } from '../../core/clouds.ts';
import { licences } from '../../core/licences.ts';
import { dashboardGroups, threatLevelReport } from '../../core/reporting.ts';
import {
  builtInRoles,
  consentByGlobalAdministrator,
  consentGrants,
  neededFor,
} from '../../core/roles.ts';
import {
  listedAfterwards,
  offlineWipeInterval,
  wipeRequestStates,
} from '../../core/wipe-requests.ts';

/** What the documents state as data of a tenant: who may do what, where, how often. */
export const tenancyData = {
  applicability,
  autoLaunch,
  newEnrolment,
  usualCheckIn,
  appCheckIn,
  appDeregisteredAfter,
  clouds: cloudFacts,
  licences,
  threatLevelReport: threatLevelReport as {
    readonly report: string;
    readonly column: string;
    readonly generatedFirst: boolean;
  },
  dashboardGroups: dashboardGroups as Readonly<Record<string, string>>,
  roles: builtInRoles,
  neededFor,
  consentGrants,
  consentByGlobalAdministrator,
  wipeRequestStates: wipeRequestStates as readonly string[],
  listedAfterwards,
  offlineWipeInterval,
} as const;

export type TenancyData = typeof tenancyData;
