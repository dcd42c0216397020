import { connectorDefaults } from '../../core/connector-defaults.ts';
import { type PartnerKey, partnerOf } from '../../core/partners.ts';
import type { Connector, ConnectorSettings } from '../../core/tenant.ts';
import { type Field, type ObjectOf, object, optional } from '../source/collection.ts';
import type { Report } from '../source/report.ts';
import { flag, instant, integer, text, word } from '../source/scalar.ts';
import { anything, located, named, refined, remembered, type Shape } from '../source/shape.ts';
import type { Placed, Tree } from '../source/tree.ts';
import { vendorCloudFields } from './vendor-cloud.ts';

const thresholdKey = 'partnerUnresponsivenessThresholdInDays';
type Toggle = Exclude<keyof ConnectorSettings, typeof thresholdKey>;

/** Every toggle, with the label the admin centre shows where it shows one. */
const toggles: Readonly<Record<Toggle, string>> = {
  androidEnabled:
    'Admin centre: "Connect Android devices to …". Partner data takes part in Android compliance.',
  iosEnabled:
    'Admin centre: "Connect iOS/iPadOS devices to …". Partner data takes part in iOS compliance.',
  windowsEnabled:
    'Admin centre: "Connect Windows devices to …". Partner data takes part in Windows compliance.',
  macEnabled: 'Partner data takes part in macOS compliance; macOS is not simulated.',
  androidDeviceBlockedOnMissingPartnerData:
    'An Android device is compliant only once the partner has reported. API only today.',
  iosDeviceBlockedOnMissingPartnerData:
    'An iOS device is compliant only once the partner has reported. API only today.',
  windowsDeviceBlockedOnMissingPartnerData:
    'A Windows device is compliant only once the partner has reported. API only today.',
  macDeviceBlockedOnMissingPartnerData: 'The same for macOS, which is not simulated.',
  androidMobileApplicationManagementEnabled:
    'Admin centre: "Connect Android devices to … for app protection policy evaluation".',
  iosMobileApplicationManagementEnabled:
    'Admin centre: "Connect iOS/iPadOS devices to … for app protection policy evaluation".',
  windowsMobileApplicationManagementEnabled:
    'Admin centre: "Connect Windows devices to … for app protection policy evaluation".',
  partnerUnsupportedOsVersionBlocked:
    'Admin centre: "Block unsupported OS versions". Below the partner minimum is noncompliant.',
  allowPartnerToCollectIOSApplicationMetadata:
    'Admin centre: "Enable App Sync for iOS/iPadOS devices".',
  allowPartnerToCollectIOSPersonalApplicationMetadata:
    'Admin centre: "Send full application inventory data on personally owned iOS/iPadOS devices".',
  allowPartnerToCollectIosCertificateMetadata:
    'Admin centre: "Enable Certificate Sync for iOS/iPadOS devices".',
  allowPartnerToCollectIosPersonalCertificateMetadata:
    'Admin centre: "Send full certificate inventory data on personally owned iOS/iPadOS devices".',
  microsoftDefenderForEndpointAttachEnabled:
    'Defender may enforce endpoint security settings; changes no verdict here.',
  grantMobileThreatDefensePartnerRole:
    'Admin centre: "Mobile Threat Defense role". One partner in a tenant can hold it.',
};

/** Days that can be written at all, and days the admin centre offers (CONN-08). */
const thresholdRange = { least: 1, most: 365 };
const offeredThreshold = { least: 1, most: 90 };

const threshold = refined(integer(thresholdRange), (days, tree, report) => {
  if (days > offeredThreshold.most) {
    report(
      tree,
      'advice',
      `the admin centre offers 1 to ${offeredThreshold.most} days, not ${days}`,
      {
        severity: 'warning',
      },
    );
  }
  return days;
});

const toggleFields = Object.fromEntries(
  Object.entries(toggles).map(([key, description]) => [key, optional(located(flag), description)]),
) as Readonly<Record<Toggle, Field<{ value: boolean; tree: Tree }, 'optional'>>>;

/** What an admin can change. */
export const connectorSettingFields = {
  ...toggleFields,
  [thresholdKey]: optional(
    threshold,
    'Admin centre: "Number of days until partner is unresponsive". Default: 7.',
  ),
} as const;

const partnerStates = [
  'unavailable',
  'notSetUp',
  'neverConfigured',
  'available',
  'enabled',
  'unresponsive',
  'error',
  'unknownFutureValue',
] as const;

const readOnly = optional(
  anything('what Graph exported', {}),
  'Read-only in Graph; accepted so that an export can be pasted, and not used.',
);

const fields = {
  ...connectorSettingFields,
  ...vendorCloudFields,
  partnerState: optional(
    word('partner state', partnerStates),
    'Where the connector stands at clock.start: `notSetUp`, `unavailable`, or set up (the rest).',
  ),
  lastHeartbeatDateTime: optional(
    located(instant),
    'Last contact before clock.start. Default, and year 1: contact at clock.start.',
  ),
  id: optional(located(text()), 'The well-known connector id, as Graph exports it.'),
  '@odata.type': readOnly,
  '@odata.context': readOnly,
  displayName: readOnly,
  partnerDisplayName: readOnly,
  launchMobileThreatDefensePartnerOnSetupEnabled: readOnly,
  partnerMinimumSupportedAndroidVersion: readOnly,
  partnerMinimumSupportedIosVersion: readOnly,
  partnerMinimumSupportedMacVersion: readOnly,
  partnerMinimumSupportedWindowsVersion: readOnly,
  partnerSupportsAndroidMam: readOnly,
  partnerSupportsIosCertificateSync: readOnly,
  partnerSupportsIosMam: readOnly,
  partnerSupportsWindowsMam: readOnly,
} as const;

export type ConnectorEntry = ObjectOf<typeof fields>;
export const connectorShape: Shape<ConnectorEntry> = named(
  'connector',
  remembered(object('connector settings', fields)),
);

type SettingsEntry = ObjectOf<typeof connectorSettingFields>;

/** The settings that are named, and no others. */
export const connectorSettingsOf = (entry: SettingsEntry): Partial<ConnectorSettings> => {
  const settings: { -readonly [Name in keyof ConnectorSettings]?: ConnectorSettings[Name] } = {};
  for (const key of Object.keys(toggles) as Toggle[]) {
    const toggle = entry[key];
    if (toggle !== undefined) settings[key] = toggle.value;
  }
  const days = entry[thresholdKey];
  return days === undefined ? settings : { ...settings, [thresholdKey]: days };
};

const setUpOf = (state: ConnectorEntry['partnerState']): Connector['setUp'] => {
  if (state === 'notSetUp' || state === 'neverConfigured') return 'notSetUp';
  return state === 'unavailable' ? 'unavailable' : 'setUp';
};

/** Graph writes "never" as a date in the year 1. */
const yearTwo = Date.parse('0002-01-01T00:00:00Z');

export const connectorOf = (
  partner: PartnerKey,
  entry: ConnectorEntry,
  report: Report,
): Connector => {
  const { id, lastHeartbeatDateTime: heartbeat } = entry;
  const ids: readonly string[] = partnerOf(partner).connectorIds;
  if (id !== undefined && ids.length > 0 && !ids.includes(id.value.toLowerCase())) {
    report(id.tree, 'advice', `this is not the connector id of ${partnerOf(partner).displayName}`, {
      severity: 'warning',
      label: `known: ${ids.join(', ')}`,
    });
  }
  return {
    ...connectorDefaults,
    ...connectorSettingsOf(entry),
    setUp: setUpOf(entry.partnerState),
    lastHeartbeatDateTime:
      heartbeat === undefined || heartbeat.value < yearTwo ? null : heartbeat.value,
  };
};

/** Where a toggle stands, for whoever finds that two of them contradict each other. */
export const toggleAt = (entry: ConnectorEntry, toggle: Toggle): Placed | undefined =>
  entry[toggle]?.tree;
