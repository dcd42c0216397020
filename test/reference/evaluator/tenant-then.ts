import { isThirdParty, type PartnerKey, partnerKeys } from '../../../core/partners.ts';
import type { Connector, Tenant } from '../../../core/tenant.ts';
import { platforms } from '../../../core/vocabulary.ts';
import type { Operation } from '../../../simulator/port/operation.ts';
import { appProtectionToggle } from './connector.ts';
import { type History, happeningAt, remembered } from './history.ts';

/** A connector first added on the timeline: nothing switched on, everything owed (G1). */
const addedConnector: Connector = {
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
  partnerUnresponsivenessThresholdInDays: 7,
  allowPartnerToCollectIOSApplicationMetadata: false,
  allowPartnerToCollectIOSPersonalApplicationMetadata: false,
  allowPartnerToCollectIosCertificateMetadata: false,
  allowPartnerToCollectIosPersonalCertificateMetadata: false,
  microsoftDefenderForEndpointAttachEnabled: false,
  grantMobileThreatDefensePartnerRole: false,
  setUp: 'notSetUp',
  lastHeartbeatDateTime: null,
};

const otherHolder = (
  tenant: Tenant,
  partner: PartnerKey,
  holds: (key: PartnerKey, connector: Connector) => boolean,
): PartnerKey | null => {
  for (const key of partnerKeys) {
    const connector = tenant.connectors[key];
    if (key !== partner && connector !== undefined && holds(key, connector)) return key;
  }
  return null;
};

/** G16 and TOG-08: why an admin's change of a connector is refused, or null. */
const connectorRefusal = (tenant: Tenant, partner: PartnerKey, after: Connector): string | null => {
  const second = otherHolder(
    tenant,
    partner,
    (key, connector) =>
      isThirdParty(partner) &&
      isThirdParty(key) &&
      platforms.some((p) => appProtectionToggle(after, p) && appProtectionToggle(connector, p)),
  );
  if (second !== null) return `second-app-protection-partner/${second}`;
  if (!after.grantMobileThreatDefensePartnerRole) return null;
  const holder = otherHolder(
    tenant,
    partner,
    (_, connector) => connector.grantMobileThreatDefensePartnerRole,
  );
  return holder === null ? null : `mtd-role-taken/${holder}`;
};

/** Whether an admin's change is refused, and with which code. */
export const adminRefusal = (
  tenant: Tenant,
  operation: Operation,
): { code: string | null } | null => {
  switch (operation.do) {
    case 'setConnector': {
      const before = tenant.connectors[operation.partner] ?? addedConnector;
      const after = { ...before, ...operation.settings };
      const code = connectorRefusal(tenant, operation.partner, after);
      return code === null ? null : { code };
    }
    case 'removePolicy':
    case 'assign':
    case 'unassign':
      return tenant[operation.section][operation.policy] === undefined ? { code: null } : null;
    case 'revokeConsent':
      return tenant.connectors[operation.partner] === undefined
        ? { code: `connector-unknown/${operation.partner}` }
        : null;
    default:
      return null;
  }
};

const withConnector = (
  tenant: Tenant,
  partner: PartnerKey,
  change: Partial<Connector>,
): Tenant => ({
  ...tenant,
  connectors: {
    ...tenant.connectors,
    [partner]: { ...(tenant.connectors[partner] ?? addedConnector), ...change },
  },
});

const withPolicy = (tenant: Tenant, operation: Operation & { do: 'setPolicy' }): Tenant => ({
  ...tenant,
  [operation.section]: { ...tenant[operation.section], [operation.policy]: operation.value },
});

const withoutPolicy = (tenant: Tenant, operation: Operation & { do: 'removePolicy' }): Tenant => ({
  ...tenant,
  [operation.section]: Object.fromEntries(
    Object.entries(tenant[operation.section]).filter(([key]) => key !== operation.policy),
  ),
});

const withAssignment = (
  tenant: Tenant,
  operation: Operation & { do: 'assign' | 'unassign' },
): Tenant => {
  const policy = tenant[operation.section][operation.policy];
  if (policy === undefined) return tenant;
  const rest = policy.assignedTo.filter((group) => !operation.groups.includes(group));
  const assignedTo = operation.do === 'assign' ? [...rest, ...operation.groups] : rest;
  return {
    ...tenant,
    [operation.section]: {
      ...tenant[operation.section],
      [operation.policy]: { ...policy, assignedTo },
    },
  };
};

const withTenant = (tenant: Tenant, operation: Operation & { do: 'setTenant' }): Tenant => {
  const users = { ...tenant.users };
  for (const [key, user] of Object.entries(operation.users ?? {})) {
    if (user === null) delete users[key];
    else users[key] = user;
  }
  return {
    ...tenant,
    settings: { ...tenant.settings, ...operation.settings },
    serviceRelease: operation.serviceRelease ?? tenant.serviceRelease,
    recalculationDelay: operation.recalculationDelay ?? tenant.recalculationDelay,
    users,
  };
};

const after = (tenant: Tenant, operation: Operation): Tenant => {
  if (adminRefusal(tenant, operation) !== null) return tenant;
  switch (operation.do) {
    case 'setConnector':
      return withConnector(tenant, operation.partner, operation.settings);
    case 'provision':
    case 'consent':
      return withConnector(tenant, operation.partner, {});
    case 'setPolicy':
      return withPolicy(tenant, operation);
    case 'removePolicy':
      return withoutPolicy(tenant, operation);
    case 'assign':
    case 'unassign':
      return withAssignment(tenant, operation);
    case 'setTenant':
      return withTenant(tenant, operation);
    default:
      return tenant;
  }
};

/** The tenant as admins have configured it after the first `done` happenings. */
const walk = (history: History, done: number): Tenant => {
  let tenant = history.tenant;
  for (let i = 0; i < done; i += 1) tenant = after(tenant, happeningAt(history, i).operation);
  return tenant;
};

const walked = remembered(walk);
export const tenantThen = (history: History, done: number): Tenant => walked(history, done, '');
