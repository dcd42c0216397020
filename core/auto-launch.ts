import type { PartnerKey } from './partners.ts';
import type { ManagementType } from './vocabulary.ts';

/** Where an MTD app can be started by itself while a device is set up (TOG-09). */
export const autoLaunch: {
  readonly partners: readonly PartnerKey[];
  readonly managementTypes: readonly ManagementType[];
  readonly needsMtdRole: boolean;
} = {
  partners: ['defender'],
  managementTypes: ['androidFullyManaged', 'androidCorporateWorkProfile'],
  needsMtdRole: true,
};
