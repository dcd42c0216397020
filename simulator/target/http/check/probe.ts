import { connectorDefaults } from '../../../../core/connector-defaults.ts';
import { isThirdParty, type PartnerKey, partnerOf } from '../../../../core/partners.ts';
import type { ConnectorSettings, Tenant } from '../../../../core/tenant.ts';
import type { TargetSetup } from '../setup.ts';

/** The small tenant that the set-up check loads and looks at. */
export interface Probe {
  readonly partner: PartnerKey;
  readonly device: string;
  readonly tenant: Tenant;
  /** What is switched on in it, by Graph property. */
  readonly on: readonly (keyof ConnectorSettings)[];
}

/** What the portal calls each switch; `…` stands for the partner. */
export const portalLabels = {
  androidEnabled: 'Connect Android devices to …',
  iosEnabled: 'Connect iOS/iPadOS devices to …',
  windowsEnabled: 'Connect Windows devices to …',
  androidMobileApplicationManagementEnabled:
    'Connect Android devices to … for app protection policy evaluation',
  iosMobileApplicationManagementEnabled:
    'Connect iOS/iPadOS devices to … for app protection policy evaluation',
  windowsMobileApplicationManagementEnabled:
    'Connect Windows devices to … for app protection policy evaluation',
} as const satisfies Partial<Record<keyof ConnectorSettings, string>>;

/** Where a connector stands in the admin centre (CONN-14). */
export const connectorPlace =
  'Tenant administration > Connectors and tokens > Mobile Threat Defense';

/** A partner that speaks for itself where one does, else one that everybody knows. */
const partnerFor = ({ credentials }: TargetSetup): PartnerKey => {
  const named = Object.keys(credentials.partners) as PartnerKey[];
  return named.find(isThirdParty) ?? named[0] ?? 'lookout';
};

export const probeFor = (setup: TargetSetup): Probe => {
  const partner = partnerFor(setup);
  const { minimumOs, appProtection } = partnerOf(partner);
  const on = (Object.keys(portalLabels) as (keyof typeof portalLabels)[]).filter((name) => {
    const platform = (['android', 'ios', 'windows'] as const).find((each) => name.startsWith(each));
    if (platform === undefined) return false;
    return name.includes('Application') ? appProtection.includes(platform) : platform in minimumOs;
  });
  const switches = Object.fromEntries(on.map((name) => [name, true]));
  const connector = {
    ...connectorDefaults,
    ...switches,
    setUp: 'setUp',
    lastHeartbeatDateTime: null,
  } as const;
  const device = 'set-up-check';
  const tenant: Tenant = {
    settings: { secureByDefault: false, deviceComplianceCheckinThresholdDays: 30 },
    cloud: 'public',
    serviceRelease: 2601,
    recalculationDelay: 0,
    connectors: { [partner]: connector },
    compliancePolicies: {},
    appProtectionPolicies: {},
    conditionalAccessPolicies: {},
    users: { ada: { groups: ['staff'], roles: [], licensed: true } },
    devices: {
      [device]: {
        managementType: 'androidWorkProfile',
        ownership: 'personal',
        osVersion: '15',
        user: 'ada',
        groups: [],
        registered: true,
        broker: true,
        checkedIn: true,
        mtdApps: { [partner]: { installed: true, activated: true } },
        unmetControls: [],
        clientAppType: 'mobileAppsAndDesktopClients',
      },
    },
  };
  return { partner, device, tenant, on };
};
