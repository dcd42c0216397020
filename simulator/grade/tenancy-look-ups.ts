import { appliesWords } from '../../core/applicability.ts';
import { nextCheckIn } from '../../core/check-ins.ts';
import type { neededFor, Permission } from '../../core/roles.ts';
import { day, hour, minute } from '../../core/time.ts';
import type { Data } from './data.ts';
import { type LookUp, list, lookUp } from './look-up.ts';

/** Threat level, risk score, MTD role, app protection, App Sync; as the table has them. */
const applicabilityTable: Readonly<Record<string, readonly [row: string, cells: string]>> = {
  androidWorkProfile: ['PLAT-01', 'yes, yes, no, yes, no'],
  androidCorporateWorkProfile: ['PLAT-02', 'yes, yes, yes, yes, no'],
  androidFullyManaged: ['PLAT-03', 'yes, yes, yes, yes, no'],
  androidDedicated: [
    'PLAT-04',
    'shown, of no use, shown, of no use, no, only in shared device mode, no',
  ],
  androidDeviceAdministrator: ['PLAT-05', 'yes, yes, no, yes, no'],
  androidAosp: ['PLAT-06', 'no, no, no, only in shared device mode, no'],
  iosSupervised: ['PLAT-07', 'yes, yes, no, yes, yes'],
  iosDeviceEnrollment: ['PLAT-08', 'yes, yes, no, yes, yes'],
  iosUserEnrollment: ['PLAT-09', 'yes, yes, no, yes, managed apps only'],
  iosUnmanaged: ['PLAT-10', 'no, no, no, yes, no'],
  androidUnmanaged: ['PLAT-10', 'no, no, no, yes, no'],
  windowsManaged: ['PLAT-11', 'a field of Graph, no partner, yes, no, no, no'],
  windowsUnmanaged: ['PLAT-12', 'no, no, no, yes, no'],
};

const applicabilityLookUps: readonly LookUp[] = Object.entries(applicabilityTable).map(
  ([type, [row, cells]]) =>
    lookUp(`applicability/${type}`, [row], type, cells, ({ tenancy }) => {
      const found = Object.entries(tenancy.applicability).find(([key]) => key === type)?.[1];
      if (found === undefined) return '';
      const { threatLevel, riskScore, mtdRole, appProtection, appSync } = found;
      return [threatLevel, riskScore, mtdRole, appProtection, appSync]
        .map((cell) => appliesWords[cell])
        .join(', ');
    }),
);

/** Minutes after enrolment of the first check-ins, and hours until the first ordinary one. */
const firstCheckIns = ({ tenancy }: Data, platform: 'android' | 'ios' | 'windows'): string => {
  const paces = tenancy.newEnrolment[platform];
  const times: number[] = [];
  let at = 0;
  while (times.length < 20) {
    const next = nextCheckIn(platform, at, paces);
    if (next - at >= 8 * hour) break;
    times.push(next / minute);
    at = next;
  }
  return `${times.join(' ')}, then every ${tenancy.usualCheckIn / hour} h`;
};

const quick = '3 6 9 12 15 30 45 60 75 90 105 120 135, then every 8 h';

const rhythmLookUps: readonly LookUp[] = [
  lookUp(
    'check-ins',
    ['COMP-21'],
    'check-ins of new devices',
    `ios 15 30 45 60, then every 8 h; android ${quick}; windows ${quick}`,
    (data) =>
      (['ios', 'android', 'windows'] as const)
        .map((platform) => `${platform} ${firstCheckIns(data, platform)}`)
        .join('; '),
  ),
  lookUp(
    'app-check-ins',
    ['MAM-16'],
    'check-ins of apps in hours',
    'tenantNotOnboarded 24, userNotLicensed 12, userNotTargeted 12, appNotInPolicy 12, ' +
      'registered 0.5; deregistered after 90 days',
    ({ tenancy }) =>
      `${Object.entries(tenancy.appCheckIn)
        .map(([state, every]) => `${state} ${every / hour}`)
        .join(', ')}; deregistered after ${tenancy.appDeregisteredAfter / day} days`,
  ),
  lookUp(
    'wipe-requests',
    ['WIPE-04'],
    'how long wipe requests are listed',
    'pending successful failed; 4 days, pending 94 days',
    ({ tenancy: { wipeRequestStates, listedAfterwards, offlineWipeInterval } }) =>
      `${wipeRequestStates.join(' ')}; ${listedAfterwards / day} days, ` +
      `pending ${(offlineWipeInterval + listedAfterwards) / day} days`,
  ),
];

/** Keys of the built-in roles that have all of these permissions. */
const rolesWith = ({ tenancy }: Data, needed: readonly Permission[]): string =>
  list(
    Object.entries(tenancy.roles)
      .filter(([, { grants }]) => needed.every((permission) => grants.includes(permission)))
      .map(([key]) => key),
  );

const may = (act: keyof typeof neededFor) => (data: Data) =>
  rolesWith(data, data.tenancy.neededFor[act]);

const roleLookUps: readonly LookUp[] = [
  lookUp(
    'roles/change-connector',
    ['RBAC-01'],
    'roles that may change a connector',
    'endpointSecurityManager globalAdministrator',
    may('changeConnector'),
  ),
  lookUp(
    'roles/consent',
    ['RBAC-02'],
    'what is consented to, and who asks for a Global Administrator',
    'sign in and read the profile, access the directory as the signed-in user, ' +
      'read directory data, send device risk to Intune: ' +
      'blackberry lookout sentinelone symantec trellix trendMicro trustd zimperium',
    ({ tenancy }) =>
      `${tenancy.consentGrants.join(', ')}: ${list(tenancy.consentByGlobalAdministrator)}`,
  ),
  lookUp(
    'roles/defender-connection',
    ['RBAC-03'],
    'roles that may turn on the Intune connection; rights for what remains in Intune',
    'globalAdministrator securityAdministrator; endpointSecurityManager globalAdministrator',
    (data) =>
      `${may('turnOnDefenderConnection')(data)}; ` +
      rolesWith(data, ['endpointDetection', 'compliancePolicies']),
  ),
  lookUp(
    'roles/conditional-access',
    ['RBAC-04'],
    'roles that may change Conditional Access policies',
    'conditionalAccessAdministrator globalAdministrator',
    may('changeConditionalAccessPolicy'),
  ),
  lookUp(
    'roles/read-only',
    ['RBAC-05'],
    'what a Read Only Operator is granted',
    'mtdRead',
    ({ tenancy }) => list(tenancy.roles['readOnlyOperator']?.grants ?? []),
  ),
  lookUp(
    'roles/modify-alone',
    ['RBAC-06'],
    'what viewing and changing a connector need',
    'mtdRead; mtdModify mtdRead',
    ({ tenancy }) =>
      `${list(tenancy.neededFor.viewConnector)}; ${list(tenancy.neededFor.changeConnector)}`,
  ),
  lookUp(
    'auto-launch',
    ['TOG-09'],
    'apps started by themselves',
    'defender on androidCorporateWorkProfile androidFullyManaged with the MTD role',
    ({ tenancy: { autoLaunch } }) =>
      `${list(autoLaunch.partners)} on ${list(autoLaunch.managementTypes)} ` +
      `${autoLaunch.needsMtdRole ? 'with' : 'without'} the MTD role`,
  ),
];

const licenceLookUp: LookUp = lookUp(
  'licences',
  ['LIC-01'],
  'licences that differ from the usual',
  'usually Entra ID P1 and Intune Plan 1; jamf: Entra ID, no plan named, Intune Plan 1; ' +
    'lookout: Entra ID P1, Intune Plan 1, Enterprise Mobility + Security E3 or E5; ' +
    'trellix: Entra ID P1 or P2, Intune Plan 1',
  ({ tenancy }) => {
    const texts = Object.entries(tenancy.licences).map(
      ([partner, { entra, intune, besides }]) =>
        [partner, [entra, intune, ...(besides === null ? [] : [besides])].join(', ')] as const,
    );
    const isUsual = (text: string) => text === 'Entra ID P1, Intune Plan 1';
    const usual = texts.some(([, text]) => isUsual(text));
    const others = texts.filter(([, text]) => !isUsual(text)).map((each) => each.join(': '));
    return [usual ? 'usually Entra ID P1 and Intune Plan 1' : '', ...others.sort()].join('; ');
  },
);

const cloudText = ({ tenancy }: Data, cloud: keyof Data['tenancy']['clouds']): string => {
  const { sovereign, platforms, without } = tenancy.clouds[cloud];
  const shown = sovereign ? 'what the tenant names' : 'every partner';
  return [`${shown} on ${platforms.join(' ')}`, ...without].join(', ');
};

const cloudLookUps: readonly LookUp[] = [
  lookUp(
    'clouds/sovereign',
    ['CLOUD-01'],
    'GCC High',
    'what the tenant names on android ios',
    (data) => cloudText(data, 'gccHigh'),
  ),
  lookUp('clouds/gcc', ['CLOUD-02'], 'GCC', 'every partner on android ios windows', (data) =>
    cloudText(data, 'gcc'),
  ),
  lookUp('clouds/dod', ['CLOUD-03'], 'DoD', 'what the tenant names on android ios', (data) =>
    cloudText(data, 'dod'),
  ),
  lookUp(
    'clouds/china',
    ['CLOUD-04'],
    '21Vianet',
    'what the tenant names on android ios, Google Mobile Services, Android Enterprise, ' +
      'Google Play, AOSP management, app protection of apps that are not on sale in China',
    (data) => cloudText(data, 'china21Vianet'),
  ),
  lookUp(
    'clouds/unpublished',
    ['CLOUD-05'],
    'clouds whose partners are data of the tenant, and which have Windows connectors',
    'china21Vianet dod gccHigh; gcc public',
    ({ tenancy }) => {
      const named = Object.entries(tenancy.clouds);
      const keys = (holds: (facts: (typeof named)[number][1]) => boolean) =>
        list(named.filter(([, facts]) => holds(facts)).map(([key]) => key));
      return (
        `${keys(({ sovereign }) => sovereign)}; ` +
        keys(({ platforms }) => platforms.includes('windows'))
      );
    },
  ),
];

const reportLookUps: readonly LookUp[] = [
  lookUp(
    'reports/threat-level',
    ['REP-01'],
    'where the threat level stands',
    'Reports > Device compliance > Device compliance, Device threat level, generated first',
    ({ tenancy: { threatLevelReport } }) =>
      `${threatLevelReport.report}, ${threatLevelReport.column}, ` +
      (threatLevelReport.generatedFirst ? 'generated first' : 'at once'),
  ),
  lookUp(
    'reports/dashboard',
    ['REP-02'],
    'groups of the dashboard',
    'Compliant=compliant In-grace=inGracePeriod Not compliant=noncompliant ' +
      'Not evaluated=unknown',
    ({ tenancy }) =>
      list(Object.entries(tenancy.dashboardGroups).map(([name, state]) => `${name}=${state}`)),
  ),
];

export const tenancyLookUps: readonly LookUp[] = [
  ...applicabilityLookUps,
  ...rhythmLookUps,
  ...roleLookUps,
  licenceLookUp,
  ...cloudLookUps,
  ...reportLookUps,
];
