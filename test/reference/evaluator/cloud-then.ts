import { type PartnerKey, partnerKeys } from '../../../core/partners.ts';
import type { Readings } from '../../../core/readings.ts';
import type { Tenant } from '../../../core/tenant.ts';
import type { ManagementType } from '../../../core/vocabulary.ts';
import type { Reply } from '../../../simulator/port/observation.ts';
import type { Operation } from '../../../simulator/port/operation.ts';

/** CLOUD-01 to 03: the connectors there can be in the tenant's cloud, whatever was asked for. */
const partnersThere = (tenant: Tenant, readings: Readings): readonly PartnerKey[] => {
  if (tenant.cloud === 'public' || tenant.cloud === 'gcc') return partnerKeys;
  if (tenant.cloud === 'dod' && readings.dodConnectors === 'none') return [];
  const own = partnerKeys.filter((key) => tenant.connectors[key] !== undefined);
  // The overview speaks of connectors for phones; Windows Security Center has no phones.
  return (tenant.cloudConnectors ?? own).filter((key) => key !== 'windowsSecurityCenter');
};

/** The tenant without connectors that its cloud does not show, and with a list of all it does. */
export const inItsCloud = (tenant: Tenant, readings: Readings): Tenant => {
  const there = partnersThere(tenant, readings);
  const connectors = Object.fromEntries(
    Object.entries(tenant.connectors).filter(([key]) => there.some((one) => one === key)),
  );
  return { ...tenant, connectors, cloudConnectors: there };
};

/** CLOUD-04: no Google Mobile Services, hence no Android Enterprise; and no AOSP management. */
const needsGoogleOrAosp: Readonly<Partial<Record<ManagementType, true>>> = {
  androidWorkProfile: true,
  androidCorporateWorkProfile: true,
  androidFullyManaged: true,
  androidDedicated: true,
  androidAosp: true,
};

/** What cannot happen in the cloud and leaves no trace; null: it can. */
export const cloudRefusal = (
  { cloud, cloudConnectors }: Tenant,
  operation: Operation,
): Reply | null => {
  switch (operation.do) {
    case 'provision':
    case 'consent':
    case 'setConnector': {
      const { partner } = operation;
      if (cloudConnectors?.includes(partner) !== false) return null;
      return { result: 'refused', code: `connector-not-shown/${partner}` };
    }
    case 'enroll': {
      const isMissing = cloud === 'china21Vianet' && needsGoogleOrAosp[operation.managementType];
      return isMissing === true ? { result: 'refused', code: 'management-not-available' } : null;
    }
    default:
      return null;
  }
};
