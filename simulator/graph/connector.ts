import { type PartnerKey, partnerKeys, partnerOf } from '../../core/partners.ts';
import type { Connector, ConnectorSettings } from '../../core/tenant.ts';
import { type Body, own, ownText } from './body.ts';
import { hasError, noRemarks, type Path, type Remarks, warn } from './issue.ts';
import { readMember } from './member.ts';
import type { Normalised } from './normalised.ts';
import { checkProperties } from './property-check.ts';
import { readBoolean, readInteger } from './scalar.ts';
import { readInstant } from './timestamp.ts';
import { words } from './words.ts';

type Toggle = Exclude<keyof ConnectorSettings, 'partnerUnresponsivenessThresholdInDays'>;

/** Every toggle of domain.md 2.1, off (PIT-17: each under Graph's own name). */
const togglesOff: Readonly<Record<Toggle, false>> = {
  androidEnabled: false,
  iosEnabled: false,
  windowsEnabled: false,
  macEnabled: false,
  androidDeviceBlockedOnMissingPartnerData: false,
  iosDeviceBlockedOnMissingPartnerData: false,
  windowsDeviceBlockedOnMissingPartnerData: false,
  macDeviceBlockedOnMissingPartnerData: false,
  androidMobileApplicationManagementEnabled: false,
  iosMobileApplicationManagementEnabled: false,
  windowsMobileApplicationManagementEnabled: false,
  partnerUnsupportedOsVersionBlocked: false,
  allowPartnerToCollectIOSApplicationMetadata: false,
  allowPartnerToCollectIOSPersonalApplicationMetadata: false,
  allowPartnerToCollectIosCertificateMetadata: false,
  allowPartnerToCollectIosPersonalCertificateMetadata: false,
  microsoftDefenderForEndpointAttachEnabled: false,
  grantMobileThreatDefensePartnerRole: false,
};
const toggles = Object.keys(togglesOff) as readonly Toggle[];

/** Names of all connector settings. */
export const connectorProperties: readonly (keyof ConnectorSettings)[] = [
  ...toggles,
  'partnerUnresponsivenessThresholdInDays',
];

/** Tools differ in the case of a few names, e.g. `partnerUnsupportedOSVersionBlocked`. */
const spelling = new Map<string, keyof ConnectorSettings>(
  connectorProperties.map((name) => [name.toLowerCase(), name]),
);

const partnerState = {
  name: 'mobileThreatPartnerTenantState',
  members: [
    'unavailable',
    'available',
    'enabled',
    'unresponsive',
    'notSetUp',
    'error',
    'neverConfigured',
    'unknownFutureValue',
  ],
} as const;

const table = {
  type: 'mobileThreatDefenseConnector',
  read: new Set<string>([...connectorProperties, 'partnerState', 'lastHeartbeatDateTime']),
  ignored: new Set(
    words(`id displayName partnerDisplayName launchMobileThreatDefensePartnerOnSetupEnabled
      partnerMinimumSupportedAndroidVersion partnerMinimumSupportedIosVersion
      partnerMinimumSupportedMacVersion partnerMinimumSupportedWindowsVersion
      partnerSupportsAndroidMam partnerSupportsIosCertificateSync partnerSupportsIosMam
      partnerSupportsWindowsMam`),
  ),
  elsewhere: new Map<string, string>(),
};

export interface NormalisedConnector extends Normalised<Connector> {
  /** Null where the id is absent or unknown; the key in a tenant file then says whose it is. */
  readonly partner: PartnerKey | null;
}

const withKnownSpelling = (body: Body): Body => {
  const entries = Object.entries(body).map(([key, value]) => {
    const known = spelling.get(key.toLowerCase());
    return [known === undefined || Object.hasOwn(body, known) ? key : known, value] as const;
  });
  return Object.fromEntries(entries);
};

const readPartner = (remarks: Remarks, body: Body): PartnerKey | null => {
  const id = ownText(body, 'id')?.toLowerCase();
  if (id === undefined) return null;
  const partner = partnerKeys.find((key) => partnerOf(key).connectorIds.includes(id));
  if (partner === undefined) {
    const message = `no partner is known by the connector id \`${id}\` (PIT-21)`;
    warn(remarks, ['id'], 'unknown-connector-id', message, 'name the partner in the tenant file');
  }
  return partner ?? null;
};

const readSetUp = (remarks: Remarks, body: Body): Connector['setUp'] => {
  const path: Path = ['partnerState'];
  const absent = 'enabled' as const;
  switch (readMember(remarks, path, own(body, 'partnerState'), partnerState, absent)) {
    case 'notSetUp':
    case 'neverConfigured':
      return 'notSetUp';
    case 'unavailable': {
      const message = '`unavailable` may also mean that the tool could not read it (PIT-18)';
      warn(remarks, path, 'maybe-not-read', message, 'check the state in the admin centre');
      return 'unavailable';
    }
    case 'error':
    case 'unresponsive': {
      const message = `the state is derived here, so \`${own(body, 'partnerState')}\` is not kept`;
      warn(
        remarks,
        path,
        'derived-state',
        message,
        'play it with a silent partner or `raiseError`',
      );
      return 'setUp';
    }
    case 'unknownFutureValue':
      warn(remarks, path, 'unknown-future-value', 'the state is unknown and taken as set up');
      return 'setUp';
    default:
      return 'setUp';
  }
};

/** The settings a body names, and no others. */
const readConnectorSettings = (remarks: Remarks, body: Body): Partial<ConnectorSettings> => {
  const settings: { -readonly [Name in keyof ConnectorSettings]?: ConnectorSettings[Name] } = {};
  for (const name of toggles) {
    const value = own(body, name);
    if (value !== undefined && value !== null) settings[name] = readBoolean(remarks, [name], value);
  }
  const days = 'partnerUnresponsivenessThresholdInDays';
  const value = own(body, days);
  if (value !== undefined && value !== null) {
    settings[days] = readInteger(remarks, [days], value, { least: 1, most: 365, absent: 7 });
  }
  return settings;
};

/** Reads a Graph connector. Its partner follows from the well-known id, where there is one. */
export const normaliseConnector = (exported: Body): NormalisedConnector => {
  const remarks = noRemarks();
  const body = withKnownSpelling(exported);
  checkProperties(remarks, body, table);
  const partner = readPartner(remarks, body);
  const value: Connector = {
    ...togglesOff,
    partnerUnresponsivenessThresholdInDays: 7,
    ...readConnectorSettings(remarks, body),
    setUp: readSetUp(remarks, body),
    lastHeartbeatDateTime: readInstant(
      remarks,
      ['lastHeartbeatDateTime'],
      own(body, 'lastHeartbeatDateTime'),
    ),
  };
  return { value: hasError(remarks.issues) ? null : value, partner, ...remarks };
};
