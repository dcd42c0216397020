import { type Requirement, requirementsOf } from '../requirement.ts';
import { compliance, defenderSetup, entra, graph, mtd } from '../sources.ts';

const connector = graph('mobilethreatdefenseconnector');

type Row = readonly [statement: string, source: string, restsOn?: readonly string[]];

const numbered = (prefix: string, rows: readonly Row[]) =>
  rows.map(([statement, source, restsOn], i) => ({
    id: `${prefix}-${String(i + 1).padStart(2, '0')}`,
    tag: 'public doc' as const,
    statement,
    sources: [source],
    ...(restsOn === undefined ? {} : { restsOn }),
  }));

/** The properties of a `mobileThreatDefenseConnector`, with their defaults. */
export const connectorAttributes: readonly Requirement[] = requirementsOf('ATTR', [
  ...numbered('ATTR', [
    ['`id`: the id of a connector is a GUID, fixed for each partner.', connector],
    [
      '`lastHeartbeatDateTime`: when the last heartbeat of the partner came.',
      connector,
      ['CONN-08'],
    ],
    ['`partnerState`: the state of the connector, to be read only.', connector, ['CONN-01']],
    [
      '`partnerUnresponsivenessThresholdInDays`: the days of silence after which the partner ' +
        'counts as unresponsive. Seven where exports show it; no default is documented.',
      connector,
    ],
    [
      '`androidEnabled`, `iosEnabled`, `windowsEnabled` and `macEnabled`: partner data takes part ' +
        'in compliance on that platform. Off by default.',
      connector,
    ],
    [
      '`androidDeviceBlockedOnMissingPartnerData` and its counterparts for iOS, Windows and macOS: ' +
        'no compliance without partner data. Off by default.',
      connector,
    ],
    [
      '`partnerUnsupportedOsVersionBlocked`: an OS below the minimum of the partner is ' +
        'noncompliant. Off by default.',
      connector,
    ],
    [
      '`androidMobileApplicationManagementEnabled` and its counterparts for iOS and Windows: ' +
        'partner data takes part in app protection. Off by default.',
      connector,
    ],
    ['`allowPartnerToCollectIOSApplicationMetadata`: App Sync. Off by default.', connector],
    [
      '`allowPartnerToCollectIOSPersonalApplicationMetadata`: the full app inventory of personally ' +
        'owned devices. Off by default.',
      connector,
    ],
    ['`allowPartnerToCollectIosCertificateMetadata`: Certificate Sync. Off by default.', connector],
    [
      '`allowPartnerToCollectIosPersonalCertificateMetadata`: the full certificate inventory of ' +
        'personally owned devices. Off by default.',
      connector,
    ],
    [
      '`microsoftDefenderForEndpointAttachEnabled`: Defender may enforce security settings; it is ' +
        'no input of MTD. Off by default.',
      connector,
    ],
  ]),
  {
    id: 'ATTR-14',
    tag: 'inference',
    statement:
      'Newer schemas have switches for the MTD role and its launch, minimum OS versions, ' +
      'capability flags and the display name of the partner.',
    caveat: 'Seen in a provider schema of the community, not in the pages of Graph.',
    sources: ['stated in no document that was read; nearest: KelvinTegelaar/CIPP-API, pull 2108'],
  },
]);

/** The closed lists of words, by their place in Graph. */
export const enumerations: readonly Requirement[] = requirementsOf(
  'ENUM',
  numbered('ENUM', [
    [
      'States of a partner (`mobileThreatPartnerTenantState`): `unavailable`, `available`, ' +
        '`enabled`, `unresponsive`, `notSetUp` and `error`.',
      graph('mobilethreatpartnertenantstate'),
    ],
    [
      'Limits of the compliance setting (`deviceThreatProtectionLevel`): `unavailable`, `secured`, ' +
        '`low`, `medium`, `high` and `notSet`; the first and the last demand nothing.',
      graph('devicethreatprotectionlevel'),
    ],
    [
      'Limits of app protection (`managedAppDeviceThreatLevel`): `notConfigured`, the default, ' +
        '`secured`, `low`, `medium` and `high`.',
      graph('managedappdevicethreatlevel'),
    ],
    [
      'States a partner reports (`managedDevicePartnerReportedHealthState`), 0 to 9: `unknown`, ' +
        '`activated`, `deactivated`, `secured`, `lowSeverity`, `mediumSeverity`, `highSeverity`, ' +
        '`unresponsive`, `compromised` and `misconfigured`.',
      graph('manageddevicepartnerreportedhealthstate'),
    ],
    [
      'Statuses of a setting or policy, least severe first: unknown, not applicable, compliant, in ' +
        'grace period, noncompliant, error.',
      compliance('create-policy.md'),
    ],
    [
      'States of a device (`complianceState`): `unknown`, `compliant`, `noncompliant`, `conflict`, ' +
        '`error`, `inGracePeriod` and `configManager`.',
      graph('compliancestate'),
      ['COMP-24'],
    ],
    [
      'Actions for noncompliance (`deviceComplianceActionType`): `noAction`, `notification`, ' +
        '`block`, `retire`, `wipe`, `removeResourceAccessProfiles` and `pushNotification`, in beta ' +
        'also `remoteLock`. `block` is the marking as noncompliant.',
      graph('devicecomplianceactiontype'),
    ],
    [
      'Actions of app protection (`managedAppRemediationAction`): `block`, `wipe` and `warn`, the ' +
        'last of which the threat condition does not offer.',
      graph('managedappremediationaction'),
    ],
    [
      'Priority of MTD services (`mobileThreatDefensePartnerPriority`): ' +
        '`defenderOverThirdPartyPartner` or `thirdPartyPartnerOverDefender`, or none.',
      graph('mobilethreatdefensepartnerpriority'),
    ],
    [
      'Results of a report-only policy: success, failure, user action required, not applied.',
      entra('concept-conditional-access-report-only.md'),
    ],
  ]),
);

/** What one tenant sets for all of its devices. */
export const tenantAttributes: readonly Requirement[] = requirementsOf(
  'TENANT',
  numbered('TENANT', [
    [
      '`secureByDefault`: how devices without a compliance policy are marked. Compliant by ' +
        'default, which is false.',
      compliance('overview.md', 'Compliance policy settings'),
      ['COMP-17'],
    ],
    [
      '`deviceComplianceCheckinThresholdDays`: the validity period. 30 days by default; the portal ' +
        'takes 1 to 120.',
      compliance('overview.md', 'Compliance policy settings'),
      ['COMP-18'],
    ],
    [
      'Enhanced jailbreak detection on iOS: on or off, off by default. It is no input of MTD.',
      `${mtd('enable-connector.md')}; ${defenderSetup('configure-integration.md')}`,
    ],
  ]),
);
