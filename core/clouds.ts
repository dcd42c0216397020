import { type PartnerKey, partnerOf } from './partners.ts';
import type { Readings } from './readings.ts';
import type { Tenant } from './tenant.ts';
import type { Cloud, ManagementType, Platform } from './vocabulary.ts';

export interface CloudFacts {
  readonly title: string;
  /** Sovereign: only connectors whose partner supports the cloud, which is data of the tenant. */
  readonly sovereign: boolean;
  /** Platforms with MTD connectors. */
  readonly platforms: readonly Platform[];
  /** Management that does not exist there. */
  readonly without: readonly string[];
  /** The management types that are not there for want of it. */
  readonly withoutManagement: readonly ManagementType[];
  readonly requirements: readonly string[];
}

const phones: readonly Platform[] = ['android', 'ios'];
const all: readonly Platform[] = ['android', 'ios', 'windows'];

export const cloudFacts: Readonly<Record<Cloud, CloudFacts>> = {
  public: {
    title: 'Commercial',
    sovereign: false,
    platforms: all,
    without: [],
    withoutManagement: [],
    requirements: ['CLOUD-02'],
  },
  gcc: {
    title: 'US Government GCC',
    sovereign: false,
    platforms: all,
    without: [],
    withoutManagement: [],
    requirements: ['CLOUD-02'],
  },
  gccHigh: {
    title: 'US Government GCC High',
    sovereign: true,
    platforms: phones,
    without: [],
    withoutManagement: [],
    requirements: ['CLOUD-01', 'CLOUD-05'],
  },
  dod: {
    title: 'US Government DoD',
    sovereign: true,
    platforms: phones,
    without: [],
    withoutManagement: [],
    requirements: ['CLOUD-03'],
  },
  china21Vianet: {
    title: '21Vianet in China',
    sovereign: true,
    platforms: phones,
    without: [
      'Google Mobile Services',
      'Android Enterprise',
      'Google Play',
      'AOSP management',
      'app protection of apps that are not on sale in China',
    ],
    withoutManagement: [
      'androidWorkProfile',
      'androidCorporateWorkProfile',
      'androidFullyManaged',
      'androidDedicated',
      'androidAosp',
    ],
    requirements: ['CLOUD-01', 'CLOUD-04'],
  },
};

/** What of a tenant decides which connectors its cloud shows. */
export type CloudOfTenant = Pick<Tenant, 'cloud' | 'cloudConnectors' | 'connectors'>;

/**
 * Whether the tenant's cloud shows the connector of a partner (CLOUD-01 to CLOUD-03, CLOUD-05): in
 * a sovereign cloud that of a partner which the tenant says supports it, for phones.
 */
export const showsConnector = (
  { cloud, cloudConnectors, connectors }: CloudOfTenant,
  partner: PartnerKey,
  { dodConnectors }: Readings,
): boolean => {
  const { sovereign, platforms } = cloudFacts[cloud];
  if (!sovereign) return true;
  if (cloud === 'dod' && dodConnectors === 'none') return false;
  const { minimumOs } = partnerOf(partner);
  if (!platforms.some((platform) => minimumOs[platform] !== undefined)) return false;
  return cloudConnectors?.includes(partner) ?? connectors[partner] !== undefined;
};

/** Whether devices can be managed so in a cloud (CLOUD-04). */
export const hasManagement = (cloud: Cloud, managementType: ManagementType): boolean =>
  !cloudFacts[cloud].withoutManagement.includes(managementType);
